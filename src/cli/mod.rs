//! The commands. Each is a file that parses nothing and computes nothing: it calls the library and prints.

mod build;
mod cargo;
mod completions;
pub mod console;
mod convert;
mod count;
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

/// Runs the commands on a suite with the arguments of the process. A `main` needs nothing else.
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

/// A suite, and what else its commands need.
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

    /// Sets how some metrics behave in `dashgen simulate`.
    pub fn behaviours(mut self, behaviours: Vec<(&'static str, Behaviour)>) -> Self {
        self.behaviours = behaviours;
        self
    }

    /// Sets the incidents that `dashgen simulate --incident` can trigger.
    pub fn incidents(mut self, incidents: Vec<Incident>) -> Self {
        self.incidents = incidents;
        self
    }

    /// Names the package that the program comes from, `env!("CARGO_PKG_NAME")`. Only installed programs need it.
    ///
    /// In the folder of another crate that depends on dashgen, a command on the suite then says how to run that crate's
    /// own program and ends with [`Status::Usage`], instead of writing the built-in suite there.
    pub fn package(mut self, name: &'static str) -> Self {
        self.package = Some(name);
        self
    }

    /// Runs the command that the arguments of the process name.
    pub fn run(&self) -> ExitCode {
        let mut console = Console::of_process();
        self.run_with(std::env::args_os(), &mut console).into()
    }

    /// Runs the command given by these arguments; the first one is the program's own name.
    ///
    /// With `--suite`, another crate's program replaces the process on systems that support it.
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
        // A result that did not reach its reader does not count.
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
    /// No problems: 0.
    Clean,
    /// There are findings or stale files: 1.
    Findings,
    /// The command line is invalid: 2.
    Usage,
    /// The command could not finish its work: 3.
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
/// Renders dashboards and their provisioning files, checks them before they ship, and serves simulated metrics to try
/// them out.
///
/// Exit status: 0 on success, 1 for findings or stale files, 2 for an invalid command line, 3 if the command could not
/// finish.
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
    /// Returns what a command that works on a suite needs to know; `None` for other commands.
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

/// How a command is rerun.
#[derive(Debug, Clone, Copy)]
struct Watch<'a> {
    /// The folder whose generated files it reads.
    compared: Option<&'a Path>,
    /// Whether only errors are printed.
    is_quiet: bool,
}

/// The format of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// Text for people
    #[default]
    Human,
    /// One JSON document with a `version`, for programs
    Json,
}
