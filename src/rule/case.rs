//! Unit tests of alerting rules: what makes an alert fire, and what does not.

use std::time::Duration;

use crate::vocabulary::Text;

/// A test case: some series, and whether an alert fires on them. Each becomes a test for `promtool test rules`.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it tests.
    pub name: Text,
    /// The series, with one sample per minute from time zero.
    pub series: Vec<Series>,
    /// Whether the alert fires.
    pub fires: bool,
    /// When the query first has the value, after time zero.
    pub since: Duration,
    /// The value of the query from then on; `None` if it has no series.
    pub value: Option<f64>,
    /// The labels of the query's series.
    pub labels: Vec<(Text, Text)>,
}

/// A series of a [`Case`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The metric.
    pub name: Text,
    /// Its labels.
    pub labels: Vec<(Text, Text)>,
    /// Its values, in promtool's notation: `0+60x30 5+0x10`.
    pub values: Text,
}

impl Case {
    /// Returns a case in which the alert fires: the query has this value from `since` on, for long enough.
    pub fn fires(name: impl Into<Text>, since: Duration, value: f64) -> Self {
        Self { name: name.into(), series: Vec::new(), fires: true, since, value: Some(value), labels: Vec::new() }
    }

    /// Returns a case in which the alert does not fire although the query has this value from `since` on.
    pub fn quiet(name: impl Into<Text>, since: Duration, value: f64) -> Self {
        Self { fires: false, ..Self::fires(name, since, value) }
    }

    /// Returns a case in which the alert does not fire because the query has no series.
    pub fn absent(name: impl Into<Text>, since: Duration) -> Self {
        Self { value: None, ..Self::quiet(name, since, 0.0) }
    }

    /// Returns a case in which the alert fires because the query has no series from `since` on
    /// ([`NoData::Alerting`](super::NoData::Alerting)).
    pub fn missing(name: impl Into<Text>, since: Duration) -> Self {
        Self { value: None, ..Self::fires(name, since, 0.0) }
    }

    /// Adds a series.
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Adds a label of the query's series.
    pub fn label(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.labels.push((name.into(), value.into()));
        self
    }
}

impl Series {
    /// Returns a series with values in promtool's notation.
    pub fn new(name: impl Into<Text>, values: impl Into<Text>) -> Self {
        Self { name: name.into(), labels: Vec::new(), values: values.into() }
    }

    /// Returns a counter that grows by `by` per minute, for this many minutes.
    pub fn counter(name: impl Into<Text>, by: f64, minutes: u32) -> Self {
        Self::new(name, format!("0+{by}x{minutes}"))
    }

    /// Returns a gauge that has each of the values for the given number of minutes, one after the other.
    pub fn gauge(name: impl Into<Text>, values: &[(f64, u32)]) -> Self {
        let runs = values.iter().map(|(value, minutes)| format!("{value}+0x{}", minutes.saturating_sub(1)));
        Self::new(name, runs.collect::<Vec<_>>().join(" "))
    }

    /// Adds a label.
    pub fn label(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.labels.push((name.into(), value.into()));
        self
    }
}
