//! One file, replaced whole.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::disk;
use super::error::{ArtifactError, Doing};

/// Puts new bytes in the place of a file's: whatever happens, it holds the old ones or the new ones.
///
/// A symbolic link stays: what it leads to is replaced. Permissions stay, too.
///
/// # Errors
/// When the file is not there, is no ordinary file, or cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), ArtifactError> {
    let real = fs::canonicalize(path).map_err(ArtifactError::io(Doing::Read, path))?;
    let metadata = disk::look(&real)?.ok_or_else(|| ArtifactError::NotAFile { path: path.to_owned() })?;
    let folder = real.parent().unwrap_or(&real);
    let failed = |doing| ArtifactError::io(doing, path);
    let mut staged = tempfile::NamedTempFile::new_in(folder).map_err(failed(Doing::Write))?;
    let written = staged.write_all(bytes).and_then(|()| staged.as_file().set_permissions(metadata.permissions()));
    written.and_then(|()| staged.as_file().sync_all()).map_err(failed(Doing::Write))?;
    staged.persist(&real).map_err(|error| failed(Doing::Replace)(error.error))?;
    disk::sync_folder(folder);
    Ok(())
}

/// Writes a file, whether it is there or not; its folder is made where it is missing.
///
/// # Errors
/// When what is there is no ordinary file, or it cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), ArtifactError> {
    if fs::symlink_metadata(path).is_ok() {
        return replace(path, bytes);
    }
    let failed = |doing| ArtifactError::io(doing, path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed(Doing::Write))?;
    let mut new = tempfile::Builder::new();
    #[cfg(unix)]
    new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut staged = new.tempfile_in(folder).map_err(failed(Doing::Write))?;
    staged.write_all(bytes).and_then(|()| staged.as_file().sync_all()).map_err(failed(Doing::Write))?;
    staged.persist(path).map_err(|error| failed(Doing::Write)(error.error))?;
    disk::sync_folder(folder);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_bytes_for_old_ones() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "old").unwrap();
        replace(&file, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing beside it");
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
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn a_new_file_in_a_new_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/a.json");
        put(&file, b"first").unwrap();
        put(&file, b"second").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"second");
    }

    #[test]
    fn a_file_that_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let error = replace(&folder.path().join("none.json"), b"").unwrap_err().to_string();
        assert!(error.starts_with("cannot read `"), "{error}");
    }
}
