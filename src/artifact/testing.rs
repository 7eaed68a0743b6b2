//! What the tests of builds and checks share: a folder, and file systems that misbehave.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{ArtifactError, Build, MANIFEST, Outcome, Scope};
use crate::json::skipped::skipped;

/// Paths and texts of artifacts.
pub(super) type Files = BTreeMap<String, String>;

/// Makes artifacts of paths and texts.
pub(super) fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Builds a whole suite of these artifacts.
pub(super) fn build(root: &Path, artifacts: &Files) -> Result<Outcome, ArtifactError> {
    build_part(root, artifacts, Scope::Whole)
}

/// Builds these artifacts.
pub(super) fn build_part(root: &Path, artifacts: &Files, scope: Scope) -> Result<Outcome, ArtifactError> {
    let build = Build::begin(root)?;
    for (path, text) in artifacts {
        build.put(path, text.as_bytes())?;
    }
    build.finish(scope)
}

/// Reads all files below a folder, the hidden ones too, but not the manifest.
pub(super) fn on_disk(root: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            match entry.file_type().unwrap() {
                kind if kind.is_dir() => folders.push(path),
                _ if name == MANIFEST => {}
                _ => drop(found.insert(name, String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())),
            }
        }
    }
    found
}

/// Returns an error with its causes and its hint, as a user sees it, less the name of the folder.
pub(super) fn message(error: &ArtifactError, root: &Path) -> String {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
    let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    format!("{error}{cause}{hint}").replace(root.to_str().unwrap(), "out")
}

/// A small file system in memory, away when dropped.
pub(super) struct Mount(tempfile::TempDir);

impl Mount {
    /// Mounts a file system of that many kilobytes; where that is not allowed, the test counts as skipped.
    pub(super) fn new(kilobytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={kilobytes}k");
        let mounted = mount(&["-t", "tmpfs", "-o", &options, "none"], folder.path());
        if !mounted {
            skipped("full and read-only disks", "only root may mount one, and only with CAP_SYS_ADMIN");
        }
        mounted.then_some(Self(folder))
    }

    /// Returns its folder.
    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Makes it read-only.
    pub(super) fn protect(&self) {
        assert!(mount(&["-o", "remount,ro"], self.path()), "a mounted file system can be mounted again");
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        Command::new("umount").arg(self.path()).status().unwrap();
    }
}

fn mount(arguments: &[&str], folder: &Path) -> bool {
    Command::new("mount").args(arguments).arg(folder).output().is_ok_and(|output| output.status.success())
}
