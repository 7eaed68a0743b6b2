//! The crate that a suite comes from: Cargo compiles and runs it as a child process.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::wake::{Wake, Wakes};
use super::{Ended, Snapshot, Work};
use crate::artifact;
use crate::cli::cargo::{Inputs, Runner, started};
use crate::cli::console::Console;

/// How long an interrupted child process may take to exit by itself. The terminal interrupts it as well.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often to check whether the child process has exited.
const TICK: Duration = Duration::from_millis(10);

/// A command of a suite's program.
pub(super) struct CrateOfSuite<'a> {
    runner: Runner,
    inputs: Inputs,
    arguments: &'a [OsString],
    /// The folder whose generated files the command reads.
    compared: Option<&'a Path>,
}

impl<'a> CrateOfSuite<'a> {
    pub(super) fn new(runner: Runner, arguments: &'a [OsString], compared: Option<&'a Path>) -> Self {
        Self { inputs: Inputs::new(runner.clone()), runner, arguments, compared }
    }
}

impl Work for CrateOfSuite<'_> {
    fn look(&mut self) -> Snapshot {
        let mut snapshot = self.inputs.look();
        if let Some(out) = self.compared {
            snapshot.add(out.join(artifact::MANIFEST));
            // The command itself reports a manifest that cannot be read.
            let made = artifact::listed(out).unwrap_or_default();
            made.iter().map(|path| out.join(path)).for_each(|path: PathBuf| snapshot.add(path));
        }
        snapshot
    }

    fn run(&mut self, wakes: &Wakes, _: &mut Console<'_>) -> anyhow::Result<Ended> {
        let mut child = started(self.runner.run(self.arguments).stdin(Stdio::null()).spawn())?;
        loop {
            if child.try_wait()?.is_some() {
                return Ok(Ended::Itself);
            }
            if wakes.within(TICK) == Some(Wake::Interrupt) {
                end(&mut child)?;
                return Ok(Ended::Interrupted);
            }
        }
    }
}

/// Waits for the child process, but only briefly after an interrupt.
fn end(child: &mut Child) -> std::io::Result<()> {
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        if child.try_wait()?.is_some() {
            return Ok(());
        }
        std::thread::sleep(TICK);
    }
    child.kill()?;
    child.wait().map(drop)
}
