//! `dashgen validate --prometheus URL`: what the suite asks of a real Prometheus, and what it answers.

use std::fmt::{self, Write};
use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::console::{Console, Harmless};
use crate::prometheus::Client;
use crate::prometheus::live::{self, Asked, DashboardReport, MetricReport, Options, Part, Report, Verdict};
use crate::suite::Suite;

/// The environment variable with a bearer token for Prometheus.
const TOKEN: &str = "DASHGEN_PROMETHEUS_TOKEN";

/// Reads the value of `--scrape-interval`.
pub(super) fn interval(text: &str) -> Result<Duration, String> {
    let positive = live::duration(text).filter(|duration| !duration.is_zero());
    positive.ok_or_else(|| "a duration is a number and `ms`, `s`, `m` or `h`, as in `15s`".to_owned())
}

/// Asks all that the suite asks.
pub(super) fn examine(
    suite: &Suite,
    url: &str,
    scrape_interval: Option<Duration>,
    console: &Console<'_>,
) -> anyhow::Result<Report> {
    let client = Client::new(url)?;
    let client = match std::env::var(TOKEN) {
        Ok(token) if !token.is_empty() => client.with_bearer(&token),
        _ => client,
    };
    let progress = console.progress(suite.dashboards.len(), "asking Prometheus");
    Ok(live::examine(suite, &client, Options { scrape_interval }, &|| progress.step())?)
}

/// Prints a table for each dashboard, one for the metrics, the problems and the sums.
pub(super) fn print(report: &Report, console: &mut Console<'_>) -> anyhow::Result<()> {
    console.result(human(report).trim_end())
}

fn human(report: &Report) -> String {
    let mut text = String::new();
    // Writing into a text cannot fail.
    let _ = write_human(report, &mut text);
    Harmless(text).to_string()
}

fn write_human(report: &Report, text: &mut String) -> fmt::Result {
    for dashboard in &report.dashboards {
        write_dashboard(dashboard, text)?;
    }
    write_metrics(&report.metrics, text)?;
    for dashboard in &report.dashboards {
        for asked in &dashboard.asked {
            write_problems(dashboard, asked, text)?;
        }
    }
    for metric in &report.metrics {
        for problem in &metric.problems {
            writeln!(text, "error[{}]: metric `{}`: {problem}\n", problem.name(), metric.metric.name)?;
        }
    }
    writeln!(text, "{}: {}", report.url, Sums::of(report))
}

fn write_dashboard(dashboard: &DashboardReport, text: &mut String) -> fmt::Result {
    writeln!(text, "{}", dashboard.title)?;
    if let Some(range) = &dashboard.strange_range {
        writeln!(text, "  note: the time range {range} is not understood here; the last six hours were asked")?;
    }
    for asked in &dashboard.asked {
        let (word, series) = (word(asked), asked.verdict.series());
        writeln!(text, "  {word:<12} {series:>5}  {}", row(&asked.part))?;
        if let Verdict::NotAsked(reason) = &asked.verdict {
            writeln!(text, "                      not asked: {reason}")?;
        }
        for remark in &asked.remarks {
            writeln!(text, "                      Prometheus remarks: {remark}")?;
        }
    }
    writeln!(text)
}

fn write_metrics(metrics: &[MetricReport], text: &mut String) -> fmt::Result {
    if metrics.is_empty() {
        return Ok(());
    }
    writeln!(text, "Metrics")?;
    for report in metrics {
        let (metric, count) = (report.metric, report.count());
        let silent = if report.types.is_empty() && count > 0 { " (no target says its type)" } else { "" };
        writeln!(text, "  {:<12} {count:>5}  {}{silent}", metric.kind.prometheus_type(), metric.name)?;
    }
    writeln!(text)
}

fn write_problems(dashboard: &DashboardReport, asked: &Asked, text: &mut String) -> fmt::Result {
    for problem in asked.problems() {
        writeln!(text, "error[{}]: {} {problem}", problem.name(), asked.part)?;
        writeln!(text, "  at {}, dashboard `{}`", asked.origin, dashboard.title)?;
        let query = if asked.sent.is_empty() { &asked.expr } else { &asked.sent };
        writeln!(text, "  query: {query}\n")?;
    }
    Ok(())
}

fn row(part: &Part) -> String {
    match part {
        Part::Panel { title, ref_id } => format!("{title} · {ref_id}"),
        Part::Annotation(name) => format!("annotation {name}"),
        Part::Variable(name) => format!("variable {name}"),
    }
}

fn word(asked: &Asked) -> &'static str {
    match (&asked.verdict, &asked.part) {
        (Verdict::Data(_), _) => "data",
        (Verdict::EndOnly(_), _) => "at the end",
        (Verdict::Empty, Part::Annotation(_)) => "no event",
        (Verdict::Empty, _) => "no data",
        (Verdict::Failed(_), _) => "error",
        (Verdict::NotAsked(_), _) => "not asked",
    }
}

/// How many of each there were.
struct Sums {
    queries: usize,
    by_word: Vec<(&'static str, usize)>,
    metrics: usize,
    series: u64,
    problems: usize,
}

impl Sums {
    fn of(report: &Report) -> Self {
        let words: Vec<&str> = report.dashboards.iter().flat_map(|it| &it.asked).map(word).collect();
        let kinds = [
            ("data", "with data"),
            ("at the end", "with data at the end of the range only"),
            ("no event", "without an event"),
            ("no data", "without data"),
            ("error", "with an error"),
            ("not asked", "not asked"),
        ];
        let count = |wanted: &str| words.iter().filter(|word| **word == wanted).count();
        Self {
            queries: words.len(),
            by_word: kinds.into_iter().map(|(word, phrase)| (phrase, count(word))).collect(),
            metrics: report.metrics.len(),
            series: report.metrics.iter().map(MetricReport::count).sum(),
            problems: report.problems(),
        }
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = match self.problems {
            0 => "no problems".to_owned(),
            1 => "1 problem".to_owned(),
            many => format!("{many} problems"),
        };
        let queries = if self.queries == 1 { "1 query" } else { &format!("{} queries", self.queries) };
        write!(f, "{problems}; {queries}")?;
        let counted = self.by_word.iter().filter(|(_, count)| *count > 0);
        for (at, (phrase, count)) in counted.enumerate() {
            write!(f, "{} {count} {phrase}", if at == 0 { ":" } else { "," })?;
        }
        write!(f, "; {} metrics of the catalogue, {} series", self.metrics, self.series)
    }
}

/// Returns the report for programs, the member `prometheus` of what `validate` prints.
pub(super) fn as_json(report: &Report) -> Value {
    json!({
        "url": report.url,
        "time": report.now,
        "scrapeIntervalSeconds": report.scrape_interval.as_secs_f64(),
        "problems": report.problems(),
        "dashboards": report.dashboards.iter().map(dashboard_json).collect::<Vec<_>>(),
        "metrics": report.metrics.iter().map(metric_json).collect::<Vec<_>>(),
    })
}

fn dashboard_json(dashboard: &DashboardReport) -> Value {
    json!({
        "name": dashboard.name,
        "title": dashboard.title,
        "rangeNotUnderstood": dashboard.strange_range,
        "queries": dashboard.asked.iter().map(asked_json).collect::<Vec<_>>(),
    })
}

fn asked_json(asked: &Asked) -> Value {
    let (kind, name, ref_id) = match &asked.part {
        Part::Panel { title, ref_id } => ("panel", title, Some(ref_id)),
        Part::Annotation(name) => ("annotation", name, None),
        Part::Variable(name) => ("variable", name, None),
    };
    let problems = asked.problems();
    let problems = problems.iter().map(|it| json!({"name": it.name(), "message": it.to_string()}));
    let reason = match &asked.verdict {
        Verdict::NotAsked(reason) | Verdict::Failed(reason) => Some(reason),
        _ => None,
    };
    json!({
        "kind": kind,
        "name": name,
        "refId": ref_id,
        "source": {"file": asked.origin.file(), "line": asked.origin.line()},
        "expr": asked.expr,
        "sent": asked.sent,
        "verdict": asked.verdict.name(),
        "reason": reason,
        "series": asked.verdict.series(),
        "reads": asked.reads,
        "missing": asked.missing,
        "problems": problems.collect::<Vec<_>>(),
        "remarks": asked.remarks,
    })
}

fn metric_json(report: &MetricReport) -> Value {
    let problems = report.problems.iter().map(|it| json!({"name": it.name(), "message": it.to_string()}));
    json!({
        "name": report.metric.name,
        "type": report.metric.kind.prometheus_type(),
        "typesSaid": report.types,
        "series": report.series,
        "problems": problems.collect::<Vec<_>>(),
    })
}
