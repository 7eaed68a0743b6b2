//! `dashgen validate --prometheus URL`: the suite's queries on a real Prometheus, and their results.

use std::fmt;
use std::time::Duration;

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use crate::cli::console::Console;
use crate::cli::count::count;
use crate::cli::url;
use crate::prometheus::Client;
use crate::prometheus::live::{
    self, Asked, DashboardReport, MetricProblem, MetricReport, Options, Part, Problem, Report, Verdict,
};
use crate::suite::Suite;
use crate::terminal::{Styled, line, lines};

const BOLD: Style = Style::new().effects(Effects::BOLD);
const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);

/// The scrape interval and the timeout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    pub(super) scrape_interval: Option<Duration>,
    pub(super) timeout: Duration,
}

/// Runs all queries of the suite.
pub(super) fn examine(suite: &Suite, address: &str, pace: Pace, console: &mut Console<'_>) -> anyhow::Result<Report> {
    let client = url::client(Client::new(address)?.with_deadline(pace.timeout), console);
    let scrape_interval = pace.scrape_interval;
    let progress = console.progress(suite.dashboards.len(), "querying Prometheus");
    Ok(live::examine(suite, &client, Options { scrape_interval }, &|| progress.step())?)
}

/// Prints a table for each dashboard, one for the metrics, the problems and the totals.
pub(super) fn print(report: &Report, console: &mut Console<'_>) -> anyhow::Result<()> {
    for dashboard in &report.dashboards {
        console.styled(&Styled::new(dashboard_table(dashboard)))?;
    }
    if !report.metrics.is_empty() {
        console.styled(&Styled::new(metrics_table(&report.metrics)))?;
    }
    for dashboard in &report.dashboards {
        for problem in dashboard.asked.iter().flat_map(|asked| problems_of(asked, dashboard)) {
            console.styled(&Styled::new(problem))?;
        }
    }
    for problem in report.metrics.iter().flat_map(problems_of_metric) {
        console.styled(&Styled::new(problem))?;
    }
    let mut asked = report.dashboards.iter().flat_map(|dashboard| &dashboard.asked);
    if asked.any(|asked| matches!(asked.verdict, Verdict::EndOnly(_))) {
        console.note(
            "note: `at the end` means that the data is newer than the last step of the graph: it \
             appears after the next full step",
        );
    }
    console.result(format_args!("{}: {}", report.url, Sums::of(report)))
}

fn dashboard_table(dashboard: &DashboardReport) -> String {
    let mut lines = vec![format!("{BOLD}{}{BOLD:#}", line(&dashboard.title))];
    if let Some(range) = &dashboard.strange_range {
        let range = line(range);
        lines.push(format!("  the time range {range} is not supported here: the last six hours were queried"));
    }
    lines.extend(dashboard.asked.iter().flat_map(rows));
    lines.join("\n") + "\n"
}

/// Returns the row of a query, and the remarks below it.
fn rows(asked: &Asked) -> Vec<String> {
    let row = format!("  {:<12} {:>6}  {}", word(asked), asked.verdict.series(), line(&row(&asked.part)));
    let reason = match &asked.verdict {
        Verdict::NotAsked(reason) => Some(format!("not run: {reason}")),
        _ => None,
    };
    let allowed = asked.allowed_problems();
    let allowed = allowed.into_iter().map(|(problem, reason)| format!("allowed: {problem} ({reason})"));
    let remarks = asked.remarks.iter().map(|remark| format!("Prometheus reports: {remark}"));
    let below = reason.into_iter().chain(allowed).chain(remarks).map(|said| format!("{:23}{}", "", line(&said)));
    std::iter::once(row).chain(below).collect()
}

fn metrics_table(metrics: &[MetricReport]) -> String {
    let row = |report: &MetricReport| {
        let (metric, count) = (report.metric, report.count());
        let silent = if report.types.is_empty() && count > 0 { " (no target reports its type)" } else { "" };
        format!("  {:<12} {count:>6}  {}{silent}", metric.kind.prometheus_type(), metric.name)
    };
    let headline = format!("{BOLD}Metrics{BOLD:#}");
    std::iter::once(headline).chain(metrics.iter().map(row)).collect::<Vec<_>>().join("\n") + "\n"
}

fn problems_of(asked: &Asked, dashboard: &DashboardReport) -> Vec<String> {
    let query = if asked.sent.is_empty() { &asked.expr } else { &asked.sent };
    let shown = |problem: Problem| {
        let what = format!("{} {problem}", asked.part);
        let allowable = problem.issue().filter(|_| matches!(asked.part, Part::Panel { .. }));
        let hint = allowable.map(|issue| {
            format!("  hint: if this is intended, allow it on the panel: `.allow(DataIssue::{issue:?}, \"why\")`\n")
        });
        let hint = hint.unwrap_or_default();
        format!(
            "{BOLD}{}{BOLD:#}: {}: {}\n  dashboard `{}`\n  query: {}\n{hint}",
            asked.origin,
            error(problem.name()),
            line(&what),
            line(&dashboard.title),
            lines(query)
        )
    };
    asked.problems().into_iter().map(shown).collect()
}

fn problems_of_metric(report: &MetricReport) -> impl Iterator<Item = String> {
    let shown = |problem: &MetricProblem| {
        format!("metric `{}`: {}: {}\n", report.metric.name, error(problem.name()), lines(&problem.to_string()))
    };
    report.problems.iter().map(shown)
}

fn error(name: &str) -> String {
    format!("{ERROR}error[{name}]{ERROR:#}")
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

/// The number of queries by verdict.
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
            ("at the end", "with data only at the end of the range"),
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
        match self.problems {
            0 => f.write_str("no problems")?,
            problems => f.write_str(&count(problems, "problem", "problems"))?,
        }
        write!(f, "; {}", count(self.queries, "query", "queries"))?;
        let counted = self.by_word.iter().filter(|(_, count)| *count > 0);
        for (at, (phrase, count)) in counted.enumerate() {
            write!(f, "{} {count} {phrase}", if at == 0 { ":" } else { "," })?;
        }
        write!(f, "; {} of the catalogue, {} series", count(self.metrics, "metric", "metrics"), self.series)
    }
}

/// Returns the report for programs: the member `prometheus` of the JSON that `validate` prints.
pub(super) fn as_json(report: &Report) -> Value {
    json!({
        "url": report.url,
        "time": report.now,
        "scrape_interval_seconds": report.scrape_interval.as_secs_f64(),
        "problems": report.problems(),
        "dashboards": report.dashboards.iter().map(dashboard_json).collect::<Vec<_>>(),
        "metrics": report.metrics.iter().map(metric_json).collect::<Vec<_>>(),
    })
}

fn dashboard_json(dashboard: &DashboardReport) -> Value {
    json!({
        "name": dashboard.name,
        "title": dashboard.title,
        "range_not_understood": dashboard.strange_range,
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
    let allowed = asked.allowed_problems();
    let allowed =
        allowed.iter().map(|(it, reason)| json!({"name": it.name(), "message": it.to_string(), "reason": reason}));
    let reason = match &asked.verdict {
        Verdict::NotAsked(reason) | Verdict::Failed(reason) => Some(reason),
        _ => None,
    };
    json!({
        "kind": kind,
        "name": name,
        "ref_id": ref_id,
        "source": {"file": asked.origin.file(), "line": asked.origin.line()},
        "expr": asked.expr,
        "sent": asked.sent,
        "verdict": asked.verdict.name(),
        "reason": reason,
        "series": asked.verdict.series(),
        "reads": asked.reads,
        "missing": asked.missing,
        "problems": problems.collect::<Vec<_>>(),
        "allowed": allowed.collect::<Vec<_>>(),
        "remarks": asked.remarks,
    })
}

fn metric_json(report: &MetricReport) -> Value {
    let problems = report.problems.iter().map(|it| json!({"name": it.name(), "message": it.to_string()}));
    json!({
        "name": report.metric.name,
        "type": report.metric.kind.prometheus_type(),
        "types_said": report.types,
        "series": report.series,
        "problems": problems.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use insta::assert_snapshot;

    use super::*;
    use crate::model::{Allowance, DataIssue, Origin};
    use crate::promql::{MetricInfo, MetricKind};
    use crate::unit::Unit;

    static TRADES: MetricInfo =
        MetricInfo { name: "trades_total", kind: MetricKind::Counter, unit: Unit::Number, help: "", labels: &[] };

    fn panel(title: &str, verdict: Verdict) -> Asked {
        Asked {
            part: Part::Panel { title: title.to_owned(), ref_id: "A".to_owned() },
            origin: Origin::here(),
            expr: "sum(rate(trades_total[$__rate_interval]))".to_owned(),
            sent: "sum(rate(trades_total[1m]))".to_owned(),
            reads: BTreeSet::from(["trades_total".to_owned()]),
            missing: BTreeSet::new(),
            verdict,
            strange: Vec::new(),
            allowed: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn report() -> Report {
        let missing = BTreeSet::from(["trades_total".to_owned()]);
        let restarts = Part::Annotation("Restarts".to_owned());
        let asked = vec![
            Asked { part: restarts, ..panel("", Verdict::Empty) },
            panel("Trades", Verdict::Data(2)),
            Asked {
                remarks: vec!["slow".to_owned()],
                strange: vec![Problem::Infinite],
                allowed: vec![Allowance { issue: DataIssue::Infinite, reason: "no limit is set".into() }],
                ..panel("By hour", Verdict::EndOnly(1))
            },
            Asked { strange: vec![Problem::OnlyNan], ..panel("Shares", Verdict::Data(1)) },
            Asked { missing, ..panel("Gone\u{1b}[31m", Verdict::Empty) },
            panel("Logs", Verdict::NotAsked("its datasource has the type `loki`".to_owned())),
        ];
        let (title, name) = ("Trading".to_owned(), "trading".to_owned());
        let strange_range = Some("now/d to now".to_owned());
        Report {
            url: "http://localhost:9090".to_owned(),
            now: 1_000_000.0,
            scrape_interval: Duration::from_secs(15),
            dashboards: vec![DashboardReport { title, name, strange_range, asked }],
            metrics: vec![MetricReport {
                metric: &TRADES,
                series: [("trades_total".to_owned(), 2)].into(),
                types: vec!["gauge".to_owned()],
                problems: vec![MetricProblem::WrongType { declared: "counter", found: "gauge".to_owned() }],
            }],
        }
    }

    fn printed(report: &Report) -> String {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console::into_buffers(&mut out, &mut err);
        print(report, &mut console).unwrap();
        drop(console);
        let text = String::from_utf8(out).unwrap();
        text.replace(file!(), "FILE").replace(&format!(":{}:", report.dashboards[0].asked[0].origin.line()), ":LINE:")
    }

    #[test]
    fn tables_problems_and_sums() {
        assert_snapshot!(printed(&report()), @r#"
        Trading
          the time range now/d to now is not supported here: the last six hours were queried
          no event          0  annotation Restarts
          data              2  Trades · A
          at the end        1  By hour · A
                               allowed: returns infinite values: something is divided by zero (no limit is set)
                               Prometheus reports: slow
          data              1  Shares · A
          no data           0  Gone\u{1b}[31m · A
          not asked         0  Logs · A
                               not run: its datasource has the type `loki`

        Metrics
          counter           2  trades_total

        FILE:LINE: error[only-nan]: panel `Shares`, query A returns only NaN
          dashboard `Trading`
          query: sum(rate(trades_total[1m]))
          hint: if this is intended, allow it on the panel: `.allow(DataIssue::AllNan, "why")`

        FILE:LINE: error[missing-metric]: panel `Gone\u{1b}[31m`, query A reads `trades_total`, but Prometheus has no series of it
          dashboard `Trading`
          query: sum(rate(trades_total[1m]))

        metric `trades_total`: error[wrong-type]: declared as a counter, but its target reports gauge

        http://localhost:9090: 3 problems; 6 queries: 2 with data, 1 with data only at the end of the range, 1 without an event, 1 without data, 1 not asked; 1 metric of the catalogue, 2 series
        "#);
    }

    #[test]
    fn for_programs() {
        let mut report = report();
        report.dashboards[0].asked = vec![report.dashboards[0].asked.remove(4)];
        let line = format!("\"line\": {}", report.dashboards[0].asked[0].origin.line());
        let text = format!("{:#}", as_json(&report)).replace(file!(), "FILE").replace(&line, "\"line\": LINE");
        assert_snapshot!(text, @r#"
        {
          "url": "http://localhost:9090",
          "time": 1000000.0,
          "scrape_interval_seconds": 15.0,
          "problems": 2,
          "dashboards": [
            {
              "name": "trading",
              "title": "Trading",
              "range_not_understood": "now/d to now",
              "queries": [
                {
                  "kind": "panel",
                  "name": "Gone\u001b[31m",
                  "ref_id": "A",
                  "source": {
                    "file": "FILE",
                    "line": LINE
                  },
                  "expr": "sum(rate(trades_total[$__rate_interval]))",
                  "sent": "sum(rate(trades_total[1m]))",
                  "verdict": "empty",
                  "reason": null,
                  "series": 0,
                  "reads": [
                    "trades_total"
                  ],
                  "missing": [
                    "trades_total"
                  ],
                  "problems": [
                    {
                      "name": "missing-metric",
                      "message": "reads `trades_total`, but Prometheus has no series of it"
                    }
                  ],
                  "allowed": [],
                  "remarks": []
                }
              ]
            }
          ],
          "metrics": [
            {
              "name": "trades_total",
              "type": "counter",
              "types_said": [
                "gauge"
              ],
              "series": {
                "trades_total": 2
              },
              "problems": [
                {
                  "name": "wrong-type",
                  "message": "declared as a counter, but its target reports gauge"
                }
              ]
            }
          ]
        }
        "#);
    }
}
