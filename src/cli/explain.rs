//! `dashgen explain`

use super::Status;
use super::console::Console;
use super::usage::WrongArgument;
use crate::diff::RISKS;
use crate::lint::{self, Group};
use crate::spelling;

/// Explain a lint or a risk: what it flags, why, and an example
///
/// Without a name, lists all lints, and the risks that `dashgen diff` tells.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The lint, as it stands in brackets in a finding, or the risk
    lint: Option<String>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    match &args.lint {
        None => list(console)?,
        Some(name) => explain(name, console)?,
    }
    console.flush()?;
    Ok(Status::Clean)
}

fn list(console: &mut Console<'_>) -> anyhow::Result<()> {
    for group in [Group::Correctness, Group::Style] {
        console.result(match group {
            Group::Correctness => "correctness, on:",
            Group::Style => "\nstyle, off until selected with `dashgen validate --select NAME`:",
        })?;
        for lint in group.lints() {
            console.result(format_args!("  {:<22} {}", lint.name, summary(lint.docs)))?;
        }
    }
    console.result("\nrisks of changes, told by `dashgen diff`:")?;
    for risk in RISKS {
        console.result(format_args!("  {:<22} {}", risk.name, summary(risk.docs)))?;
    }
    Ok(())
}

/// Returns the first sentence of a lint's docs, on one line and without the word that they all begin with.
fn summary(docs: &str) -> String {
    let flags = docs.split_once("\n# ").map_or(docs, |(flags, _)| flags);
    let line = flags.split_whitespace().skip(1).collect::<Vec<_>>().join(" ");
    line.split_once(". ").map_or(line.trim_end_matches('.'), |(first, _)| first).to_owned()
}

fn explain(name: &str, console: &mut Console<'_>) -> anyhow::Result<()> {
    if let Some(risk) = RISKS.iter().find(|risk| risk.name == name) {
        return console.result(format_args!("{} (risk)\n\n{}", risk.name, risk.docs.trim()));
    }
    let Some(lint) = lint::find(name) else {
        let names = lint::LINTS.iter().map(|lint| lint.name).chain(RISKS.iter().map(|risk| risk.name));
        let near = spelling::nearest(name, names);
        let hint =
            near.map_or("`dashgen explain` lists all lints".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(WrongArgument { problem: format!("unknown lint `{name}`"), hint }.into());
    };
    let group = match lint.group {
        Group::Correctness => "on by default",
        Group::Style => "off until selected",
    };
    console.result(format_args!("{} ({}, {group})\n\n{}", lint.name, lint.severity, lint.docs.trim()))
}
