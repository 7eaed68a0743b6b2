//! What `.gitignore` and `.ignore` name. Those files come from strangers, too: they are read like any other.

use std::path::Path;
use std::rc::Rc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::read;

/// The patterns that hold in a folder, those of the folders above it included.
#[derive(Debug, Clone, Default)]
pub(super) struct Ignores(Option<Rc<Level>>);

#[derive(Debug)]
struct Level {
    patterns: Gitignore,
    above: Ignores,
}

impl Ignores {
    /// Returns the patterns that hold above a folder: those of the user, of the repository, and of its folders.
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

    /// Returns the patterns that hold in a folder inside.
    pub(super) fn inside(&self, folder: &Path) -> Self {
        self.clone().with(patterns(folder, &[".gitignore", ".ignore"]))
    }

    /// Returns whether a file or folder is named by the patterns; those of the innermost folder count most.
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

/// Reads patterns from ordinary files; what is wrong with one of them does not count, as with git.
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
