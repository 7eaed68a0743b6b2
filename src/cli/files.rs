//! Dashboards given by path.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use ignore::WalkBuilder;

/// A file, and whether it was named rather than found in a folder.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) is_named: bool,
}

/// Returns the files named, and the JSON files below the folders named, each once.
pub(super) fn find(paths: &[PathBuf]) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        if metadata.is_dir() {
            let before = files.len();
            walk(path, &mut files)?;
            if files.len() == before {
                bail!("there is no `.json` file in the folder `{}`", path.display());
            }
        } else {
            files.push(File { path: path.clone(), is_named: true });
        }
    }
    files.sort_by(|a, b| (&a.path, !a.is_named).cmp(&(&b.path, !b.is_named)));
    files.dedup_by(|later, first| later.path == first.path);
    Ok(files)
}

/// Adds the JSON files below a folder; hidden ones are left out, as Grafana does, and what `.gitignore` names.
fn walk(folder: &Path, files: &mut Vec<File>) -> anyhow::Result<()> {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = entry.with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
        let is_json = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if is_json && entry.file_type().is_some_and(|kind| !kind.is_dir()) {
            files.push(File { path: entry.into_path(), is_named: false });
        }
    }
    Ok(())
}
