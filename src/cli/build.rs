//! `dashgen build`

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Serialize;

use super::cargo::Whose;
use super::console::Console;
use super::usage::WrongArgument;
use super::{Format, OnSuite, Program, Status, Watch, document};
use crate::artifact::{Change, Outcome, Report, State, Unreadable};
use crate::build::{self, Built, Options};
use crate::render::{self, AlertsBy, DashboardFormat, Lost, Target};
use crate::rule::Near;
use crate::suite::RecordedRead;

/// Render every dashboard and provisioning file of the suite
///
/// Writes only files whose content changes, each atomically, and removes files of earlier builds that no longer have a
/// source. If anything fails to render, nothing is written. Files built for another target are kept.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Args {
    /// Write nothing; exit with status 1 if a file differs from what the code generates
    #[arg(long)]
    check: bool,
    /// The directory to write to
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Build only the dashboard with this file name, UID or title; can be repeated
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// The formats to write dashboards in, each to its own directory; can be repeated
    ///
    /// Every version of Grafana loads the classic files; v2 files require Grafana 13.0.1 or later. Load only one of the
    /// two.
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "classic")]
    dashboards: Vec<DashboardFormat>,
    /// What evaluates the alerts; `both` writes both sets of files, of which you load only one
    ///
    /// Grafana loads `provisioning/alerting/rules.yml` with the rest of its provisioning. Prometheus loads
    /// `provisioning/prometheus/alerting.rules.yml` only if `rule_files` in its configuration lists it; in that case,
    /// build with `--alerts prometheus`, or every alert fires twice. The stack loads both and has no Alertmanager:
    /// alerts that Prometheus fires there are shown but not sent to anyone.
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    alerts: Alerts,
    /// Write the suite's contact point and a notification policy that sends all alerts to it
    ///
    /// The policy replaces all notification policies of the organization, including those created in the UI.
    #[arg(long)]
    contact_point: bool,
    /// Let dashboards query recorded series where possible, and list the substitutions
    ///
    /// `same` substitutes a series only where it gives the same numbers. `near` also substitutes series recorded over a
    /// fixed window for queries over `$__rate_interval`: graphs are smoother, and all of them are cheap.
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "same")]
    recorded: Option<Recorded>,
    /// What the generated files are for
    #[arg(long, value_enum, default_value_t)]
    target: Target,
    /// Print only errors
    #[arg(long, short)]
    quiet: bool,
    /// The format of the result
    #[arg(long, value_enum, default_value_t)]
    format: Shown,
    /// Rebuild whenever the suite's code changes, until interrupted
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    whose: Whose,
}

/// The format of the result, and the former values, which selected dashboard formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Shown {
    /// Text for people
    #[default]
    Human,
    /// One JSON document with a `version`, for programs
    Json,
    #[value(hide = true)]
    Classic,
    #[value(hide = true)]
    V2,
    #[value(hide = true)]
    Both,
}

impl Shown {
    fn format(self) -> Result<Format, WrongArgument> {
        let dashboards = match self {
            Self::Human => return Ok(Format::Human),
            Self::Json => return Ok(Format::Json),
            Self::Classic => "classic",
            Self::V2 => "v2",
            Self::Both => "classic,v2",
        };
        let problem = "`--format` is the format of the printed result, `human` or `json`".to_owned();
        Err(WrongArgument {
            problem,
            hint: format!("use `--dashboards {dashboards}` to choose the format of the dashboards"),
        })
    }
}

/// What evaluates the alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Alerts {
    /// Grafana
    Grafana,
    /// Prometheus
    Prometheus,
    /// Both sets of files, of which you load only one
    #[default]
    Both,
    /// Nothing: no alert rules are written
    None,
}

/// How closely a recorded series must match a query to replace it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Recorded {
    /// It gives the same numbers
    Same,
    /// The query may use `$__rate_interval` where the series has a fixed window
    Near,
}

impl ValueEnum for Target {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.help()))
    }
}

impl ValueEnum for DashboardFormat {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.help()))
    }
}

impl Args {
    pub(super) fn on_suite(&self) -> OnSuite<'_> {
        let compared = self.check.then_some(&*self.out);
        let watch = self.watch.then_some(Watch { compared, is_quiet: self.quiet });
        OnSuite { command: "build", whose: &self.whose, watch }
    }

    fn options(&self) -> Options {
        let alerts = match self.alerts {
            Alerts::Grafana => AlertsBy::Grafana,
            Alerts::Prometheus => AlertsBy::Prometheus,
            Alerts::Both => AlertsBy::Either,
            Alerts::None => AlertsBy::Nobody,
        };
        let recorded = self.recorded.map(|how| match how {
            Recorded::Same => Near::Same,
            Recorded::Near => Near::RateInterval,
        });
        Options {
            render: render::Options { target: self.target, dashboards: self.dashboards.clone(), alerts },
            contact_point: self.contact_point,
            recorded,
            only: self.only.clone(),
        }
    }

    /// Returns the options with which a build writes what this check compares.
    fn to_repeat(&self) -> String {
        let said = |option: &str, value: Option<PossibleValue>| {
            value.map_or_else(String::new, |value| format!(" {option}{}", value.get_name()))
        };
        let target = Some(self.target).filter(|it| *it != Target::default());
        let alerts = Some(self.alerts).filter(|it| *it != Alerts::default());
        let dashboards: Vec<&str> = self.dashboards.iter().map(|format| format.name()).collect();
        [
            said("--target ", target.as_ref().and_then(ValueEnum::to_possible_value)),
            said("--alerts ", alerts.as_ref().and_then(ValueEnum::to_possible_value)),
            match self.dashboards[..] {
                [DashboardFormat::Classic] => String::new(),
                _ => format!(" --dashboards {}", dashboards.join(",")),
            },
            if self.contact_point { " --contact-point".to_owned() } else { String::new() },
            said("--recorded=", self.recorded.as_ref().and_then(ValueEnum::to_possible_value)),
            if self.out == Path::new(".") { String::new() } else { format!(" --out {}", self.out.display()) },
        ]
        .concat()
    }
}

pub(super) fn run(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let format = if args.quiet { None } else { Some(args.format.format()?) };
    let (suite, options) = (&program.suite, args.options());
    let steps = suite.dashboards.len() * options.render.formats().count();
    if args.check {
        let progress = console.progress(steps, "comparing");
        let built = build::check(suite, &options, &args.out, &|| progress.step());
        drop(progress);
        let built = named(built, "compare with", &args.out)?;
        let report = &built.files;
        print(args, format, &built, Some(report.is_clean()), console, |console| print_report(report, args, console))?;
        tell(&report.unreadable, console);
        return Ok(match report.unreadable.is_empty() {
            true if report.is_clean() => Status::Clean,
            true => Status::Findings,
            false => Status::Failure,
        });
    }
    let progress = console.progress(steps, "building");
    let built = build::write(suite, &options, &args.out, &|| progress.step());
    drop(progress);
    let built = named(built, "build into", &args.out)?;
    print(args, format, &built, None, console, |console| {
        print_outcome(&built.files, console)?;
        note_lost(&built.lost, console);
        Ok(())
    })?;
    if built.has_alerts_twice && !args.quiet {
        console.note(
            "note: `kubernetes/` has the alerts for both Grafana and Prometheus, so applying all of it fires each alert \
             twice: build with `--alerts grafana` or `--alerts prometheus`",
        );
    }
    if built.lost_correlations > 0 && !args.quiet {
        console.note(format_args!(
            "note: the suite's correlations are missing from `kubernetes/`, {} in all: a GrafanaDatasource cannot \
             hold them",
            built.lost_correlations
        ));
    }
    tell(&built.files.unreadable, console);
    Ok(if built.files.unreadable.is_empty() { Status::Clean } else { Status::Failure })
}

/// Adds to an error what was being done; an invalid command line needs no such context.
fn named<F>(built: Result<Built<F>, build::BuildError>, doing: &str, out: &Path) -> anyhow::Result<Built<F>> {
    built.map_err(|error| match error {
        usage if usage.is_usage() => usage.into(),
        failure => anyhow::Error::new(failure).context(format!("cannot {doing} `{}`", out.display())),
    })
}

/// Reports the files without a source that cannot be read.
pub(super) fn tell(unreadable: &[Unreadable], console: &mut Console<'_>) {
    for Unreadable { path, problem } in unreadable {
        let problem = anyhow::Error::msg(problem.clone());
        console.failure(&problem.context(format!("`{path}` no longer has a source, but was kept")));
    }
}

fn print<F: Serialize>(
    args: &Args,
    format: Option<Format>,
    built: &Built<F>,
    clean: Option<bool>,
    console: &mut Console<'_>,
    print_files: impl FnOnce(&mut Console<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match format {
        None => {}
        Some(Format::Json) => document::print(&Printed::of(built, clean), console)?,
        Some(Format::Human) => {
            if let (Some(how), Some(reads)) = (args.recorded, &built.recorded) {
                print_reads(how, reads, console)?;
            }
            print_files(console)?;
        }
    }
    console.flush()
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Printed<'a, F> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    clean: Option<bool>,
    #[serde(flatten)]
    files: &'a F,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<Vec<PrintedRead<'a>>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lost: &'a [Lost],
}

#[derive(Serialize)]
struct PrintedRead<'a> {
    dashboard: &'a str,
    panel: &'a str,
    query: std::borrow::Cow<'static, str>,
    series: &'a str,
    near: bool,
}

impl<'a, F> Printed<'a, F> {
    fn of(Built { files, recorded, lost, .. }: &'a Built<F>, clean: Option<bool>) -> Self {
        let read = |it: &'a RecordedRead| PrintedRead {
            dashboard: &it.dashboard,
            panel: &it.panel,
            query: render::ref_id(it.query),
            series: it.substitution.series,
            near: it.substitution.is_near,
        };
        let recorded = recorded.as_ref().map(|reads| reads.iter().map(read).collect());
        Self { version: 1, clean, files, recorded, lost }
    }
}

fn print_reads(how: Recorded, reads: &[RecordedRead], console: &mut Console<'_>) -> anyhow::Result<()> {
    for RecordedRead { dashboard, panel, query, substitution } in reads {
        let near = if substitution.is_near { ", over its own window" } else { "" };
        console.result(format_args!(
            "recorded    {dashboard} / {panel} / {}: {}{near}",
            render::ref_id(*query),
            substitution.series
        ))?;
    }
    if reads.is_empty() {
        let more = if how == Recorded::Same { "; with `--recorded=near`, some may match" } else { "" };
        console.note(format_args!("note: no recorded series matches a query of the dashboards{more}"));
    }
    Ok(())
}

/// Lists what only the v2 format can represent.
fn note_lost(lost: &[Lost], console: &mut Console<'_>) {
    for Lost { dashboard, loss } in lost {
        console.note(format_args!("note: {dashboard}, {}: {}", loss.place, loss.what));
    }
    if !lost.is_empty() {
        console.note("hint: `dashgen build --dashboards v2` keeps it (Grafana 13.0.1 or later)");
    }
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
    let unreadable = outcome.unreadable.iter().map(|it| ("unreadable", it.path.as_str()));
    print_table(written.chain(removed).chain(orphans).chain(unreadable).chain(kept), console)?;
    console.result(format_args!(
        "{} written, {} kept, {} removed",
        outcome.written.len(),
        outcome.kept.len(),
        outcome.removed.len()
    ))?;
    for path in &outcome.orphans {
        console.note(format_args!(
            "note: `{path}` no longer has a source, but was edited by hand: move or delete it yourself"
        ));
    }
    Ok(())
}

/// Prints one line per file, up to a limit.
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

fn print_report(report: &Report, args: &Args, console: &mut Console<'_>) -> anyhow::Result<()> {
    let word = |state| match state {
        State::Fresh => "fresh",
        State::Missing => "missing",
        State::Stale => "stale",
        State::Edited => "edited",
        State::Unlisted => "unlisted",
    };
    let differences = report.differences.iter().map(|it| (word(it.state), it.path.as_str()));
    let orphans =
        report.orphans.iter().map(|it| (if it.edited { "left alone" } else { "no source" }, it.path.as_str()));
    let manifest = report.manifest_is_stale.then_some(("stale", crate::artifact::MANIFEST));
    let unreadable = report.unreadable.iter().map(|it| ("unreadable", it.path.as_str()));
    let differing =
        report.differences.len() + report.orphans.len() + report.unreadable.len() + usize::from(manifest.is_some());
    print_table(differences.chain(orphans).chain(unreadable).chain(manifest), console)?;
    console.result(format_args!("{} up to date, {differing} stale", report.fresh))?;
    if report.differences.iter().any(|it| it.state == State::Edited) {
        console.note(
            "note: `edited` files were changed by hand: move the change into the code, or the next \
             build overwrites it",
        );
    }
    if !report.is_clean() {
        console.note(format_args!("hint: run `dashgen build{}` to update the files", args.to_repeat()));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
