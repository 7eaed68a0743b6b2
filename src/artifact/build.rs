//! Writing: stage everything, then put it in place.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::disk::{self, Found};
use super::error::{ArtifactError, Doing};
use super::hash::hash;
use super::lock::Lock;
use super::manifest::Manifest;
use super::places::{Folder, Places};
use super::{MANIFEST, Scope, path, staged};

/// A build under way: the output is locked, and still holds what it held before.
///
/// [`Build::put`] writes beside the old files, [`Build::finish`] puts all in place. A build that is dropped before that
/// takes its own files away again, so nothing is written when anything fails to render. A build that is killed
/// leaves hidden files behind; the next one removes them.
#[derive(Debug)]
pub struct Build {
    root: PathBuf,
    before: Manifest,
    next_number: AtomicU32,
    state: Mutex<State>,
    /// Not read: it unlocks when the rest is done.
    _lock: Lock,
}

#[derive(Debug, Default)]
struct State {
    places: Places,
    artifacts: Vec<Artifact>,
    staged_manifest: Option<PathBuf>,
}

#[derive(Debug)]
struct Artifact {
    path: Box<str>,
    hash: u64,
    change: Change,
    /// The number of its staged file; none in a new folder, which waits as a whole.
    staged: Option<u32>,
}

/// What a build does to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing: it has these bytes already.
    Kept,
    /// There was none.
    Created,
    /// It replaces what the last build wrote.
    Updated,
    /// It replaces bytes that the last build did not write: somebody's edit, or a file that was there before.
    Overwritten,
}

/// What a build did, each list sorted by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The artifacts that were written.
    pub written: Vec<Written>,
    /// The artifacts that had their bytes already.
    pub kept: Vec<String>,
    /// The files without a source that were removed.
    pub removed: Vec<String>,
    /// The files without a source that stay, because somebody edited them since: move or delete them by hand.
    pub orphans: Vec<String>,
}

/// An artifact that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path in the output.
    pub path: String,
    /// What the build did to it; never [`Change::Kept`].
    pub change: Change,
}

/// What happens to the files that only the manifest knows.
#[derive(Default)]
struct Prune {
    remove: Vec<Box<str>>,
    orphans: Vec<Box<str>>,
    listed: Vec<(Box<str>, u64)>,
}

impl Build {
    /// Locks a folder for a build, and makes it where there is none.
    ///
    /// Waits up to two seconds for another build to end.
    ///
    /// # Errors
    /// [`ArtifactError`], when the folder cannot be locked or its manifest cannot be used.
    pub fn begin(root: &Path) -> Result<Self, ArtifactError> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let mut places = Places::default();
        places.create_root(root)?;
        let lock = Lock::exclusive(root)?;
        staged::sweep(root);
        let before = Manifest::read(&root.join(MANIFEST))?;
        let state = Mutex::new(State { places, ..State::default() });
        Ok(Self { root: root.to_owned(), before, next_number: AtomicU32::new(0), state, _lock: lock })
    }

    /// Stages an artifact, unless the file has its bytes already.
    ///
    /// The path is relative to the root, with `/`. May be called from several threads.
    ///
    /// # Errors
    /// [`ArtifactError`], when the path is unfit or taken, or the file cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Change, ArtifactError> {
        let folder = self.state().places.prepare(&self.root, path, &self.next_number)?;
        let hash = hash(bytes);
        let (change, staged) = match folder {
            Folder::Old => self.put_beside(path, bytes)?,
            Folder::New(folder) => self.put_into(&folder, path, bytes)?,
        };
        self.state().artifacts.push(Artifact { path: path.into(), hash, change, staged });
        Ok(change)
    }

    /// Puts everything in place, removes what has no source any more and lists it all in the manifest.
    ///
    /// A file without a source is removed only when it is as the last build wrote it.
    ///
    /// # Errors
    /// [`ArtifactError`], when a file cannot be replaced or removed. Those before it are in place, the others old.
    pub fn finish(mut self, scope: Scope) -> Result<Outcome, ArtifactError> {
        self.sort();
        let prune = self.plan_prune(scope);
        self.stage_manifest(&prune)?;
        self.rename_staged()?;
        for path in &prune.remove {
            self.remove(path)?;
        }
        self.place_manifest()?;
        let state = self.state_mut();
        state.places.keep();
        Ok(outcome(std::mem::take(&mut state.artifacts), prune))
    }

    /// A thread that panicked left nothing half done behind: pushing is the last step.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_mut(&mut self) -> &mut State {
        self.state.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn put_beside(&self, path: &str, bytes: &[u8]) -> Result<(Change, Option<u32>), ArtifactError> {
        let target = self.root.join(path);
        let (change, like) = match disk::compare(&target, bytes)? {
            Found::Same => return Ok((Change::Kept, None)),
            Found::Nothing => (Change::Created, None),
            Found::Other(metadata) => (self.replacing(path, &target)?, Some(metadata)),
        };
        Ok((change, Some(self.stage(path, bytes, like)?)))
    }

    /// Writes into a folder that waits itself, where nothing can be in the way.
    fn put_into(&self, folder: &Path, path: &str, bytes: &[u8]) -> Result<(Change, Option<u32>), ArtifactError> {
        let written = disk::write_new(&folder.join(path::name(path)), bytes, None);
        let written = written.and_then(|is_new| if is_new { Ok(()) } else { Err(ErrorKind::AlreadyExists.into()) });
        written.map_err(ArtifactError::io(Doing::Write, self.root.join(path)))?;
        Ok((Change::Created, None))
    }

    fn replacing(&self, path: &str, target: &Path) -> Result<Change, ArtifactError> {
        let Some(written) = self.before.hash(path) else { return Ok(Change::Overwritten) };
        let ours = disk::hash_at(target)? == Some(written);
        Ok(if ours { Change::Updated } else { Change::Overwritten })
    }

    fn stage(&self, path: &str, bytes: &[u8], like: Option<Metadata>) -> Result<u32, ArtifactError> {
        let permissions = like.map(|metadata| metadata.permissions());
        loop {
            let number = self.next_number.fetch_add(1, Ordering::Relaxed);
            match disk::write_new(&self.staged_at(path, number), bytes, permissions.clone()) {
                Ok(true) => return Ok(number),
                Ok(false) => {}
                Err(error) => return Err(ArtifactError::io(Doing::Write, self.root.join(path))(error)),
            }
        }
    }

    fn staged_at(&self, path: &str, number: u32) -> PathBuf {
        self.root.join(path::folder(path)).join(staged::name(number))
    }

    fn sort(&mut self) {
        self.state_mut().artifacts.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    }

    fn plan_prune(&mut self, scope: Scope) -> Prune {
        let mut prune = Prune::default();
        let before = std::mem::take(&mut self.before);
        for (path, hash) in before.iter().filter(|(path, _)| !self.is_made(path)) {
            let owned: Box<str> = path.into();
            if !scope.covers(path) {
                prune.listed.push((owned, hash));
                continue;
            }
            // Not in the `match`: the lock would be held through it.
            let on_disk = self.state().places.hash_at(&self.root, path);
            match on_disk {
                Ok(None) => {}
                Ok(Some(found)) if found == hash && self.is_renamed(path) => {}
                Ok(Some(found)) if found == hash => prune.remove.push(owned),
                _ => {
                    prune.orphans.push(owned.clone());
                    prune.listed.push((owned, hash));
                }
            }
        }
        self.before = before;
        prune
    }

    /// Needs the artifacts sorted.
    fn is_made(&self, path: &str) -> bool {
        self.state().artifacts.binary_search_by(|artifact| (*artifact.path).cmp(path)).is_ok()
    }

    /// Returns whether a path is an artifact's in other letters, and the file system takes them for one.
    fn is_renamed(&self, path: &str) -> bool {
        let now = self.state().places.twin(path).map(str::to_owned);
        let real = |path: &str| fs::canonicalize(self.root.join(path)).ok();
        now.is_some_and(|now| real(&now).is_some() && real(&now) == real(path))
    }

    fn stage_manifest(&mut self, prune: &Prune) -> Result<(), ArtifactError> {
        let made = self.state_mut().artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.hash));
        let manifest = Manifest::new(made.chain(prune.listed.iter().cloned()).collect());
        let text = manifest.print();
        let like = match disk::compare(&self.root.join(MANIFEST), text.as_bytes())? {
            Found::Same => return Ok(()),
            Found::Nothing if manifest.is_empty() => return Ok(()),
            Found::Nothing => None,
            Found::Other(metadata) => Some(metadata),
        };
        let number = self.stage(MANIFEST, text.as_bytes(), like)?;
        self.state_mut().staged_manifest = Some(self.staged_at(MANIFEST, number));
        Ok(())
    }

    fn rename_staged(&mut self) -> Result<(), ArtifactError> {
        self.state_mut().places.rename_staged()?;
        let mut touched = BTreeSet::new();
        for at in 0..self.state_mut().artifacts.len() {
            let artifact = &self.state_mut().artifacts[at];
            let Some(number) = artifact.staged else { continue };
            let path = artifact.path.clone();
            let target = self.root.join(&*path);
            fs::rename(self.staged_at(&path, number), &target).map_err(ArtifactError::io(Doing::Replace, target))?;
            self.state_mut().artifacts[at].staged = None;
            if !touched.contains(path::folder(&path)) {
                touched.insert(path::folder(&path).to_owned());
            }
        }
        for folder in touched {
            disk::sync_folder(&self.root.join(folder));
        }
        Ok(())
    }

    fn remove(&self, path: &str) -> Result<(), ArtifactError> {
        let target = self.root.join(path);
        fs::remove_file(&target).map_err(ArtifactError::io(Doing::Remove, target))?;
        let mut folder = path::folder(path);
        while !folder.is_empty() && fs::remove_dir(self.root.join(folder)).is_ok() {
            folder = path::folder(folder);
        }
        Ok(())
    }

    fn place_manifest(&mut self) -> Result<(), ArtifactError> {
        let Some(staged) = &self.state_mut().staged_manifest else { return Ok(()) };
        let staged = staged.clone();
        let target = self.root.join(MANIFEST);
        fs::rename(staged, &target).map_err(ArtifactError::io(Doing::Replace, target))?;
        self.state_mut().staged_manifest = None;
        disk::sync_folder(&self.root);
        Ok(())
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        let artifacts = std::mem::take(&mut self.state_mut().artifacts);
        let staged = artifacts.iter().filter_map(|artifact| Some(self.staged_at(&artifact.path, artifact.staged?)));
        for path in staged.chain(self.state().staged_manifest.take()) {
            drop(fs::remove_file(path));
        }
    }
}

fn outcome(artifacts: Vec<Artifact>, prune: Prune) -> Outcome {
    let (kept, written): (Vec<_>, Vec<_>) = artifacts.into_iter().partition(|made| made.change == Change::Kept);
    let written = written.into_iter().map(|made| Written { path: made.path.into(), change: made.change });
    Outcome {
        written: written.collect(),
        kept: kept.into_iter().map(|made| made.path.into()).collect(),
        removed: prune.remove.into_iter().map(Into::into).collect(),
        orphans: prune.orphans.into_iter().map(Into::into).collect(),
    }
}

#[cfg(test)]
mod tests;
