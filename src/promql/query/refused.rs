//! What a kind of metric does not have, so that the compiler says why, and what there is instead.

use super::{Counter, Gauge, Label, Query, StateSet, Summary, Untyped, Window};
use crate::unit::Measure;

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

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "a summary has no rate of its own",
    label = "its quantiles go up and down",
    note = "use `.count().rate(window)` for observations per second, `.mean(window)` for what was observed on average"
)]
pub trait RateOfParts {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "a summary has only the quantiles that its target exports",
    label = "there are no buckets to calculate another one from, or one of several instances",
    note = "use `.quantile_of(phi)` for one that is exported, `.quantiles()` for all of them"
)]
pub trait ExportedQuantiles {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

/// Implemented by nothing: its message is what the compiler says.
#[diagnostic::on_unimplemented(
    message = "only a counter has a rate",
    label = "nobody says whether this metric is one",
    note = "use `.as_counter()` if it only grows, `.over(window).slope()` if it goes up and down"
)]
pub trait SaidToGrow {
    /// Cannot be called.
    fn never<T>(self) -> T;
}

/// Methods that do not compile, all of one reason.
macro_rules! refused {
    ($kind:ident: $reason:ident, $($method:ident($($argument:ty),*)),+) => {
        impl<L: Label, M: Measure> $kind<L, M> {$(
            /// Does not compile.
            #[doc(hidden)]
            pub fn $method(self $(, _: $argument)*) -> Query<L, M>
            where
                Self: $reason,
            {
                self.never()
            }
        )+}
    };
}

refused!(Gauge: OnlyCounters, rate(impl Into<Window>), irate(impl Into<Window>), increase(impl Into<Window>));
refused!(Gauge: OnlyHistograms, quantile(f64, impl Into<Window>));
refused!(Counter: OnlyHistograms, quantile(f64, impl Into<Window>));
refused!(Counter: OnlyGauges, value());
refused!(Summary: RateOfParts, rate(impl Into<Window>), irate(impl Into<Window>), increase(impl Into<Window>));
refused!(Summary: ExportedQuantiles, quantile(f64, impl Into<Window>));
refused!(StateSet: OnlyCounters, rate(impl Into<Window>), irate(impl Into<Window>), increase(impl Into<Window>));
refused!(Untyped: SaidToGrow, rate(impl Into<Window>), irate(impl Into<Window>), increase(impl Into<Window>));
refused!(Untyped: OnlyHistograms, quantile(f64, impl Into<Window>));
