//! Artifacts on disk: write what changed, compare, prune what has no source any more.
//!
//! [`Build`] writes and [`Check`] only looks; both take the artifacts one by one, so that a suite of thousands need not
//! fit into memory. A manifest at the root of the output, [`MANIFEST`], lists what the last build made: it tells a
//! file that somebody edited from a stale one, and a generated file that lost its source from a stranger's.
//!
//! ```
//! use dashgen::artifact::{Build, Scope};
//! # let out = tempfile::tempdir()?;
//! # let out = out.path();
//! let build = Build::begin(out)?;
//! build.put("dashboards/api.json", b"{}\n")?; // staged: the folder still holds what it held before
//! let outcome = build.finish(Scope::Whole)?;
//! assert_eq!(outcome.written[0].path, "dashboards/api.json");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
mod check;
mod disk;
mod error;
mod hash;
mod lock;
mod manifest;
mod path;
mod places;
mod staged;

pub use build::{Build, Change, Outcome, Written};
pub use check::{Check, Difference, Orphan, Report, State};
pub use error::{ArtifactError, Doing, ManifestProblem};

/// The name of the manifest, at the root of the output.
///
/// JSON with one artifact a line: its path and the `XXH64` of its bytes (seed 0), as `xxhsum -H64` prints it.
pub const MANIFEST: &str = ".dashgen-manifest";

/// How much of a suite the artifacts of one build or check are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it: what only the manifest knows has no source any more.
    Whole,
    /// A part, as with `--only`: other artifacts are left alone, and the manifest goes on listing them.
    Part,
}

#[cfg(test)]
mod testing;
