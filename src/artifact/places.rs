//! The places of the output: real folders, looked at once each, and paths, taken once each.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use super::error::{ArtifactError, Doing};
use super::hash::hash;
use super::staged::{self, sweep};
use super::{disk, path};

/// A folder of the output.
#[derive(Debug, Clone)]
pub(super) enum Folder {
    /// It was there before.
    Old,
    /// It is new, and waits here to be renamed, alone or with one above it.
    New(Arc<Path>),
}

/// The folders and paths that a build or check has met.
#[derive(Debug, Default)]
pub(super) struct Places {
    folders: BTreeMap<Box<str>, Folder>,
    /// New folders, to be renamed when all is in them: where they are, and where they belong.
    staged: Vec<(PathBuf, PathBuf)>,
    created: Vec<PathBuf>,
    /// By the hash of the path in small letters: a third of the memory of the text.
    taken: HashMap<u64, Box<str>>,
}

impl Places {
    /// Makes the root of the output where there is none; it may be a link, since the user named it.
    pub(super) fn create_root(&mut self, root: &Path) -> Result<(), ArtifactError> {
        match fs::metadata(root) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(ArtifactError::NotAFolder { path: root.to_owned() }),
            Err(_) => {
                let missing = root.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
                let missing: Vec<_> = missing.map(Path::to_owned).collect();
                missing.into_iter().rev().try_for_each(|path| self.create(path))?;
            }
        }
        Ok(())
    }

    /// Returns the folders that were made for the root, the outermost first.
    pub(super) fn created(&self) -> &[PathBuf] {
        &self.created
    }

    /// Takes the path of an artifact and returns its folder, cleared of what a killed build left.
    ///
    /// A new folder waits under a hidden name: renaming it once takes less time than renaming all that is in it.
    pub(super) fn prepare(&mut self, root: &Path, path: &str, number: &AtomicU32) -> Result<Folder, ArtifactError> {
        self.take(path)?;
        let folder = path::folder(path);
        if let Some(folder) = self.folders.get(folder) {
            return Ok(folder.clone());
        }
        let mut last = Folder::Old;
        for prefix in prefixes(folder) {
            last = match self.folders.get(prefix) {
                Some(known) => known.clone(),
                None => self.enter(root, prefix, &last, number)?,
            };
            self.folders.insert(prefix.into(), last.clone());
        }
        Ok(last)
    }

    fn enter(
        &mut self,
        root: &Path,
        folder: &str,
        above: &Folder,
        number: &AtomicU32,
    ) -> Result<Folder, ArtifactError> {
        let place = root.join(folder);
        if let Folder::New(above) = above {
            let inside = above.join(path::name(folder));
            fs::create_dir(&inside).map_err(ArtifactError::io(Doing::Create, place))?;
            return Ok(Folder::New(inside.into()));
        }
        if is_folder(&place)? {
            sweep(&place);
            return Ok(Folder::Old);
        }
        let waiting = staged::create_folder(&root.join(path::folder(folder)), number);
        let waiting = waiting.map_err(ArtifactError::io(Doing::Create, &place))?;
        self.staged.push((waiting.clone(), place));
        Ok(Folder::New(waiting.into()))
    }

    /// Gives the new folders their names.
    pub(super) fn rename_staged(&mut self) -> Result<(), ArtifactError> {
        while let Some((waiting, place)) = self.staged.last() {
            fs::rename(waiting, place).map_err(ArtifactError::io(Doing::Replace, place))?;
            disk::sync_folder(place);
            place.parent().into_iter().for_each(disk::sync_folder);
            self.staged.pop();
        }
        Ok(())
    }

    /// Takes the path of an artifact, and returns whether its folder is there.
    pub(super) fn find(&mut self, root: &Path, path: &str) -> Result<bool, ArtifactError> {
        self.take(path)?;
        self.find_folder(root, path::folder(path))
    }

    /// Returns the hash of a file that is listed in a manifest, or nothing when there is none.
    pub(super) fn hash_at(&mut self, root: &Path, path: &str) -> Result<Option<u64>, ArtifactError> {
        if self.find_folder(root, path::folder(path))? { disk::hash_at(&root.join(path)) } else { Ok(None) }
    }

    /// Returns the taken path that a file system without upper and lower case takes for this one.
    pub(super) fn twin(&self, path: &str) -> Option<&str> {
        let folded = path::folded(path);
        let taken = self.taken.get(&hash(folded.as_bytes()))?;
        (path::folded(taken) == folded).then_some(taken)
    }

    fn take(&mut self, path: &str) -> Result<(), ArtifactError> {
        if let Some(problem) = path::problem(path) {
            return Err(ArtifactError::Path { path: path.to_owned(), problem });
        }
        let folder = path::folder(path);
        let is_new = !self.folders.contains_key(folder);
        let above = prefixes(folder).filter(|_| is_new).find_map(|prefix| self.twin(prefix));
        let same = above.or_else(|| self.twin(path)).map(str::to_owned);
        let below = || self.folders.contains_key(path).then(|| format!("{path}/"));
        if let Some(other) = same.or_else(below) {
            return Err(ArtifactError::SamePath { path: path.to_owned(), other });
        }
        self.taken.insert(hash(path::folded(path).as_bytes()), path.into());
        Ok(())
    }

    fn find_folder(&mut self, root: &Path, folder: &str) -> Result<bool, ArtifactError> {
        if folder.is_empty() || self.folders.contains_key(folder) {
            return Ok(true);
        }
        for prefix in prefixes(folder) {
            if !is_folder(&root.join(prefix))? {
                return Ok(false);
            }
            self.folders.insert(prefix.into(), Folder::Old);
        }
        Ok(true)
    }

    /// Forgets what was created: it is to stay.
    pub(super) fn keep(&mut self) {
        self.created.clear();
    }

    fn create(&mut self, path: PathBuf) -> Result<(), ArtifactError> {
        match fs::create_dir(&path) {
            Ok(()) => self.created.push(path),
            // Another build was quicker; the lock will tell who goes first.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => drop(is_folder(&path)?),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(ArtifactError::NotAFolder { path: path.parent().unwrap_or(&path).to_owned() });
            }
            Err(error) => return Err(ArtifactError::io(Doing::Create, path)(error)),
        }
        Ok(())
    }
}

impl Drop for Places {
    fn drop(&mut self) {
        for (waiting, _) in &self.staged {
            drop(fs::remove_dir_all(waiting));
        }
        for path in self.created.iter().rev() {
            drop(fs::remove_dir(path));
        }
    }
}

/// Returns the folder and those above it, the outermost first.
pub(super) fn prefixes(folder: &str) -> impl Iterator<Item = &str> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    ends.map(|end| &folder[..end]).filter(|prefix| !prefix.is_empty())
}

/// Returns whether there is a folder; what else is there is an error.
pub(super) fn is_folder(path: &Path) -> Result<bool, ArtifactError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => of_kind(path, &metadata).map(|()| true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(ArtifactError::io(Doing::Read, path)(error)),
    }
}

fn of_kind(path: &Path, metadata: &Metadata) -> Result<(), ArtifactError> {
    match metadata.file_type() {
        kind if kind.is_symlink() => Err(ArtifactError::Link { path: path.to_owned() }),
        kind if kind.is_dir() => Ok(()),
        _ => Err(ArtifactError::NotAFolder { path: path.to_owned() }),
    }
}
