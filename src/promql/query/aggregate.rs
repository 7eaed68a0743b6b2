//! Many series become few.

use super::{Label, Query, number, text};
use crate::promql::ast::{Aggregate, AggregateOp, Expr, ExprKind, Grouping, Name, Span, Text};
use crate::unit::{Measure, Number};

macro_rules! aggregations {
    ($($op:ident -> $measure:ty: $all:ident, $by:ident, $without:ident, $what:literal;)+) => {
        impl<L: Label, M: Measure> Query<L, M> {$(
            #[doc = concat!("Returns the ", $what, " of all series.")]
            pub fn $all(self) -> Query<L, $measure> {
                self.aggregate(AggregateOp::$op, None, None)
            }

            #[doc = concat!("Returns the ", $what, " of the series that share these labels; only they are left.")]
            pub fn $by(self, labels: impl IntoIterator<Item = L>) -> Query<L, $measure> {
                self.aggregate(AggregateOp::$op, None, grouping(false, labels))
            }

            #[doc = concat!("Returns the ", $what, " of the series that differ in these labels alone; all others are left.")]
            pub fn $without(self, labels: impl IntoIterator<Item = L>) -> Query<L, $measure> {
                self.aggregate(AggregateOp::$op, None, grouping(true, labels))
            }
        )+}
    };
}

aggregations! {
    Sum -> M: sum, sum_by, sum_without, "sum";
    Avg -> M: avg, avg_by, avg_without, "mean";
    Min -> M: min, min_by, min_without, "lowest value";
    Max -> M: max, max_by, max_without, "highest value";
    Stddev -> M: stddev, stddev_by, stddev_without, "standard deviation";
    Count -> Number: count, count_by, count_without, "number";
    Group -> Number: group, group_by, group_without, "presence (1)";
}

impl<L: Label, M: Measure> Query<L, M> {
    /// Returns the `count` series with the highest values.
    pub fn topk(self, count: u32) -> Self {
        self.aggregate(AggregateOp::Topk, Some(number(count.into())), None)
    }

    /// Returns the `count` series with the lowest values.
    pub fn bottomk(self, count: u32) -> Self {
        self.aggregate(AggregateOp::Bottomk, Some(number(count.into())), None)
    }

    /// Returns the `count` series with the highest values among those that share these labels; they keep all labels.
    ///
    /// ```
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Memory of containers.
    /// #     gauge MEMORY("memory_bytes", dashgen::unit::Bytes) by memory { Pod = "pod", Node = "node" }
    /// # }
    /// assert_eq!(MEMORY.value().topk_by(3, [memory::Node]).to_string(), "topk by (node) (3, memory_bytes)");
    /// ```
    pub fn topk_by(self, count: u32, labels: impl IntoIterator<Item = L>) -> Self {
        self.aggregate(AggregateOp::Topk, Some(number(count.into())), grouping(false, labels))
    }

    /// Returns the `count` series with the lowest values among those that share these labels; they keep all labels.
    pub fn bottomk_by(self, count: u32, labels: impl IntoIterator<Item = L>) -> Self {
        self.aggregate(AggregateOp::Bottomk, Some(number(count.into())), grouping(false, labels))
    }

    /// Returns the value that a share `phi` (0 to 1) of the series stays below.
    pub fn quantile_of_series(self, phi: f64) -> Self {
        self.aggregate(AggregateOp::Quantile, Some(number(phi)), None)
    }

    /// Returns how many series have each value, with the value in the label.
    pub fn count_values(self, label: impl Into<Text>) -> Query<L, Number> {
        self.aggregate(AggregateOp::CountValues, Some(text(label)), None)
    }

    /// Aggregates in a way that has no method here.
    pub fn aggregate<N: Measure>(
        self,
        op: AggregateOp,
        param: Option<Expr>,
        grouping: Option<Grouping>,
    ) -> Query<L, N> {
        Query::from_expr(aggregate(op, param, grouping, self.expr))
    }
}

pub(super) fn sum_keeping(labels: impl Iterator<Item = Name>, expr: Expr) -> Expr {
    let labels = labels.collect();
    aggregate(AggregateOp::Sum, None, Some(Grouping { without: false, labels }), expr)
}

#[expect(clippy::unnecessary_wraps, reason = "every caller needs the option")]
fn grouping<L: Label>(without: bool, labels: impl IntoIterator<Item = L>) -> Option<Grouping> {
    let labels = labels.into_iter().map(|label| Name::from(label.name())).collect();
    Some(Grouping { without, labels })
}

fn aggregate(op: AggregateOp, param: Option<Expr>, grouping: Option<Grouping>, expr: Expr) -> Expr {
    let (param, expr) = (param.map(Box::new), Box::new(expr));
    ExprKind::Aggregate(Aggregate { op, op_span: Span::default(), grouping, param, expr }).into()
}
