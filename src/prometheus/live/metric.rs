//! Whether the metrics of a catalogue are there, and of the kind that was declared.

use std::collections::BTreeMap;
use std::fmt;

use crate::prometheus::{Client, ClientError, MetricMetadata};
use crate::promql::{MetricInfo, MetricKind, SeriesPart};

/// A metric of the catalogue, and what Prometheus has of it.
#[derive(Debug, Clone)]
pub struct MetricReport {
    /// The metric.
    pub metric: &'static MetricInfo,
    /// How many series there are now, by name: those of each part of a histogram or summary, or of the metric.
    pub series: BTreeMap<String, u64>,
    /// The types that its targets say it has; none when nobody says so.
    pub types: Vec<String>,
    /// What is wrong with it.
    pub problems: Vec<MetricProblem>,
}

/// What is wrong with a metric.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetricProblem {
    /// These series are missing.
    Missing(Vec<String>),
    /// A target says that it is of another type.
    WrongType {
        /// The type in the catalogue, as Prometheus calls it.
        declared: &'static str,
        /// The type that the target says.
        found: String,
    },
}

impl MetricProblem {
    /// Returns the name of this kind of problem, for programs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing-metric",
            Self::WrongType { .. } => "wrong-type",
        }
    }
}

impl fmt::Display for MetricProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(names) => write!(f, "Prometheus has no series `{}`", names.join("`, `")),
            Self::WrongType { declared, found } => {
                write!(f, "declared as a {declared}, but its target reports {found}")
            }
        }
    }
}

impl MetricReport {
    /// Returns how many series it has, all parts of a histogram together.
    pub fn count(&self) -> u64 {
        self.series.values().sum()
    }
}

/// Looks for metrics.
pub(super) fn examine(all: &[&'static MetricInfo], client: &Client) -> Result<Vec<MetricReport>, ClientError> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = all.iter().flat_map(|metric| series_of(metric)).collect();
    let counts = client.series_counts(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    let metadata = client.metadata()?;
    Ok(all.iter().map(|metric| report(metric, &counts, &metadata)).collect())
}

fn report(
    metric: &'static MetricInfo,
    counts: &BTreeMap<String, u64>,
    metadata: &BTreeMap<String, Vec<MetricMetadata>>,
) -> MetricReport {
    let series: BTreeMap<String, u64> =
        series_of(metric).into_iter().map(|name| (name.clone(), counts.get(&name).copied().unwrap_or(0))).collect();
    let types = types_of(metric, metadata);
    let missing: Vec<String> = series.iter().filter(|(_, count)| **count == 0).map(|(name, _)| name.clone()).collect();
    let mut problems = Vec::new();
    // What a target said of a metric outlives the metric for a while.
    if missing.is_empty() {
        let wrong = types.iter().filter(|found| !is_type(metric.kind, found));
        let declared = metric.kind.prometheus_type();
        problems.extend(wrong.map(|found| MetricProblem::WrongType { declared, found: found.clone() }));
    } else {
        problems.push(MetricProblem::Missing(missing));
    }
    MetricReport { metric, series, types, problems }
}

/// Returns the names of a metric's series.
fn series_of(metric: &MetricInfo) -> Vec<String> {
    // Many summaries have no quantiles.
    let exported = |(_, part): &(_, SeriesPart)| {
        metric.kind != MetricKind::Summary || *part != SeriesPart::Whole || metric.own_dimension().is_some()
    };
    metric.series().filter(exported).map(|(series, _)| series).collect()
}

/// Returns what the targets say of a metric; OpenMetrics leaves the end of some names out.
fn types_of(metric: &MetricInfo, metadata: &BTreeMap<String, Vec<MetricMetadata>>) -> Vec<String> {
    let short = match metric.kind {
        MetricKind::Counter => metric.name.strip_suffix("_total"),
        MetricKind::Info => metric.name.strip_suffix("_info"),
        _ => None,
    };
    let said = metadata.get(metric.name).or_else(|| metadata.get(short?));
    let mut types: Vec<String> = said.into_iter().flatten().map(|it| it.kind.clone()).collect();
    types.sort();
    types.dedup();
    types
}

/// Returns whether a type of Prometheus is that of a kind; `unknown` says nothing, and neither does who declares it so.
fn is_type(kind: MetricKind, found: &str) -> bool {
    match kind {
        MetricKind::Untyped => true,
        MetricKind::Info if found == "info" => true,
        MetricKind::StateSet if found == "stateset" => true,
        _ => found == kind.prometheus_type() || found == "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::LabelInfo;
    use crate::unit::Unit;

    static METRICS: [MetricInfo; 8] = [
        metric("requests_total", MetricKind::Counter),
        metric("duration_seconds", MetricKind::Histogram),
        metric("build_info", MetricKind::Info),
        metric("pause_seconds", MetricKind::Summary),
        MetricInfo {
            name: "wait_seconds",
            kind: MetricKind::Summary,
            unit: Unit::Number,
            help: "",
            labels: &[LabelInfo { name: "quantile", values: &["0.5"], of_target: false }],
        },
        metric("worker_state", MetricKind::StateSet),
        metric("size_bytes", MetricKind::NativeHistogram),
        metric("things", MetricKind::Untyped),
    ];

    const fn metric(name: &'static str, kind: MetricKind) -> MetricInfo {
        MetricInfo { name, kind, unit: Unit::Number, help: "", labels: &[] }
    }

    fn said(name: &str, kind: &str) -> BTreeMap<String, Vec<MetricMetadata>> {
        let one = MetricMetadata { kind: kind.to_owned(), help: String::new(), unit: String::new() };
        [(name.to_owned(), vec![one])].into()
    }

    fn problems(index: usize, there: &[&str], metadata: &BTreeMap<String, Vec<MetricMetadata>>) -> Vec<String> {
        let counts = there.iter().map(|name| ((*name).to_owned(), 2)).collect();
        let report = report(&METRICS[index], &counts, metadata);
        report.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_counter_that_is_a_gauge() {
        let found = problems(0, &["requests_total"], &said("requests_total", "gauge"));
        assert_eq!(found, ["declared as a counter, but its target reports gauge"]);
    }

    #[test]
    fn types_that_are_right() {
        for metadata in [
            BTreeMap::new(),
            said("requests_total", "counter"),
            said("requests", "counter"),
            said("requests_total", "unknown"),
        ] {
            assert_eq!(problems(0, &["requests_total"], &metadata), [""; 0]);
        }
        assert_eq!(problems(2, &["build_info"], &said("build", "info")), [""; 0]);
        assert_eq!(problems(2, &["build_info"], &said("build_info", "gauge")), [""; 0]);
    }

    #[test]
    fn what_targets_say_of_the_other_kinds() {
        let parts = ["pause_seconds_count", "pause_seconds_sum"];
        assert_eq!(problems(3, &parts, &said("pause_seconds", "summary")), [""; 0]);
        assert_eq!(
            problems(3, &parts, &said("pause_seconds", "histogram")),
            ["declared as a summary, but its target reports histogram"]
        );
        assert_eq!(
            problems(4, &["wait_seconds_count", "wait_seconds_sum"], &BTreeMap::new()),
            ["Prometheus has no series `wait_seconds`"]
        );
        for (index, name, kind) in [
            (5, "worker_state", "stateset"),
            (5, "worker_state", "gauge"),
            (6, "size_bytes", "histogram"),
            (7, "things", "unknown"),
            (7, "things", "counter"),
        ] {
            assert_eq!(problems(index, &[name], &said(name, kind)), [""; 0], "{name} {kind}");
        }
        assert_eq!(
            problems(6, &["size_bytes"], &said("size_bytes", "summary")),
            ["declared as a histogram, but its target reports summary"]
        );
    }

    #[test]
    fn a_part_of_a_histogram_is_missing() {
        let found = problems(1, &["duration_seconds_bucket", "duration_seconds_count"], &BTreeMap::new());
        assert_eq!(found, ["Prometheus has no series `duration_seconds_sum`"]);
    }

    #[test]
    fn a_metric_that_is_not_there() {
        assert_eq!(problems(0, &[], &said("requests_total", "gauge")), ["Prometheus has no series `requests_total`"]);
    }
}
