//! What killed builds left in folders that the next build may have no use for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::manifest::Manifest;
use super::places::{is_folder, prefixes};
use super::{MANIFEST, disk, path, staged};

/// Sweeps the folders of all that a manifest lists.
pub(super) fn sweep_listed(root: &Path, listed: &Manifest) {
    let folders: BTreeSet<&str> = listed.paths().flat_map(path::ancestors).collect();
    // Those inside come first, so that the ones around them may turn out empty.
    folders.into_iter().rev().for_each(|folder| sweep(root, folder));
}

/// Sweeps a folder and those below it, but for hidden ones and outputs of their own.
pub(super) fn sweep_below(root: &Path, folder: &str) {
    let place = root.join(folder);
    if !is_real(root, folder) || fs::symlink_metadata(place.join(MANIFEST)).is_ok() {
        return;
    }
    for entry in fs::read_dir(&place).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if let Some(name) = entry.file_name().to_str().filter(|name| is_folder && !name.starts_with('.')) {
            sweep_below(root, &format!("{folder}/{name}"));
        }
    }
    sweep(root, folder);
}

/// Sweeps a folder, and removes it when nothing else was in it.
fn sweep(root: &Path, folder: &str) {
    if is_real(root, folder) && staged::sweep(&root.join(folder)) {
        disk::remove_empty(root, folder);
    }
}

/// Returns whether a folder is there, and no link leads to it.
fn is_real(root: &Path, folder: &str) -> bool {
    prefixes(folder).all(|prefix| is_folder(&root.join(prefix)).is_ok_and(|is_there| is_there))
}
