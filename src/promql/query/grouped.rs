//! Series grouped by a label that the reader chooses.

use std::marker::PhantomData;

use super::{BucketRates, Label, Query, aggregate};
use crate::promql::ast::{AggregateOp, Grouping, Name, Text};
use crate::unit::{Measure, Number};

/// A label of a metric that a variable of the dashboard names: see [`Query::by`].
#[derive(Debug, Clone)]
pub struct ChosenLabel<L> {
    placeholder: Text,
    label: PhantomData<fn() -> L>,
}

impl<L: Label> ChosenLabel<L> {
    /// Returns the label that a placeholder such as `$group` stands for, taken at its word.
    pub fn filled_in(placeholder: impl Into<Text>) -> Self {
        Self { placeholder: placeholder.into(), label: PhantomData }
    }
}

/// Series that share what the reader chooses to group by, about to be aggregated: see [`Query::by`].
#[derive(Debug, Clone)]
pub struct Grouped<L, Q> {
    of: Q,
    labels: Vec<Name>,
    label: PhantomData<fn() -> L>,
}

impl<L: Label, Q> Grouped<L, Q> {
    fn new(of: Q, label: ChosenLabel<L>) -> Self {
        Self { of, labels: vec![label.placeholder.into()], label: PhantomData }
    }

    /// Groups by these labels as well.
    pub fn and(mut self, labels: impl IntoIterator<Item = L>) -> Self {
        self.labels.extend(labels.into_iter().map(|label| Name::from(label.name())));
        self
    }
}

impl<L: Label, M: Measure> Query<L, M> {
    /// Groups the series by the label that the reader chooses; what follows says how they are aggregated.
    ///
    /// ```
    /// use dashgen::model::{LabelVar, Variable};
    /// use dashgen::promql::RATE_INTERVAL;
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Requests.
    /// #     counter REQUESTS("requests_total", dashgen::unit::Number) by requests { Method = "method", Status = "status" }
    /// # }
    ///
    /// const GROUP: LabelVar<requests::Label> = LabelVar::literal("group", &[requests::Method, requests::Status]);
    ///
    /// let menu = Variable::labels(GROUP).label("Group by");
    /// let chosen = REQUESTS.rate(RATE_INTERVAL).by(GROUP).sum();
    /// assert_eq!(chosen.to_string(), "sum by ($group) (rate(requests_total[$__rate_interval]))");
    /// let with_job = REQUESTS.rate(RATE_INTERVAL).by(GROUP).and([requests::Job]).sum();
    /// assert_eq!(with_job.to_string(), "sum by ($group, job) (rate(requests_total[$__rate_interval]))");
    /// ```
    pub fn by(self, label: impl Into<ChosenLabel<L>>) -> Grouped<L, Self> {
        Grouped::new(self, label.into())
    }
}

macro_rules! aggregations {
    ($($op:ident -> $measure:ty: $method:ident, $what:literal;)+) => {
        impl<L: Label, M: Measure> Grouped<L, Query<L, M>> {$(
            #[doc = concat!("Returns the ", $what, " of the series of each group.")]
            pub fn $method(self) -> Query<L, $measure> {
                let grouping = Grouping { without: false, labels: self.labels };
                self.of.aggregate(AggregateOp::$op, None, Some(grouping))
            }
        )+}
    };
}

aggregations! {
    Sum -> M: sum, "sum";
    Avg -> M: avg, "mean";
    Min -> M: min, "lowest value";
    Max -> M: max, "highest value";
    Stddev -> M: stddev, "standard deviation";
    Count -> Number: count, "number";
}

impl<L: Label, M: Measure> BucketRates<L, M> {
    /// Groups the buckets by the label that the reader chooses: `.by(GROUP).sum().quantile(0.95)`.
    pub fn by(self, label: impl Into<ChosenLabel<L>>) -> Grouped<L, Self> {
        Grouped::new(self, label.into())
    }
}

impl<L: Label, M: Measure> Grouped<L, BucketRates<L, M>> {
    /// Adds up the buckets of the series of each group.
    pub fn sum(self) -> BucketRates<L, M> {
        let labels = self.labels.into_iter().chain([Name::from("le")]);
        BucketRates::from_expr(aggregate::sum_keeping(labels, self.of.into_expr()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::{Catalogue, labels, minutes, parse};

    #[expect(unreachable_pub, dead_code, reason = "a declaration is for other crates to read")]
    mod metrics {
        crate::metrics! {
            catalogue METRICS;
            target labels { Job = "job" }
            /// Time from a request to its answer.
            histogram DURATION("duration_seconds", crate::unit::Seconds) by duration { Path = "path" }
        }
    }

    use metrics::*;

    fn group() -> ChosenLabel<duration::Label> {
        ChosenLabel::filled_in("$group")
    }

    #[test]
    fn quantiles_of_each_group_keep_their_buckets() {
        let p95 = DURATION.rate(minutes(5)).by(group()).and([duration::Path]).sum().quantile(0.95).to_string();
        assert_eq!(p95, "histogram_quantile(0.95, sum by ($group, path, le) (rate(duration_seconds_bucket[5m])))");
    }

    #[test]
    fn what_is_printed_reads_back_and_may_have_any_label_of_the_metric() {
        let query = DURATION.count().rate(minutes(5)).by(group()).max();
        assert_eq!(query.to_string(), "max by ($group) (rate(duration_seconds_count[5m]))");
        let read = parse(&query.to_string()).unwrap();
        assert_eq!(read.to_string(), query.to_string());
        assert!(labels(&read, Catalogue::empty()).may_have("path"));
        assert_eq!(METRICS.metrics().len(), 1);
    }
}
