//! `--watch`: repeats the work whenever its inputs change, until interrupted.
//!
//! File system events only wake the loop. The work is repeated if the files differ from their state before the last
//! run. That handles editors that save through a second file, bursts of events, folders that are removed and created
//! again, and the work's own output.

mod crate_of_suite;
mod files_given;
mod wake;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use super::cargo::Runner;
use super::console::Console;
use super::usage::WrongArgument;
use super::{Status, Watch, files};

pub(super) use files_given::each_change;
use wake::{Wake, Wakes};

/// The input files of some work, as they are at one point in time.
#[derive(Debug)]
pub(super) struct Snapshot {
    taken: SystemTime,
    /// The folders in which files can be created, removed or changed.
    folders: BTreeSet<PathBuf>,
    files: BTreeMap<PathBuf, Option<Stamp>>,
    /// Files that are only known from the last run.
    known: BTreeMap<PathBuf, Option<Stamp>>,
}

/// Distinguishes two states of a file: its content cannot change without these, unless the clock is set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: SystemTime,
    size: u64,
}

impl Stamp {
    /// Returns the stamp of a file, if it exists.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { modified: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), size: metadata.len() })
    }
}

impl Snapshot {
    /// Begins one.
    pub(super) fn new() -> Self {
        let (folders, files, known) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        Self { taken: SystemTime::now(), folders, files, known }
    }

    /// Adds a file, which need not exist yet: creating or removing it counts as a change.
    pub(super) fn add(&mut self, path: PathBuf) {
        self.watch_parent(&path);
        let stamp = Stamp::of(&path);
        self.files.insert(path, stamp);
    }

    /// Adds a file that the last run reported: a change since then counts.
    pub(super) fn add_known(&mut self, path: PathBuf) {
        self.watch_parent(&path);
        let stamp = Stamp::of(&path);
        self.known.insert(path, stamp);
    }

    fn watch_parent(&mut self, path: &Path) {
        if let Some(folder) = path.parent() {
            self.watch(folder.to_owned());
        }
    }

    /// Adds a folder in which files can be created.
    pub(super) fn watch(&mut self, folder: PathBuf) {
        self.folders.insert(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder });
    }

    /// Returns the files that differ between this snapshot and a later one.
    fn changed<'a>(&'a self, later: &'a Self) -> Vec<&'a Path> {
        let all: BTreeSet<_> = self.files.keys().chain(later.files.keys()).collect();
        let changed = all.into_iter().filter(|path| self.files.get(*path) != later.files.get(*path));
        let only_known = later.known.iter().filter(|(path, _)| !later.files.contains_key(*path));
        let known = only_known.filter(|(path, stamp)| match self.known.get(*path) {
            Some(before) => before != *stamp,
            None => stamp.is_none_or(|stamp| stamp.modified > self.taken),
        });
        changed.chain(known.map(|(path, _)| path)).map(PathBuf::as_path).collect()
    }
}

/// Work that is repeated when its inputs change.
trait Work {
    /// Takes a snapshot of the inputs.
    fn look(&mut self) -> Snapshot;

    /// Does the work, and returns whether it was interrupted. Problems in the files are printed and are not errors.
    fn run(&mut self, wakes: &Wakes, console: &mut Console<'_>) -> anyhow::Result<Ended>;
}

/// How one run of the work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Itself,
    Interrupted,
}

/// Works until it is interrupted.
fn work(mut work: impl Work, is_quiet: bool, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let mut wakes = Wakes::new();
    let mut seen: Option<Snapshot> = None;
    loop {
        // The watch starts before the snapshot is taken, so that no change in between is missed.
        wakes.watch(seen.iter().flat_map(|seen| &seen.folders));
        if seen.is_some() && wakes.settle() == Wake::Interrupt {
            return Ok(Status::Clean);
        }
        let now = work.look();
        let changed = seen.as_ref().map(|seen| seen.changed(&now));
        if changed.as_ref().is_none_or(|changed| !changed.is_empty()) {
            if let (Some(changed), false) = (&changed, is_quiet) {
                console.note(said(changed));
            }
            let since = Instant::now();
            seen = Some(now);
            let ended = work.run(&wakes, console)?;
            console.flush()?;
            if ended == Ended::Interrupted {
                return Ok(Status::Clean);
            }
            if !is_quiet {
                let seconds = since.elapsed().as_secs_f64();
                console.note(format_args!("finished in {seconds:.1} s; waiting for changes, press Ctrl-C to stop"));
            }
            continue;
        }
        if seen.as_ref().is_some_and(|seen| seen.folders != now.folders) {
            seen = Some(now);
            continue;
        }
        if wakes.wait() == Wake::Interrupt {
            return Ok(Status::Clean);
        }
    }
}

fn said(changed: &[&Path]) -> String {
    let name = |path: &Path| {
        let here = std::env::current_dir().ok();
        files::name(here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path))
    };
    match changed {
        [] => String::new(),
        [one] => format!("`{}` changed", name(one)),
        [first, rest @ ..] => {
            format!("`{}` and {} other file{} changed", name(first), rest.len(), if rest.len() == 1 { "" } else { "s" })
        }
    }
}

/// Reruns a command of a suite's program whenever the program or the command's other inputs change.
///
/// # Errors
/// When the program's crate is unknown, or Cargo cannot be started.
pub(super) fn suite(
    runner: Option<Runner>,
    arguments: &[OsString],
    watch: Watch<'_>,
    console: &mut Console<'_>,
) -> anyhow::Result<Status> {
    let Some(runner) = runner.or_else(Runner::of_process) else {
        let problem = "`--watch` compiles the suite's crate, but that crate is unknown".to_owned();
        let hint =
            "start the program with `cargo run`, or give the directory of its crate with `--suite DIR`".to_owned();
        return Err(WrongArgument { problem, hint }.into());
    };
    work(crate_of_suite::CrateOfSuite::new(runner, arguments, watch.compared), watch.is_quiet, console)
}

#[cfg(test)]
mod tests;
