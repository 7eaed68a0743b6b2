//! What metrics of observations allow: histograms, native histograms and summaries.

use std::marker::PhantomData;

use super::label::matcher;
use super::{Counter, Histogram, Label, NativeHistogram, Query, Summary, Window, call, number};
use crate::promql::ast::{Expr, MatchOp, Name};
use crate::promql::metric::SeriesPart;
use crate::unit::{Measure, Number, PerSecond, Ratio};

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
            expr: call("rate", vec![self.selection.part(SeriesPart::Bucket).expr(Some(window.into()))]),
            types: PhantomData,
        }
    }

    /// Returns the count of each bucket since the start of the process: which series there are now.
    pub fn buckets(self) -> Query<L, Number> {
        Query::from_expr(self.selection.part(SeriesPart::Bucket).expr(None))
    }

    /// Returns the counter of observations.
    pub fn count(self) -> Counter<L, Number> {
        Counter { selection: self.selection.part(SeriesPart::Count), types: PhantomData }
    }

    /// Returns the counter that adds up what was observed.
    pub fn sum(self) -> Counter<L, M> {
        Counter { selection: self.selection.part(SeriesPart::Sum), types: PhantomData }
    }

    /// Returns the mean of what was observed in the window, over all series.
    pub fn mean(self, window: impl Into<Window>) -> Query<L, M> {
        mean(self.clone().sum(), self.count(), window.into())
    }
}

fn mean<L: Label, M: Measure>(sum: Counter<L, M>, count: Counter<L, Number>, window: Window) -> Query<L, M> {
    let sum = sum.rate(window.clone()).sum().in_unit::<Number>();
    (sum / count.rate(window).sum().in_unit::<Number>()).in_unit()
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

impl<L: Label, M: Measure> Summary<L, M> {
    /// Returns the quantile `phi` (0 to 1) that each instance has calculated, one of those that it exports.
    ///
    /// [`undeclared-value`](crate::lint) finds one that the declaration does not list.
    pub fn quantile_of(mut self, phi: f64) -> Query<L, M> {
        // Prometheus 3 stores `1` as `1.0`, Prometheus 2 as it is.
        let is_whole = phi.fract() == 0.0;
        let (op, value) =
            if is_whole { (MatchOp::Matches, format!("{phi}(\\.0)?")) } else { (MatchOp::Equal, phi.to_string()) };
        self.selection.matchers.push(matcher("quantile", op, value.into()));
        self.quantiles()
    }

    /// Returns all quantiles that are exported, each a series with its label `quantile`.
    pub fn quantiles(self) -> Query<L, M> {
        Query::from_expr(self.selection.expr(None))
    }

    /// Returns the counter of observations.
    pub fn count(self) -> Counter<L, Number> {
        Counter { selection: self.selection.part(SeriesPart::Count), types: PhantomData }
    }

    /// Returns the counter that adds up what was observed.
    pub fn sum(self) -> Counter<L, M> {
        Counter { selection: self.selection.part(SeriesPart::Sum), types: PhantomData }
    }

    /// Returns the mean of what was observed in the window, over all series.
    pub fn mean(self, window: impl Into<Window>) -> Query<L, M> {
        mean(self.clone().sum(), self.count(), window.into())
    }
}

impl<L: Label, M: Measure> NativeHistogram<L, M> {
    /// Returns the value that a share `phi` (0 to 1) of the observations in the window stayed below, over all series.
    ///
    /// For one value per label, see [`NativeHistogram::rate`].
    pub fn quantile(self, phi: f64, window: impl Into<Window>) -> Query<L, M> {
        self.rate(window).sum().quantile(phi)
    }

    /// Returns how fast the histograms fill, to be added up and made into a number.
    pub fn rate(self, window: impl Into<Window>) -> HistogramRates<L, M> {
        HistogramRates::from_expr(call("rate", vec![self.selection.expr(Some(window.into()))]))
    }

    /// Returns the mean of what was observed in the window, over all series.
    pub fn mean(self, window: impl Into<Window>) -> Query<L, M> {
        self.rate(window).sum().mean()
    }

    /// Returns the share of the observations in the window that lie between two values, over all series; either may be
    /// infinite.
    pub fn fraction(self, lower: f64, upper: f64, window: impl Into<Window>) -> Query<L, Ratio> {
        self.rate(window).sum().fraction(lower, upper)
    }

    /// Returns how many observations there were in the window, over all series.
    pub fn count(self, window: impl Into<Window>) -> Query<L, Number> {
        Query::from_expr(call("histogram_count", vec![self.increase(window.into())]))
    }

    /// Returns the sum of what was observed in the window, over all series.
    pub fn sum(self, window: impl Into<Window>) -> Query<L, M> {
        Query::from_expr(call("histogram_sum", vec![self.increase(window.into())]))
    }

    fn increase(self, window: Window) -> Expr {
        let increase = call("increase", vec![self.selection.expr(Some(window))]);
        Query::<L, M>::from_expr(increase).sum().into_expr()
    }
}

/// The rates of native histograms: histograms themselves, until they are made into a number.
#[derive(Debug)]
pub struct HistogramRates<L, M> {
    expr: Expr,
    types: PhantomData<fn() -> (L, M)>,
}

impl<L, M> HistogramRates<L, M> {
    fn from_expr(expr: Expr) -> Self {
        Self { expr, types: PhantomData }
    }

    /// Returns the expression tree.
    pub fn into_expr(self) -> Expr {
        self.expr
    }
}

impl<L: Label, M: Measure> HistogramRates<L, M> {
    /// Adds up the histograms of all series.
    pub fn sum(self) -> Self {
        Self::from_expr(Query::<L, M>::from_expr(self.expr).sum().into_expr())
    }

    /// Adds up the histograms of the series that share these labels.
    pub fn sum_by(self, labels: impl IntoIterator<Item = L>) -> Self {
        Self::from_expr(Query::<L, M>::from_expr(self.expr).sum_by(labels).into_expr())
    }

    /// Returns the value that a share `phi` (0 to 1) of the observations stayed below.
    pub fn quantile(self, phi: f64) -> Query<L, M> {
        Query::from_expr(call("histogram_quantile", vec![number(phi), self.expr]))
    }

    /// Returns the share of the observations that lie between two values; either may be infinite.
    pub fn fraction(self, lower: f64, upper: f64) -> Query<L, Ratio> {
        Query::from_expr(call("histogram_fraction", vec![number(lower), number(upper), self.expr]))
    }

    /// Returns the mean of what was observed.
    pub fn mean(self) -> Query<L, M> {
        Query::from_expr(call("histogram_avg", vec![self.expr]))
    }

    /// Returns the estimated standard deviation of what was observed.
    pub fn stddev(self) -> Query<L, M> {
        Query::from_expr(call("histogram_stddev", vec![self.expr]))
    }

    /// Returns how many observations there are per second.
    pub fn count_per_second(self) -> Query<L, PerSecond<Number>> {
        Query::from_expr(call("histogram_count", vec![self.expr]))
    }

    /// Returns what the observations of a second add up to.
    pub fn sum_per_second(self) -> Query<L, PerSecond<M>> {
        Query::from_expr(call("histogram_sum", vec![self.expr]))
    }
}

#[cfg(test)]
mod tests {
    #![expect(unreachable_pub, dead_code, reason = "a declaration is for other crates to read")]

    use super::*;
    use crate::promql::{RATE_INTERVAL, minutes, unit};
    use crate::unit::{Bytes, Seconds};

    crate::metrics! {
        catalogue METRICS;
        target labels { Job = "job" }
        /// Pauses of the garbage collector.
        summary PAUSES("gc_pause_seconds", Seconds) by pauses { Zone = "zone", Quantile = "quantile" ["0.5", "1"] }
        /// Sizes of answers.
        native_histogram SIZES("answer_bytes", Bytes) by sizes { Path = "path" }
        /// What the worker does.
        state_set STATE("worker_state", Number) by state { State = "worker_state" ["idle", "busy"] }
        /// Something.
        untyped THINGS("things", Bytes) by things {}
    }

    /// The text, with the unit that its type has and that is inferred from the text.
    fn shown<L, M: Measure>(query: &Query<L, M>) -> String {
        assert_eq!(unit(query.expr(), &METRICS).unwrap(), query.unit(), "{query}");
        query.to_string()
    }

    #[test]
    fn a_summary() {
        assert_eq!(shown(&PAUSES.quantile_of(0.5)), "gc_pause_seconds{quantile=\"0.5\"}");
        assert_eq!(shown(&PAUSES.quantile_of(1.0)), r#"gc_pause_seconds{quantile=~"1(\\.0)?"}"#);
        assert_eq!(shown(&PAUSES.quantiles().max_by([pauses::Quantile])), "max by (quantile) (gc_pause_seconds)");
        assert_eq!(shown(&PAUSES.count().rate(minutes(5))), "rate(gc_pause_seconds_count[5m])");
        assert_eq!(shown(&PAUSES.sum().increase(minutes(5))), "increase(gc_pause_seconds_sum[5m])");
        assert_eq!(
            shown(&PAUSES.with(pauses::Zone.is("a")).mean(minutes(5))),
            "sum(rate(gc_pause_seconds_sum{zone=\"a\"}[5m])) / sum(rate(gc_pause_seconds_count{zone=\"a\"}[5m]))"
        );
    }

    #[test]
    fn a_native_histogram() {
        assert_eq!(
            shown(&SIZES.quantile(0.9, RATE_INTERVAL)),
            "histogram_quantile(0.9, sum(rate(answer_bytes[$__rate_interval])))"
        );
        let by_path = || SIZES.rate(minutes(5)).sum_by([sizes::Path]);
        assert_eq!(shown(&by_path().quantile(0.9)), "histogram_quantile(0.9, sum by (path) (rate(answer_bytes[5m])))");
        assert_eq!(shown(&by_path().mean()), "histogram_avg(sum by (path) (rate(answer_bytes[5m])))");
        assert_eq!(shown(&by_path().stddev()), "histogram_stddev(sum by (path) (rate(answer_bytes[5m])))");
        assert_eq!(shown(&by_path().count_per_second()), "histogram_count(sum by (path) (rate(answer_bytes[5m])))");
        assert_eq!(shown(&by_path().sum_per_second()), "histogram_sum(sum by (path) (rate(answer_bytes[5m])))");
        assert_eq!(shown(&SIZES.mean(minutes(5))), "histogram_avg(sum(rate(answer_bytes[5m])))");
        assert_eq!(
            shown(&SIZES.fraction(f64::NEG_INFINITY, 4096.0, minutes(5))),
            "histogram_fraction(-Inf, 4096, sum(rate(answer_bytes[5m])))"
        );
        assert_eq!(shown(&SIZES.count(minutes(5))), "histogram_count(sum(increase(answer_bytes[5m])))");
        assert_eq!(shown(&SIZES.sum(minutes(5))), "histogram_sum(sum(increase(answer_bytes[5m])))");
    }

    #[test]
    fn states_and_what_has_no_type() {
        assert_eq!(STATE.is_state("busy").to_string(), "worker_state{worker_state=\"busy\"}");
        assert_eq!(
            STATE.with(state::State.is("idle")).over(minutes(5)).avg().to_string(),
            "avg_over_time(worker_state{worker_state=\"idle\"}[5m])"
        );
        assert_eq!(shown(&THINGS.value()), "things");
        assert_eq!(shown(&THINGS.as_counter().rate(minutes(5))), "rate(things[5m])");
    }
}
