//! `dashgen validate`

mod foreign;
mod live;

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::cargo::Whose;
use super::console::Console;
use super::usage::WrongArgument;
use super::{Format, OnSuite, Program, Status, Watch, document, url, watch};
use crate::build::BuildError;
use crate::lint::{self, Finding, Report, Selection};
use crate::prometheus::live::Report as LiveReport;
use crate::promql::Dialect;
use crate::terminal::line;
use crate::validate::{self, Validated};

/// Check the suite, or any given dashboards, for mistakes
///
/// Without files: checks every dashboard of the suite, checks every query against the declared metrics, and compares
/// the generated files with what the code generates. With files or directories: checks any dashboard JSON, classic or
/// v2; their metrics are unknown, so lints about metrics, labels and their units are off.
///
/// With `--prometheus`: also runs every query there, as Grafana does when the dashboard is opened, and looks up every
/// metric. If the environment variable `DASHGEN_PROMETHEUS_TOKEN` is set, it is sent as a bearer token, with a warning
/// over plain HTTP to another machine. Redirects are not followed.
///
/// The exit status is 0 if there are only warnings, 1 if there are errors, and 3 if Prometheus cannot be reached or a
/// file cannot be read; other files are still checked.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or directories of it; `-` reads standard input [default: the suite itself]
    #[arg(value_name = "FILE|DIR", conflicts_with = "suite")]
    files: Vec<PathBuf>,
    /// The directory that the suite was built into
    #[arg(long, value_name = "DIR", default_value = ".", conflicts_with = "files")]
    out: PathBuf,
    /// Also run the suite's queries on this Prometheus: `http://HOST:PORT`
    #[arg(long, value_name = "URL", conflicts_with = "files")]
    prometheus: Option<String>,
    /// The scrape interval of that Prometheus [default: that of the suite's datasource]
    #[arg(long, value_name = "DURATION", value_parser = url::duration, requires = "prometheus")]
    scrape_interval: Option<Duration>,
    /// The timeout for all queries together; each query has at most 30s
    #[arg(long, value_name = "DURATION", value_parser = url::duration, default_value = "5m", requires = "prometheus")]
    timeout: Duration,
    /// Also run this lint or group (`style`, `all`); can be repeated
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not run this lint or group; can be repeated
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The query language of `prometheus` datasources; by default, queries that are valid only in MetricsQL are not
    /// checked
    #[arg(long, value_name = "LANGUAGE", value_enum, requires = "files")]
    dialect: Option<Spoken>,
    /// The format of the findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Check again whenever the suite's code or a file changes, until interrupted
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    whose: Whose,
}

impl Args {
    /// Returns `None` for dashboards given as files.
    pub(super) fn on_suite(&self) -> Option<OnSuite<'_>> {
        let watch = self.watch.then_some(Watch { compared: Some(&self.out), is_quiet: false });
        self.files.is_empty().then_some(OnSuite { command: "validate", whose: &self.whose, watch })
    }
}

/// A query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Spoken {
    /// PromQL: MetricsQL extensions are errors
    Prometheus,
    /// MetricsQL, the language of VictoriaMetrics
    #[value(name = "metricsql")]
    MetricsQl,
}

impl From<Spoken> for Dialect {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Prometheus => Self::Prometheus,
            Spoken::MetricsQl => Self::MetricsQl,
        }
    }
}

pub(super) fn run(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let selection = Selection::new(&args.select, &args.ignore)?;
    // Not shown in the message: it may contain a password.
    if args.files.iter().any(|file| file.to_string_lossy().contains("://")) {
        let problem = "expected a file, found a URL".to_owned();
        return Err(WrongArgument { problem, hint: "use `--prometheus URL` to query a Prometheus".to_owned() }.into());
    }
    if !args.files.is_empty() {
        let dialect = args.dialect.map(Dialect::from);
        let mut check =
            |console: &mut Console<'_>| foreign::check(&args.files, (selection.clone(), dialect), args.format, console);
        return if args.watch { watch::each_change(&args.files, &mut check, console) } else { check(console) };
    }
    let validated = validate::suite(&program.suite, &args.out, selection);
    let Validated { report, unreadable } = validated.map_err(|error| failed(error, &args.out))?;
    let pace = live::Pace { scrape_interval: args.scrape_interval, timeout: args.timeout };
    let live = match &args.prometheus {
        Some(url) => Some(live::examine(&program.suite, url, pace, console)?),
        None => None,
    };
    print(&report, live.as_ref(), args.format, console)?;
    if !unreadable.is_empty() {
        super::build::tell(&unreadable, console);
        return Ok(Status::Failure);
    }
    let is_clean = !report.has_errors() && live.is_none_or(|live| live.problems() == 0);
    Ok(if is_clean { Status::Clean } else { Status::Findings })
}

/// Adds the folder to errors about files that cannot be compared; errors of the suite need no context.
fn failed(error: BuildError, out: &Path) -> anyhow::Error {
    match error {
        BuildError::Artifact(error) => {
            anyhow::Error::new(error).context(format!("cannot compare with `{}`", out.display()))
        }
        error => error.into(),
    }
}

fn print(report: &Report, live: Option<&LiveReport>, format: Format, console: &mut Console<'_>) -> anyhow::Result<()> {
    match format {
        Format::Json => {
            let printed = Printed { report: lint::document(report), prometheus: live.map(live::as_json) };
            document::print(&printed, console)?;
        }
        Format::Human => {
            print_findings(&report.findings, console)?;
            console.result(&report.summary)?;
            if let Some(live) = live {
                console.result("")?;
                live::print(live, console)?;
            }
        }
    }
    console.flush()
}

/// How many differences per file are printed for people; programs get all of them.
const SHOWN: usize = 20;

fn print_findings(findings: &[Finding], console: &mut Console<'_>) -> anyhow::Result<()> {
    for differences in findings.chunk_by(|a, b| a.lint == b.lint && a.place.file == b.place.file) {
        let shown = if lint::compares_files(differences[0].lint) { SHOWN } else { usize::MAX };
        for finding in differences.iter().take(shown) {
            console.styled(&lint::human(finding))?;
        }
        if let Some(more) = differences.len().checked_sub(shown).filter(|more| *more > 0) {
            let (file, plural) = (line(&differences[0].place.file), if more == 1 { "" } else { "s" });
            console.result(format_args!("{file}: {more} more difference{plural}; `--format json` lists all\n"))?;
        }
    }
    Ok(())
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Printed<R> {
    #[serde(flatten)]
    report: R,
    #[serde(skip_serializing_if = "Option::is_none")]
    prometheus: Option<Value>,
}
