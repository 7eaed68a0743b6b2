//! Pages of metrics, as targets show them to Prometheus: its text format (0.0.4) and OpenMetrics (1.0).
//!
//! Sources: <https://prometheus.io/docs/instrumenting/exposition_formats/> and
//! <https://prometheus.io/docs/specs/om/open_metrics_spec/>. One reader takes both: what either of them allows is read,
//! and so are the quoted names of Prometheus 3. It streams: memory depends on how many metrics there are, not on how
//! many series. A line that neither format allows is a [`Problem`], and does not keep the others from being read.

mod collect;
mod fold;
mod line;
mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub(crate) use collect::Collector;
pub use page::{MAX_LINE, MAX_METRICS, MAX_PAGE, MAX_PROBLEMS, Page, PageError, Problem, read};

/// How many values of a label are kept.
pub const MAX_VALUES: usize = 50;

/// How many labels of a metric are kept. Nobody can declare more, and a page could invent one for each series.
pub const MAX_LABELS: usize = 100;

/// A metric with all its series: a counter, a histogram with its buckets, sum and count, ...
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The name in PromQL: with `_total` or `_info`, and without the `_bucket`, `_sum` and `_count` of its parts.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// The help text; empty where there is none.
    pub help: String,
    /// The unit that OpenMetrics names, as in `seconds`.
    pub unit: Option<String>,
    /// Its labels in the order in which they were met, without the `le` of buckets; the `quantile` of a summary is one.
    pub labels: Vec<SeenLabel>,
    /// Whether it has more than [`MAX_LABELS`] labels.
    pub has_more_labels: bool,
    /// How many series it has; a histogram or summary counts as one for each set of labels.
    pub series: usize,
    /// Whether the value of every series is 1, as an info metric's.
    pub is_always_one: bool,
}

impl Family {
    /// Renames its labels as Prometheus does when it scrapes: what has the name of a target's label becomes
    /// `exported_<name>`.
    pub fn scraped(&mut self, target_labels: &[String]) {
        for label in &mut self.labels {
            while target_labels.contains(&label.name) {
                label.name.insert_str(0, "exported_");
            }
        }
    }
}

/// A label, and the values that were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenLabel {
    /// The name.
    pub name: String,
    /// The values; of many, the first [`MAX_VALUES`] that were met.
    pub values: BTreeSet<String>,
    /// Whether there are more values than those.
    pub has_more: bool,
}

/// The types of metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Only grows, but for restarts.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Counts observations in buckets, each a series with a label `le`.
    Histogram,
    /// Counts observations in buckets that are part of one sample.
    NativeHistogram,
    /// Quantiles of observations, calculated by the target.
    Summary,
    /// Always 1; its labels carry the information.
    Info,
    /// A series for each state: 1 for those that are on, 0 for the others.
    StateSet,
    /// A histogram of current values, which can go down again.
    GaugeHistogram,
    /// Not said.
    Untyped,
}

impl Kind {
    /// Returns the type that a `# TYPE` line or Prometheus's metadata names.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "counter" => Self::Counter,
            "gauge" => Self::Gauge,
            "histogram" => Self::Histogram,
            "summary" => Self::Summary,
            "info" => Self::Info,
            "stateset" => Self::StateSet,
            "gaugehistogram" => Self::GaugeHistogram,
            "untyped" | "unknown" => Self::Untyped,
            _ => return None,
        })
    }

    /// Returns the word for it in a `# TYPE` line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram | Self::NativeHistogram => "histogram",
            Self::Summary => "summary",
            Self::Info => "info",
            Self::StateSet => "stateset",
            Self::GaugeHistogram => "gaugehistogram",
            Self::Untyped => "untyped",
        }
    }
}
