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

/// Look for mistakes in the suite, or in any dashboards given
///
/// Without files: checks every dashboard of the suite and every query against the metrics it declares, and compares
/// the generated files with what the code makes. With files or folders: checks any dashboard JSON, classic or of version
/// 2; their metrics are not known, so lints about metrics, labels and their units are off.
///
/// With a Prometheus: also runs every query on it, as Grafana does when the dashboard opens, and looks for every metric.
/// The variable `DASHGEN_PROMETHEUS_TOKEN` may hold a bearer token; over plain HTTP to another machine it is sent with a
/// warning. Redirects are not followed.
///
/// Warnings leave the exit status at 0, errors make it 1. It is 3 when Prometheus cannot be
/// reached, or a file cannot be read; the others are checked all the same.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dashboard JSON, or folders of it; `-` reads standard input; the suite itself without any
    #[arg(value_name = "FILE|DIR", conflicts_with = "suite")]
    files: Vec<PathBuf>,
    /// The folder that the suite was built into
    #[arg(long, value_name = "DIR", default_value = ".", conflicts_with = "files")]
    out: PathBuf,
    /// Run the suite's queries on this Prometheus, too: `http://HOST:PORT`
    #[arg(long, value_name = "URL", conflicts_with = "files")]
    prometheus: Option<String>,
    /// How often that Prometheus scrapes; what the suite's datasource says where it is missing
    #[arg(long, value_name = "DURATION", value_parser = url::duration, requires = "prometheus")]
    scrape_interval: Option<Duration>,
    /// How long Prometheus may take for all queries together; each has 30s at most
    #[arg(long, value_name = "DURATION", value_parser = url::duration, default_value = "5m", requires = "prometheus")]
    timeout: Duration,
    /// Run this lint too, or this group: `style`, `all`; can be given more than once
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not run this lint, or this group; can be given more than once
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    ignore: Vec<String>,
    /// What datasources of the type `prometheus` speak; without it, a query that only MetricsQL reads is not checked
    #[arg(long, value_name = "LANGUAGE", value_enum, requires = "files")]
    dialect: Option<Spoken>,
    /// What to print the findings as
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Check again whenever the suite's code or a file has changed, until interrupted
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    whose: Whose,
}

impl Args {
    /// Returns nothing for dashboards from elsewhere.
    pub(super) fn on_suite(&self) -> Option<OnSuite<'_>> {
        let watch = self.watch.then_some(Watch { compared: Some(&self.out), is_quiet: false });
        self.files.is_empty().then_some(OnSuite { command: "validate", whose: &self.whose, watch })
    }
}

/// A language of queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Spoken {
    /// PromQL: what only MetricsQL has is an error
    Prometheus,
    /// MetricsQL, of VictoriaMetrics
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
    // Not named in a message: it may hold a password.
    if args.files.iter().any(|file| file.to_string_lossy().contains("://")) {
        let problem = "a URL was given where a file is expected".to_owned();
        return Err(WrongArgument { problem, hint: "`--prometheus URL` asks a Prometheus".to_owned() }.into());
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

/// Says of files that cannot be compared where they are; what is wrong with the suite speaks for itself.
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

/// How many differences of one file people are shown; programs are given all.
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
