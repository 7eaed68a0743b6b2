//! Writing: stage everything, then put it in place.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use super::disk::{self, Found};
use super::error::{ArtifactError, Doing};
use super::hash::hash;
use super::interrupt::{self, Entry};
use super::lock::Lock;
use super::manifest::Manifest;
use super::places::{Folder, Places};
use super::{MANIFEST, Scope, Unreadable, leftovers, path, staged};

/// A build under way: the output is locked, and still holds what it held before.
///
/// [`Build::put`] writes beside the old files, [`Build::finish`] puts all in place. A build that is dropped before that
/// takes its own files away again, so nothing is written when anything fails to render. A build that is killed
/// leaves hidden files behind; the next one removes them. Before the first file is put in place, the manifest lists all
/// that was there and all that is to be: whatever happens then, no file of ours is unknown to the next build.
#[derive(Debug)]
pub struct Build {
    root: PathBuf,
    suite: Option<Box<str>>,
    before: Manifest,
    next_number: AtomicU32,
    state: Mutex<State>,
    entry: Entry,
    /// Not read: it unlocks when the rest is done.
    _lock: Lock,
}

#[derive(Debug, Default)]
struct State {
    places: Places,
    artifacts: Vec<Artifact>,
    /// The staged manifest for the time until all is in place.
    manifest_between: Option<PathBuf>,
    /// The staged manifest for afterwards.
    manifest: Option<PathBuf>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Outcome {
    /// The artifacts that were written.
    pub written: Vec<Written>,
    /// The artifacts that had their bytes already.
    pub kept: Vec<String>,
    /// The files without a source that were removed.
    pub removed: Vec<String>,
    /// The files without a source that stay, because somebody edited them since: move or delete them by hand.
    #[serde(rename = "left_alone")]
    pub orphans: Vec<String>,
    /// The files without a source that cannot be read, and so stay.
    pub unreadable: Vec<Unreadable>,
}

/// An artifact that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    unreadable: Vec<Unreadable>,
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
        let _at_work = interrupt::at_work();
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let mut places = Places::default();
        places.create_root(root)?;
        let lock = Lock::exclusive(root)?;
        staged::sweep(root);
        let before = Manifest::read(&root.join(MANIFEST))?;
        leftovers::sweep_listed(root, &before);
        let entry = Entry::new(places.created().to_vec());
        let state = Mutex::new(State { places, ..State::default() });
        let next_number = AtomicU32::new(0);
        Ok(Self { root: root.to_owned(), suite: None, before, next_number, state, entry, _lock: lock })
    }

    /// Says whose artifacts they are. What another suite has built in the folder is not taken for files without a source.
    ///
    /// # Errors
    /// [`ArtifactError::OtherSuite`].
    pub fn of(mut self, suite: &str) -> Result<Self, ArtifactError> {
        self.before.belongs_to(suite, &self.root)?;
        self.suite = Some(suite.into());
        Ok(self)
    }

    /// Removes what killed builds left in folders of the output, and in those below them.
    ///
    /// [`Build::begin`] does so where the manifest lists anything, and [`Build::put`] where it writes; this is for the
    /// folders that other builds may have written. After the first [`Build::put`], it does nothing.
    #[must_use]
    pub fn sweeping(self, folders: &[&str]) -> Self {
        let at_work = interrupt::at_work();
        if self.next_number.load(Ordering::Relaxed) == 0 {
            for folder in folders {
                leftovers::sweep_below(&self.root, folder);
            }
        }
        drop(at_work);
        self
    }

    /// Stages an artifact, unless the file has its bytes already.
    ///
    /// The path is relative to the root, with `/`. May be called from several threads.
    ///
    /// # Errors
    /// [`ArtifactError`], when the path is unfit or taken, or the file cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Change, ArtifactError> {
        let _at_work = interrupt::at_work();
        path::ancestors(path).for_each(|folder| self.entry.staged_in(&self.root.join(folder)));
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
        let at_work = interrupt::at_work();
        let outcome = self.put_in_place(scope);
        drop(at_work);
        outcome
    }

    fn put_in_place(&mut self, scope: Scope) -> Result<Outcome, ArtifactError> {
        self.sort();
        let prune = self.plan_prune(scope);
        self.stage_manifests(&prune)?;
        let between = self.state_mut().manifest_between.take();
        self.place_manifest(between)?;
        self.rename_staged()?;
        for path in &prune.remove {
            self.remove(path)?;
        }
        let last = self.state_mut().manifest.take();
        self.place_manifest(last)?;
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
        if !self.before.lists(path) {
            return Ok(Change::Overwritten);
        }
        let is_ours = disk::hash_at(target)?.is_some_and(|found| self.before.is_ours(path, found));
        Ok(if is_ours { Change::Updated } else { Change::Overwritten })
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
        for path in before.paths().filter(|path| !self.is_made(path)) {
            let owned: Box<str> = path.into();
            let listed = |hash: u64| (owned.clone(), hash);
            if !scope.covers(path) {
                prune.listed.extend(before.settled(path, || self.hash_at(path).ok()).map(listed));
                continue;
            }
            match self.hash_at(path) {
                Ok(None) => {}
                Ok(Some(found)) if before.is_ours(path, found) && self.is_renamed(path) => {}
                Ok(Some(found)) if before.is_ours(path, found) => prune.remove.push(owned),
                Ok(Some(_)) => {
                    prune.listed.extend(before.known(path).map(listed));
                    prune.orphans.push(owned);
                }
                Err(error) => {
                    prune.listed.extend(before.known(path).map(listed));
                    prune.unreadable.push(Unreadable { path: path.to_owned(), problem: error.in_a_line() });
                }
            }
        }
        self.before = before;
        prune
    }

    fn hash_at(&self, path: &str) -> Result<Option<u64>, ArtifactError> {
        self.state().places.hash_at(&self.root, path)
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

    /// Stages the manifest for the time until all is in place, and the one for afterwards, each where it says something
    /// new.
    fn stage_manifests(&mut self, prune: &Prune) -> Result<(), ArtifactError> {
        let made = self.state_mut().artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.hash));
        let last = Manifest::new(made.chain(prune.listed.iter().cloned()).collect()).with_suite(self.suite.clone());
        let between = self.before.until(&last);
        if between.is_empty() {
            return Ok(());
        }
        let (last, between) = (last.print(), between.print());
        let like = match disk::compare(&self.root.join(MANIFEST), between.as_bytes())? {
            Found::Same => None,
            Found::Nothing => Some(None),
            Found::Other(metadata) => Some(Some(metadata)),
        };
        if let Some(like) = like {
            let number = self.stage(MANIFEST, between.as_bytes(), like)?;
            self.state_mut().manifest_between = Some(self.staged_at(MANIFEST, number));
        }
        if last != between {
            let like = disk::look(&self.root.join(MANIFEST))?;
            let number = self.stage(MANIFEST, last.as_bytes(), like)?;
            self.state_mut().manifest = Some(self.staged_at(MANIFEST, number));
        }
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
        disk::remove_empty(&self.root, path::folder(path));
        Ok(())
    }

    fn place_manifest(&self, staged: Option<PathBuf>) -> Result<(), ArtifactError> {
        let Some(staged) = staged else { return Ok(()) };
        let target = self.root.join(MANIFEST);
        if let Err(error) = fs::rename(&staged, &target) {
            drop(fs::remove_file(staged));
            return Err(ArtifactError::io(Doing::Replace, target)(error));
        }
        disk::sync_folder(&self.root);
        Ok(())
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        let _at_work = interrupt::at_work();
        let State { artifacts, manifest_between, manifest, .. } = self.state_mut();
        let artifacts = std::mem::take(artifacts);
        let manifests = [manifest_between.take(), manifest.take()];
        let staged = artifacts.iter().filter_map(|artifact| Some(self.staged_at(&artifact.path, artifact.staged?)));
        for path in staged.chain(manifests.into_iter().flatten()) {
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
        unreadable: prune.unreadable,
    }
}

#[cfg(test)]
mod tests;
