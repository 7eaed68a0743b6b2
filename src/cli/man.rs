//! `dashgen man`

use std::path::PathBuf;

use anyhow::Context;
use clap::CommandFactory;

use super::console::Console;
use super::{Arguments, Status};

/// Print the manual page
///
/// With `--out`, writes a page for dashgen and one for each command to a directory.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The directory to write the pages to
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let command = Arguments::command();
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .with_context(|| format!("cannot write manual pages to `{}`", folder.display()))?;
        return Ok(Status::Clean);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    console.data(&page)?;
    console.flush()?;
    Ok(Status::Clean)
}
