//! Tests that need something which is not there: one line each, and all of them once more, counted, at the end.
//!
//! The harness swallows what a passing test prints. So a skipped test writes to standard error itself, and leaves a
//! record beside the binaries, which `tests/summary.rs`, the last of them to run, collects.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

/// Says that something was not tested: what, and what was missing.
pub(crate) fn skipped(what: &str, because: &str) {
    let line = format!("SKIPPED: {what}: {because}\n");
    std::io::stderr().lock().write_all(line.as_bytes()).expect("standard error is there");
    let file = records();
    std::fs::create_dir_all(file.parent().expect("a file in a folder")).expect("the folder of binaries is writable");
    let mut file = OpenOptions::new().create(true).append(true).open(file).expect("the folder of binaries is writable");
    // One write, so that tests at the same time do not mix their lines.
    file.write_all(line.as_bytes()).expect("the disk has room");
}

/// Returns the file with the records of this run of `cargo test`, which is the parent of each binary.
pub(crate) fn records() -> PathBuf {
    let binary = std::env::current_exe().expect("a running program has a path");
    let folder = binary.ancestors().nth(2).expect("binaries of tests are in a folder of a profile");
    folder.join("skipped").join(run().to_string())
}

#[cfg(unix)]
fn run() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn run() -> u32 {
    0
}
