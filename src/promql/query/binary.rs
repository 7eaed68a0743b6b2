//! Calculating with queries, and joining them.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::{Label, Query, number};
use crate::promql::ast::{Binary, BinaryOp, Expr, ExprKind, Group, Matching, MatchingLabels, Name, Side, Span};
use crate::unit::{Measure, Number, Per, Ratio};

/// Adds series that have the same labels; only the same unit can be added.
impl<L: Label, K: Label, M: Measure> Add<Query<K, M>> for Query<L, M> {
    type Output = Self;
    fn add(self, other: Query<K, M>) -> Self {
        Self::from_expr(binary(BinaryOp::Add, None, self.expr, other.expr))
    }
}

/// Subtracts series that have the same labels; only the same unit can be subtracted.
impl<L: Label, K: Label, M: Measure> Sub<Query<K, M>> for Query<L, M> {
    type Output = Self;
    fn sub(self, other: Query<K, M>) -> Self {
        Self::from_expr(binary(BinaryOp::Sub, None, self.expr, other.expr))
    }
}

/// Returns the share of one in the other, of the same unit; see [`Query::per`] for two units.
impl<L: Label, K: Label, M: Measure> Div<Query<K, M>> for Query<L, M> {
    type Output = Query<L, Ratio>;
    fn div(self, other: Query<K, M>) -> Query<L, Ratio> {
        Query::from_expr(binary(BinaryOp::Div, None, self.expr, other.expr))
    }
}

/// Multiplies by a plain number.
impl<L: Label, M: Measure> Mul<f64> for Query<L, M> {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::from_expr(binary(BinaryOp::Mul, None, self.expr, number(factor)))
    }
}

/// Divides by a plain number.
impl<L: Label, M: Measure> Div<f64> for Query<L, M> {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self::from_expr(binary(BinaryOp::Div, None, self.expr, number(divisor)))
    }
}

/// Adds a plain number, in this query's unit.
impl<L: Label, M: Measure> Add<f64> for Query<L, M> {
    type Output = Self;
    fn add(self, amount: f64) -> Self {
        Self::from_expr(binary(BinaryOp::Add, None, self.expr, number(amount)))
    }
}

/// Subtracts a plain number, in this query's unit.
impl<L: Label, M: Measure> Sub<f64> for Query<L, M> {
    type Output = Self;
    fn sub(self, amount: f64) -> Self {
        Self::from_expr(binary(BinaryOp::Sub, None, self.expr, number(amount)))
    }
}

/// Subtracts from a plain number, in the query's unit: `1.0 - share` is the rest.
impl<L: Label, M: Measure> Sub<Query<L, M>> for f64 {
    type Output = Query<L, M>;
    fn sub(self, query: Query<L, M>) -> Query<L, M> {
        Query::from_expr(binary(BinaryOp::Sub, None, number(self), query.expr))
    }
}

/// Turns the sign.
impl<L: Label, M: Measure> Neg for Query<L, M> {
    type Output = Self;
    fn neg(self) -> Self {
        Self::from_expr(ExprKind::Unary { negative: true, expr: Box::new(self.expr) })
    }
}

macro_rules! comparisons {
    ($($op:ident: $filter:ident, $flag:ident, $what:literal;)+) => {
        impl<L: Label, M: Measure> Query<L, M> {$(
            #[doc = concat!("Keeps the series that are ", $what, " the bound, in this query's unit.")]
            pub fn $filter(self, bound: f64) -> Self {
                Self::from_expr(binary(BinaryOp::$op, None, self.expr, number(bound)))
            }

            #[doc = concat!("Returns 1 for series that are ", $what, " the bound, 0 for the others.")]
            pub fn $flag(self, bound: f64) -> Query<L, Number> {
                Query::from_expr(with_bool(binary(BinaryOp::$op, None, self.expr, number(bound))))
            }
        )+}
    };
}

comparisons! {
    Greater: above, is_above, "above";
    GreaterOrEqual: at_least, is_at_least, "at or above";
    Less: below, is_below, "below";
    LessOrEqual: at_most, is_at_most, "at or below";
    Equal: equal_to, is_equal_to, "equal to";
    NotEqual: not_equal_to, is_not_equal_to, "different from";
}

impl<L: Label, M: Measure> Query<L, M> {
    /// Returns this divided by another query, in the unit of the quotient.
    pub fn per<K: Label, N: Measure>(self, other: Query<K, N>) -> Query<L, Per<M, N>> {
        Query::from_expr(binary(BinaryOp::Div, None, self.expr, other.expr))
    }

    /// Returns a share from 0 to 1 as percent, 0 to 100.
    pub fn as_percent(self) -> Query<L, crate::unit::Percent>
    where
        M: IsRatio,
    {
        Query::from_expr(binary(BinaryOp::Mul, None, number(100.0), self.expr))
    }

    /// Returns these series, and those of the other query whose labels are missing here.
    pub fn or<K: Label>(self, other: Query<K, M>) -> Self {
        Self::from_expr(binary(BinaryOp::Or, None, self.expr, other.expr))
    }

    /// Returns these series, or the number where there is none at all.
    pub fn or_number(self, value: f64) -> Self {
        Self::from_expr(binary(BinaryOp::Or, None, self.expr, super::call("vector", vec![number(value)])))
    }

    /// Keeps the series that the other query has, too.
    pub fn and<K: Label, N: Measure>(self, other: Query<K, N>) -> Self {
        Self::from_expr(binary(BinaryOp::And, None, self.expr, other.expr))
    }

    /// Keeps the series that the other query has not.
    pub fn unless<K: Label, N: Measure>(self, other: Query<K, N>) -> Self {
        Self::from_expr(binary(BinaryOp::Unless, None, self.expr, other.expr))
    }

    /// Joins on these labels alone; what follows names the operation.
    ///
    /// ```
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Errors.
    /// #     counter ERRORS("errors_total", dashgen::unit::Number) by errors { Path = "path" }
    /// #     /// Requests.
    /// #     counter REQUESTS("requests_total", dashgen::unit::Number) by requests { Path = "path" }
    /// # }
    /// # use dashgen::promql::minutes;
    /// let errors = ERRORS.rate(minutes(5)).sum_by([errors::Path]);
    /// let all = REQUESTS.rate(minutes(5)).sum_by([requests::Path]);
    /// assert_eq!(
    ///     errors.on([errors::Path]).ratio_to(all).to_string(),
    ///     "sum by (path) (rate(errors_total[5m])) / on (path) sum by (path) (rate(requests_total[5m]))"
    /// );
    /// ```
    pub fn on(self, labels: impl IntoIterator<Item = L>) -> Joined<L, M> {
        self.joined(true, labels)
    }

    /// Joins on all labels but these; what follows names the operation.
    pub fn ignoring(self, labels: impl IntoIterator<Item = L>) -> Joined<L, M> {
        self.joined(false, labels)
    }

    fn joined(self, on: bool, labels: impl IntoIterator<Item = L>) -> Joined<L, M> {
        let labels = labels.into_iter().map(|label| Name::from(label.name())).collect();
        let matching = Matching { labels: Some(MatchingLabels { on, labels }), ..Matching::default() };
        Joined { left: self, matching }
    }
}

/// A measure that is a share from 0 to 1.
#[diagnostic::on_unimplemented(
    message = "only a ratio from 0 to 1 can be converted to percent",
    label = "the unit of this query is `{Self}`, not `Ratio`"
)]
pub trait IsRatio: Measure {}

impl IsRatio for Ratio {}

/// A query and the labels on which another one is to be joined to it.
#[derive(Debug)]
pub struct Joined<L, M> {
    left: Query<L, M>,
    matching: Matching,
}

impl<L: Label, M: Measure> Joined<L, M> {
    /// Lets many series on the left meet one on the right, and takes over these labels from the right.
    pub fn group_left<K: Label>(self, include: impl IntoIterator<Item = K>) -> Self {
        self.grouped(Side::Left, include)
    }

    /// Lets many series on the right meet one on the left, and takes over these labels from the left.
    pub fn group_right<K: Label>(self, include: impl IntoIterator<Item = K>) -> Self {
        self.grouped(Side::Right, include)
    }

    fn grouped<K: Label>(mut self, many: Side, include: impl IntoIterator<Item = K>) -> Self {
        let include = include.into_iter().map(|label| Name::from(label.name())).collect();
        self.matching.group = Some(Group { many, include });
        self
    }

    /// Returns the share of the left side in the right.
    pub fn ratio_to<K: Label>(self, other: Query<K, M>) -> Query<L, Ratio> {
        self.apply(BinaryOp::Div, other)
    }

    /// Returns the left side divided by the right, in the unit of the quotient.
    pub fn per<K: Label, N: Measure>(self, other: Query<K, N>) -> Query<L, Per<M, N>> {
        self.apply(BinaryOp::Div, other)
    }

    /// Returns the left side multiplied by a plain number on the right: the way to bring in the labels of an info metric.
    pub fn times<K: Label>(self, other: Query<K, Number>) -> Query<L, M> {
        self.apply(BinaryOp::Mul, other)
    }

    /// Returns the sum of both sides.
    pub fn plus<K: Label>(self, other: Query<K, M>) -> Query<L, M> {
        self.apply(BinaryOp::Add, other)
    }

    /// Returns the left side less the right.
    pub fn minus<K: Label>(self, other: Query<K, M>) -> Query<L, M> {
        self.apply(BinaryOp::Sub, other)
    }

    /// Keeps the series on the left that are above the one they meet on the right, of the same unit.
    ///
    /// ```
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Connections.
    /// #     gauge OPEN("connections_open", dashgen::unit::Number) by open {}
    /// #     /// The most connections there may be.
    /// #     gauge LIMIT("connections_limit", dashgen::unit::Number) by limit {}
    /// # }
    /// let full = OPEN.value().on([open::Job]).above(LIMIT.value() * 0.9);
    /// assert_eq!(full.to_string(), "connections_open > on (job) connections_limit * 0.9");
    /// ```
    pub fn above<K: Label>(self, other: Query<K, M>) -> Query<L, M> {
        self.apply(BinaryOp::Greater, other)
    }

    /// Keeps the series on the left that are below the one they meet on the right, of the same unit.
    pub fn below<K: Label>(self, other: Query<K, M>) -> Query<L, M> {
        self.apply(BinaryOp::Less, other)
    }

    /// Keeps the series on the left that meet one on the right.
    pub fn and<K: Label, N: Measure>(self, other: Query<K, N>) -> Query<L, M> {
        self.apply(BinaryOp::And, other)
    }

    /// Keeps the series on the left that meet none on the right.
    pub fn unless<K: Label, N: Measure>(self, other: Query<K, N>) -> Query<L, M> {
        self.apply(BinaryOp::Unless, other)
    }

    /// Returns the series on the left, and those on the right that meet none of them.
    pub fn or<K: Label>(self, other: Query<K, M>) -> Query<L, M> {
        self.apply(BinaryOp::Or, other)
    }

    /// Applies an operator that has no method here, and takes the unit at the caller's word.
    pub fn apply<K, N, O>(self, op: BinaryOp, other: Query<K, N>) -> Query<L, O> {
        Query::from_expr(binary(op, Some(self.matching), self.left.expr, other.expr))
    }
}

fn binary(op: BinaryOp, matching: Option<Matching>, lhs: Expr, rhs: Expr) -> Expr {
    let (lhs, rhs) = (Box::new(lhs), Box::new(rhs));
    ExprKind::Binary(Binary { op, op_span: Span::default(), return_bool: false, matching, lhs, rhs }).into()
}

fn with_bool(mut expr: Expr) -> Expr {
    if let ExprKind::Binary(binary) = &mut expr.kind {
        binary.return_bool = true;
    }
    expr
}

#[cfg(test)]
mod tests {
    use crate::promql::raw;
    use crate::unit::Seconds;

    #[test]
    fn numbers_on_either_side() {
        let age = || raw::<Seconds>("age");
        assert_eq!((age() + 1.0).to_string(), "(age) + 1");
        assert_eq!((age() - 1.0).to_string(), "(age) - 1");
        assert_eq!((1.0 - age() * 2.0).to_string(), "1 - (age) * 2");
        assert_eq!((2.0 - (1.0 - age())).to_string(), "2 - (1 - (age))");
    }
}
