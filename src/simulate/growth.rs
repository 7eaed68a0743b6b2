//! What only grows: counters and the buckets of histograms.

use super::behaviour::Behaviour;
use super::curve::{Curve, hash, unit};
use super::incident::{Change, Effect};
use super::series::Series;
use crate::promql::MetricInfo;
use crate::unit::{Quantity, Unit};

/// How much a rate swings around its mean, as a share of it: a counter never stands still.
const SWING: f64 = 0.4;
/// The part of the swing that all series of a metric have in common, so that their shares stay about the same.
const COMMON: f64 = 0.7;
/// The share of a histogram's observations that are slow ones, and how many times slower they are.
const SLOW_SHARE: f64 = 0.1;
const SLOW_FACTOR: f64 = 3.0;
/// How steep the distribution of the observations is: 2.5 puts the 95th percentile at 3.2 times the median.
const STEEPNESS: f64 = 2.5;

/// A time during which the incidents do not change, for all series of a metric.
#[derive(Debug)]
pub(super) struct Phase {
    from: f64,
    until: f64,
    /// The share of the metric's rate that each series has.
    shares: Vec<f64>,
    /// How many times greater the observations of each series are.
    factors: Vec<f64>,
}

/// Returns the phases from the start until a time, given the effects and when they begin, in seconds.
pub(super) fn phases(
    metric: &MetricInfo,
    behaviour: &Behaviour,
    series: &[Series],
    effects: &[(f64, &Effect)],
    until: f64,
) -> Vec<Phase> {
    let weights: Vec<f64> = series.iter().map(|series| behaviour.weight_of(metric, &series.labels)).collect();
    let total: f64 = weights.iter().sum();
    let shares: Vec<f64> = weights.iter().map(|weight| if total > 0.0 { weight / total } else { 0.0 }).collect();
    let mut edges: Vec<f64> = effects.iter().map(|(after, _)| *after).filter(|after| *after < until).collect();
    edges.push(0.0);
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    let ends = edges.iter().skip(1).copied().chain([until]);
    let spans: Vec<(f64, f64)> = edges.iter().copied().zip(ends).collect();
    let phase = |(from, until)| {
        let mut phase = Phase { from, until, shares: shares.clone(), factors: vec![1.0; series.len()] };
        let active = effects.iter().filter(|(after, _)| *after <= from);
        active.for_each(|(_, effect)| phase.suffer(effect, series));
        phase
    };
    spans.into_iter().map(phase).collect()
}

impl Phase {
    fn suffer(&mut self, effect: &Effect, series: &[Series]) {
        let hit: Vec<bool> = series.iter().map(|series| effect.hits(&series.labels)).collect();
        match effect.change {
            Change::Multiply(factor) => scale(&mut self.shares, &hit, factor.max(0.0), 1.0),
            Change::Slow(factor) => scale(&mut self.factors, &hit, factor.max(0.0), 1.0),
            Change::Share(share) => self.set_share(&hit, share.clamp(0.0, 1.0)),
            Change::FallTo { .. } => {}
        }
    }

    fn set_share(&mut self, hit: &[bool], share: f64) {
        let total: f64 = self.shares.iter().sum();
        let of_hit: f64 = self.shares.iter().zip(hit).filter(|(_, hit)| **hit).map(|(share, _)| share).sum();
        let of_others = total - of_hit;
        if of_hit > 0.0 && of_others > 0.0 {
            scale(&mut self.shares, hit, share * total / of_hit, (1.0 - share) * total / of_others);
        }
    }
}

fn scale(numbers: &mut [f64], hit: &[bool], factor: f64, others: f64) {
    for (number, hit) in numbers.iter_mut().zip(hit) {
        *number *= if *hit { factor } else { others };
    }
}

/// The curves that a series' rate follows.
pub(super) struct Pace<'a> {
    /// The movement that all series of the metric have in common.
    pub(super) common: &'a Curve,
    /// The series' own.
    pub(super) own: &'a Curve,
    /// The mean rate of the whole metric, a second.
    pub(super) per_second: f64,
}

impl Pace<'_> {
    /// Returns what a series with the whole rate has grown by, between two times.
    fn grown(&self, from: f64, until: f64) -> f64 {
        let area = |at| COMMON * self.common.area(at) + (1.0 - COMMON) * self.own.area(at);
        self.per_second.max(0.0) * ((until - from) + SWING * (area(until) - area(from)))
    }

    /// The same for the slow observations of a histogram, whose share moves by itself.
    fn grown_slow(&self, from: f64, until: f64) -> f64 {
        let area = self.own.area(until) - self.own.area(from);
        self.per_second.max(0.0) * ((until - from) + 2.0 * SWING * area)
    }
}

/// Returns the value of a counter; whole unless its unit can be divided.
pub(super) fn counter(metric: &MetricInfo, series: &Series, at: usize, pace: &Pace<'_>, phases: &[Phase]) -> f64 {
    let value: f64 = phases.iter().map(|phase| phase.shares[at] * pace.grown(phase.from, phase.until)).sum();
    if divisible(&metric.unit) { value } else { whole(value, series.seed) }
}

/// A histogram at one time: `counts[n]` observations between `bounds[n - 1]` and `bounds[n]`; not cumulative.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Histogram {
    /// The upper bounds, the last one infinite.
    pub(super) bounds: Vec<f64>,
    /// The observations in each bucket.
    pub(super) counts: Vec<f64>,
    /// The sum of all observations.
    pub(super) sum: f64,
}

/// Returns what a histogram of this median has received.
///
/// Each bucket grows by itself, so that the buckets only grow too when they are added up and when they are weighed.
pub(super) fn histogram(
    metric: &MetricInfo,
    series: &Series,
    at: usize,
    pace: &Pace<'_>,
    (phases, median): (&[Phase], f64),
) -> Histogram {
    let bounds = bounds(&metric.unit);
    let mut counts = Vec::with_capacity(bounds.len());
    let mut sum = 0.0;
    let mut low = 0.0;
    for (number, &high) in bounds.iter().enumerate() {
        let observed: f64 = phases.iter().map(|phase| phase.observed(at, pace, median, (low, high))).sum();
        let count = whole(observed, hash(series.seed, &number.to_string()));
        sum += count * if high.is_finite() { f64::midpoint(low, high) } else { low * 1.5 };
        counts.push(count);
        low = high;
    }
    Histogram { bounds, counts, sum }
}

impl Phase {
    fn observed(&self, at: usize, pace: &Pace<'_>, median: f64, (low, high): (f64, f64)) -> f64 {
        let median = median * self.factors[at];
        let part = |median| below(high, median) - below(low, median);
        let usual = (1.0 - SLOW_SHARE) * pace.grown(self.from, self.until) * part(median);
        let slow = SLOW_SHARE * pace.grown_slow(self.from, self.until) * part(median * SLOW_FACTOR);
        self.shares[at] * (usual + slow)
    }
}

/// Returns the share of observations up to a value: the log-logistic distribution.
fn below(value: f64, median: f64) -> f64 {
    if value <= 0.0 { 0.0 } else { 1.0 / (1.0 + (median.max(1e-12) / value).powf(STEEPNESS)) }
}

/// Returns the number of whole things, in steps that come at a different time for each seed.
fn whole(value: f64, seed: u64) -> f64 {
    (value + unit(seed)).floor().max(0.0)
}

/// Returns whether a unit has fractions that a counter may show: time and money, not things.
fn divisible(unit: &Unit) -> bool {
    matches!(unit, Unit::Of { over: Quantity::Seconds | Quantity::Currency(_), .. } | Unit::Id(_))
}

/// Returns the bounds of buckets that suit a unit, the last one infinite.
fn bounds(unit: &Unit) -> Vec<f64> {
    const SECONDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    const BYTES: [f64; 8] = [256.0, 1024.0, 4096.0, 16384.0, 65536.0, 262_144.0, 1_048_576.0, 4_194_304.0];
    const SHARES: [f64; 10] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
    const OTHERS: [f64; 10] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    let finite: &[f64] = match unit {
        Unit::Of { over: Quantity::Seconds, per: Quantity::One } => &SECONDS,
        Unit::Of { over: Quantity::Bytes, per: Quantity::One } => &BYTES,
        unit if *unit == Unit::RATIO => &SHARES,
        _ => &OTHERS,
    };
    finite.iter().copied().chain([f64::INFINITY]).collect()
}
