//! The hidden files that wait beside the files they are to replace.

use std::fs;
use std::path::Path;

/// Returns the name of a staged file.
pub(super) fn name(number: u32) -> String {
    format!(".dashgen-{number}.tmp")
}

fn is_name(name: &str) -> bool {
    let number = name.strip_prefix(".dashgen-").and_then(|rest| rest.strip_suffix(".tmp"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Removes the staged files of a build that was killed; ours is the only one, since the output is locked.
///
/// What cannot be removed stays: whoever may not write here has no use for the room it takes.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_name)) {
        drop(fs::remove_file(entry.path()));
    }
}
