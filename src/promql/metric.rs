//! What is known of a metric: its name, kind, unit, help and labels.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::unit::Unit;

/// A metric as it was declared with [`metrics!`](crate::metrics).
#[derive(Debug, PartialEq, Eq)]
pub struct MetricInfo {
    /// The name; for a histogram without `_bucket`, `_sum` or `_count`.
    pub name: &'static str,
    /// What kind of numbers it has.
    pub kind: MetricKind,
    /// The unit of its values; of what is observed, for a histogram.
    pub unit: Unit,
    /// One sentence about it.
    pub help: &'static str,
    /// Its own labels, then those that every series of a scraped target carries.
    pub labels: &'static [LabelInfo],
}

impl MetricInfo {
    /// Returns whether a series of this metric can carry the label.
    pub fn has_label(&self, name: &str) -> bool {
        self.labels.iter().any(|label| label.name == name) || (name == "le" && self.kind == MetricKind::Histogram)
    }

    /// Returns the labels that the metric's own code sets, without those of the target.
    pub fn own_labels(&self) -> impl Iterator<Item = &'static LabelInfo> {
        self.labels.iter().filter(|label| !label.of_target)
    }
}

/// A label of a metric.
#[derive(Debug, PartialEq, Eq)]
pub struct LabelInfo {
    /// The name.
    pub name: &'static str,
    /// The values it is known to take, or examples of them.
    pub values: &'static [&'static str],
    /// Whether Prometheus adds it when it scrapes (`job`, `instance`), rather than the metric's own code.
    pub of_target: bool,
}

/// The kinds of metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MetricKind {
    /// Only grows, but for restarts: it has a rate.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Counts observations in buckets: it has quantiles.
    Histogram,
    /// Always 1; its labels are the news.
    Info,
}

impl MetricKind {
    /// Returns the word of Prometheus's `# TYPE` line: an info metric is a gauge there.
    pub const fn prometheus_type(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge | Self::Info => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// Which series of a metric a name in PromQL means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeriesPart {
    /// The metric itself.
    Whole,
    /// The `_bucket` series of a histogram: counters, one for each bound `le`.
    Bucket,
    /// The `_sum` series of a histogram: a counter in the histogram's unit.
    Sum,
    /// The `_count` series of a histogram: a counter of observations.
    Count,
}

/// All metrics of a system, found by the names that PromQL uses.
#[derive(Debug)]
pub struct Catalogue {
    metrics: &'static [&'static MetricInfo],
    by_name: OnceLock<HashMap<String, (&'static MetricInfo, SeriesPart)>>,
}

impl Catalogue {
    /// Returns the catalogue without metrics: nothing is known, so nothing can be wrong.
    pub fn empty() -> &'static Self {
        static EMPTY: Catalogue = Catalogue::new(&[]);
        &EMPTY
    }

    /// Returns the catalogue of these metrics; [`metrics!`](crate::metrics) calls it.
    pub const fn new(metrics: &'static [&'static MetricInfo]) -> Self {
        Self { metrics, by_name: OnceLock::new() }
    }

    /// Returns the metrics, in the order of their declaration.
    pub fn metrics(&self) -> &'static [&'static MetricInfo] {
        self.metrics
    }

    /// Returns the metric that a series name belongs to, and which part of it.
    pub fn find(&self, series: &str) -> Option<(&'static MetricInfo, SeriesPart)> {
        self.names().get(series).copied()
    }

    /// Returns every series name that queries may use, in no particular order.
    pub fn series_names(&self) -> impl Iterator<Item = &str> {
        self.names().keys().map(String::as_str)
    }

    fn names(&self) -> &HashMap<String, (&'static MetricInfo, SeriesPart)> {
        self.by_name.get_or_init(|| {
            let mut names = HashMap::new();
            for &metric in self.metrics {
                if metric.kind == MetricKind::Histogram {
                    let parts =
                        [("bucket", SeriesPart::Bucket), ("sum", SeriesPart::Sum), ("count", SeriesPart::Count)];
                    for (suffix, part) in parts {
                        names.insert(format!("{}_{suffix}", metric.name), (metric, part));
                    }
                } else {
                    names.insert(metric.name.to_owned(), (metric, SeriesPart::Whole));
                }
            }
            names
        })
    }
}
