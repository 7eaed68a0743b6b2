//! How a metric moves: plausible by its unit, or as the owner of a suite says.

use crate::promql::{MetricInfo, MetricKind};
use crate::unit::{Quantity, Unit};

/// How one metric moves.
///
/// Metrics without one move in a range that suits their unit. A behaviour is given to
/// [`Simulation::behave`](super::Simulation::behave):
///
/// ```
/// use dashgen::simulate::Behaviour;
///
/// let bots = Behaviour::gauge(9.0, 3.0).between(0.0, 12.0);
/// let requests = Behaviour::rate(20.0).weight("status_code", "2*", 97.0).weight("status_code", "5*", 0.5);
/// let latency = Behaviour::observations(20.0, 0.04);
/// let profit = Behaviour::follows("portfolio_value_usd", 1.0, -100_000.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Behaviour {
    /// The movement of the metric's number.
    pub motion: Motion,
    /// What the label values weigh. Without any, the first known value of a label weighs 1, the second 1/2, the third
    /// 1/3; with some for a label, its other values weigh 1. The weights of a series' labels are multiplied.
    pub weights: Vec<Weight>,
}

/// The movement of a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Motion {
    /// A gauge that wanders around a level. Each series has the level times its weight, if weights are given.
    Wander {
        /// The middle.
        level: f64,
        /// How far it goes to each side.
        spread: f64,
        /// The least value.
        low: f64,
        /// The greatest value.
        high: f64,
    },
    /// A gauge computed from another, so that the two agree: `scale` times the sum of the other's series, plus `offset`.
    Follow {
        /// The other gauge.
        metric: &'static str,
        /// The factor.
        scale: f64,
        /// What is added.
        offset: f64,
    },
    /// A counter that grows. The rate is that of all series together, split by their weights.
    Rate {
        /// The mean, a second.
        per_second: f64,
    },
    /// A histogram or summary that receives observations. The rate is that of all series together, split by their weights.
    Observations {
        /// The mean number, a second.
        per_second: f64,
        /// The value that half of the observations stay under; one in twenty exceeds about three times as much.
        median: f64,
    },
}

/// What a value of a label weighs beside the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// The label.
    pub label: &'static str,
    /// The value; `5*` means all that begin with `5`.
    pub value: &'static str,
    /// The weight, 0 or more.
    pub weight: f64,
}

impl Behaviour {
    /// Returns a gauge around a level, going at most `spread` to each side, never below 0.
    ///
    /// A gauge that may fall below 0 says so with [`between`](Self::between).
    pub const fn gauge(level: f64, spread: f64) -> Self {
        Self::of(Motion::Wander { level, spread, low: 0.0, high: f64::INFINITY })
    }

    /// Returns a gauge computed from another, see [`Motion::Follow`].
    pub const fn follows(metric: &'static str, scale: f64, offset: f64) -> Self {
        Self::of(Motion::Follow { metric, scale, offset })
    }

    /// Returns a counter of a mean rate a second, over all series.
    pub const fn rate(per_second: f64) -> Self {
        Self::of(Motion::Rate { per_second })
    }

    /// Returns a histogram or summary of a mean number of observations a second, over all series, and their median.
    pub const fn observations(per_second: f64, median: f64) -> Self {
        Self::of(Motion::Observations { per_second, median })
    }

    /// Bounds a gauge; nothing else has bounds.
    pub fn between(mut self, least: f64, greatest: f64) -> Self {
        if let Motion::Wander { low, high, .. } = &mut self.motion {
            (*low, *high) = (least, greatest);
        }
        self
    }

    /// Adds the weight of a label's value, see [`Weight`].
    pub fn weight(mut self, label: &'static str, value: &'static str, weight: f64) -> Self {
        self.weights.push(Weight { label, value, weight });
        self
    }

    const fn of(motion: Motion) -> Self {
        Self { motion, weights: Vec::new() }
    }

    /// Returns how a metric moves of which nothing is known but its declaration.
    pub(super) fn of_metric(metric: &MetricInfo) -> Self {
        match metric.kind {
            MetricKind::Counter => Self::rate(5.0),
            MetricKind::Histogram | MetricKind::Summary | MetricKind::NativeHistogram => {
                Self::observations(5.0, typical_observation(&metric.unit))
            }
            MetricKind::Info | MetricKind::StateSet => Self::gauge(1.0, 0.0),
            MetricKind::Gauge | MetricKind::Untyped => Self::of_gauge(&metric.unit),
        }
    }

    fn of_gauge(unit: &Unit) -> Self {
        match unit {
            Unit::Percent => Self::gauge(0.0, 5.0).between(-5.0, 5.0),
            unit if *unit == Unit::RATIO => Self::gauge(0.5, 0.5).between(0.0, 1.0),
            Unit::Of { over: Quantity::Currency(_), per: Quantity::One } => Self::gauge(100_000.0, 5000.0),
            Unit::Of { over: Quantity::Seconds, per: Quantity::One } => Self::gauge(0.25, 0.249),
            Unit::Of { over: Quantity::Bytes, per: Quantity::One } => Self::gauge(256e6, 64e6),
            Unit::Of { per: Quantity::Seconds, .. } => Self::gauge(10.0, 9.9),
            _ => Self::gauge(25.0, 20.0),
        }
    }

    /// Returns whether metrics of a kind can move like this.
    pub(super) fn suits(&self, kind: MetricKind) -> bool {
        match self.motion {
            Motion::Wander { .. } | Motion::Follow { .. } => matches!(kind, MetricKind::Gauge | MetricKind::Untyped),
            Motion::Rate { .. } => kind == MetricKind::Counter,
            Motion::Observations { .. } => matches!(kind, MetricKind::Histogram | MetricKind::Summary),
        }
    }

    /// Returns what a series weighs beside the others of its metric.
    pub(super) fn weight_of(&self, metric: &MetricInfo, labels: &[(&str, &str)]) -> f64 {
        labels.iter().map(|(label, value)| self.weight_of_label(metric, label, value)).product()
    }

    fn weight_of_label(&self, metric: &MetricInfo, label: &str, value: &str) -> f64 {
        let mut given = self.weights.iter().filter(|weight| weight.label == label).peekable();
        if given.peek().is_some() {
            return given.find(|weight| matches(weight.value, value)).map_or(1.0, |weight| weight.weight.max(0.0));
        }
        if matches!(self.motion, Motion::Wander { .. } | Motion::Follow { .. }) {
            return 1.0;
        }
        let known = metric.own_labels().find(|known| known.name == label);
        let rank = known.and_then(|known| known.values.iter().position(|known| *known == value)).unwrap_or(0);
        1.0 / (1.0 + f64::from(u32::try_from(rank).unwrap_or(u32::MAX)))
    }
}

/// Returns whether a label's value is the one meant; a pattern that ends in `*` means all that begin with it.
pub(super) fn matches(pattern: &str, value: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == value, |prefix| value.starts_with(prefix))
}

fn typical_observation(unit: &Unit) -> f64 {
    match unit {
        Unit::Of { over: Quantity::Seconds, per: Quantity::One } => 0.04,
        Unit::Of { over: Quantity::Bytes, per: Quantity::One } => 4096.0,
        unit if *unit == Unit::RATIO => 0.2,
        _ => 10.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::LabelInfo;

    const METRIC: MetricInfo = MetricInfo {
        name: "requests_total",
        kind: MetricKind::Counter,
        unit: Unit::count("requests"),
        help: "Requests",
        labels: &[LabelInfo { name: "status", values: &["200", "404", "500"], of_target: false }],
    };

    #[test]
    fn the_first_value_of_a_label_is_the_commonest() {
        let behaviour = Behaviour::rate(1.0);
        let weights = ["200", "404", "500"].map(|status| behaviour.weight_of(&METRIC, &[("status", status)]));
        assert!(weights[0] > weights[1] && weights[1] > weights[2], "{weights:?}");
    }

    #[test]
    fn given_weights_replace_the_guess() {
        let behaviour = Behaviour::rate(1.0).weight("status", "2*", 97.0).weight("status", "5*", -1.0);
        let weights = ["200", "404", "500"].map(|status| behaviour.weight_of(&METRIC, &[("status", status)]));
        assert_eq!(weights.map(|weight| weight.to_string()), ["97", "1", "0"]);
    }

    #[test]
    fn a_star_matches_what_begins_so() {
        assert!(matches("5*", "503") && matches("503", "503") && matches("*", ""));
        assert!(!matches("5*", "200") && !matches("50", "503"));
    }

    #[test]
    fn kinds_and_motions_that_fit() {
        assert!(Behaviour::of_metric(&METRIC).suits(MetricKind::Counter));
        assert!(!Behaviour::gauge(1.0, 0.0).suits(MetricKind::Counter));
    }
}
