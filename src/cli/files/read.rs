//! Reads one file completely: up to the size limit, and only if it is a regular file.

use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context as _, bail};

use super::{File, STANDARD_INPUT};

/// The largest file that is read, in bytes. No version of Grafana accepts a dashboard of that size.
pub(super) const LARGEST: u64 = 64 << 20;

/// What was read.
#[derive(Debug)]
pub(in crate::cli) struct Read {
    /// All its bytes.
    pub(in crate::cli) bytes: Vec<u8>,
    /// The metadata at that time; `None` for a stream.
    pub(in crate::cli) metadata: Option<Metadata>,
}

/// Returns bytes as text.
///
/// # Errors
/// When they are not UTF-8.
pub(in crate::cli) fn text(bytes: Vec<u8>) -> anyhow::Result<String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        bail!("it is UTF-16, but JSON must be UTF-8: save it as UTF-8 without a BOM");
    }
    Ok(String::from_utf8(bytes)?)
}

pub(super) fn read(file: &File) -> anyhow::Result<Read> {
    if file.path == Path::new(STANDARD_INPUT) {
        return Ok(Read { bytes: up_to_limit(io::stdin().lock(), 0)?, metadata: None });
    }
    if file.is_named { named(&file.path) } else { regular(file.real(), false) }
}

/// Reads a regular file. Opening it does not block, whatever has replaced it in the meantime.
pub(super) fn regular(path: &Path, follows_links: bool) -> anyhow::Result<Read> {
    let (opened, metadata) = open_regular(path, follows_links)?;
    Ok(Read { bytes: up_to_limit(opened, metadata.len())?, metadata: Some(metadata) })
}

fn open_regular(path: &Path, follows_links: bool) -> anyhow::Result<(fs::File, Metadata)> {
    let opened = options(follows_links).open(path)?;
    let metadata = opened.metadata()?;
    if !metadata.is_file() {
        bail!("it is not a regular file");
    }
    Ok((opened, metadata))
}

fn named(path: &Path) -> anyhow::Result<Read> {
    let (opened, metadata) = open_named(path)?;
    let size = metadata.as_ref().map_or(0, Metadata::len);
    Ok(Read { bytes: up_to_limit(opened, size)?, metadata })
}

/// Opens what was given, for a reader that has its own limit.
pub(in crate::cli) fn open(path: &Path) -> anyhow::Result<fs::File> {
    Ok(open_named(path)?.0)
}

/// Opens what was given, including a shell's process substitution, as in `dashgen validate <(jsonnet ...)`. Only a
/// regular file has meaningful metadata.
fn open_named(path: &Path) -> anyhow::Result<(fs::File, Option<Metadata>)> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_file() {
        return open_regular(path, true).map(|(opened, metadata)| (opened, Some(metadata)));
    }
    let is_of_shell = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
    match what(kind) {
        // Reading from a pipe without a writer would block forever.
        "a pipe" if !is_of_shell => bail!("it is a pipe: give it as standard input, with `-`"),
        "a pipe" | "a device" if is_of_shell => Ok((fs::File::open(path)?, None)),
        what => bail!("it is {what}"),
    }
}

/// Returns the kind of a file that is not a regular one.
pub(super) fn what(kind: fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_char_device() {
            return "a device";
        }
        if kind.is_block_device() {
            return "a disk";
        }
    }
    if kind.is_dir() { "a folder" } else { "not a regular file" }
}

fn up_to_limit(from: impl io::Read, size: u64) -> anyhow::Result<Vec<u8>> {
    let too_large = || format!("it is larger than {} MiB, the maximum", LARGEST >> 20);
    if size > LARGEST {
        bail!(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    from.take(LARGEST + 1).read_to_end(&mut bytes).context("it cannot be read completely")?;
    if bytes.len() as u64 > LARGEST {
        bail!(too_large());
    }
    Ok(bytes)
}

fn options(follows_links: bool) -> fs::OpenOptions {
    let mut options = fs::File::options();
    options.read(true);
    #[cfg(unix)]
    {
        let no_follow = if follows_links { 0 } else { libc::O_NOFOLLOW };
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | no_follow);
    }
    #[cfg(not(unix))]
    let _ = follows_links;
    options
}
