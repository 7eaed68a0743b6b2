//! Typed queries: what a metric's kind, labels and unit allow, and nothing else.
//!
//! A [`Counter`] has a rate and a [`Histogram`] a quantile; both give a [`Query`], which can be aggregated, joined and
//! calculated with. The labels that a query may be grouped by are those of its metric, and its unit is a type.

mod aggregate;
mod binary;
mod function;
mod grouped;
mod label;
mod raw;
mod recorded;
mod refused;
mod select;
mod window;

use std::marker::PhantomData;

pub use binary::Joined;
pub use function::{scalar, time};
pub use grouped::{ChosenLabel, Grouped};
pub use label::{AnyLabel, Label, LabelMatcher, ScopeMatcher};
pub use raw::raw;
pub use recorded::{Recorded, RecordedBuckets};
pub use select::{BucketRates, Counter, Gauge, Histogram, Info, RangeQuery};
pub use window::{INTERVAL, RANGE, RATE_INTERVAL, Window, days, duration, hours, minutes, seconds};

use super::ast::{Expr, ExprKind, Number, Text};
use crate::unit::{Measure, Unit};

/// An expression that gives one number for each of its series, at every time.
///
/// `L` are the labels of the metric it is made from, `M` is its unit.
#[derive(Debug)]
pub struct Query<L, M> {
    expr: Expr,
    types: PhantomData<fn() -> (L, M)>,
}

impl<L, M> Clone for Query<L, M> {
    fn clone(&self) -> Self {
        Self::from_expr(self.expr.clone())
    }
}

impl<L, M> Query<L, M> {
    /// Returns a query of an expression tree, taken at its word for the labels and the unit.
    pub fn from_expr(expr: impl Into<Expr>) -> Self {
        Self { expr: expr.into(), types: PhantomData }
    }

    /// Returns the expression tree.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// Returns the expression tree, by value.
    pub fn into_expr(self) -> Expr {
        self.expr
    }

    /// Returns the same series in another unit: for what the compiler cannot know, such as a product.
    pub fn in_unit<N: Measure>(self) -> Query<L, N> {
        Query::from_expr(self.expr)
    }

    /// Returns the same series for other labels: for what `label_replace` made, or a right side brought along.
    pub fn with_labels<K: Label>(self) -> Query<K, M> {
        Query::from_expr(self.expr)
    }
}

impl<L, M: Measure> Query<L, M> {
    /// Returns the unit of the query's numbers.
    pub fn unit(&self) -> Unit {
        M::unit()
    }
}

/// Prints PromQL.
impl<L, M> std::fmt::Display for Query<L, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.expr.fmt(f)
    }
}

fn call(function: impl Into<Text>, args: Vec<Expr>) -> Expr {
    ExprKind::Call { function: function.into(), function_span: super::ast::Span::default(), args }.into()
}

fn number(value: f64) -> Expr {
    ExprKind::Number(Number { value, is_duration: false }).into()
}

fn text(value: impl Into<Text>) -> Expr {
    ExprKind::String(value.into()).into()
}
