//! What a kind of metric does not have, so that the compiler says why, and what there is instead.

use super::{Counter, Gauge, Label, Query, Window};
use crate::unit::{Measure, PerSecond};

macro_rules! refusals {
    ($($(#[$diagnostic:meta])+ $trait:ident: $($kind:ident.$method:ident($($argument:ty),*) -> $measure:ty),+;)+) => {$(
        /// Implemented by nothing: its message is what the compiler says.
        $(#[$diagnostic])+
        pub trait $trait {
            /// Cannot be called.
            fn never<T>(self) -> T;
        }

        $(impl<L: Label, M: Measure> $kind<L, M> {
            #[doc = concat!("Does not compile: a `", stringify!($kind), "` has none.")]
            #[doc(hidden)]
            pub fn $method(self, $(_: $argument),*) -> Query<L, $measure>
            where
                Self: $trait,
            {
                self.never()
            }
        })+
    )+};
}

refusals! {
    #[diagnostic::on_unimplemented(
        message = "only a counter has a rate",
        label = "this metric is no counter: it goes up and down",
        note = "use `.over(window).slope()` for its change per second, `.over(window).delta()` for its change"
    )]
    OnlyCounters: Gauge.rate(Window) -> PerSecond<M>, Gauge.irate(Window) -> PerSecond<M>, Gauge.increase(Window) -> M;

    #[diagnostic::on_unimplemented(
        message = "only a histogram has quantiles",
        label = "this metric does not know how its observations are spread",
        note = "`.quantile_of_series(phi)` of a query compares series, `.over(window).quantile(phi)` looks back in time"
    )]
    OnlyHistograms: Counter.quantile(f64, Window) -> M, Gauge.quantile(f64, Window) -> M;

    #[diagnostic::on_unimplemented(
        message = "the value of a counter says nothing by itself",
        label = "it begins again at zero with every restart",
        note = "use `.rate(window)` for its growth per second, `.increase(window)` for its growth, `.total()` if you mean it"
    )]
    OnlyGauges: Counter.value() -> M;
}
