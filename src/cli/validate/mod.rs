//! `dashgen validate`

mod files;
mod suite;

use std::path::PathBuf;

use super::console::Console;
use super::{Format, Program, Status};
use crate::lint::{self, Report, Selection};

/// Look for mistakes in the suite, or in any dashboards given
///
/// Without files: checks every dashboard of the suite and every query against the metrics it declares, and compares
/// the generated files with what the code makes. With files or folders: checks any classic dashboard JSON; their
/// metrics are not known, so lints about metrics, labels and their units are off.
///
/// Warnings leave the exit status at 0, errors make it 1.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or folders of it; the suite itself without any
    #[arg(value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// The folder that the suite was built into
    #[arg(long, value_name = "DIR", default_value = ".", conflicts_with = "files")]
    out: PathBuf,
    /// Run this lint too, or this group: `style`, `all`; can be given more than once
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not run this lint, or this group; can be given more than once
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    ignore: Vec<String>,
    /// What to print the findings as
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let selection = Selection::new(&args.select, &args.ignore)?;
    let report = if args.files.is_empty() {
        suite::check(&program.suite, &args.out, selection)?
    } else {
        files::check(&args.files, selection)?
    };
    print(&report, args.format, console)?;
    Ok(if report.has_errors() { Status::Findings } else { Status::Clean })
}

fn print(report: &Report, format: Format, console: &mut Console<'_>) -> anyhow::Result<()> {
    match format {
        Format::Json => console.result(lint::json(report).trim_end())?,
        Format::Human => {
            for finding in &report.findings {
                console.result(lint::human(finding))?;
            }
            console.result(&report.summary)?;
        }
    }
    console.flush()
}
