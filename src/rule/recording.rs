//! Recording rules.

use crate::model::Origin;
use crate::promql::ast::Expr;
use crate::promql::{BucketRates, Query, Recorded, RecordedBuckets};

/// A recording rule: a query that Prometheus evaluates regularly and stores as a series.
#[derive(Debug, Clone)]
pub struct Recording {
    /// The name of the series.
    pub name: &'static str,
    /// The query.
    pub expr: Expr,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

impl Recording {
    /// Returns the rule that records a series; the query has the same labels and unit.
    #[track_caller]
    pub fn new<L, M>(series: &Recorded<L, M>, query: Query<L, M>) -> Self {
        Self { name: series.name(), expr: query.into_expr(), origin: Origin::here() }
    }

    /// Returns the rule that records the series of a histogram's buckets.
    #[track_caller]
    pub fn buckets<L, M>(series: &RecordedBuckets<L, M>, rates: BucketRates<L, M>) -> Self {
        Self { name: series.name(), expr: rates.into_expr(), origin: Origin::here() }
    }
}
