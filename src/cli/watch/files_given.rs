//! Files given by path: no crate, and nothing to compile.

use std::path::PathBuf;

use super::wake::Wakes;
use super::{Ended, Snapshot, Work};
use crate::cli::Status;
use crate::cli::console::Console;
use crate::cli::files::{Files, STANDARD_INPUT};
use crate::cli::usage::WrongArgument;

/// Processes files, and does so again whenever one is changed, created or removed.
///
/// # Errors
/// When standard input is among the files, or when processing fails.
pub(in crate::cli) fn each_change(
    paths: &[PathBuf],
    run: &mut dyn FnMut(&mut Console<'_>) -> anyhow::Result<Status>,
    console: &mut Console<'_>,
) -> anyhow::Result<Status> {
    if paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT) {
        let problem = "`-` means standard input, which `--watch` cannot read again".to_owned();
        return Err(WrongArgument { problem, hint: "give files or directories".to_owned() }.into());
    }
    super::work(FilesGiven { paths, run }, false, console)
}

struct FilesGiven<'a> {
    paths: &'a [PathBuf],
    run: &'a mut dyn FnMut(&mut Console<'_>) -> anyhow::Result<Status>,
}

impl Work for FilesGiven<'_> {
    fn look(&mut self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        for path in self.paths.iter().filter(|path| !path.is_dir()) {
            snapshot.add(path.clone());
        }
        // The command itself reports what cannot be found.
        if let Ok(files) = Files::find(self.paths, None) {
            files.all.iter().for_each(|file| snapshot.add(file.path.clone()));
            files.folders.into_iter().for_each(|folder| snapshot.watch(folder));
        }
        snapshot
    }

    fn run(&mut self, _: &Wakes, console: &mut Console<'_>) -> anyhow::Result<Ended> {
        (self.run)(console).map(|_| Ended::Itself)
    }
}
