//! Recording and alerting rules over typed queries.
//!
//! An [`Alert`] compares a query with a limit of the same unit, and says what it means, how urgent it is, and which
//! panel shows it. A [`Recording`] stores the result of a query as a new series, which other queries can read
//! ([`Recorded`](crate::promql::Recorded)). Prometheus evaluates both; alerts can also be evaluated by Grafana.

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
    /// The recording rules, in groups.
    pub recording: Vec<RuleGroup<Recording>>,
    /// The alerting rules, in groups.
    pub alerting: Vec<RuleGroup<AlertRule>>,
    /// Grafana's folder for the alerts; if empty, the name of the suite.
    pub folder: Text,
    /// The datasource that Grafana uses; by default, the default one of the suite.
    pub datasource: Option<Uid>,
}

impl Rules {
    /// Returns whether there are no rules.
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

/// A group of rules that are evaluated together, sequentially.
#[derive(Debug, Clone)]
pub struct RuleGroup<R> {
    /// The name, unique in its file.
    pub name: Text,
    /// How often they are evaluated; Grafana requires multiples of ten seconds.
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
