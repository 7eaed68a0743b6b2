//! `dashgen completions`

use clap::CommandFactory;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use super::console::Console;
use super::{Arguments, Program, Status};

/// Print a completion script for a shell
///
/// They complete dashboard names as well. For bash:
/// `dashgen completions bash > ~/.local/share/bash-completion/completions/dashgen`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let dashboards = program.suite.dashboards.iter();
    let names = PossibleValuesParser::new(dashboards.map(|dashboard| dashboard.name().to_owned()));
    let mut command = Arguments::command()
        .mut_subcommand("build", |build| build.mut_arg("only", |argument| argument.value_parser(names)));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "dashgen", &mut script);
    console.data(&script)?;
    console.flush()?;
    Ok(Status::Clean)
}
