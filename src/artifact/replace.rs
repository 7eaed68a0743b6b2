//! One file, replaced whole.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::error::{ArtifactError, Doing};
use super::{disk, interrupt, lock};

const PREFIX: &str = ".dashgen-new-";
const SUFFIX: &str = ".tmp";

/// Puts new bytes in the place of a file's: whatever happens, it holds the old ones or the new ones.
///
/// A symbolic link stays: what it leads to is replaced. The mode stays, too, and the owner where the system allows it. Of
/// a file with several names (hard links), only this one gets the new bytes.
///
/// # Errors
/// When the file is not there, is no ordinary file, is read-only, cannot be written, or is not as it was `before`, when
/// its old bytes were read.
pub fn replace(path: &Path, before: &Metadata, bytes: &[u8]) -> Result<(), ArtifactError> {
    replace_if(path, bytes, |now| is_same(before, now))
}

fn replace_if(path: &Path, bytes: &[u8], is_same: impl Fn(&Metadata) -> bool) -> Result<(), ArtifactError> {
    let _at_work = interrupt::at_work();
    let real = fs::canonicalize(path).map_err(ArtifactError::io(Doing::Read, path))?;
    let metadata = || disk::look(&real)?.ok_or_else(|| ArtifactError::NotAFile { path: path.to_owned() });
    let old = metadata()?;
    may_write(path, &real)?;
    let folder = real.parent().unwrap_or(&real);
    let failed = |doing| ArtifactError::io(doing, path);
    let staged = Staged::write(folder, bytes, |file| like(file, &old)).map_err(failed(Doing::Write))?;
    if !is_same(&metadata()?) {
        return Err(ArtifactError::Changed { path: path.to_owned() });
    }
    staged.persist(&real).map_err(failed(Doing::Replace))?;
    disk::sync_folder(folder);
    Ok(())
}

/// A file is replaced in its folder, whatever its own mode says: whoever may not write it is not to replace it, either.
fn may_write(path: &Path, real: &Path) -> Result<(), ArtifactError> {
    match File::options().write(true).open(real) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(refused(path.to_owned(), fs::metadata(real).is_ok_and(|metadata| !metadata.permissions().readonly())))
        }
        Err(error) => Err(ArtifactError::io(Doing::Write, path)(error)),
    }
}

/// Says why a file may not be written, given whether its mode lets anybody.
fn refused(path: PathBuf, anybody_may_write: bool) -> ArtifactError {
    if anybody_may_write { ArtifactError::Foreign { path } } else { ArtifactError::ReadOnly { path } }
}

/// Writes a file, whether it is there or not; its folder is made where it is missing.
///
/// # Errors
/// When what is there is no ordinary file, is read-only, or cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), ArtifactError> {
    if fs::symlink_metadata(path).is_ok() {
        return replace_if(path, bytes, |_| true);
    }
    let _at_work = interrupt::at_work();
    let failed = |doing| ArtifactError::io(doing, path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed(Doing::Write))?;
    let staged = Staged::write(folder, bytes, |_| Ok(())).map_err(failed(Doing::Write))?;
    staged.persist(path).map_err(failed(Doing::Write))?;
    disk::sync_folder(folder);
    Ok(())
}

/// Writes a file in a folder, and through no link: a link of that name is left as it is.
///
/// # Errors
/// As [`put`], and for a link.
pub fn put_inside(folder: &Path, name: &Path, bytes: &[u8]) -> Result<(), ArtifactError> {
    let path = folder.join(name);
    if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
        return Err(ArtifactError::Link { path });
    }
    put(&path, bytes)
}

/// Removes what killed processes left in a folder when they replaced a file in it.
///
/// What another process is working with stays: it holds a lock on it.
pub fn sweep(folder: &Path) {
    let is_staged = |name: &str| name.starts_with(PREFIX) && name.ends_with(SUFFIX);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_staged) {
            let path = entry.path();
            let Ok(file) = File::open(&path) else { continue };
            if file.try_lock().is_ok() && lock::is_at(&file, &path) {
                drop(fs::remove_file(path));
            }
        }
    }
}

/// A file that waits beside the place where it belongs. It is locked, so that nobody sweeps it away.
struct Staged {
    path: TempPath,
    _locked: File,
}

impl Staged {
    fn write(folder: &Path, bytes: &[u8], finish: impl FnOnce(&File) -> io::Result<()>) -> io::Result<Self> {
        let (mut file, path) = create(folder)?.into_parts();
        file.write_all(bytes)?;
        finish(&file)?;
        file.sync_all()?;
        Ok(Self { path, _locked: file })
    }

    fn persist(self, target: &Path) -> io::Result<()> {
        self.path.persist(target).map_err(|error| error.error)
    }
}

fn create(folder: &Path) -> io::Result<NamedTempFile> {
    let mut new = tempfile::Builder::new();
    new.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    loop {
        let staged = new.tempfile_in(folder)?;
        match staged.as_file().try_lock() {
            // Somebody may have swept it away before it was locked.
            Ok(()) if !lock::is_at(staged.as_file(), staged.path()) => {}
            Err(fs::TryLockError::WouldBlock) => {}
            // A file system without locks is never swept.
            Ok(()) | Err(fs::TryLockError::Error(_)) => return Ok(staged),
        }
    }
}

/// Gives a file the owner and the mode of another. Only root can give files away: others keep at least the group.
fn like(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            let given = fchown(file, Some(old.uid()), Some(old.gid()));
            if given.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied) {
                drop(fchown(file, None, Some(old.gid())));
            }
        }
    }
    file.set_permissions(old.permissions())
}

fn is_same(before: &Metadata, now: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if (before.dev(), before.ino()) != (now.dev(), now.ino()) {
            return false;
        }
    }
    before.len() == now.len() && before.modified().ok() == now.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::skipped::skipped;

    fn replaced(path: &Path, bytes: &[u8]) -> Result<(), ArtifactError> {
        replace(path, &fs::metadata(path).map_err(ArtifactError::io(Doing::Read, path))?, bytes)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn new_bytes_for_old_ones() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "old").unwrap();
        replaced(&file, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.json"], "nothing beside it");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.json"), folder.path().join("link.json"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        replaced(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn the_owner_stays_when_root_replaces() {
        use std::os::unix::fs::{MetadataExt, chown};
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "old").unwrap();
        if chown(&file, Some(12_345), Some(54_321)).is_err() {
            return skipped("the owner of a replaced file", "only root can give files away");
        }
        replaced(&file, b"new").unwrap();
        let metadata = fs::metadata(&file).unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), (12_345, 54_321));
    }

    #[cfg(unix)]
    #[test]
    fn another_name_of_the_file_keeps_its_bytes() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (file, other) = (folder.path().join("a.json"), elsewhere.path().join("b.json"));
        fs::write(&file, "old").unwrap();
        fs::hard_link(&file, &other).unwrap();
        replaced(&file, b"new").unwrap();
        assert_eq!((fs::read(&file).unwrap(), fs::read(&other).unwrap()), (b"new".to_vec(), b"old".to_vec()));
    }

    #[test]
    fn a_file_of_somebody_else_is_not_called_read_only() {
        let told = |anybody_may_write| {
            let error = refused("a.json".into(), anybody_may_write);
            format!("{error}: {}", error.hint().unwrap())
        };
        assert_eq!(told(false), "`a.json` is read-only: make it writable (`chmod u+w`), or exclude it");
        assert_eq!(
            told(true),
            "`a.json` is owned by another user and is not writable: run this as its owner, or exclude it"
        );
    }

    #[test]
    fn a_read_only_file_and_one_that_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "old").unwrap();
        let before = fs::metadata(&file).unwrap();
        fs::write(&file, "edited").unwrap();
        assert!(matches!(replace(&file, &before, b"new"), Err(ArtifactError::Changed { .. })));
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"edited");
        if File::options().write(true).open(&file).is_ok() {
            skipped("replacing a read-only file", "root may write everywhere");
        } else {
            assert!(matches!(replaced(&file, b"new"), Err(ArtifactError::ReadOnly { .. })));
            assert_eq!(fs::read(&file).unwrap(), b"edited");
        }
        assert_eq!(names(folder.path()), ["a.json"], "nothing beside it");
    }

    #[test]
    fn a_new_file_in_a_new_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/a.json");
        put(&file, b"first").unwrap();
        put(&file, b"second").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"second");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_written_through_in_a_folder() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let theirs = elsewhere.path().join("theirs");
        fs::write(&theirs, "theirs").unwrap();
        std::os::unix::fs::symlink(&theirs, folder.path().join("a.json")).unwrap();
        let refused = put_inside(folder.path(), Path::new("a.json"), b"new");
        assert!(matches!(refused, Err(ArtifactError::Link { .. })));
        assert_eq!(fs::read(theirs).unwrap(), b"theirs");
    }

    #[test]
    fn a_file_that_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let error = replaced(&folder.path().join("none.json"), b"").unwrap_err().to_string();
        assert!(error.starts_with("cannot read `"), "{error}");
    }

    #[test]
    fn what_a_killed_process_left_is_swept_and_what_is_in_use_stays() {
        let folder = tempfile::tempdir().unwrap();
        let in_use = Staged::write(folder.path(), b"new", |_| Ok(())).unwrap();
        let killed = folder.path().join(format!("{PREFIX}k1ll3d{SUFFIX}"));
        fs::write(&killed, "half").unwrap();
        sweep(folder.path());
        assert!(!killed.exists());
        in_use.persist(&folder.path().join("a.json")).unwrap();
        assert_eq!(names(folder.path()), ["a.json"]);
    }
}
