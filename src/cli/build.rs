//! `dashgen build`

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use serde_json::json;

use super::console::{Console, Progress};
use super::usage::WrongArgument;
use super::{Format, Program, Status, only};
use crate::artifact::{Build, Change, Check, Outcome, Report, Scope, State, Unreadable};
use crate::model::Dashboard;
use crate::render::{self, AlertsBy, Formats, Lost, RuleOptions, Target};
use crate::rule::Near;
use crate::suite::{RecordedRead, Suite};

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
    /// Who evaluates the alerts; `both` writes the files for both to choose from: load only one of them
    ///
    /// Grafana reads `provisioning/alerting/rules.yml` with the rest of its provisioning. Prometheus reads
    /// `provisioning/prometheus/alerting.rules.yml` only when `rule_files` in its configuration names it; where it does,
    /// build with `--alerts prometheus`, or each alert comes twice.
    /// The stack loads both, and has no Alertmanager: what Prometheus fires there is shown, but sent to nobody.
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    alerts: Alerts,
    /// Write the suite's contact point and a policy that sends all alerts there
    ///
    /// It replaces all notification policies of the organisation, those made in the UI included.
    #[arg(long)]
    contact_point: bool,
    /// Let the dashboards read recorded series where there are any, and list them
    ///
    /// `same` replaces only what gives the same numbers. `near` also lets a rule's fixed window take the place of
    /// `$__rate_interval`: smoother graphs, and all of them cheap.
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "same")]
    recorded: Option<Recorded>,
    /// What the artifacts are for
    #[arg(long, value_enum, default_value_t)]
    target: TargetName,
    /// Print nothing but errors
    #[arg(long, short)]
    quiet: bool,
    /// The formats that dashboards are written in, and what the result is printed as; can be given more than once
    ///
    /// Every Grafana loads the classic files; those of version 2 are for Grafana 13.0.1 and later. Load only one of
    /// them.
    #[arg(long, value_enum, value_delimiter = ',')]
    format: Vec<Said>,
}

/// What `--format` says: the last word about each thing counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Said {
    /// Dashboards of schema version 42, in `dashboards/`: the default
    Classic,
    /// Resources of `dashboard.grafana.app/v2`, in `dashboards-v2/`
    V2,
    /// Either, in a folder of its own
    Both,
    /// A result for people: the default
    Human,
    /// A result for programs: one JSON document with a `version`
    Json,
}

/// Who evaluates the alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Alerts {
    /// Grafana
    Grafana,
    /// Prometheus
    Prometheus,
    /// The files for both, to choose from
    #[default]
    Both,
    /// Nobody
    None,
}

/// How alike a query and a recorded series must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Recorded {
    /// They give the same numbers
    Same,
    /// The query may look back by `$__rate_interval` where the series has a fixed window
    Near,
}

impl Recorded {
    fn near(self) -> Near {
        match self {
            Self::Same => Near::Same,
            Self::Near => Near::RateInterval,
        }
    }
}

impl Args {
    /// Returns the suite as it is to be built.
    fn suite<'a>(&self, suite: &'a Suite) -> Cow<'a, Suite> {
        let suite = if self.contact_point { Cow::Borrowed(suite) } else { Cow::Owned(suite.without_contact()) };
        match self.recorded {
            None => suite,
            Some(how) => Cow::Owned(suite.with_recorded(how.near())),
        }
    }

    fn formats(&self) -> Formats {
        let said = self.format.iter().rev().find_map(|said| match said {
            Said::Classic => Some(Formats::Classic),
            Said::V2 => Some(Formats::V2),
            Said::Both => Some(Formats::Both),
            Said::Human | Said::Json => None,
        });
        said.unwrap_or_default()
    }

    fn result(&self) -> Format {
        let said = self.format.iter().rev().find_map(|said| match said {
            Said::Human => Some(Format::Human),
            Said::Json => Some(Format::Json),
            Said::Classic | Said::V2 | Said::Both => None,
        });
        said.unwrap_or_default()
    }

    fn rules(&self) -> RuleOptions {
        let alerts = match self.alerts {
            Alerts::Grafana => AlertsBy::Grafana,
            Alerts::Prometheus => AlertsBy::Prometheus,
            Alerts::Both => AlertsBy::Either,
            Alerts::None => AlertsBy::Nobody,
        };
        RuleOptions { alerts }
    }

    /// Returns whether a cluster that is given the whole output evaluates each alert twice.
    fn has_alerts_twice(&self, suite: &Suite) -> bool {
        let is_cluster = matches!(self.target, TargetName::ConfigMap | TargetName::Operator);
        let is_whole = self.only.is_empty() && self.alerts == Alerts::Both;
        is_cluster && is_whole && suite.rules.alerts().next().is_some()
    }

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
    /// grafana-operator: dashboards, datasources and alerts in `kubernetes/`
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
    if args.formats() != Formats::Classic && args.target != TargetName::Files {
        let problem = "only the target `files` has dashboards of version 2".to_owned();
        return Err(WrongArgument { problem, hint: "leave out `--target` or `--format`".to_owned() }.into());
    }
    let suite = args.suite(&program.suite);
    let mut recorded = None;
    if let Some(how) = args.recorded {
        let reads = program.suite.recorded_reads(how.near());
        if !args.quiet && args.result() == Format::Human {
            print_reads(how, &reads, console)?;
        }
        recorded = Some(reads_json(&reads));
    }
    if args.check { check(args, &suite, recorded, console) } else { write(args, &suite, recorded, console) }
}

fn write(
    args: &Args,
    suite: &Suite,
    recorded: Option<serde_json::Value>,
    console: &mut Console<'_>,
) -> anyhow::Result<Status> {
    let doing = || format!("cannot build into `{}`", args.out.display());
    let build = Build::begin(&args.out).with_context(doing)?.sweeping(render::FOLDERS);
    let progress = console.progress(suite.dashboards.len() * args.formats().count(), "building");
    let wanted = |dashboard: &Dashboard| only::is_wanted(dashboard, &args.only);
    let put = |path: &str, bytes: &[u8]| Ok(build.put(path, bytes).map(drop)?);
    let lost = each(args, suite, &wanted, &progress, &put).with_context(doing)?;
    let outcome = build.finish(args.scope()).with_context(doing)?;
    drop(progress);
    if !args.quiet {
        match args.result() {
            Format::Human => {
                print_outcome(&outcome, console)?;
                note_lost(&lost, console);
            }
            Format::Json => print_json(&with(outcome_json(&outcome), recorded, &lost), console)?,
        }
    }
    if !args.quiet && args.has_alerts_twice(suite) {
        console.note(
            "note: `kubernetes/` has the alerts for Grafana and for Prometheus, and whoever applies all of it hears each \
             twice: build with `--alerts grafana` or `--alerts prometheus`",
        );
    }
    console.flush()?;
    tell(&outcome.unreadable, console);
    Ok(if outcome.unreadable.is_empty() { Status::Clean } else { Status::Failure })
}

/// Says which files without a source cannot be read.
pub(super) fn tell(unreadable: &[Unreadable], console: &mut Console<'_>) {
    for Unreadable { path, problem } in unreadable {
        let problem = anyhow::Error::msg(problem.clone());
        console.failure(&problem.context(format!("`{path}` has no source any more, and stays")));
    }
}

fn check(
    args: &Args,
    suite: &Suite,
    recorded: Option<serde_json::Value>,
    console: &mut Console<'_>,
) -> anyhow::Result<Status> {
    let doing = || format!("cannot compare with `{}`", args.out.display());
    let check = Check::begin(&args.out).with_context(doing)?;
    let progress = console.progress(suite.dashboards.len() * args.formats().count(), "comparing");
    let wanted = |dashboard: &Dashboard| only::is_wanted(dashboard, &args.only);
    let put = |path: &str, bytes: &[u8]| Ok(check.put(path, bytes).map(drop)?);
    let lost = each(args, suite, &wanted, &progress, &put).with_context(doing)?;
    let report = check.finish(args.scope());
    drop(progress);
    if !args.quiet {
        match args.result() {
            Format::Human => print_report(&report, args, console)?,
            Format::Json => print_json(&with(report_json(&report), recorded, &lost), console)?,
        }
    }
    console.flush()?;
    tell(&report.unreadable, console);
    Ok(match report.unreadable.is_empty() {
        true if report.is_clean() => Status::Clean,
        true => Status::Findings,
        false => Status::Failure,
    })
}

fn print_json(result: &serde_json::Value, console: &mut Console<'_>) -> anyhow::Result<()> {
    console.data(format!("{result}\n").as_bytes())
}

type Sink<'a> = dyn Fn(&str, &[u8]) -> anyhow::Result<()> + Sync + 'a;

/// Hands on every artifact that is asked for, and returns what the classic dashboards have no place for.
fn each(
    args: &Args,
    suite: &Suite,
    wanted: &(dyn Fn(&Dashboard) -> bool + Sync),
    progress: &Progress,
    sink: &Sink<'_>,
) -> anyhow::Result<Vec<Lost>> {
    let counted = |path: &str, bytes: &[u8]| {
        progress.step();
        sink(path, bytes)
    };
    let target = args.target.into();
    let lost = render::dashboards_for(target, args.formats(), suite, wanted, &counted);
    let lost = lost.map_err(|failure| match failure {
        render::Failure::Render(error) => error.into(),
        render::Failure::Sink(error) => error,
    })?;
    if args.only.is_empty() {
        let rules = render::rules_for(target, suite, args.rules())?;
        for (path, text) in render::supporting(target, suite, args.formats().folder(), rules)? {
            sink(&path, text.as_bytes())?;
        }
    }
    Ok(lost)
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
        let more = if how == Recorded::Same { "; with `--recorded=near`, some may be" } else { "" };
        console.note(format_args!("note: no query of the dashboards is recorded{more}"));
    }
    Ok(())
}

fn reads_json(reads: &[RecordedRead]) -> serde_json::Value {
    let reads = reads.iter().map(|read| {
        json!({
            "dashboard": read.dashboard,
            "panel": read.panel,
            "query": render::ref_id(read.query),
            "series": read.substitution.series,
            "near": read.substitution.is_near,
        })
    });
    reads.collect()
}

/// Adds to a result what only some builds have to tell.
fn with(mut report: serde_json::Value, reads: Option<serde_json::Value>, lost: &[Lost]) -> serde_json::Value {
    let Some(members) = report.as_object_mut() else { return report };
    members.extend(reads.map(|reads| ("recorded".to_owned(), reads)));
    if !lost.is_empty() {
        let lost = lost
            .iter()
            .map(|Lost { dashboard, loss }| json!({"dashboard": dashboard, "place": loss.place, "what": loss.what}));
        members.insert("lost".to_owned(), lost.collect());
    }
    report
}

/// Says what only version 2 has a place for.
fn note_lost(lost: &[Lost], console: &mut Console<'_>) {
    for Lost { dashboard, loss } in lost {
        console.note(format_args!("note: {dashboard}, {}: {}", loss.place, loss.what));
    }
    if !lost.is_empty() {
        console.note("hint: `dashgen build --format v2` keeps it, for Grafana 13.0.1 and later");
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
        "unreadable": unreadable_json(&outcome.unreadable),
    })
}

fn unreadable_json(unreadable: &[Unreadable]) -> serde_json::Value {
    unreadable.iter().map(|it| json!({"path": it.path, "problem": it.problem})).collect()
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
    let unreadable = report.unreadable.iter().map(|it| ("unreadable", it.path.as_str()));
    let differing =
        report.differences.len() + report.orphans.len() + report.unreadable.len() + usize::from(manifest.is_some());
    print_table(differences.chain(orphans).chain(unreadable).chain(manifest), console)?;
    console.result(format_args!("{} fresh, {differing} not", report.fresh))?;
    if report.differences.iter().any(|it| it.state == State::Edited) {
        console.note("note: `edited` files were changed by hand: bring the change into the code, or a build undoes it");
    }
    if !report.is_clean() {
        console.note(format_args!("hint: `dashgen build{}` writes what the code makes", options(args)));
    }
    Ok(())
}

/// Returns the options that make a build write what a check compares with.
fn options(args: &Args) -> String {
    let out = if args.out == Path::new(".") { String::new() } else { format!(" --out {}", args.out.display()) };
    let contact = if args.contact_point { " --contact-point" } else { "" };
    let recorded = match args.recorded {
        None => String::new(),
        Some(how) => named("--recorded=", &how),
    };
    let (target, alerts) = (chosen("--target ", &args.target), chosen("--alerts ", &args.alerts));
    let format = match args.formats() {
        Formats::Classic => "",
        Formats::V2 => " --format v2",
        Formats::Both => " --format both",
    };
    [target, alerts, format.to_owned(), contact.to_owned(), recorded, out].concat()
}

/// Returns an option and its value; nothing for the default.
fn chosen<T: ValueEnum + Default + PartialEq>(option: &str, value: &T) -> String {
    if *value == T::default() { String::new() } else { named(option, value) }
}

fn named(option: &str, value: &impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |value| format!(" {option}{}", value.get_name()))
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
        "unreadable": unreadable_json(&report.unreadable),
        "manifestIsStale": report.manifest_is_stale,
    })
}

#[cfg(test)]
mod tests;
