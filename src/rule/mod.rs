//! Recording and alerting rules over typed queries.
//!
//! An [`Alert`] compares a query with a limit of the same unit, and says what it means, who should look, and on which
//! panel. A [`Recording`] keeps a query as a series of its own, which other queries can read
//! ([`Recorded`](crate::promql::Recorded)). Both are for Prometheus; alerts can be evaluated by Grafana instead.

mod alert;
mod case;
mod name;
mod recording;
mod substitute;
mod template;
mod value;

use std::time::Duration;

pub use alert::{Alert, AlertRule, Comparison, ExecError, NoData, Severity};
pub use case::{Case, Series};
pub use name::derived_name;
pub use recording::Recording;
pub use substitute::{Near, Substitution, recorded};
pub use template::{AlertText, AlertTextPart, Part, Presence, Subject, Value};

use crate::model::{Text, Uid};

/// The rules of a suite.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Series to keep.
    pub recording: Vec<RuleGroup<Recording>>,
    /// What to watch.
    pub alerting: Vec<RuleGroup<AlertRule>>,
    /// Grafana's folder for the alerts; the suite's name where it is empty.
    pub folder: Text,
    /// The datasource that Grafana asks; the default one of the suite where it is missing.
    pub datasource: Option<Uid>,
}

impl Rules {
    /// Returns whether there is no rule at all.
    pub fn is_empty(&self) -> bool {
        self.recording.is_empty() && self.alerting.is_empty()
    }

    /// Returns all alerts.
    pub fn alerts(&self) -> impl Iterator<Item = &AlertRule> {
        self.alerting.iter().flat_map(|group| &group.rules)
    }

    /// Returns all recording rules.
    pub fn recordings(&self) -> impl Iterator<Item = &Recording> {
        self.recording.iter().flat_map(|group| &group.rules)
    }
}

/// Rules that are evaluated together, one after the other.
#[derive(Debug, Clone)]
pub struct RuleGroup<R> {
    /// The name, unique in its file.
    pub name: Text,
    /// How often they are evaluated; Grafana takes multiples of ten seconds.
    pub interval: Duration,
    /// The rules, in order.
    pub rules: Vec<R>,
}

impl<R> RuleGroup<R> {
    /// Returns a group without rules.
    pub fn new(name: impl Into<Text>, interval: Duration) -> Self {
        Self { name: name.into(), interval, rules: Vec::new() }
    }

    /// Adds a rule.
    pub fn rule(mut self, rule: impl Into<R>) -> Self {
        self.rules.push(rule.into());
        self
    }
}
