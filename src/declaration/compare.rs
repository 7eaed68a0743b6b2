//! Where a page and a declaration say different things.

use std::fmt;

use super::source::Metric;
use crate::exposition::{Family, Kind};

/// Something that a page says otherwise than the declaration, which stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The type.
    Kind {
        /// The metric.
        metric: String,
        /// What it is declared as.
        declared: String,
        /// What the page says.
        found: &'static str,
    },
    /// Labels that the declaration lacks.
    NewLabels {
        /// The metric.
        metric: String,
        /// The labels.
        labels: Vec<String>,
    },
    /// Labels that no series has.
    GoneLabels {
        /// The metric.
        metric: String,
        /// The labels.
        labels: Vec<String>,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { metric, declared, found } => {
                write!(f, "`{metric}` is declared as a {declared}, but is a {found} on the page")
            }
            Self::NewLabels { metric, labels } => {
                write!(f, "`{metric}` has undeclared labels: `{}`", labels.join("`, `"))
            }
            Self::GoneLabels { metric, labels } => {
                write!(f, "`{metric}` has no series with its declared labels `{}`", labels.join("`, `"))
            }
        }
    }
}

/// Returns what differs.
pub(super) fn differences(family: &Family, declared: &Metric, targets: &[String]) -> Vec<Difference> {
    let metric = || family.name.clone();
    let mut found = Vec::new();
    if !fits(family.kind, &declared.kind) {
        let declared = declared.kind.clone();
        found.push(Difference::Kind { metric: metric(), declared, found: family.kind.name() });
    }
    let is_new = |label: &&str| !targets.iter().chain(&declared.labels).any(|known| known == label);
    let labels: Vec<_> = family.labels.iter().map(|label| &*label.name).filter(is_new).map(str::to_owned).collect();
    if !labels.is_empty() {
        found.push(Difference::NewLabels { metric: metric(), labels });
    }
    let is_gone = |label: &&String| !family.labels.iter().any(|seen| seen.name == **label);
    let labels: Vec<_> = declared.labels.iter().filter(is_gone).cloned().collect();
    if !labels.is_empty() && family.series > 0 {
        found.push(Difference::GoneLabels { metric: metric(), labels });
    }
    found
}

/// Returns whether a metric of this type can be declared with this word.
fn fits(kind: Kind, word: &str) -> bool {
    match kind {
        Kind::Counter => word == "counter",
        Kind::Gauge | Kind::Info => ["gauge", "info"].contains(&word),
        Kind::Histogram => word == "histogram",
        Kind::Summary => word == "summary",
        Kind::NativeHistogram => word == "native_histogram",
        Kind::StateSet => ["state_set", "gauge"].contains(&word),
        // Whoever declared one of the others knew better.
        _ => true,
    }
}
