//! Files as they lie on disk.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use super::error::{ArtifactError, Doing};
use super::hash::hash;
use super::path;

/// What lies where an artifact belongs.
#[derive(Debug)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// The very bytes.
    Same,
    /// A file with other bytes.
    Other(Metadata),
}

/// Compares a file with bytes.
pub(super) fn compare(path: &Path, bytes: &[u8]) -> Result<Found, ArtifactError> {
    let Some(metadata) = look(path)? else { return Ok(Found::Nothing) };
    if metadata.len() == bytes.len() as u64 && holds(path, bytes)? {
        return Ok(Found::Same);
    }
    Ok(Found::Other(metadata))
}

/// Returns the hash of a file, or nothing when there is none.
pub(super) fn hash_at(path: &Path) -> Result<Option<u64>, ArtifactError> {
    if look(path)?.is_none() {
        return Ok(None);
    }
    Ok(Some(hash(&fs::read(path).map_err(ArtifactError::io(Doing::Read, path))?)))
}

/// Looks at what lies at a path: an ordinary file or nothing, all else is an error.
pub(super) fn look(path: &Path) -> Result<Option<Metadata>, ArtifactError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata)),
        Ok(metadata) if metadata.is_symlink() => Err(ArtifactError::Link { path: path.to_owned() }),
        Ok(_) => Err(ArtifactError::NotAFile { path: path.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ArtifactError::io(Doing::Read, path)(error)),
    }
}

/// Writes a new file and waits until the disk has it; nothing of it stays when that fails.
///
/// Each file by itself: the one call for a whole file system would also wait for what others write there.
///
/// It gets the permissions of the file that it is to replace, or else 0644 less the umask.
/// Returns false when a file of that name is there.
pub(super) fn write_new(path: &Path, bytes: &[u8], like: Option<Permissions>) -> std::io::Result<bool> {
    let mut file = match options().open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error),
    };
    let permissions = |file: &File| like.map_or(Ok(()), |like| file.set_permissions(like));
    let written = file.write_all(bytes).and_then(|()| permissions(&file)).and_then(|()| file.sync_all());
    if let Err(error) = written {
        drop(fs::remove_file(path));
        return Err(error);
    }
    Ok(true)
}

/// Waits until the disk has the names in a folder; a system that cannot is none the worse off.
pub(super) fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(path) {
        drop(folder.sync_all());
    }
}

/// Removes a folder of the output that is empty, and those around it that are then, but not the root.
pub(super) fn remove_empty(root: &Path, folder: &str) {
    let mut folder = folder;
    while !folder.is_empty() && fs::remove_dir(root.join(folder)).is_ok() {
        folder = path::folder(folder);
    }
}

fn options() -> fs::OpenOptions {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options
}

fn holds(path: &Path, bytes: &[u8]) -> Result<bool, ArtifactError> {
    let failed = |error| ArtifactError::io(Doing::Read, path)(error);
    let mut file = File::open(path).map_err(failed)?;
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => return Ok(rest.is_empty()),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        match rest.strip_prefix(&buffer[..read]) {
            Some(after) => rest = after,
            None => return Ok(false),
        }
    }
}
