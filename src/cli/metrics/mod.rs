//! `dashgen metrics`

mod import;

use super::Status;
use super::console::Console;

/// Manage the metric declarations of a suite
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Import(import::Args),
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    match &args.command {
        Command::Import(args) => import::run(args, console),
    }
}
