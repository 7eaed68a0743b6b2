//! What a kind of metric does not have, so that the compiler says why, and what there is instead.

use super::{Counter, Gauge, Label, Query, Window};
use crate::unit::{Measure, PerSecond};

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "only a counter has a rate",
    label = "this metric is no counter: it goes up and down",
    note = "use `.over(window).slope()` for its change per second, `.over(window).delta()` for its change"
)]
pub trait OnlyCounters {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "only a histogram has quantiles",
    label = "this metric does not know how its observations are spread",
    note = "`.quantile_of_series(phi)` of a query compares series, `.over(window).quantile(phi)` looks back in time"
)]
pub trait OnlyHistograms {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "the value of a counter says nothing by itself",
    label = "it begins again at zero with every restart",
    note = "use `.rate(window)` for its growth per second, `.increase(window)` for its growth, `.total()` if you mean it"
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

    /// Does not compile: the value of a counter says nothing by itself.
    #[doc(hidden)]
    pub fn value(self) -> Query<L, M>
    where
        Self: OnlyGauges,
    {
        self.never()
    }
}
