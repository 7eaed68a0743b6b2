//! The hidden files and folders that wait beside the place where they belong.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Returns the name of a staged file.
pub(super) fn name(number: u32) -> String {
    format!(".dashgen-{number}.tmp")
}

/// Makes a folder of the next name that is free.
pub(super) fn create_folder(parent: &Path, number: &AtomicU32) -> io::Result<PathBuf> {
    loop {
        let path = parent.join(name(number.fetch_add(1, Ordering::Relaxed)));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn is_name(name: &str) -> bool {
    let number = name.strip_prefix(".dashgen-").and_then(|rest| rest.strip_suffix(".tmp"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Removes what a killed build left waiting; ours is the only one, since the output is locked.
///
/// What cannot be removed stays: whoever may not write here has no use for the room it takes. So does what no build
/// makes: links, pipes. Returns whether anything is gone.
pub(super) fn sweep(folder: &Path) -> bool {
    let mut is_any_gone = false;
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_name)) {
        let path = entry.path();
        is_any_gone |= match entry.file_type() {
            Ok(kind) if kind.is_dir() => fs::remove_dir_all(path).is_ok(),
            Ok(kind) if kind.is_file() => fs::remove_file(path).is_ok(),
            _ => false,
        };
    }
    is_any_gone
}
