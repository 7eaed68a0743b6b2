//! Files given by path: one loop finds, reads and works on them for all commands that take any.
//!
//! One bad file, pipe or link does not keep the others from being worked on, and nothing is kept from file to file.

mod guard;
mod ignores;
mod pool;
mod read;
#[cfg(test)]
mod tests;
mod walk;
mod yaml;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};

use super::console::Console;
use super::usage::WrongArgument;
use crate::schema::envelope::Yaml;
use crate::terminal;

pub(super) use read::{Read, open, text};

use guard::guarded;

/// The name of standard input among files.
pub(super) const STANDARD_INPUT: &str = "-";

/// A file to work on.
#[derive(Debug)]
pub(super) struct File {
    /// Its path, as it was named or found.
    pub(super) path: PathBuf,
    /// Whether it was named rather than found in a folder.
    pub(super) is_named: bool,
    /// Where a link in a folder leads to.
    target: Option<PathBuf>,
    /// How many bytes it had when it was found.
    size: u64,
}

impl File {
    /// Returns the path for people, in one line.
    pub(super) fn name(&self) -> String {
        name(&self.path)
    }

    /// Returns the path of the file itself, where a link leads to it.
    pub(super) fn real(&self) -> &Path {
        self.target.as_deref().unwrap_or(&self.path)
    }

    /// Reads it as a file of a command that does something to each.
    fn read(&self) -> anyhow::Result<Read> {
        read::read(self)
    }
}

/// Reads a file that dashgen looks for itself: an ordinary one, or a link to one.
pub(super) fn regular(path: &Path) -> anyhow::Result<Vec<u8>> {
    Ok(read::regular(path, true)?.bytes)
}

/// Returns a path for people, in one line.
pub(super) fn name(path: &Path) -> String {
    terminal::line(&path.to_string_lossy()).into_owned()
}

/// The files named and found, by path, and what stood in the way.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) all: Vec<File>,
    /// The folders that were looked through.
    pub(super) folders: Vec<PathBuf>,
    /// YAML in the folders, which may hold dashboards.
    yaml: Vec<PathBuf>,
    /// What was left alone: pipes, links out of the tree.
    notes: Vec<String>,
    /// What cannot be read.
    failures: Vec<anyhow::Error>,
    /// Whether all this was said before.
    is_told: bool,
}

impl Files {
    /// Finds the files named, and the JSON files below the folders named, each once.
    ///
    /// What lies in the folder `without` is left out, unless that is one of those named: a command does not read what it
    /// wrote itself.
    ///
    /// # Errors
    /// When standard input is named beside others. What cannot be read is told by [`Files::each`].
    pub(super) fn find(paths: &[PathBuf], without: Option<&Path>) -> anyhow::Result<Self> {
        let mut files = Self::default();
        if paths.len() > 1 && paths.iter().any(|path| path == Path::new(STANDARD_INPUT)) {
            let problem = "`-` is standard input, and stands alone".to_owned();
            return Err(
                WrongArgument { problem, hint: "name the other files in a command of their own".to_owned() }.into()
            );
        }
        for path in paths {
            files.add(path, without);
        }
        files.all.sort_by(|a, b| (&a.path, !a.is_named).cmp(&(&b.path, !b.is_named)));
        files.all.dedup_by(|later, first| later.path == first.path);
        Ok(files)
    }

    /// Returns the files of a second run over them: what failed in the first is not said again.
    pub(super) fn told(self) -> Self {
        Self { is_told: true, ..self }
    }

    fn add(&mut self, path: &Path, without: Option<&Path>) {
        let named = |size| File { path: path.to_owned(), is_named: true, target: None, size };
        if path == Path::new(STANDARD_INPUT) {
            self.all.push(named(0));
            return;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let before = (self.all.len(), self.notes.len() + self.failures.len());
                walk::walk(path, without, self);
                if before == (self.all.len(), self.notes.len() + self.failures.len()) {
                    self.failures.push(anyhow!("there is no `.json` file in the folder `{}`", name(path)));
                }
            }
            Ok(metadata) => self.all.push(named(if metadata.is_file() { metadata.len() } else { 0 })),
            Err(error) => {
                self.failures.push(anyhow::Error::new(error).context(format!("cannot read `{}`", name(path))));
            }
        }
    }

    /// Takes the YAML files with a dashboard. They are not read; [`Files::each`] tells of those that nobody took.
    pub(super) fn yaml_with_dashboards(&mut self) -> Vec<(PathBuf, Yaml)> {
        yaml::with_dashboards(std::mem::take(&mut self.yaml))
    }

    /// Works on each file, on all cores, and takes the results in the order of the files.
    ///
    /// What fails is told, and the others go on; returns how much failed. `doing` is what is said of it: "cannot `doing`
    /// FILE".
    ///
    /// # Errors
    /// When `take` fails: nothing more is begun then.
    pub(super) fn each<T: Send>(
        mut self,
        doing: &str,
        console: &mut Console<'_>,
        work: impl Fn(&File, Read) -> anyhow::Result<T> + Sync,
        mut take: impl FnMut(&File, T, &mut Console<'_>) -> anyhow::Result<()>,
    ) -> anyhow::Result<usize> {
        if !self.is_told {
            self.notes.iter().for_each(|note| console.note(note));
            for failure in &self.failures {
                console.failure(failure);
            }
            for (path, yaml) in self.yaml_with_dashboards() {
                console.note(format_args!("{} was not read: {yaml}", name(&path)));
            }
        }
        let mut failed = self.failures.len();
        let worked = |file: &File| guarded(|| file.read().and_then(|read| work(file, read)));
        pool::run(&self.all, worked, |file, result| {
            let result = result.with_context(|| match file.path.to_str() {
                Some(STANDARD_INPUT) => format!("cannot {doing} standard input"),
                _ => format!("cannot {doing} `{}`", file.name()),
            });
            match result {
                Ok(result) => take(file, result, console),
                Err(error) => {
                    if !self.is_told {
                        console.failure(&error);
                    }
                    failed += 1;
                    Ok(())
                }
            }
        })?;
        Ok(failed)
    }
}
