//! The series of a metric: every combination of the values of its labels, as long as they are not too many.

use std::collections::HashSet;

use super::curve::{Curve, hash};
use crate::promql::{MetricInfo, MetricKind};

/// The most series that one metric has in a simulation.
pub const MAX_SERIES: usize = 200;

/// The value of a label of which no value is known.
const UNKNOWN_VALUE: &str = "example";

/// One series of a metric.
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// The labels, in the order of their declaration.
    pub(super) labels: Vec<(&'static str, &'static str)>,
    /// Its own part of the metric's movement.
    pub(super) curve: Curve,
    /// What its random choices start from.
    pub(super) seed: u64,
}

/// Returns the series of a metric, [`MAX_SERIES`] at most, and how many combinations there are.
///
/// Where there are more, every value of every label still occurs (up to the limit), and the rest is spread evenly.
pub(super) fn series_of(metric: &MetricInfo, seed: u64) -> (Vec<Series>, usize) {
    let labels = labels_of(metric);
    let total = labels.iter().fold(1_usize, |product, (_, values)| product.saturating_mul(values.len()));
    let picks: Vec<Vec<usize>> = if total <= MAX_SERIES {
        (0..total).map(|number| digits(number, &labels)).collect()
    } else {
        sampled(&labels, total)
    };
    let series = picks.into_iter().map(|pick| one_series(metric, &labels, &pick, seed)).collect();
    (series, total)
}

type Labels = Vec<(&'static str, Vec<&'static str>)>;

/// Returns the labels that the metric's own code sets, each with its different values; without the `quantile` of a
/// summary, whose quantiles belong together.
fn labels_of(metric: &MetricInfo) -> Labels {
    let mut labels: Labels = Vec::new();
    let quantile = metric.own_dimension().filter(|_| metric.kind == MetricKind::Summary);
    for label in metric.own_labels().filter(|label| Some(*label) != quantile) {
        if labels.iter().any(|(name, _)| *name == label.name) {
            continue;
        }
        let mut seen = HashSet::new();
        let mut values: Vec<_> = label.values.iter().copied().filter(|value| seen.insert(*value)).collect();
        if values.is_empty() {
            values.push(UNKNOWN_VALUE);
        }
        labels.push((label.name, values));
    }
    labels
}

/// Returns the combination of a number: one index for each label, the last label changing fastest.
fn digits(mut number: usize, labels: &Labels) -> Vec<usize> {
    let mut pick = vec![0; labels.len()];
    for (at, (_, values)) in labels.iter().enumerate().rev() {
        pick[at] = number % values.len();
        number /= values.len();
    }
    pick
}

fn sampled(labels: &Labels, total: usize) -> Vec<Vec<usize>> {
    let longest = labels.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
    let diagonal = (0..longest).map(|at| labels.iter().map(|(_, values)| at % values.len()).collect());
    let spread = (0..MAX_SERIES).map(|at| digits(total / MAX_SERIES * at, labels));
    let start = (0..MAX_SERIES).map(|number| digits(number, labels));
    let mut seen = HashSet::new();
    diagonal.chain(spread).chain(start).filter(|pick| seen.insert(pick.clone())).take(MAX_SERIES).collect()
}

fn one_series(metric: &MetricInfo, labels: &Labels, pick: &[usize], seed: u64) -> Series {
    let labels: Vec<_> = labels.iter().zip(pick).map(|((name, values), at)| (*name, values[*at])).collect();
    let seed = labels.iter().fold(hash(seed, metric.name), |seed, (name, value)| hash(hash(seed, name), value));
    Series { labels, curve: Curve::new(seed), seed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::LabelInfo;
    use crate::unit::Unit;

    fn metric(labels: &[(&'static str, usize)]) -> MetricInfo {
        let labels: Vec<_> = labels
            .iter()
            .map(|&(name, count)| {
                let values: Vec<&str> = (0..count).map(|n| &*format!("{name}{n}").leak()).collect();
                LabelInfo { name, values: values.leak(), of_target: false }
            })
            .collect();
        MetricInfo { name: "m", kind: MetricKind::Gauge, unit: Unit::Number, help: "", labels: labels.leak() }
    }

    fn texts(metric: &MetricInfo) -> Vec<String> {
        let text = |series: Series| series.labels.iter().map(|(_, value)| *value).collect::<Vec<_>>().join(" ");
        series_of(metric, 1).0.into_iter().map(text).collect()
    }

    #[test]
    fn every_combination() {
        assert_eq!(texts(&metric(&[])), [""]);
        assert_eq!(texts(&metric(&[("a", 2), ("b", 3)])), ["a0 b0", "a0 b1", "a0 b2", "a1 b0", "a1 b1", "a1 b2"]);
    }

    #[test]
    fn a_label_without_known_values_has_one() {
        assert_eq!(texts(&metric(&[("a", 0), ("b", 1)])), ["example b0"]);
    }

    #[test]
    fn labels_of_the_target_and_repeated_values_are_left_out() {
        let labels = [
            LabelInfo { name: "a", values: &["x", "x"], of_target: false },
            LabelInfo { name: "job", values: &["api"], of_target: true },
        ];
        let metric = MetricInfo { labels: Box::leak(Box::new(labels)), ..metric(&[]) };
        assert_eq!(series_of(&metric, 1).0[0].labels, [("a", "x")]);
        assert_eq!(series_of(&metric, 1).1, 1);
    }

    #[test]
    fn too_many_are_sampled_and_every_value_occurs() {
        let (series, total) = series_of(&metric(&[("a", 30), ("b", 40), ("c", 50)]), 1);
        assert_eq!((series.len(), total), (MAX_SERIES, 60_000));
        let different: HashSet<_> = series.iter().map(|series| series.labels.clone()).collect();
        assert_eq!(different.len(), MAX_SERIES);
        for (label, count) in [(0, 30), (1, 40), (2, 50)] {
            assert_eq!(series.iter().map(|series| series.labels[label].1).collect::<HashSet<_>>().len(), count);
        }
    }

    #[test]
    fn a_number_of_combinations_beyond_counting() {
        let labels: Vec<_> = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| (name, 1000)).to_vec();
        assert_eq!(series_of(&metric(&labels), 1).0.len(), MAX_SERIES);
    }
}
