//! What is known of a metric: its name, kind, unit, help and labels.

use crate::unit::Unit;

/// A metric as it was declared with [`metrics!`](crate::metrics).
#[derive(Debug, PartialEq, Eq)]
pub struct MetricInfo {
    /// The name; for a histogram or summary without `_bucket`, `_sum` or `_count`.
    pub name: &'static str,
    /// What kind of numbers it has.
    pub kind: MetricKind,
    /// The unit of its values; of what is observed, for a histogram or summary.
    pub unit: Unit,
    /// One sentence about it.
    pub help: &'static str,
    /// Its own labels, then those that every series of a scraped target carries.
    pub labels: &'static [LabelInfo],
}

impl MetricInfo {
    /// Returns the names of the series that it exports, and which part of it each is.
    pub fn series(&self) -> impl Iterator<Item = (String, SeriesPart)> {
        self.kind.parts().iter().map(|(suffix, part)| (format!("{}{suffix}", self.name), *part))
    }

    /// Returns whether any series of this metric can carry the label.
    pub fn has_label(&self, name: &str) -> bool {
        self.kind.parts().iter().any(|(_, part)| self.part_has_label(*part, name))
    }

    /// Returns whether the series of a part can carry the label: `le` is for the buckets of a histogram alone,
    /// `quantile` for the quantiles of a summary.
    pub fn part_has_label(&self, part: SeriesPart, name: &str) -> bool {
        match (self.kind, name) {
            (MetricKind::Histogram, "le") => part == SeriesPart::Bucket,
            (MetricKind::Summary, "quantile") => part == SeriesPart::Whole,
            _ => self.labels.iter().any(|label| label.name == name),
        }
    }

    /// Returns the labels that the series of a part can carry.
    pub fn labels_of_part(&self, part: SeriesPart) -> impl Iterator<Item = &'static str> {
        let declared = self.labels.iter().map(|label| label.name).filter(|name| !["le", "quantile"].contains(name));
        declared.chain(["le", "quantile"].into_iter().filter(move |name| self.part_has_label(part, name)))
    }

    /// Returns the label that this kind of metric has for itself: `quantile` of a summary, and that with the states of a
    /// state set, which is named like the metric.
    pub fn own_dimension(&self) -> Option<&'static LabelInfo> {
        let name = match self.kind {
            MetricKind::Summary => "quantile",
            MetricKind::StateSet => self.name,
            _ => return None,
        };
        self.own_labels().find(|label| label.name == name)
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
    /// Counts observations, and has the quantiles that the target itself calculates.
    Summary,
    /// Has a series for each state that something can be in: 1 while it is in that state, otherwise 0.
    StateSet,
    /// Counts observations in buckets that are part of each sample, rather than series of their own.
    NativeHistogram,
    /// Nobody says what it is.
    Untyped,
}

impl MetricKind {
    /// Returns the word of Prometheus's `# TYPE` line: an info metric and a state set are gauges there.
    pub const fn prometheus_type(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge | Self::Info | Self::StateSet => "gauge",
            Self::Histogram | Self::NativeHistogram => "histogram",
            Self::Summary => "summary",
            Self::Untyped => "untyped",
        }
    }

    /// Returns what people call it, for messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
            Self::Info => "info metric",
            Self::Summary => "summary",
            Self::StateSet => "state set",
            Self::NativeHistogram => "native histogram",
            Self::Untyped => "metric of no known type",
        }
    }

    /// Returns the parts whose series a metric of this kind consists of, with the ends of their names.
    pub const fn parts(self) -> &'static [(&'static str, SeriesPart)] {
        const SUM: (&str, SeriesPart) = ("_sum", SeriesPart::Sum);
        const COUNT: (&str, SeriesPart) = ("_count", SeriesPart::Count);
        const WHOLE: (&str, SeriesPart) = ("", SeriesPart::Whole);
        match self {
            Self::Histogram => &[("_bucket", SeriesPart::Bucket), SUM, COUNT],
            Self::Summary => &[WHOLE, SUM, COUNT],
            _ => &[WHOLE],
        }
    }
}

/// Which series of a metric a name in PromQL means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeriesPart {
    /// The metric itself; of a summary, its quantiles.
    Whole,
    /// The `_bucket` series of a histogram: counters, one for each bound `le`.
    Bucket,
    /// The `_sum` series of a histogram or summary: a counter in the unit of what is observed.
    Sum,
    /// The `_count` series of a histogram or summary: a counter of observations.
    Count,
}
