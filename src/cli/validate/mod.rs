//! `dashgen validate`

mod foreign;
mod live;
mod suite;

use std::borrow::Cow;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;

use super::console::Console;
use super::usage::WrongArgument;
use super::{Format, Program, Status, document, url};
use crate::lint::{self, Finding, Report, Selection};
use crate::prometheus::live::Report as LiveReport;
use crate::promql::Dialect;
use crate::terminal::line;

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
    #[arg(value_name = "FILE|DIR")]
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
        return foreign::check(&args.files, (selection, dialect), args.format, console);
    }
    let (report, unreadable) = suite::check(&program.suite, &args.out, selection)?;
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

/// Returns bytes as text. A byte that is no UTF-8 becomes U+FFFD, so that the rest is checked; the lints report the byte
/// itself.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    // `from_utf8_lossy` alone takes ten times as long over text without such bytes.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn print(report: &Report, live: Option<&LiveReport>, format: Format, console: &mut Console<'_>) -> anyhow::Result<()> {
    match format {
        Format::Json => print_json(report, live, console)?,
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

fn print_json(report: &Report, live: Option<&LiveReport>, console: &mut Console<'_>) -> anyhow::Result<()> {
    let text = lint::json(report);
    let Some(live) = live else { return console.data(text.as_bytes()) };
    let mut printed: serde_json::Value = serde_json::from_str(&text).context("the report is no JSON")?;
    printed["prometheus"] = live::as_json(live);
    document::print(&printed, console)
}
