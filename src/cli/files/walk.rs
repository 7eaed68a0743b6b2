//! The JSON files below a folder.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::ignores::Ignores;
use super::{File, Files, name, read, yaml};

/// Adds the JSON files below a folder: regular files, and links to files inside it. Hidden files, which Grafana skips
/// as well, and those that `.gitignore` excludes are left out. Links to folders are not followed.
pub(super) fn walk(folder: &Path, without: Option<&Path>, files: &mut Files) {
    let real = match fs::canonicalize(folder).with_context(|| format!("cannot read the directory `{}`", name(folder))) {
        Ok(real) => real,
        Err(error) => return files.failures.push(error),
    };
    let without = without.and_then(|without| fs::canonicalize(without).ok()).filter(|without| *without != real);
    let ignores = Ignores::above(&real);
    let mut walk = Walk { root: real.clone(), without, files, seen: HashSet::new(), links: Vec::new() };
    let mut folders = vec![Folder { path: folder.to_owned(), real, ignores }];
    while let Some(folder) = folders.pop() {
        if let Err(error) = walk.read(&folder, &mut folders) {
            let doing = format!("cannot read the directory `{}`", name(&folder.path));
            walk.files.failures.push(anyhow::Error::new(error).context(doing));
        }
    }
    walk.take_links();
}

struct Walk<'a> {
    root: PathBuf,
    /// A folder to leave out.
    without: Option<PathBuf>,
    files: &'a mut Files,
    /// The regular files, by their real paths.
    seen: HashSet<PathBuf>,
    links: Vec<File>,
}

struct Folder {
    path: PathBuf,
    /// Its path without links.
    real: PathBuf,
    /// What the folders above it ignore.
    ignores: Ignores,
}

impl Walk<'_> {
    fn read(&mut self, folder: &Folder, folders: &mut Vec<Folder>) -> std::io::Result<()> {
        self.files.folders.push(folder.path.clone());
        let ignores = folder.ignores.inside(&folder.real);
        let mut entries = fs::read_dir(&folder.path)?.collect::<std::io::Result<Vec<_>>>()?;
        // Messages are ordered by name, too.
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let file_name = entry.file_name();
            let real = folder.real.join(&file_name);
            let kind = entry.file_type()?;
            let is_hidden = file_name.as_encoded_bytes().starts_with(b".");
            if is_hidden || ignores.name(&real, kind.is_dir()) {
                continue;
            }
            if kind.is_dir() {
                if self.without.as_ref() != Some(&real) {
                    folders.push(Folder { path: entry.path(), real, ignores: ignores.clone() });
                }
            } else if kind.is_symlink() {
                self.look_at_link(&entry.path());
            } else if is_json(&real) {
                if kind.is_file() {
                    let size = entry.metadata().map_or(0, |metadata| metadata.len());
                    self.files.all.push(File { path: entry.path(), is_named: false, target: None, size });
                    self.seen.insert(real);
                } else {
                    self.leave(&entry.path(), &format!("is {}", read::what(kind)));
                }
            } else if kind.is_file() && yaml::is_named_so(&real) {
                self.files.yaml.push(entry.path());
            }
        }
        Ok(())
    }

    fn look_at_link(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.leave(path, "is a link to a directory"),
            _ if !is_json(path) => {}
            Ok(metadata) if !metadata.is_file() => {
                self.leave(path, &format!("is a link to {}", read::what(metadata.file_type())));
            }
            Ok(metadata) => match fs::canonicalize(path) {
                Ok(target) if target.starts_with(&self.root) => {
                    let file =
                        File { path: path.to_owned(), is_named: false, target: Some(target), size: metadata.len() };
                    self.links.push(file);
                }
                Ok(_) => self.leave(path, "is a link to a place outside the directory"),
                Err(error) => self.fail(path, error),
            },
            Err(error) => self.fail(path, error),
        }
    }

    /// Takes the links whose targets were not found themselves: in a mounted `ConfigMap`, those are in hidden folders.
    fn take_links(self) {
        let Self { files, mut seen, mut links, .. } = self;
        links.sort_by(|a, b| a.path.cmp(&b.path));
        for link in links {
            if link.target.as_ref().is_some_and(|target| seen.insert(target.clone())) {
                files.all.push(link);
            }
        }
    }

    fn leave(&mut self, path: &Path, what: &str) {
        self.files.notes.push(format!("note: `{}` {what} and was skipped", name(path)));
    }

    fn fail(&mut self, path: &Path, error: std::io::Error) {
        let what = format!("cannot read `{}`, the target of a link", name(path));
        self.files.failures.push(anyhow::Error::new(error).context(what));
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}
