//! The patterns in `.gitignore` and `.ignore`. Those files are untrusted, too, and are read with the same limits.

use std::path::Path;
use std::rc::Rc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::read;

/// The patterns that apply in a folder, including those of the folders above it.
#[derive(Debug, Clone, Default)]
pub(super) struct Ignores(Option<Rc<Level>>);

#[derive(Debug)]
struct Level {
    patterns: Gitignore,
    above: Ignores,
}

impl Ignores {
    /// Returns the patterns that apply above a folder: those of the user, the repository and its folders.
    pub(super) fn above(folder: &Path) -> Self {
        let (global, _) = Gitignore::global();
        let mut ignores = Self::default().with(global);
        let mut above: Vec<&Path> = folder.ancestors().collect();
        if let Some(top) = above.iter().position(|folder| folder.join(".git").exists()) {
            above.truncate(top + 1);
            ignores = ignores.with(patterns(above[top], &[".git/info/exclude"]));
        }
        above.iter().skip(1).rev().fold(ignores, |ignores, folder| ignores.inside(folder))
    }

    /// Returns the patterns that apply in a subfolder.
    pub(super) fn inside(&self, folder: &Path) -> Self {
        self.clone().with(patterns(folder, &[".gitignore", ".ignore"]))
    }

    /// Returns whether the patterns ignore a file or folder; those of the innermost folder take precedence.
    pub(super) fn name(&self, path: &Path, is_folder: bool) -> bool {
        let levels = std::iter::successors(self.0.as_deref(), |level| level.above.0.as_deref());
        let said = { levels }.find_map(|level| match level.patterns.matched(path, is_folder) {
            Match::None => None,
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
        });
        said.unwrap_or_default()
    }

    fn with(self, patterns: Gitignore) -> Self {
        if patterns.is_empty() { self } else { Self(Some(Rc::new(Level { patterns, above: self }))) }
    }
}

/// Reads patterns from regular files. Errors are ignored, as in Git.
fn patterns(folder: &Path, names: &[&str]) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    for name in names {
        let Ok(read) = read::regular(&folder.join(name), false) else { continue };
        for pattern in String::from_utf8_lossy(&read.bytes).lines() {
            drop(builder.add_line(None, pattern));
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
