//! What stops a build, and the way out.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::terminal;

/// The newest version of the format that can be read.
pub(super) const MANIFEST_VERSION: u64 = 2;

/// Why artifacts could not be written or compared.
///
/// Whatever stopped it, each file on disk is whole: its old bytes or its new ones.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArtifactError {
    /// The path of an artifact is none.
    #[error("`{path}` cannot be the path of an artifact: it has {problem}", path = terminal::line(path))]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Two artifacts have one path, or two that differ only in upper and lower case, or one is the folder of the other.
    #[error("two artifacts are in each other's way: `{path}` and `{other}`")]
    SamePath {
        /// The path that came later.
        path: String,
        /// The path that was there; a folder ends in `/`.
        other: String,
    },
    /// A file stands where a folder is needed.
    #[error("`{path}` is a file, but a folder is needed there", path = shown(path))]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// A folder, or something stranger, stands where a file is to be.
    #[error("`{path}` is no ordinary file, but an artifact belongs there", path = shown(path))]
    NotAFile {
        /// The folder.
        path: PathBuf,
    },
    /// A symbolic link stands inside the output.
    #[error("`{path}` is a symbolic link", path = shown(path))]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A file that is to be replaced may not be written.
    #[error("`{path}` is read-only", path = shown(path))]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// A file that is to be replaced may be written, but by somebody else.
    #[error("`{path}` belongs to somebody else, and is not yours to write", path = shown(path))]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A file is not what it was when it was read.
    #[error("`{path}` has changed since it was read", path = shown(path))]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Another build holds the output.
    #[error("another dashgen is at work in `{root}`", root = shown(root))]
    Locked {
        /// The root of the output.
        root: PathBuf,
    },
    /// The manifest cannot be used.
    #[error("cannot use `{path}`: {problem}", path = shown(path))]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        problem: ManifestProblem,
    },
    /// The output holds what another suite has built.
    #[error("`{root}` holds the files of another suite, `{other}`", root = shown(root), other = terminal::line(other))]
    OtherSuite {
        /// The root of the output.
        root: PathBuf,
        /// The name of the other suite.
        other: String,
    },
    /// The operating system refused.
    #[error("cannot {doing} `{path}`", path = shown(path))]
    Io {
        /// What was being done.
        doing: Doing,
        /// To what.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// What was being done when the operating system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doing {
    /// Creating a folder.
    Create,
    /// Locking the output.
    Lock,
    /// Reading a file or a folder.
    Read,
    /// Removing a file that has no source any more.
    Remove,
    /// Putting new bytes in the place of old ones.
    Replace,
    /// Writing new bytes beside the old ones.
    Write,
}

/// What is wrong with a manifest.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestProblem {
    /// It has the markers of a merge conflict.
    #[error("it has the markers of a merge conflict")]
    Conflict,
    /// It is of a later format.
    #[error("it has version {version}, but this dashgen knows {known}", known = MANIFEST_VERSION)]
    Newer {
        /// Its version.
        version: u64,
    },
    /// It is something else, or damaged.
    #[error("{0}")]
    Unreadable(#[from] serde_json::Error),
}

impl ArtifactError {
    pub(super) fn io(doing: Doing, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, path, source }
    }

    /// Returns what happened and why, in one line.
    pub(super) fn in_a_line(&self) -> String {
        match self {
            Self::Io { source, .. } => format!("{self}: {source}"),
            _ => self.to_string(),
        }
    }

    /// Returns the way out, where there is one to tell.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Path { .. } => Some("use a relative path with `/`, such as `dashboards/api.json`"),
            Self::SamePath { .. } => Some("rename one: some file systems know no upper and lower case"),
            Self::NotAFolder { .. } | Self::NotAFile { .. } => {
                Some("move it away, or write elsewhere with `--out DIR`")
            }
            Self::Link { .. } => Some(
                "nothing is written through links: put a real file or folder there, or name its target with `--out DIR`",
            ),
            Self::ReadOnly { .. } => Some("make it writable (`chmod u+w`), or leave it out"),
            Self::Foreign { .. } => Some("run this as its owner, or leave it out"),
            Self::Changed { .. } => Some("run the command again"),
            Self::Locked { .. } => Some("run one build at a time for each output folder"),
            Self::Manifest { problem, .. } => Some(problem.hint()),
            Self::OtherSuite { .. } => Some(
                "give each suite a folder of its own with `--out DIR`; or, if this one was renamed, write its new name into `.dashgen-manifest`",
            ),
            Self::Io { source, .. } => hint_of(source.kind()),
        }
    }
}

impl ManifestProblem {
    fn hint(&self) -> &'static str {
        match self {
            Self::Conflict => "keep either side (`git checkout --ours .dashgen-manifest`), then run `dashgen build`",
            Self::Newer { .. } => "use the dashgen that wrote it, or a later one",
            Self::Unreadable(_) => {
                "restore it from version control; or delete it and build: files without a source are then no longer recognised"
            }
        }
    }
}

/// Returns a path in one line.
fn shown(path: &Path) -> String {
    terminal::line(&path.to_string_lossy()).into_owned()
}

fn hint_of(kind: io::ErrorKind) -> Option<&'static str> {
    use io::ErrorKind;
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("make room and build again; the old files are whole"),
        ErrorKind::FileTooLarge => Some("the file is larger than the system allows here (`ulimit -f`)"),
        ErrorKind::ReadOnlyFilesystem => Some("the file system is read-only: write elsewhere with `--out DIR`"),
        ErrorKind::PermissionDenied => {
            Some("check the owner and the mode of the folder, or write elsewhere with `--out DIR`")
        }
        ErrorKind::InvalidFilename => Some("the name is too long for this file system"),
        _ => None,
    }
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "create the folder",
            Self::Lock => "lock",
            Self::Read => "read",
            Self::Remove => "remove",
            Self::Replace => "replace",
            Self::Write => "write",
        })
    }
}
