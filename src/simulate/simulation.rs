//! The simulation itself: metrics, incidents, and what they come to at a time.

use std::time::Duration;

use super::SimulateError;
use super::behaviour::{Behaviour, Motion};
use super::curve::{self, Curve, hash};
use super::exposition::{Family, Sample, expose};
use super::growth::{self, Pace};
use super::incident::{Effect, Incident};
use super::samples::{self, SUMMARIZED};
use super::series::{self, Series};
use crate::promql::{Catalogue, MetricInfo, MetricKind};
use crate::spelling::nearest;
use crate::unit::{Quantity, Unit};

/// A system that exists in numbers only.
#[derive(Debug, Clone)]
pub struct Simulation {
    metrics: Vec<Simulated>,
    incidents: Vec<Incident>,
}

/// One metric of a simulation.
#[derive(Debug, Clone)]
struct Simulated {
    info: &'static MetricInfo,
    behaviour: Behaviour,
    curve: Curve,
    series: Vec<Series>,
    combinations: usize,
    served: bool,
}

impl Simulation {
    /// Returns a simulation of all metrics of a catalogue, each moving in a range that suits its unit.
    ///
    /// The seed decides where in that range, and when.
    pub fn new(catalogue: &Catalogue, seed: u64) -> Self {
        let mut metrics: Vec<Simulated> = Vec::new();
        for &info in catalogue.metrics() {
            if metrics.iter().all(|known| known.info.name != info.name) {
                metrics.push(Simulated::new(info, seed));
            }
        }
        Self { metrics, incidents: Vec::new() }
    }

    /// Says how a metric moves.
    ///
    /// # Errors
    /// [`SimulateError::UnknownMetric`] when the catalogue has no such metric, or none that is to be followed;
    /// [`SimulateError::WrongMotion`] when its kind cannot move like that; [`SimulateError::CannotFollow`] when the
    /// metric to be followed is no gauge with a movement of its own.
    pub fn behave(mut self, metric: &str, behaviour: Behaviour) -> Result<Self, SimulateError> {
        let at = self.position(metric)?;
        let info = self.metrics[at].info;
        if !behaviour.suits(info.kind) {
            return Err(SimulateError::WrongMotion { metric: info.name, kind: info.kind });
        }
        if let Motion::Follow { metric: followed, .. } = behaviour.motion {
            let other = self.position(followed)?;
            let wanders = matches!(self.metrics[other].behaviour.motion, Motion::Wander { .. });
            if other == at || !wanders || self.is_followed(info.name) {
                return Err(SimulateError::CannotFollow { metric: info.name, followed });
            }
        }
        self.metrics[at].behaviour = behaviour;
        Ok(self)
    }

    /// Adds an incident. Several work together, in the order of adding.
    ///
    /// # Errors
    /// [`SimulateError::UnknownMetric`] or [`SimulateError::UnknownLabel`] when it names what the catalogue does not
    /// have, [`SimulateError::WrongChange`] when an effect cannot happen to a metric of that kind.
    pub fn strike(mut self, incident: Incident) -> Result<Self, SimulateError> {
        for effect in &incident.effects {
            let info = self.metrics[self.position(effect.metric)?].info;
            if !effect.change.suits(info.kind) {
                return Err(SimulateError::WrongChange { incident: incident.name, metric: info.name, kind: info.kind });
            }
            if let Some((label, _)) = effect.only.iter().find(|(label, _)| !info.has_label(label)) {
                return Err(SimulateError::UnknownLabel { incident: incident.name, metric: info.name, label });
            }
        }
        self.incidents.push(incident);
        Ok(self)
    }

    /// Leaves a metric out, as if the system had stopped exposing it.
    ///
    /// Any series of a histogram or summary names the whole.
    ///
    /// # Errors
    /// [`SimulateError::UnknownMetric`] when the catalogue has no such metric.
    pub fn without(mut self, metric: &str) -> Result<Self, SimulateError> {
        let at = self.position(metric)?;
        self.metrics[at].served = false;
        Ok(self)
    }

    /// Returns what a user should know about what is not simulated: native histograms, and metrics with more series than
    /// [`MAX_SERIES`](super::MAX_SERIES).
    pub fn notes(&self) -> Vec<String> {
        let note = |metric: &Simulated| {
            let (name, served, all) = (metric.info.name, metric.series.len(), metric.combinations);
            if metric.info.kind == MetricKind::NativeHistogram {
                Some(format!("`{name}`: not served, because the text format has no native histograms"))
            } else if metric.served && served < all {
                Some(format!("`{name}`: {served} series served out of {all} combinations of its labels"))
            } else {
                None
            }
        };
        self.metrics.iter().filter_map(note).collect()
    }

    /// Returns the incidents that happen.
    pub fn incidents(&self) -> &[Incident] {
        &self.incidents
    }

    /// Returns the names of the metrics that are served.
    pub fn metric_names(&self) -> impl Iterator<Item = &'static str> {
        self.metrics.iter().filter(|metric| metric.served).map(|metric| metric.info.name)
    }

    /// Returns whether the system is down some time after the start, so that a scrape is refused.
    pub fn refuses(&self, elapsed: Duration) -> bool {
        self.incidents.iter().any(|incident| incident.refuses_scrapes && incident.after <= elapsed)
    }

    /// Returns all metrics as they are some time after the start; none while the system is down.
    ///
    /// Counters and histograms begin at 0 and only grow with the time.
    pub fn sample(&self, elapsed: Duration) -> Vec<Family> {
        if self.refuses(elapsed) {
            return Vec::new();
        }
        let seconds = elapsed.as_secs_f64();
        self.metrics.iter().filter(|metric| metric.served).map(|metric| self.family(metric, seconds)).collect()
    }

    /// Returns what a scrape receives some time after the start.
    pub fn text(&self, elapsed: Duration) -> String {
        expose(&self.sample(elapsed))
    }

    /// Returns where a metric stands, by its name or that of one of its series.
    fn position(&self, name: &str) -> Result<usize, SimulateError> {
        let found = self.metrics.iter().position(|metric| {
            let part = name.strip_prefix(metric.info.name);
            part.is_some_and(|part| {
                part.is_empty() || metric.info.kind.parts().iter().any(|(suffix, _)| *suffix == part)
            })
        });
        found.ok_or_else(|| SimulateError::UnknownMetric {
            name: name.to_owned(),
            near: nearest(name, self.metrics.iter().map(|metric| metric.info.name)).map(str::to_owned),
        })
    }

    fn is_followed(&self, name: &str) -> bool {
        let follows =
            |metric: &Simulated| matches!(metric.behaviour.motion, Motion::Follow { metric, .. } if metric == name);
        self.metrics.iter().any(follows)
    }

    /// Returns the effects on a metric, and after how many seconds they begin.
    fn effects(&self, metric: &Simulated) -> Vec<(f64, &Effect)> {
        let all = self
            .incidents
            .iter()
            .flat_map(|incident| incident.effects.iter().map(|effect| (incident.after.as_secs_f64(), effect)));
        all.filter(|(_, effect)| effect.metric == metric.info.name).collect()
    }

    fn family(&self, metric: &Simulated, seconds: f64) -> Family {
        let effects = self.effects(metric);
        let phases_until = |until| growth::phases(metric.info, &metric.behaviour, &metric.series, &effects, until);
        let phases = || phases_until(seconds);
        let samples = match metric.behaviour.motion {
            _ if metric.info.kind == MetricKind::Info => metric.whole_samples(|_, _| 1.0),
            _ if metric.info.kind == MetricKind::StateSet => metric.state_samples(seconds),
            Motion::Wander { .. } | Motion::Follow { .. } => {
                metric.whole_samples(|_, series| self.gauge(metric, series, seconds))
            }
            Motion::Rate { per_second } => {
                let phases = phases();
                metric.whole_samples(|at, series| {
                    growth::counter(metric.info, series, at, &metric.pace(series, per_second), &phases)
                })
            }
            Motion::Observations { per_second, median } => {
                let phases = phases();
                let before = phases_until((seconds - SUMMARIZED).max(0.0));
                let observed = |(at, series): (usize, &Series)| {
                    let pace = metric.pace(series, per_second);
                    let until = |phases| growth::histogram(metric.info, series, at, &pace, (phases, median));
                    match metric.info.kind {
                        MetricKind::Summary => {
                            samples::of_summary(metric.info, series, &until(&phases), &until(&before))
                        }
                        _ => samples::of_histogram(series, &until(&phases)),
                    }
                };
                metric.series.iter().enumerate().flat_map(observed).collect()
            }
        };
        Family { name: metric.info.name, kind: metric.info.kind, help: metric.info.help, samples }
    }

    /// Returns the value of a gauge's series.
    fn gauge(&self, metric: &Simulated, series: &Series, seconds: f64) -> f64 {
        let value = |seconds| match metric.behaviour.motion {
            Motion::Follow { metric: followed, scale, offset } => scale * self.followed(followed, seconds) + offset,
            _ => metric.wander(series, seconds),
        };
        let mut now = value(seconds);
        for (after, effect) in self.effects(metric) {
            if after <= seconds && effect.hits(&series.labels) {
                now = effect.change.of_gauge(now, value(0.0), (seconds - after, series.curve.at(seconds)));
            }
        }
        metric.bounded(now)
    }

    /// Returns the sum of the series of a gauge that another follows.
    fn followed(&self, name: &str, seconds: f64) -> f64 {
        let metric = self.metrics.iter().find(|metric| metric.info.name == name);
        let wanders = metric.filter(|metric| matches!(metric.behaviour.motion, Motion::Wander { .. }));
        wanders.map_or(0.0, |metric| metric.series.iter().map(|series| self.gauge(metric, series, seconds)).sum())
    }
}

impl Simulated {
    fn new(info: &'static MetricInfo, seed: u64) -> Self {
        let (series, combinations) = series::series_of(info, seed);
        let curve = Curve::new(hash(seed, info.name));
        let served = info.kind != MetricKind::NativeHistogram;
        Self { info, behaviour: Behaviour::of_metric(info), curve, series, combinations, served }
    }

    fn pace<'a>(&'a self, series: &'a Series, per_second: f64) -> Pace<'a> {
        Pace { common: &self.curve, own: &series.curve, per_second }
    }

    fn whole_samples(&self, value: impl Fn(usize, &Series) -> f64) -> Vec<Sample> {
        let sample = |(at, series): (usize, &Series)| Sample {
            suffix: "",
            labels: series.labels.clone(),
            le: None,
            value: value(at, series),
        };
        self.series.iter().enumerate().map(sample).collect()
    }

    /// Exactly one state is on, of all series that have the other labels in common.
    fn state_samples(&self, seconds: f64) -> Vec<Sample> {
        let states = self.info.own_dimension().map_or(&[][..], |label| label.values);
        self.whole_samples(|_, series| {
            let state_of = |(name, _): &&(&str, &str)| *name == self.info.name;
            let others = series.labels.iter().filter(|label| !state_of(label));
            let seed = others.fold(0, |seed, (name, value)| hash(hash(seed, name), value));
            // The same curve for all, each at another time of it.
            let height = self.curve.at(seconds + 10_000.0 * curve::unit(seed));
            let state = series.labels.iter().find(state_of).map_or("", |(_, value)| *value);
            f64::from(u8::from(is_on(states, state, height)))
        })
    }

    fn wander(&self, series: &Series, seconds: f64) -> f64 {
        let Motion::Wander { level, spread, .. } = self.behaviour.motion else { return 0.0 };
        let weight = self.behaviour.weight_of(self.info, &series.labels);
        self.bounded(weight * (level + spread * series.curve.at(seconds)))
    }

    /// Keeps a gauge in its bounds, and whole when it counts things.
    fn bounded(&self, value: f64) -> f64 {
        let Motion::Wander { low, high, .. } = self.behaviour.motion else { return value };
        let value = value.max(low).min(high);
        let counts = matches!(self.info.unit, Unit::Of { over: Quantity::Count(_), per: Quantity::One });
        if counts { value.round() } else { value }
    }
}

/// Returns whether a state is on at a height of -1 to 1: the first one for three quarters of it, the others share the
/// rest.
fn is_on(states: &[&str], state: &str, height: f64) -> bool {
    let number = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let others = number(states.len().saturating_sub(1)).max(1.0);
    let top = |at: usize| if at + 1 >= states.len() { f64::INFINITY } else { 0.5 + 0.5 * number(at) / others };
    let on = (0..states.len().max(1)).find(|at| height < top(*at));
    states.iter().position(|known| *known == state).unwrap_or(0) == on.unwrap_or(0)
}
