//! Functions of single values.

use super::{AnyLabel, Label, Query, call, number, text};
use crate::promql::ast::{Expr, Text};
use crate::unit::{Measure, Number, Seconds};

macro_rules! functions {
    ($($(#[$doc:meta])* $method:ident -> $measure:ty = $function:literal;)+) => {
        impl<L: Label, M: Measure> Query<L, M> {$(
            $(#[$doc])*
            pub fn $method(self) -> Query<L, $measure> {
                Query::from_expr(call($function, vec![self.expr]))
            }
        )+}
    };
}

functions! {
    /// Returns the values without their sign.
    abs -> M = "abs";
    /// Rounds up to whole numbers.
    ceil -> M = "ceil";
    /// Rounds down to whole numbers.
    floor -> M = "floor";
    /// Rounds to the nearest whole numbers.
    round -> M = "round";
    /// Returns -1, 0 or 1, by the sign.
    sign -> Number = "sgn";
    /// Sorts the series by value, lowest first; only instant queries keep the order.
    sort -> M = "sort";
    /// Sorts the series by value, highest first; only instant queries keep the order.
    sort_desc -> M = "sort_desc";
    /// Returns 1 where the query has no series.
    absent -> Number = "absent";
}

impl<L: Label, M: Measure> Query<L, M> {
    /// Returns the values, none of them below the bound.
    pub fn clamp_min(self, bound: f64) -> Self {
        Self::from_expr(call("clamp_min", vec![self.expr, number(bound)]))
    }

    /// Returns the values, none of them above the bound.
    pub fn clamp_max(self, bound: f64) -> Self {
        Self::from_expr(call("clamp_max", vec![self.expr, number(bound)]))
    }

    /// Returns the values, none of them outside the bounds.
    pub fn clamp(self, min: f64, max: f64) -> Self {
        Self::from_expr(call("clamp", vec![self.expr, number(min), number(max)]))
    }

    /// Sets a label from what a regular expression finds in another: `$1` is its first group.
    ///
    /// The new label belongs to no metric's type; name it with [`AnyLabel`] after [`Query::with_labels`].
    pub fn label_replace(
        self,
        label: impl Into<Text>,
        replacement: impl Into<Text>,
        source: L,
        regex: impl Into<Text>,
    ) -> Self {
        let args = vec![self.expr, text(label), text(replacement), text(source.name()), text(regex)];
        Self::from_expr(call("label_replace", args))
    }

    /// Sets a label to the values of others, with a separator between them.
    pub fn label_join(
        self,
        label: impl Into<Text>,
        separator: impl Into<Text>,
        sources: impl IntoIterator<Item = L>,
    ) -> Self {
        let mut args = vec![self.expr, text(label), text(separator)];
        args.extend(sources.into_iter().map(|source| text(source.name())));
        Self::from_expr(call("label_join", args))
    }

    /// Calls a function that has no method here, with arguments before and after this query; the unit is the caller's
    /// word, the types are checked by `dashgen validate`.
    ///
    /// ```
    /// use dashgen::promql::raw;
    /// use dashgen::unit::{Number, Seconds};
    ///
    /// let day = raw::<Seconds>("up").call::<Number>("day_of_week", vec![], vec![]);
    /// assert_eq!(day.to_string(), "day_of_week(up)");
    /// ```
    pub fn call<N: Measure>(self, function: &'static str, before: Vec<Expr>, after: Vec<Expr>) -> Query<L, N> {
        let args = before.into_iter().chain([self.expr]).chain(after).collect();
        Query::from_expr(call(function, args))
    }
}

/// Returns the time of evaluation, in seconds since 1970.
pub fn time() -> Query<AnyLabel, Seconds> {
    Query::from_expr(call("time", Vec::new()))
}

/// Returns a plain number as a query of one series without labels.
pub fn scalar<M: Measure>(value: f64) -> Query<AnyLabel, M> {
    Query::from_expr(call("vector", vec![number(value)]))
}
