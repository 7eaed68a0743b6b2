//! What was asked and what came back.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use super::metric::MetricReport;
use super::sense::Bounds;
use crate::model::{Allowance, DataIssue, Origin};

/// A suite on a Prometheus.
#[derive(Debug, Clone)]
pub struct Report {
    /// The base URL, without credentials.
    pub url: String,
    /// When it was asked, by Prometheus's clock: in seconds since 1970.
    pub now: f64,
    /// How often Prometheus was taken to scrape.
    pub scrape_interval: Duration,
    /// The dashboards, in the order of the suite.
    pub dashboards: Vec<DashboardReport>,
    /// The metrics of the catalogue, in its order.
    pub metrics: Vec<MetricReport>,
}

/// A dashboard on a Prometheus.
#[derive(Debug, Clone)]
pub struct DashboardReport {
    /// Its title.
    pub title: String,
    /// The name of its file, without folder and `.json`.
    pub name: String,
    /// Its time range, when it was not understood and the last six hours were asked.
    pub strange_range: Option<String>,
    /// Its variables, annotations and queries.
    pub asked: Vec<Asked>,
}

/// One query, and what became of it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Whose query it is.
    pub part: Part,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
    /// The query as the dashboard has it.
    pub expr: String,
    /// The query as it was sent; empty when it was not.
    pub sent: String,
    /// The series that it reads, by name.
    pub reads: BTreeSet<String>,
    /// Those of them that Prometheus has not.
    pub missing: BTreeSet<String>,
    /// What came back.
    pub verdict: Verdict,
    /// What is wrong with the numbers.
    pub strange: Vec<Problem>,
    /// What the panel says is meant, and why.
    pub allowed: Vec<Allowance>,
    /// What Prometheus remarks.
    pub remarks: Vec<String>,
}

/// Whose query it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// A query of a panel.
    Panel {
        /// The panel's title.
        title: String,
        /// The query's ref ID.
        ref_id: String,
    },
    /// An annotation, by its name.
    Annotation(String),
    /// A variable, by its name.
    Variable(String),
}

/// What came back for a query.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// So many series with numbers; for a variable, so many values.
    Data(usize),
    /// So many series, but only at the end of the time range: the data is younger than the steps are long.
    EndOnly(usize),
    /// Nothing.
    Empty,
    /// An error, by its message.
    Failed(String),
    /// It was not asked, for a reason.
    NotAsked(String),
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// It reads series that Prometheus has not.
    MissingMetric(String),
    /// It cannot be evaluated.
    Failed(String),
    /// It gives nothing.
    Empty,
    /// All its numbers are NaN, which nothing is drawn for.
    OnlyNan,
    /// Some numbers are infinite.
    Infinite,
    /// A number lies outside of what its unit, or the axis of its panel, makes sense of.
    Outside {
        /// The number that lies farthest out.
        value: f64,
        /// What makes sense.
        bounds: Bounds,
    },
}

impl Report {
    /// Returns how many problems there are, of metrics and of queries.
    pub fn problems(&self) -> usize {
        let of_metrics = self.metrics.iter().map(|metric| metric.problems.len());
        let asked = self.dashboards.iter().flat_map(|dashboard| &dashboard.asked);
        of_metrics.chain(asked.map(|asked| asked.problems().len())).sum()
    }
}

impl Asked {
    /// Returns a query that was not asked yet.
    pub(super) fn new(part: Part, origin: Origin, expr: String) -> Self {
        Self {
            part,
            origin,
            expr,
            sent: String::new(),
            reads: BTreeSet::new(),
            missing: BTreeSet::new(),
            verdict: Verdict::Empty,
            strange: Vec::new(),
            allowed: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Returns all that is wrong with it, without what the panel allows.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.all_problems();
        problems.retain(|problem| self.reason(problem).is_none());
        problems
    }

    /// Returns what would be wrong with it if the panel did not allow it, and why it does.
    pub fn allowed_problems(&self) -> Vec<(Problem, &str)> {
        let problems = self.all_problems().into_iter();
        problems.filter_map(|problem| self.reason(&problem).map(|reason| (problem, reason))).collect()
    }

    fn reason(&self, problem: &Problem) -> Option<&str> {
        let allowance = self.allowed.iter().find(|allowance| Some(allowance.issue) == problem.issue())?;
        Some(&allowance.reason)
    }

    /// A query that reads missing series is not blamed for giving nothing, too. Annotations may give nothing: there
    /// was no event.
    fn all_problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.missing.iter().cloned().map(Problem::MissingMetric).collect();
        match &self.verdict {
            Verdict::Failed(message) => problems.push(Problem::Failed(message.clone())),
            Verdict::Empty if self.missing.is_empty() && !matches!(self.part, Part::Annotation(_)) => {
                problems.push(Problem::Empty);
            }
            _ => {}
        }
        problems.extend(self.strange.iter().cloned());
        problems
    }
}

impl Verdict {
    /// Returns the name of this verdict, for programs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Data(_) => "data",
            Self::EndOnly(_) => "end-only",
            Self::Empty => "empty",
            Self::Failed(_) => "failed",
            Self::NotAsked(_) => "not-asked",
        }
    }

    /// Returns how many series or values came back.
    pub const fn series(&self) -> usize {
        match self {
            Self::Data(series) | Self::EndOnly(series) => *series,
            Self::Empty | Self::Failed(_) | Self::NotAsked(_) => 0,
        }
    }
}

impl Problem {
    /// Returns the name of this kind of problem, for programs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::MissingMetric(_) => "missing-metric",
            Self::Failed(_) => "failed",
            Self::Empty => "empty",
            Self::OnlyNan => "only-nan",
            Self::Infinite => "infinite",
            Self::Outside { .. } => "outside",
        }
    }

    /// Returns what a panel has to allow for this to be no problem; some are problems always.
    pub const fn issue(&self) -> Option<DataIssue> {
        match self {
            Self::MissingMetric(_) | Self::Failed(_) => None,
            Self::Empty => Some(DataIssue::NoData),
            Self::OnlyNan => Some(DataIssue::AllNan),
            Self::Infinite => Some(DataIssue::Infinite),
            Self::Outside { .. } => Some(DataIssue::OutOfRange),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingMetric(name) => write!(f, "reads `{name}`, but Prometheus has no series of it"),
            Self::Failed(message) => write!(f, "Prometheus reports an error: {message}"),
            Self::Empty => f.write_str("returns no data, although Prometheus has the metrics that it reads"),
            Self::OnlyNan => f.write_str("returns only NaN"),
            Self::Infinite => f.write_str("returns infinite values: something is divided by zero"),
            Self::Outside { value, bounds: Bounds { low, high } } => {
                write!(f, "returns {value}, ")?;
                match (low, high) {
                    (Some(low), _) if value < low => write!(f, "which is below {low}"),
                    (_, Some(high)) => write!(f, "which is above {high}"),
                    _ => f.write_str("which is out of range"),
                }
            }
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Panel { title, ref_id } => write!(f, "panel `{title}`, query {ref_id}"),
            Self::Annotation(name) => write!(f, "annotation `{name}`"),
            Self::Variable(name) => write!(f, "variable `{name}`"),
        }
    }
}
