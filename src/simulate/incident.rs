//! Incidents: what goes wrong in the simulated system.

use std::time::Duration;

use super::SimulateError;
use super::behaviour::matches;
use crate::promql::MetricKind;
use crate::spelling::nearest;

/// Something that goes wrong, and what it does to the metrics.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// The name, for the command line.
    pub name: &'static str,
    /// What it looks like, in one sentence.
    pub summary: &'static str,
    /// How long after the start it begins.
    pub after: Duration,
    /// What it does.
    pub effects: Vec<Effect>,
    /// Whether the system is down from then on: a scrape is refused (503) and brings no series.
    pub refuses_scrapes: bool,
}

impl Incident {
    /// Returns the incident of a name.
    ///
    /// # Errors
    /// [`SimulateError::UnknownIncident`] when none has it.
    pub fn find<'a>(incidents: &'a [Self], name: &str) -> Result<&'a Self, SimulateError> {
        incidents.iter().find(|incident| incident.name == name).ok_or_else(|| SimulateError::UnknownIncident {
            name: name.to_owned(),
            known: incidents.iter().map(|incident| incident.name).collect(),
            near: nearest(name, incidents.iter().map(|incident| incident.name)).map(str::to_owned),
        })
    }
}

/// What an incident does to a metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The metric, by its declared name.
    pub metric: &'static str,
    /// The labels of the series it hits, with values as in [`Weight::value`](super::Weight::value); all of the metric
    /// when empty.
    pub only: Vec<(&'static str, &'static str)>,
    /// What happens to them.
    pub change: Change,
}

/// What happens to a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// The value of a gauge, or the rate of a counter, histogram or summary, is multiplied.
    Multiply(f64),
    /// The series make up this share of their metric's rate, 0 to 1; the others share the rest.
    ///
    /// Nothing changes when the effect hits all series of the metric, or series that have no rate at all.
    Share(f64),
    /// What a histogram or summary observes is multiplied: latencies grow.
    Slow(f64),
    /// A gauge falls to a fraction of what it was at the start, and stays about there.
    FallTo {
        /// The fraction.
        fraction: f64,
        /// How long it falls.
        over: Duration,
    },
}

impl Effect {
    /// Returns whether it hits a series of its metric.
    pub(super) fn hits(&self, labels: &[(&str, &str)]) -> bool {
        self.only
            .iter()
            .all(|(label, pattern)| labels.iter().any(|(name, value)| name == label && matches(pattern, value)))
    }
}

impl Change {
    /// Returns whether this can happen to a metric of a kind.
    pub(super) fn suits(self, kind: MetricKind) -> bool {
        let observes = matches!(kind, MetricKind::Histogram | MetricKind::Summary);
        let is_gauge = matches!(kind, MetricKind::Gauge | MetricKind::Untyped);
        match self {
            Self::Multiply(_) => observes || is_gauge || kind == MetricKind::Counter,
            Self::Share(_) => observes || kind == MetricKind::Counter,
            Self::Slow(_) => observes,
            Self::FallTo { .. } => is_gauge,
        }
    }

    /// Returns what becomes of a gauge, given its value at the start, the seconds since the incident began and the
    /// height of the series' curve: what has fallen still trembles.
    pub(super) fn of_gauge(self, value: f64, at_start: f64, (seconds, curve): (f64, f64)) -> f64 {
        match self {
            Self::Multiply(factor) => value * factor,
            Self::FallTo { fraction, over } => {
                let fallen = if over.is_zero() { 1.0 } else { (seconds / over.as_secs_f64()).min(1.0) };
                let bottom = at_start * fraction * (1.0 + 0.01 * curve);
                value + (bottom - value) * fallen
            }
            Self::Share(_) | Self::Slow(_) => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn a_misspelt_incident() {
        let incidents = ["errors", "slow-redis"].map(|name| Incident {
            name,
            summary: "",
            after: Duration::ZERO,
            effects: Vec::new(),
            refuses_scrapes: false,
        });
        assert!(Incident::find(&incidents, "errors").is_ok());
        assert_snapshot!(Incident::find(&incidents, "slow-reddis").unwrap_err(), @"
        unknown incident `slow-reddis`; the known ones are `errors`, `slow-redis`
          hint: did you mean `slow-redis`?
        ");
    }

    #[test]
    fn an_effect_without_labels_hits_all_series() {
        let mut effect = Effect { metric: "x", only: Vec::new(), change: Change::Multiply(2.0) };
        assert!(effect.hits(&[]) && effect.hits(&[("status", "200")]));
        effect.only.push(("status", "5*"));
        assert!(!effect.hits(&[]) && !effect.hits(&[("status", "200")]) && effect.hits(&[("status", "503")]));
    }
}
