//! `dashgen build`

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use serde_json::json;

use super::console::{Console, Progress};
use super::{Format, Program, Status, only};
use crate::artifact::{Build, Change, Check, Outcome, Report, Scope, State};
use crate::model::Dashboard;
use crate::render::{self, Target};

/// Render every dashboard and provisioning file of the suite
///
/// Writes only files whose content changes, each in one step, and removes files of former builds that have no source
/// any more. Nothing is written when anything fails to render. What was built for another target stays.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write nothing, and end with status 1 when a file differs from what the code makes
    #[arg(long)]
    check: bool,
    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Only the dashboard with this file name, uid or title; can be given more than once
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// What the artifacts are for
    #[arg(long, value_enum, default_value_t)]
    target: TargetName,
    /// Print nothing but errors
    #[arg(long, short)]
    quiet: bool,
    /// What to print the result as
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Args {
    fn scope(&self) -> Scope {
        match Target::from(self.target) {
            _ if !self.only.is_empty() => Scope::Part,
            Target::Files => Scope::Outside(Target::FOLDERS),
            target => Scope::Inside(target.folders()),
        }
    }
}

/// What artifacts are for, as the command line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum TargetName {
    /// Grafana's own disk: `dashboards/` and `provisioning/`
    #[default]
    Files,
    /// The sidecars of Grafana's Helm chart: `ConfigMaps` in `kubernetes/`
    #[value(name = "configmap")]
    ConfigMap,
    /// grafana-operator: dashboards, datasources and folders in `kubernetes/`
    Operator,
    /// Grafana's Git Sync: resources in `gitsync/`
    #[value(name = "gitsync")]
    GitSync,
}

impl From<TargetName> for Target {
    fn from(name: TargetName) -> Self {
        match name {
            TargetName::Files => Self::Files,
            TargetName::ConfigMap => Self::ConfigMap,
            TargetName::Operator => Self::Operator,
            TargetName::GitSync => Self::GitSync,
        }
    }
}

pub(super) fn run(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    only::check(&program.suite, &args.only)?;
    if args.check { check(args, program, console) } else { write(args, program, console) }
}

fn write(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let doing = || format!("cannot build into `{}`", args.out.display());
    let build = Build::begin(&args.out).with_context(doing)?;
    let progress = console.progress(program.suite.dashboards.len(), "building");
    let wanted = |dashboard: &Dashboard| only::is_wanted(dashboard, &args.only);
    each(args, program, &wanted, &progress, &|path, bytes| Ok(build.put(path, bytes).map(drop)?))
        .with_context(doing)?;
    let outcome = build.finish(args.scope()).with_context(doing)?;
    drop(progress);
    if !args.quiet {
        match args.format {
            Format::Human => print_outcome(&outcome, console)?,
            Format::Json => console.result(outcome_json(&outcome))?,
        }
    }
    console.flush()?;
    Ok(Status::Clean)
}

fn check(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let doing = || format!("cannot compare with `{}`", args.out.display());
    let check = Check::begin(&args.out).with_context(doing)?;
    let progress = console.progress(program.suite.dashboards.len(), "comparing");
    let wanted = |dashboard: &Dashboard| only::is_wanted(dashboard, &args.only);
    each(args, program, &wanted, &progress, &|path, bytes| Ok(check.put(path, bytes).map(drop)?))
        .with_context(doing)?;
    let report = check.finish(args.scope());
    drop(progress);
    if !args.quiet {
        match args.format {
            Format::Human => print_report(&report, args, console)?,
            Format::Json => console.result(report_json(&report))?,
        }
    }
    console.flush()?;
    Ok(if report.is_clean() { Status::Clean } else { Status::Findings })
}

type Sink<'a> = dyn Fn(&str, &[u8]) -> anyhow::Result<()> + Sync + 'a;

/// Hands on every artifact that is asked for.
fn each(
    args: &Args,
    program: &Program,
    wanted: &(dyn Fn(&Dashboard) -> bool + Sync),
    progress: &Progress,
    sink: &Sink<'_>,
) -> anyhow::Result<()> {
    let counted = |path: &str, bytes: &[u8]| {
        progress.step();
        sink(path, bytes)
    };
    std::thread::scope(|scope| {
        // The templates take as long to read as a few dashboards to render.
        let target = args.target.into();
        let whole = args.only.is_empty();
        let supporting = whole.then(|| scope.spawn(move || render::supporting(target, &program.suite)));
        render::dashboards_for(target, &program.suite, wanted, &counted).map_err(|failure| match failure {
            render::Failure::Render(error) => error.into(),
            render::Failure::Sink(error) => error,
        })?;
        let Some(supporting) = supporting else { return Ok(()) };
        for (path, bytes) in supporting.join().expect("rendering does not panic")? {
            sink(&path, bytes.as_bytes())?;
        }
        Ok(())
    })
}

fn print_outcome(outcome: &Outcome, console: &mut Console<'_>) -> anyhow::Result<()> {
    let word = |change| match change {
        Change::Created => "created",
        Change::Updated => "updated",
        Change::Overwritten => "overwritten",
        Change::Kept => "kept",
    };
    let written = outcome.written.iter().map(|it| (word(it.change), it.path.as_str()));
    let kept = outcome.kept.iter().map(|path| ("kept", path.as_str()));
    let removed = outcome.removed.iter().map(|path| ("removed", path.as_str()));
    let orphans = outcome.orphans.iter().map(|path| ("left alone", path.as_str()));
    print_table(written.chain(removed).chain(orphans).chain(kept), console)?;
    console.result(format_args!(
        "{} written, {} kept, {} removed",
        outcome.written.len(),
        outcome.kept.len(),
        outcome.removed.len()
    ))?;
    for path in &outcome.orphans {
        console.note(format_args!(
            "note: `{path}` has no source any more, but somebody edited it since: move or delete it by hand"
        ));
    }
    Ok(())
}

/// Prints a line a file, but not thousands.
fn print_table<'a>(files: impl Iterator<Item = (&'a str, &'a str)>, console: &mut Console<'_>) -> anyhow::Result<()> {
    const SHOWN: usize = 40;
    let files: Vec<_> = files.collect();
    for (word, path) in files.iter().take(SHOWN) {
        console.result(format_args!("{word:<11} {path}"))?;
    }
    match files.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => console.result(format_args!("... and {more} more")),
    }
}

fn outcome_json(outcome: &Outcome) -> serde_json::Value {
    let written = outcome.written.iter().map(|it| {
        let change = match it.change {
            Change::Created => "created",
            Change::Overwritten => "overwritten",
            Change::Updated | Change::Kept => "updated",
        };
        json!({"path": it.path, "change": change})
    });
    json!({
        "version": 1,
        "written": written.collect::<Vec<_>>(),
        "kept": outcome.kept,
        "removed": outcome.removed,
        "leftAlone": outcome.orphans,
    })
}

fn state_word(state: State) -> &'static str {
    match state {
        State::Fresh => "fresh",
        State::Missing => "missing",
        State::Stale => "stale",
        State::Edited => "edited",
        State::Unlisted => "unlisted",
    }
}

fn print_report(report: &Report, args: &Args, console: &mut Console<'_>) -> anyhow::Result<()> {
    let differences = report.differences.iter().map(|it| (state_word(it.state), it.path.as_str()));
    let orphans =
        report.orphans.iter().map(|it| (if it.edited { "left alone" } else { "no source" }, it.path.as_str()));
    let manifest = report.manifest_is_stale.then_some(("stale", crate::artifact::MANIFEST));
    let differing = report.differences.len() + report.orphans.len() + usize::from(manifest.is_some());
    print_table(differences.chain(orphans).chain(manifest), console)?;
    console.result(format_args!("{} fresh, {differing} not", report.fresh))?;
    if report.differences.iter().any(|it| it.state == State::Edited) {
        console.note("note: `edited` files were changed by hand: bring the change into the code, or a build undoes it");
    }
    if !report.is_clean() {
        let out = if args.out == Path::new(".") { String::new() } else { format!(" --out {}", args.out.display()) };
        let target = match args.target.to_possible_value() {
            Some(target) if args.target != TargetName::default() => format!(" --target {}", target.get_name()),
            _ => String::new(),
        };
        console.note(format_args!("hint: `dashgen build{target}{out}` writes what the code makes"));
    }
    Ok(())
}

fn report_json(report: &Report) -> serde_json::Value {
    let differences = report.differences.iter().map(|it| json!({"path": it.path, "state": state_word(it.state)}));
    let orphans = report.orphans.iter().map(|it| json!({"path": it.path, "edited": it.edited}));
    json!({
        "version": 1,
        "clean": report.is_clean(),
        "fresh": report.fresh,
        "differences": differences.collect::<Vec<_>>(),
        "withoutSource": orphans.collect::<Vec<_>>(),
        "manifestIsStale": report.manifest_is_stale,
    })
}

#[cfg(test)]
mod tests;
