//! One build at a time in an output folder.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::error::{ArtifactError, Doing};

const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 200 } else { 2_000 });
const PAUSE: Duration = Duration::from_millis(10);

/// A held lock; the operating system takes it back when the program dies.
#[derive(Debug)]
pub(super) struct Lock {
    /// Never read: closing it unlocks.
    _file: File,
    /// A lock file to remove, where the folder itself could not be locked.
    leftover: Option<PathBuf>,
}

impl Lock {
    /// Locks a folder for writing, and waits a moment for another build to end.
    pub(super) fn exclusive(root: &Path) -> Result<Self, ArtifactError> {
        match hold(root, || File::open(root), File::try_lock) {
            Ok(file) => Ok(Self { _file: file, leftover: None }),
            Err(locked @ ArtifactError::Locked { .. }) => Err(locked),
            Err(_) => Self::by_file(root, &root.join(".dashgen.lock")),
        }
    }

    /// Locks a folder against being written, where the file system can; a reader must not need to write.
    pub(super) fn shared(root: &Path) -> Result<Option<Self>, ArtifactError> {
        match hold(root, || File::open(root), File::try_lock_shared) {
            Ok(file) => Ok(Some(Self { _file: file, leftover: None })),
            Err(locked @ ArtifactError::Locked { .. }) => Err(locked),
            Err(_) => Ok(None),
        }
    }

    /// Locks through a file, for systems that lock no folders: Windows, and Linux on a network file system.
    fn by_file(root: &Path, path: &Path) -> Result<Self, ArtifactError> {
        loop {
            let open = || File::options().create(true).truncate(false).write(true).open(path);
            let file = hold(root, open, File::try_lock)?;
            // The one before us removes the file on leaving, maybe after we opened it.
            if is_at(&file, path) {
                return Ok(Self { _file: file, leftover: Some(path.to_owned()) });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(path) = &self.leftover {
            drop(fs::remove_file(path));
        }
    }
}

fn hold(
    root: &Path,
    open: impl Fn() -> io::Result<File>,
    lock: impl Fn(&File) -> Result<(), TryLockError>,
) -> Result<File, ArtifactError> {
    let file = open().map_err(ArtifactError::io(Doing::Lock, root))?;
    let mut started = None;
    loop {
        match lock(&file) {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(ArtifactError::io(Doing::Lock, root)(error)),
            Err(TryLockError::WouldBlock) => {}
        }
        if started.get_or_insert_with(Instant::now).elapsed() >= PATIENCE {
            return Err(ArtifactError::Locked { root: root.to_owned() });
        }
        std::thread::sleep(PAUSE);
    }
}

/// Returns whether an open file still has this path.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &fs::Metadata, b: &fs::Metadata| a.dev() == b.dev() && a.ino() == b.ino();
    matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
}

#[cfg(not(unix))]
pub(super) fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_goes_with_its_lock_and_passes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::by_file(folder.path(), &path).unwrap();
        let waiting = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::by_file(folder.path(), &path).map(drop));
            std::thread::sleep(PAUSE * 3);
            drop(first);
            waiting.join().unwrap()
        });
        waiting.unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn readers_share_and_shut_out_a_build() {
        let folder = tempfile::tempdir().unwrap();
        let _one = Lock::shared(folder.path()).unwrap().expect("this file system locks folders");
        let _two = Lock::shared(folder.path()).unwrap().expect("this file system locks folders");
        assert!(matches!(Lock::exclusive(folder.path()), Err(ArtifactError::Locked { .. })));
    }
}
