//! Metrics by kind, and what each kind allows.

use std::marker::PhantomData;
use std::time::Duration;

use super::{Label, LabelMatcher, Query, ScopeMatcher, Window, call, number};
use crate::promql::ast::{At, Expr, ExprKind, Matcher, Name, Selector, Subquery, TimeShift};
use crate::promql::metric::{MetricInfo, MetricKind, SeriesPart};
use crate::unit::{Measure, Number, PerSecond, Seconds};

/// Which series of which metric.
#[derive(Debug, Clone)]
struct Selection {
    info: &'static MetricInfo,
    part: SeriesPart,
    matchers: Vec<Matcher>,
    time: TimeShift,
}

impl Selection {
    const fn of(info: &'static MetricInfo) -> Self {
        Self { info, part: SeriesPart::Whole, matchers: Vec::new(), time: TimeShift { offset: None, at: None } }
    }

    fn expr(self, range: Option<Window>) -> Expr {
        let name = self.info.name;
        let name = match self.part {
            SeriesPart::Whole => Name::from(name),
            SeriesPart::Bucket => Name::from(format!("{name}_bucket")),
            SeriesPart::Sum => Name::from(format!("{name}_sum")),
            SeriesPart::Count => Name::from(format!("{name}_count")),
        };
        let range = range.map(Window::expr);
        ExprKind::Selector(Selector { name: Some(name), matchers: self.matchers, range, time: self.time, extent: None })
            .into()
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<L, M> {
            selection: Selection,
            types: PhantomData<fn() -> (L, M)>,
        }

        impl<L, M> Clone for $name<L, M> {
            fn clone(&self) -> Self {
                Self { selection: self.selection.clone(), types: PhantomData }
            }
        }

        impl<L, M> $name<L, M> {
            #[doc(hidden)]
            pub const KIND: MetricKind = MetricKind::$name;

            /// Returns the metric of a declaration; [`metrics!`](crate::metrics) calls it.
            pub const fn declared(info: &'static MetricInfo) -> Self {
                Self { selection: Selection::of(info), types: PhantomData }
            }

            /// Returns the metric's declaration.
            pub const fn info(&self) -> &'static MetricInfo {
                self.selection.info
            }

            /// Keeps only the series that the matcher takes.
            pub fn with(mut self, matcher: LabelMatcher<L>) -> Self {
                self.selection.matchers.push(matcher.matcher);
                self
            }

            /// Keeps only the series that all these matchers take; they fit any metric.
            pub fn within(mut self, scope: &[ScopeMatcher]) -> Self {
                self.selection.matchers.extend(scope.iter().map(ScopeMatcher::matcher));
                self
            }

            /// Looks that far into the past (`offset`).
            pub fn offset(mut self, by: impl Into<Window>) -> Self {
                self.selection.time.offset = Some(by.into().expr());
                self
            }

            /// Looks at the values from later (`offset -1h`): at each moment, the time that follows it.
            ///
            /// Needs Prometheus 2.33 or newer.
            pub fn ahead(mut self, by: impl Into<Window>) -> Self {
                self.selection.time.offset = Some(by.into().negated());
                self
            }

            /// Looks at one time for all points (`@`).
            pub fn at(mut self, at: At) -> Self {
                self.selection.time.at = Some(at);
                self
            }
        }
    )+};
}

kinds! {
    /// A metric that only grows, but for restarts: it has a rate.
    Counter;
    /// A metric that goes up and down.
    Gauge;
    /// A metric that counts observations in buckets: it has quantiles.
    Histogram;
    /// A metric that is always 1; its labels are the news.
    Info;
}

impl<L: Label, M: Measure> Counter<L, M> {
    /// Returns how much it grows per second, on average over the window.
    pub fn rate(self, window: impl Into<Window>) -> Query<L, PerSecond<M>> {
        Query::from_expr(call("rate", vec![self.selection.expr(Some(window.into()))]))
    }

    /// Returns how much it grows per second, by the last two samples of the window.
    pub fn irate(self, window: impl Into<Window>) -> Query<L, PerSecond<M>> {
        Query::from_expr(call("irate", vec![self.selection.expr(Some(window.into()))]))
    }

    /// Returns how much it grew over the window.
    pub fn increase(self, window: impl Into<Window>) -> Query<L, M> {
        Query::from_expr(call("increase", vec![self.selection.expr(Some(window.into()))]))
    }

    /// Returns how often it started again from zero over the window.
    pub fn resets(self, window: impl Into<Window>) -> Query<L, Number> {
        Query::from_expr(call("resets", vec![self.selection.expr(Some(window.into()))]))
    }

    /// Returns the count since the start of the process: rarely what a panel wants.
    pub fn total(self) -> Query<L, M> {
        Query::from_expr(self.selection.expr(None))
    }
}

impl<L: Label, M: Measure> Gauge<L, M> {
    /// Returns its value.
    pub fn value(self) -> Query<L, M> {
        Query::from_expr(self.selection.expr(None))
    }

    /// Returns its values over the window, to be made into one.
    pub fn over(self, window: impl Into<Window>) -> RangeQuery<L, M> {
        RangeQuery::from_expr(self.selection.expr(Some(window.into())))
    }
}

impl<L: Label, M: Measure> Info<L, M> {
    /// Returns 1 for each series.
    pub fn value(self) -> Query<L, Number> {
        Query::from_expr(self.selection.expr(None))
    }

    /// Returns its values over the window: how often it was there, and how often it came back.
    pub fn over(self, window: impl Into<Window>) -> RangeQuery<L, Number> {
        RangeQuery::from_expr(self.selection.expr(Some(window.into())))
    }
}

impl<L: Label, M: Measure> Histogram<L, M> {
    /// Returns the value that a share `phi` (0 to 1) of the observations in the window stayed below, over all series.
    ///
    /// For one value per label, see [`Histogram::rate`].
    pub fn quantile(self, phi: f64, window: impl Into<Window>) -> Query<L, M> {
        self.rate(window).sum().quantile(phi)
    }

    /// Returns how fast each bucket fills, to be summed and made into a quantile.
    pub fn rate(self, window: impl Into<Window>) -> BucketRates<L, M> {
        BucketRates {
            expr: call("rate", vec![self.part(SeriesPart::Bucket).expr(Some(window.into()))]),
            types: PhantomData,
        }
    }

    /// Returns the count of each bucket since the start of the process: which series there are now.
    pub fn buckets(self) -> Query<L, Number> {
        Query::from_expr(self.part(SeriesPart::Bucket).expr(None))
    }

    /// Returns the counter of observations.
    pub fn count(self) -> Counter<L, Number> {
        Counter { selection: self.part(SeriesPart::Count), types: PhantomData }
    }

    /// Returns the counter that adds up what was observed.
    pub fn sum(self) -> Counter<L, M> {
        Counter { selection: self.part(SeriesPart::Sum), types: PhantomData }
    }

    /// Returns the mean of what was observed in the window, over all series.
    pub fn mean(self, window: impl Into<Window>) -> Query<L, M> {
        let window = window.into();
        let sum = self.clone().sum().rate(window.clone()).sum().in_unit::<Number>();
        (sum / self.count().rate(window).sum().in_unit::<Number>()).in_unit()
    }

    fn part(self, part: SeriesPart) -> Selection {
        Selection { part, ..self.selection }
    }
}

/// The rates of a histogram's buckets: the label `le` stays with them until they are a quantile.
#[derive(Debug)]
pub struct BucketRates<L, M> {
    expr: Expr,
    types: PhantomData<fn() -> (L, M)>,
}

impl<L, M> BucketRates<L, M> {
    pub(super) fn from_expr(expr: Expr) -> Self {
        Self { expr, types: PhantomData }
    }

    /// Returns the expression tree.
    pub fn into_expr(self) -> Expr {
        self.expr
    }
}

impl<L: Label, M: Measure> BucketRates<L, M> {
    /// Adds up the buckets of all series.
    pub fn sum(self) -> Self {
        self.sum_by([])
    }

    /// Adds up the buckets of the series that share these labels.
    pub fn sum_by(self, labels: impl IntoIterator<Item = L>) -> Self {
        let labels = labels.into_iter().map(Label::name).chain(["le"]).map(Name::from);
        let expr = super::aggregate::sum_keeping(labels, self.expr);
        Self { expr, types: PhantomData }
    }

    /// Keeps the buckets that the other query has, too: [`Histogram::buckets`] leaves out those of instances that are
    /// gone, which a rate sees until its window is over.
    pub fn and<K: Label, N: Measure>(self, other: Query<K, N>) -> Self {
        Self::from_expr(Query::<L, M>::from_expr(self.expr).and(other).into_expr())
    }

    /// Returns the value that a share `phi` (0 to 1) of the observations stayed below.
    pub fn quantile(self, phi: f64) -> Query<L, M> {
        Query::from_expr(call("histogram_quantile", vec![number(phi), self.expr]))
    }
}

/// Several values of each series, over a window of time.
#[derive(Debug)]
pub struct RangeQuery<L, M> {
    expr: Expr,
    types: PhantomData<fn() -> (L, M)>,
}

macro_rules! over_time {
    ($($(#[$doc:meta])* $method:ident -> $measure:ty = $function:literal;)+) => {
        impl<L: Label, M: Measure> RangeQuery<L, M> {$(
            $(#[$doc])*
            pub fn $method(self) -> Query<L, $measure> {
                self.reduce($function)
            }
        )+}
    };
}

over_time! {
    /// Returns the mean.
    avg -> M = "avg_over_time";
    /// Returns the lowest value.
    min -> M = "min_over_time";
    /// Returns the highest value.
    max -> M = "max_over_time";
    /// Returns the sum of the samples.
    sum -> M = "sum_over_time";
    /// Returns the last value.
    last -> M = "last_over_time";
    /// Returns the number of samples.
    count -> Number = "count_over_time";
    /// Returns 1 where there was any sample.
    present -> Number = "present_over_time";
    /// Returns 1 where there was none, once for the whole selector.
    absent -> Number = "absent_over_time";
    /// Returns the standard deviation.
    stddev -> M = "stddev_over_time";
    /// Returns how often the value changed.
    changes -> Number = "changes";
    /// Returns the last value less the first.
    delta -> M = "delta";
    /// Returns the last value less the one before it.
    idelta -> M = "idelta";
    /// Returns the slope of the straight line through the samples, per second.
    slope -> PerSecond<M> = "deriv";
}

impl<L: Label, M: Measure> RangeQuery<L, M> {
    /// Returns the range query of an expression tree, taken at its word.
    pub fn from_expr(expr: impl Into<Expr>) -> Self {
        Self { expr: expr.into(), types: PhantomData }
    }

    /// Returns the value that a share `phi` (0 to 1) of the samples stayed below.
    pub fn quantile(self, phi: f64) -> Query<L, M> {
        Query::from_expr(call("quantile_over_time", vec![number(phi), self.expr]))
    }

    /// Returns where the straight line through the samples will be after so long.
    pub fn predict(self, ahead: Duration) -> Query<L, M> {
        Query::from_expr(call("predict_linear", vec![self.expr, number(ahead.as_secs_f64())]))
    }

    /// Moves the window that far into the future (`offset -1s`).
    ///
    /// Prometheus 2 counts a sample at the very beginning of a window, Prometheus 3 does not: windows that follow each
    /// other, moved by less than a step of a subquery, have each sample once in both. Needs Prometheus 2.33 or newer.
    pub fn ahead(mut self, by: impl Into<Window>) -> Self {
        if let ExprKind::Subquery(Subquery { time, .. }) | ExprKind::Selector(Selector { time, .. }) =
            &mut self.expr.kind
        {
            time.offset = Some(by.into().negated());
        }
        self
    }

    /// Calls a function of a range that has no method here.
    pub fn reduce<N: Measure>(self, function: &'static str) -> Query<L, N> {
        Query::from_expr(call(function, vec![self.expr]))
    }
}

impl<L: Label, M: Measure> Query<L, M> {
    /// Evaluates the query at many times over the window (a subquery), at the global evaluation interval.
    pub fn over(self, window: impl Into<Window>) -> RangeQuery<L, M> {
        self.subquery(window.into(), None)
    }

    /// Evaluates the query at many times over the window (a subquery), so far apart.
    pub fn over_every(self, window: impl Into<Window>, step: impl Into<Window>) -> RangeQuery<L, M> {
        self.subquery(window.into(), Some(step.into()))
    }

    fn subquery(self, window: Window, step: Option<Window>) -> RangeQuery<L, M> {
        let step = step.map(Window::expr);
        let (expr, range) = (Box::new(self.expr), window.expr());
        RangeQuery::from_expr(ExprKind::Subquery(Subquery { expr, range, step, time: TimeShift::default() }))
    }

    /// Returns the time of each sample, in seconds since 1970.
    pub fn timestamp(self) -> Query<L, Seconds> {
        Query::from_expr(call("timestamp", vec![self.expr]))
    }
}
