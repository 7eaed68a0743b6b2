//! A suite on a real Prometheus: every query of every panel is asked as Grafana asks it, and every metric looked for.
//!
//! Each dashboard is asked over the time range that it opens with, on a screen 1,920 pixels wide, with what its
//! variables stand for at first.

mod ask;
mod metric;
mod pace;
mod reach;
mod report;
mod sense;
mod variable;

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Client, ClientError};
use crate::promql::ast::{Expr, ExprKind};
use crate::promql::parse;
use crate::suite::{Datasource, Suite};

pub use metric::{MetricProblem, MetricReport};
pub use report::{Asked, DashboardReport, Part, Problem, Report, Verdict};
pub use sense::Bounds;

/// What is asked of, besides the suite.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// How often Prometheus scrapes; what the suite's datasource says, or else 15 s, where it is missing.
    pub scrape_interval: Option<Duration>,
}

/// Asks Prometheus all that a suite asks, one dashboard after the other; `done` is called after each.
///
/// # Errors
/// [`ClientError`] when Prometheus cannot be reached. A query that it cannot evaluate is a [`Problem`].
pub fn examine(suite: &Suite, client: &Client, options: Options, done: &dyn Fn()) -> Result<Report, ClientError> {
    let now = client.now()?;
    let scrape_interval = options.scrape_interval.or_else(|| interval_of(suite)).unwrap_or(pace::USUAL_SCRAPE_INTERVAL);
    let moment = Moment { client, now, scrape_interval };
    let metrics: Vec<_> = suite.catalogues.iter().flat_map(|catalogue| catalogue.metrics()).copied().collect();
    let metrics = metric::examine(&metrics, client)?;
    let mut dashboards = Vec::with_capacity(suite.dashboards.len());
    for dashboard in suite.dashboards.iter() {
        dashboards.push(ask::examine(&dashboard, &moment)?);
        done();
    }
    name_missing(&metrics, &mut dashboards, client)?;
    Ok(Report { url: client.url().to_owned(), now, scrape_interval, dashboards, metrics })
}

/// Returns a duration such as `15s` or `1m30s`, unless it is none.
pub fn duration(text: &str) -> Option<Duration> {
    pace::duration(text)
}

/// Whom to ask, and when.
struct Moment<'a> {
    client: &'a Client,
    now: f64,
    scrape_interval: Duration,
}

/// Returns how often the suite's datasource says that Prometheus scrapes.
fn interval_of(suite: &Suite) -> Option<Duration> {
    let is_prometheus = |it: &&Datasource| it.interval().is_some();
    let mut all = suite.datasources.iter().filter(is_prometheus);
    let datasource = all.clone().find(|it| it.is_default).or_else(|| all.next())?;
    pace::duration(datasource.interval()?.value())
}

/// Writes down which queries use series that Prometheus has not at all, those outside the catalogue included.
fn name_missing(
    metrics: &[MetricReport],
    dashboards: &mut [DashboardReport],
    client: &Client,
) -> Result<(), ClientError> {
    let used = || dashboards.iter().flat_map(|dashboard| &dashboard.asked).flat_map(|asked| &asked.reads);
    let known = |name: &str| metrics.iter().any(|metric| metric.series.contains_key(name));
    let other: BTreeSet<&str> = used().map(String::as_str).filter(|name| !known(name)).collect();
    let found = client.series_counts(&other.iter().copied().collect::<Vec<_>>())?;
    let is_there = |name: &str| {
        let counted = metrics.iter().find_map(|metric| metric.series.get(name)).or_else(|| found.get(name));
        counted.is_some_and(|count| *count > 0)
    };
    for asked in dashboards.iter_mut().flat_map(|dashboard| &mut dashboard.asked) {
        asked.missing = asked.reads.iter().filter(|name| !is_there(name)).cloned().collect();
    }
    Ok(())
}

/// Returns the names of the series that an expression reads; none when it does not parse.
fn reads(expr: &str) -> BTreeSet<String> {
    let Ok(expr) = parse(expr) else { return BTreeSet::new() };
    let name = |node: &Expr| match &node.kind {
        ExprKind::Selector(selector) => selector.name.as_ref().map(|name| name.text.to_string()),
        _ => None,
    };
    expr.nodes().filter_map(name).collect()
}

#[cfg(test)]
mod tests;
