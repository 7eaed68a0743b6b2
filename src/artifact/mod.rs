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
mod interrupt;
mod leftovers;
mod lock;
mod manifest;
mod path;
mod places;
mod replace;
mod staged;

pub use build::{Build, Change, Outcome, Written};
pub use check::{Check, Difference, Orphan, Report, State};
pub use error::{ArtifactError, Doing, ManifestProblem};
pub use interrupt::clean_up;
pub use replace::{put, put_inside, replace, sweep};

use std::path::Path;

use serde::Serialize;

/// The name of the manifest, at the root of the output.
///
/// JSON with one artifact a line: its path and the `XXH64` of its bytes (seed 0), as `xxhsum -H64` prints it.
/// While a build puts its files in place, it has version 2, and lists `before` as well: what is replaced or removed.
pub const MANIFEST: &str = ".dashgen-manifest";

/// Returns the paths of what the last build made in a folder, and of what an unfinished one replaces: none without a
/// manifest.
///
/// # Errors
/// When the manifest cannot be read.
pub fn listed(root: &Path) -> Result<Vec<String>, ArtifactError> {
    let manifest = manifest::Manifest::read(&root.join(MANIFEST))?;
    Ok(manifest.paths().map(str::to_owned).collect())
}

/// A file that only the manifest knows, and that cannot be looked at: it stays, and stays listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// Its path in the output.
    pub path: String,
    /// Why, in one line.
    pub problem: String,
}

/// How much of an output the artifacts of one build or check are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it: what only the manifest knows has no source any more.
    Whole,
    /// A part, as with `--only`: other artifacts are left alone, and the manifest goes on listing them.
    Part,
    /// All of these folders, and nothing besides.
    Inside(&'static [&'static str]),
    /// All but these folders.
    Outside(&'static [&'static str]),
}

impl Scope {
    /// Returns whether a path that the build does not make has no source any more.
    ///
    /// ```
    /// use dashgen::artifact::Scope;
    ///
    /// assert!(Scope::Inside(&["kubernetes"]).covers("kubernetes/dashboard-api.yml"));
    /// assert!(Scope::Outside(&["kubernetes"]).covers("dashboards/api.json"));
    /// assert!(!Scope::Outside(&["kubernetes"]).covers("kubernetes/dashboard-api.yml"));
    /// ```
    pub fn covers(self, path: &str) -> bool {
        let is_in = |folder: &&str| path.strip_prefix(*folder).is_some_and(|rest| rest.starts_with('/'));
        match self {
            Self::Whole => true,
            Self::Part => false,
            Self::Inside(folders) => folders.iter().any(is_in),
            Self::Outside(folders) => !folders.iter().any(is_in),
        }
    }
}

#[cfg(test)]
mod testing;
