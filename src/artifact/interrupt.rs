//! What an interrupted command takes away before it ends.
//!
//! Whoever changes the disk holds [`at_work`] meanwhile. [`clean_up`] waits for that, lets nobody begin anything new, and
//! removes what builds have staged: a signal then finds the disk as it was, or as it was to be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::staged;

static AT_WORK: RwLock<()> = RwLock::new(());
static LEFT: Mutex<BTreeMap<u64, Left>> = Mutex::new(BTreeMap::new());

/// What a build leaves behind when it is stopped.
#[derive(Debug, Default)]
struct Left {
    /// The folders in which files wait.
    staged_in: BTreeSet<PathBuf>,
    /// The folders that were made for it, the outermost first.
    created: Vec<PathBuf>,
}

/// Keeps interrupts waiting until it is dropped. Not to be taken twice by one thread.
pub(super) fn at_work() -> RwLockReadGuard<'static, ()> {
    AT_WORK.read().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away what unfinished builds have staged; from then on, nothing more is written by this process.
///
/// For the end of an interrupted process: waits until the file at hand is in its place.
pub fn clean_up() {
    std::mem::forget(AT_WORK.write().unwrap_or_else(PoisonError::into_inner));
    let left = std::mem::take(&mut *LEFT.lock().unwrap_or_else(PoisonError::into_inner));
    for Left { staged_in, created } in left.into_values() {
        for folder in &staged_in {
            staged::sweep(folder);
        }
        for folder in created.iter().rev() {
            drop(fs::remove_dir(folder));
        }
    }
}

/// The entry of one build; gone when it is dropped.
#[derive(Debug)]
pub(super) struct Entry(u64);

impl Entry {
    /// Registers a build, and the folders that were made for it.
    pub(super) fn new(created: Vec<PathBuf>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let entry = Self(NEXT.fetch_add(1, Ordering::Relaxed));
        entry.edit(|left| left.created = created);
        entry
    }

    /// Says that files wait in a folder.
    pub(super) fn staged_in(&self, folder: &Path) {
        self.edit(|left| {
            if !left.staged_in.contains(folder) {
                left.staged_in.insert(folder.to_owned());
            }
        });
    }

    fn edit(&self, edit: impl FnOnce(&mut Left)) {
        edit(LEFT.lock().unwrap_or_else(PoisonError::into_inner).entry(self.0).or_default());
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        LEFT.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}
