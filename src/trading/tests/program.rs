//! The program over the suite, inside the test.

use std::ffi::OsString;

use dashgen::cli::Status;
use dashgen::cli::console::Console;
use tempfile::TempDir;

/// Builds the suite into a folder.
pub(super) fn build() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let arguments = ["dashgen", "build", "--quiet", "--out"].map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.into_iter().chain([folder.path().into()]);
    let status = crate::program().run_with(arguments, &mut Console::into_buffers(&mut out, &mut err));
    assert_eq!(status, Status::Clean, "{}", String::from_utf8_lossy(&err));
    folder
}
