//! The commands. Each is a file that parses nothing and computes nothing: it calls the library and prints.

mod build;
mod cargo;
mod completions;
pub mod console;
mod convert;
mod diff;
mod document;
mod explain;
mod files;
mod fmt;
mod init;
mod inspect;
mod interrupt;
mod man;
mod metrics;
mod schema;

#[cfg(feature = "simulate")]
mod simulate;
mod url;
mod usage;
mod validate;
mod watch;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::simulate::{Behaviour, Incident};
use crate::suite::Suite;
use console::Console;

/// Runs the commands over a suite, with the arguments of the process. This is all that a `main` needs.
///
/// ```no_run
/// use dashgen::suite::Suite;
///
/// fn main() -> std::process::ExitCode {
///     dashgen::cli::run(Suite::new("shop"))
/// }
/// ```
pub fn run(suite: Suite) -> ExitCode {
    Program::new(suite).run()
}

/// A suite and what its commands need besides.
#[derive(Debug)]
pub struct Program {
    suite: Suite,
    behaviours: Vec<(&'static str, Behaviour)>,
    incidents: Vec<Incident>,
    package: Option<&'static str>,
}

impl Program {
    /// Returns the program of a suite.
    pub fn new(suite: Suite) -> Self {
        Self { suite, behaviours: Vec::new(), incidents: Vec::new(), package: None }
    }

    /// Says how some metrics move in `dashgen simulate`.
    pub fn behaviours(mut self, behaviours: Vec<(&'static str, Behaviour)>) -> Self {
        self.behaviours = behaviours;
        self
    }

    /// Says what can go wrong in `dashgen simulate`.
    pub fn incidents(mut self, incidents: Vec<Incident>) -> Self {
        self.incidents = incidents;
        self
    }

    /// Names the package that the program is from, `env!("CARGO_PKG_NAME")`: for programs that are installed.
    ///
    /// In the folder of another crate that depends on dashgen, a command over the suite then says how that crate's own
    /// program is run, and ends with [`Status::Usage`], instead of writing the built-in suite there.
    pub fn package(mut self, name: &'static str) -> Self {
        self.package = Some(name);
        self
    }

    /// Runs the command that the arguments of the process name.
    pub fn run(&self) -> ExitCode {
        let mut console = Console::of_process();
        self.run_with(std::env::args_os(), &mut console).into()
    }

    /// Runs the command that these arguments name, the first being the program's own name.
    ///
    /// With `--suite`, the program of another crate takes the place of the process where the system can do that.
    pub fn run_with(&self, arguments: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> Status {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        let parsed = Arguments::command()
            .try_get_matches_from(&arguments)
            .and_then(|matches| Arguments::from_arg_matches(&matches));
        let command = match parsed {
            Ok(arguments) => arguments.command,
            Err(error) => return console.usage(&error),
        };
        let status = self.perform(&command, &arguments, console);
        // A result that did not reach its reader is none.
        let status = status.and_then(|status| console.flush().map(|()| status));
        status.unwrap_or_else(|error| {
            drop(console.flush());
            console.failure(&error)
        })
    }

    fn perform(&self, command: &Command, arguments: &[OsString], console: &mut Console<'_>) -> anyhow::Result<Status> {
        if let Some(OnSuite { command, whose, watch }) = command.on_suite() {
            let runner = whose.runner()?;
            if let (None, Some(package)) = (&runner, self.package) {
                cargo::check_folder(&self.suite, package, command)?;
            }
            match (watch, runner) {
                (Some(watch), runner) => return watch::suite(runner, arguments, watch, console),
                (None, Some(runner)) => return runner.hand_over(arguments),
                (None, None) => {}
            }
        }
        if matches!(
            command,
            Command::Build(_) | Command::Fmt(_) | Command::Convert(_) | Command::Init(_) | Command::Metrics(_)
        ) {
            interrupt::sweep();
        }
        match command {
            Command::Build(args) => build::run(args, self, console),
            Command::Validate(args) => validate::run(args, self, console),
            Command::Explain(args) => explain::run(args, console),
            Command::Fmt(args) => fmt::run(args, console),
            Command::Convert(args) => convert::run(args, console),
            Command::Init(args) => init::run(args, console),
            Command::Inspect(args) => inspect::run(args, console),
            Command::Diff(args) => diff::run(args, console),
            Command::Metrics(args) => metrics::run(args, console),
            Command::Schema(args) => schema::run(args, console),

            #[cfg(feature = "simulate")]
            Command::Simulate(args) => simulate::run(args, self, console),
            Command::Completions(args) => completions::run(args, self, console),
            Command::Man(args) => man::run(args, console),
        }
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All is well: 0.
    Clean,
    /// There are findings, or stale files: 1.
    Findings,
    /// The command line is wrong: 2.
    Usage,
    /// Something stopped the work: 3.
    Failure,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Usage => 2,
            Status::Failure => 3,
        })
    }
}

/// Grafana dashboards as typed Rust code
///
/// Renders dashboards and their provisioning, checks them before they ship, and serves their metrics to try them out.
///
/// Exit status: 0 when all is well, 1 for findings or stale files, 2 for a wrong command line, 3 when something
/// stopped the work.
#[derive(Debug, Parser)]
#[command(name = "dashgen", version, propagate_version = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Validate(validate::Args),
    Explain(explain::Args),
    Fmt(fmt::Args),
    Convert(convert::Args),
    Init(init::Args),
    Inspect(inspect::Args),
    Diff(diff::Args),
    #[cfg(feature = "simulate")]
    Simulate(simulate::Args),
    Metrics(metrics::Args),

    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl Command {
    /// Returns what a command needs to know that works on a suite; nothing for the others.
    fn on_suite(&self) -> Option<OnSuite<'_>> {
        match self {
            Self::Build(args) => Some(args.on_suite()),
            Self::Validate(args) => args.on_suite(),
            #[cfg(feature = "simulate")]
            Self::Simulate(args) => Some(args.on_suite()),
            _ => None,
        }
    }
}

/// A command that works on a suite.
struct OnSuite<'a> {
    /// Its name.
    command: &'static str,
    whose: &'a cargo::Whose,
    watch: Option<Watch<'a>>,
}

/// How a command is repeated.
#[derive(Debug, Clone, Copy)]
struct Watch<'a> {
    /// The folder whose generated files it reads.
    compared: Option<&'a Path>,
    /// Whether only errors are told.
    is_quiet: bool,
}

/// What results are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Human,
    /// For programs: one JSON document with a `version`
    Json,
}
