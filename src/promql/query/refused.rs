//! What a kind of metric does not have, so that the compiler says why, and what there is instead.

use super::{Counter, Gauge, Label, Query, Window};
use crate::unit::{Measure, PerSecond};

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "only a counter has a rate",
    label = "this metric is not a counter: it can go down",
    note = "use `.over(window).slope()` for its change per second, `.over(window).delta()` for its change"
)]
pub trait OnlyCounters {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "only a histogram has quantiles",
    label = "this metric has no distribution of observations",
    note = "use `.quantile_of_series(phi)` for a quantile over series, or `.over(window).quantile(phi)` for one over time"
)]
pub trait OnlyHistograms {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "the raw value of a counter is not meaningful",
    label = "it starts again at zero with every restart",
    note = "use `.rate(window)` for its rate per second, `.increase(window)` for its increase, or `.total()` if this is intended"
)]
pub trait OnlyGauges {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

impl<L: Label, M: Measure> Gauge<L, M> {
    /// Does not compile: only a counter has a rate.
    #[doc(hidden)]
    pub fn rate(self, _: impl Into<Window>) -> Query<L, PerSecond<M>>
    where
        Self: OnlyCounters,
    {
        self.never()
    }

    /// Does not compile: only a counter has a rate.
    #[doc(hidden)]
    pub fn irate(self, _: impl Into<Window>) -> Query<L, PerSecond<M>>
    where
        Self: OnlyCounters,
    {
        self.never()
    }

    /// Does not compile: only a counter has an increase.
    #[doc(hidden)]
    pub fn increase(self, _: impl Into<Window>) -> Query<L, M>
    where
        Self: OnlyCounters,
    {
        self.never()
    }

    /// Does not compile: only a histogram has quantiles.
    #[doc(hidden)]
    pub fn quantile(self, _: f64, _: impl Into<Window>) -> Query<L, M>
    where
        Self: OnlyHistograms,
    {
        self.never()
    }
}

impl<L: Label, M: Measure> Counter<L, M> {
    /// Does not compile: only a histogram has quantiles.
    #[doc(hidden)]
    pub fn quantile(self, _: f64, _: impl Into<Window>) -> Query<L, M>
    where
        Self: OnlyHistograms,
    {
        self.never()
    }

    /// Does not compile: the raw value of a counter is not meaningful.
    #[doc(hidden)]
    pub fn value(self) -> Query<L, M>
    where
        Self: OnlyGauges,
    {
        self.never()
    }
}
