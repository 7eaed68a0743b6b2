//! Looking: what a build would do, without doing it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::disk::{self, Found};
use super::error::{ArtifactError, Doing};
use super::hash::hash;
use super::lock::Lock;
use super::manifest::Manifest;
use super::places::Places;
use super::{MANIFEST, Scope, Unreadable};

/// A comparison of artifacts with what lies on disk; writes nothing.
#[derive(Debug)]
pub struct Check {
    root: PathBuf,
    suite: Option<Box<str>>,
    before: Manifest,
    seen: Mutex<Seen>,
    /// Not read: no build changes the files while we look.
    _lock: Option<Lock>,
}

#[derive(Debug, Default)]
struct Seen {
    places: Places,
    artifacts: Vec<(Box<str>, u64)>,
    differences: Vec<Difference>,
}

/// What a file is, compared with what the code makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The same bytes.
    Fresh,
    /// Not there.
    Missing,
    /// As the last build wrote it, but the code makes something else now.
    Stale,
    /// Neither what the code makes nor what the last build wrote: somebody edited it.
    Edited,
    /// Not what the code makes, and not listed in the manifest: somebody else's, or from before a killed build.
    Unlisted,
}

/// A file that differs from what the code makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Its path in the output.
    pub path: String,
    /// How it differs; never [`State::Fresh`].
    pub state: State,
}

/// A file that a former build made, and that has no source any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Orphan {
    /// Its path in the output.
    pub path: String,
    /// Whether somebody edited it since; a build then leaves it alone.
    pub edited: bool,
}

/// What a check found, each list sorted by path.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// How many artifacts are as the code makes them.
    pub fresh: usize,
    /// Those that are not.
    pub differences: Vec<Difference>,
    /// Files without a source.
    #[serde(rename = "without_source")]
    pub orphans: Vec<Orphan>,
    /// Files without a source that cannot be read.
    pub unreadable: Vec<Unreadable>,
    /// Whether the manifest is not as a build would write it.
    pub manifest_is_stale: bool,
}

impl Report {
    /// Returns whether a build would change nothing.
    pub fn is_clean(&self) -> bool {
        let Self { differences, orphans, unreadable, .. } = self;
        differences.is_empty() && orphans.is_empty() && unreadable.is_empty() && !self.manifest_is_stale
    }
}

impl Check {
    /// Begins to look at a folder, which need not be there.
    ///
    /// Waits up to two seconds for a build to end.
    ///
    /// # Errors
    /// [`ArtifactError`], when a build holds the folder or its manifest cannot be used.
    pub fn begin(root: &Path) -> Result<Self, ArtifactError> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        if fs::metadata(root).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(ArtifactError::NotAFolder { path: root.to_owned() });
        }
        let lock = Lock::shared(root)?;
        let before = Manifest::read(&root.join(MANIFEST))?;
        Ok(Self { root: root.to_owned(), suite: None, before, seen: Mutex::default(), _lock: lock })
    }

    /// Says whose artifacts they are, as [`Build::of`](super::Build::of).
    ///
    /// # Errors
    /// [`ArtifactError::OtherSuite`].
    pub fn of(mut self, suite: &str) -> Result<Self, ArtifactError> {
        self.before.belongs_to(suite, &self.root)?;
        self.suite = Some(suite.into());
        Ok(self)
    }

    /// Compares an artifact with its file.
    ///
    /// # Errors
    /// [`ArtifactError`], when the path is unfit or taken, or the file cannot be read.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<State, ArtifactError> {
        let folder_is_there = self.seen(|seen| seen.places.find(&self.root, path))?;
        let target = self.root.join(path);
        let found = if folder_is_there { disk::compare(&target, bytes)? } else { Found::Nothing };
        let state = match found {
            Found::Same => State::Fresh,
            Found::Nothing => State::Missing,
            Found::Other(_) if !self.before.lists(path) => State::Unlisted,
            Found::Other(_) => match disk::hash_at(&target)? {
                Some(found) if self.before.is_ours(path, found) => State::Stale,
                _ => State::Edited,
            },
        };
        self.seen(|seen| {
            seen.artifacts.push((path.into(), hash(bytes)));
            if state != State::Fresh {
                seen.differences.push(Difference { path: path.to_owned(), state });
            }
        });
        Ok(state)
    }

    /// Returns the bytes of a file, to show how it differs.
    ///
    /// # Errors
    /// [`ArtifactError`], when it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, ArtifactError> {
        let target = self.root.join(path);
        fs::read(&target).map_err(ArtifactError::io(Doing::Read, target))
    }

    /// Returns the files in a folder, and in those below it, that neither the suite nor the manifest knows.
    ///
    /// Hidden ones are left out, as Grafana does. Call it after all of [`Check::put`].
    ///
    /// # Errors
    /// [`ArtifactError`], when a folder cannot be read.
    pub fn strays(&self, folder: &str) -> Result<Vec<String>, ArtifactError> {
        let mut known: Vec<Box<str>> = self.before.paths().map(Into::into).collect();
        known.extend(self.seen(|seen| seen.artifacts.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>()));
        known.sort_unstable();
        let mut strays = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for (path, is_folder) in self.list(&folder)? {
                if is_folder {
                    folders.push(path);
                } else if known.binary_search_by(|other| (**other).cmp(&path)).is_err() {
                    strays.push(path);
                }
            }
        }
        strays.sort_unstable();
        Ok(strays)
    }

    /// Ends the check.
    pub fn finish(self, scope: Scope) -> Report {
        let Seen { mut places, mut artifacts, mut differences } =
            self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        artifacts.sort_unstable();
        differences.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let fresh = artifacts.len() - differences.len();
        let is_made = |path: &str| artifacts.binary_search_by(|(other, _)| (**other).cmp(path)).is_ok();
        let rest: Vec<_> = self.before.paths().filter(|path| !is_made(path)).collect();
        let (mut orphans, mut unreadable) = (Vec::new(), Vec::new());
        for path in rest {
            let mut on_disk = || places.hash_at(&self.root, path);
            let known = if scope.covers(path) {
                // A build goes on listing what it leaves alone, so that it is not forgotten.
                match on_disk() {
                    Ok(None) => None,
                    Ok(Some(found)) => {
                        let edited = !self.before.is_ours(path, found);
                        orphans.push(Orphan { path: path.to_owned(), edited });
                        self.before.known(path).filter(|_| edited)
                    }
                    Err(error) => {
                        unreadable.push(Unreadable { path: path.to_owned(), problem: error.in_a_line() });
                        self.before.known(path)
                    }
                }
            } else {
                self.before.settled(path, || on_disk().ok())
            };
            artifacts.extend(known.map(|hash| (path.into(), hash)));
        }
        let manifest_is_stale = self.before != Manifest::new(artifacts).with_suite(self.suite);
        Report { fresh, differences, orphans, unreadable, manifest_is_stale }
    }

    fn seen<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lists a folder: paths in the output, and whether each is a folder; links are not followed.
    fn list(&self, folder: &str) -> Result<Vec<(String, bool)>, ArtifactError> {
        let place = self.root.join(folder);
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(ArtifactError::io(Doing::Read, place)(error)),
        };
        let mut listed = Vec::new();
        for entry in entries {
            let entry = entry.map_err(ArtifactError::io(Doing::Read, &place))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(ArtifactError::io(Doing::Read, entry.path()))?;
            if !name.starts_with('.') {
                listed.push((format!("{folder}/{name}"), kind.is_dir()));
            }
        }
        Ok(listed)
    }
}

#[cfg(test)]
mod tests;
