//! What Prometheus answers.
//!
//! Source: Prometheus's documentation, "HTTP API".

use std::collections::BTreeMap;

use serde::Deserialize;

/// An answer, with what Prometheus remarks on it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Answer<T> {
    /// The answer itself.
    pub data: T,
    /// What may be wrong with it: a part of it is missing.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// What may be wrong with the query.
    #[serde(default)]
    pub infos: Vec<String>,
}

/// The result of a query.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "resultType", content = "result", rename_all = "lowercase")]
pub enum Data {
    /// A number for each series, at one time.
    Vector(Vec<InstantSeries>),
    /// Numbers for each series, over a range.
    Matrix(Vec<RangeSeries>),
    /// One number.
    Scalar(Number),
    /// A text, and its time in seconds since 1970.
    String((f64, String)),
}

/// A series at one time.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct InstantSeries {
    /// Its labels; the name is `__name__`.
    #[serde(rename = "metric")]
    pub labels: BTreeMap<String, String>,
    /// The number; none for a native histogram.
    #[serde(rename = "value")]
    pub number: Option<Number>,
}

/// A series over a range.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RangeSeries {
    /// Its labels; the name is `__name__`.
    #[serde(rename = "metric")]
    pub labels: BTreeMap<String, String>,
    /// The numbers, by time; none for a native histogram.
    #[serde(rename = "values", default)]
    pub numbers: Vec<Number>,
}

/// A number at a time.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "(f64, String)")]
pub struct Number {
    /// The time, in seconds since 1970.
    pub time: f64,
    /// The number; may be NaN or infinite.
    pub value: f64,
}

impl TryFrom<(f64, String)> for Number {
    type Error = String;

    fn try_from((time, text): (f64, String)) -> Result<Self, String> {
        let value = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
        Ok(Self { time, value })
    }
}

impl Data {
    /// Returns how many series there are; a scalar or a text counts as one.
    pub const fn series(&self) -> usize {
        match self {
            Self::Vector(series) => series.len(),
            Self::Matrix(series) => series.len(),
            Self::Scalar(_) | Self::String(_) => 1,
        }
    }

    /// Returns whether there is nothing at all.
    pub const fn is_empty(&self) -> bool {
        self.series() == 0
    }

    /// Returns all numbers of all series.
    pub fn values(&self) -> Vec<f64> {
        match self {
            Self::Vector(series) => series.iter().filter_map(|series| series.number).map(|n| n.value).collect(),
            Self::Matrix(series) => series.iter().flat_map(|series| &series.numbers).map(|n| n.value).collect(),
            Self::Scalar(number) => vec![number.value],
            Self::String(_) => Vec::new(),
        }
    }
}

/// What a target says of a metric.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MetricMetadata {
    /// `counter`, `gauge`, `histogram`, `summary`, `info`, `stateset` or `unknown`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The help text.
    #[serde(default)]
    pub help: String,
    /// The unit, mostly empty.
    #[serde(default)]
    pub unit: String,
}

/// What is around every answer.
#[derive(Debug, Deserialize)]
#[serde(tag = "status", rename_all = "lowercase")]
pub(super) enum Envelope<T> {
    /// It worked.
    Success(Answer<T>),
    /// It did not.
    Error {
        /// The kind of error.
        #[serde(rename = "errorType", default)]
        kind: String,
        /// The message.
        #[serde(rename = "error", default)]
        message: String,
    },
}
