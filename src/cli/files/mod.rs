//! Files given by path: one loop finds, reads and processes them for every command that takes files.
//!
//! One bad file, pipe or link does not stop work on the others, and nothing is kept between files.

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

/// The file name that stands for standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// A file to work on.
#[derive(Debug)]
pub(super) struct File {
    /// Its path, as given or as found.
    pub(super) path: PathBuf,
    /// Whether it was given explicitly rather than found in a folder.
    pub(super) is_named: bool,
    /// The target, if it is a link found in a folder.
    target: Option<PathBuf>,
    /// Its size when it was found, in bytes.
    size: u64,
}

impl File {
    /// Returns the path for people, on one line.
    pub(super) fn name(&self) -> String {
        name(&self.path)
    }

    /// Returns the path of the file itself, with links resolved.
    pub(super) fn real(&self) -> &Path {
        self.target.as_deref().unwrap_or(&self.path)
    }

    /// Reads it, as a file given to a command that processes each one.
    fn read(&self) -> anyhow::Result<Read> {
        read::read(self)
    }
}

/// Reads a file that dashgen looks for itself: a regular file, or a link to one.
pub(super) fn regular(path: &Path) -> anyhow::Result<Vec<u8>> {
    Ok(read::regular(path, true)?.bytes)
}

/// Returns a path for people, on one line.
pub(super) fn name(path: &Path) -> String {
    terminal::line(&path.to_string_lossy()).into_owned()
}

/// The files given and found, by path, and the problems on the way.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) all: Vec<File>,
    /// The folders that were searched.
    pub(super) folders: Vec<PathBuf>,
    /// YAML files in the folders, which may contain dashboards.
    yaml: Vec<PathBuf>,
    /// What was skipped: pipes, and links out of the tree.
    notes: Vec<String>,
    /// What could not be read.
    failures: Vec<anyhow::Error>,
    /// Whether all this has been reported already.
    is_told: bool,
}

impl Files {
    /// Finds the given files, and the JSON files below the given folders, each once.
    ///
    /// The contents of the folder `without` are skipped, unless it is one of those given: a command does not read its
    /// own output.
    ///
    /// # Errors
    /// When standard input is given together with other files. [`Files::each`] reports what cannot be read.
    pub(super) fn find(paths: &[PathBuf], without: Option<&Path>) -> anyhow::Result<Self> {
        let mut files = Self::default();
        if paths.len() > 1 && paths.iter().any(|path| path == Path::new(STANDARD_INPUT)) {
            let problem = "`-` means standard input and cannot be combined with other files".to_owned();
            return Err(WrongArgument { problem, hint: "run a separate command for the other files".to_owned() }.into());
        }
        for path in paths {
            files.add(path, without);
        }
        files.all.sort_by(|a, b| (&a.path, !a.is_named).cmp(&(&b.path, !b.is_named)));
        files.all.dedup_by(|later, first| later.path == first.path);
        Ok(files)
    }

    /// Returns the files for a second run, in which the failures of the first are not reported again.
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
                    self.failures.push(anyhow!("there are no `.json` files in the directory `{}`", name(path)));
                }
            }
            Ok(metadata) => self.all.push(named(if metadata.is_file() { metadata.len() } else { 0 })),
            Err(error) => {
                self.failures.push(anyhow::Error::new(error).context(format!("cannot read `{}`", name(path))));
            }
        }
    }

    /// Takes the YAML files that contain a dashboard. They are not read; [`Files::each`] reports those that were not
    /// taken.
    pub(super) fn yaml_with_dashboards(&mut self) -> Vec<(PathBuf, Yaml)> {
        yaml::with_dashboards(std::mem::take(&mut self.yaml))
    }

    /// Processes each file, on all cores, and takes the results in the order of the files.
    ///
    /// Failures are reported and do not stop the others; returns how many there were. The message is "cannot `doing`
    /// FILE".
    ///
    /// # Errors
    /// When `take` fails; no further work is started then.
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
