//! What Grafana or Prometheus would refuse.

use std::collections::HashSet;

use crate::model::{Origin, Uid};
use crate::promql::ast::Expr;
use crate::promql::placeholder;
use crate::rule::AlertRule;
use crate::suite::Suite;

/// Why a suite has no rule files.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RuleError {
    /// An alert names a panel that no dashboard of the suite has.
    #[error(
        "{origin}: the alert `{alert}` refers to the panel `{panel}` of the dashboard `{dashboard}`, which the suite \
        does not have",
        alert = alert.escape_debug(), panel = panel.escape_debug()
    )]
    DanglingPanel {
        /// The alert.
        alert: String,
        /// Where in the Rust source it was defined.
        origin: Origin,
        /// The dashboard.
        dashboard: Uid,
        /// The panel's key.
        panel: String,
    },
    /// Two of a kind have the same name.
    #[error("two {what} `{value}`; give one another", value = value.escape_debug())]
    Repeated {
        /// What they share: `rule groups are called`, ...
        what: &'static str,
        /// The name.
        value: String,
    },
    /// Something has no name.
    #[error("{what} has no name")]
    NoName {
        /// `a rule group` or `an alert`.
        what: &'static str,
    },
    /// Grafana has no datasource to ask.
    #[error(
        "Grafana cannot evaluate the alerts, since the suite's default datasource is not a Prometheus; set one in \
        `Rules::datasource`"
    )]
    NoDatasource,
    /// The rules ask a datasource that the suite has not.
    #[error(
        "the rules use the datasource `{uid}`, which is not a Prometheus that the suite provisions or lists as existing"
    )]
    UnknownDatasource {
        /// Its uid.
        uid: Uid,
    },
    /// A query has a placeholder that only dashboards know.
    #[error(
        "{origin}: the rule `{rule}` uses `{placeholder}`, but rules have no dashboard variables or intervals",
        rule = rule.escape_debug()
    )]
    Placeholder {
        /// The rule.
        rule: String,
        /// Where in the Rust source it was defined.
        origin: Origin,
        /// The placeholder.
        placeholder: String,
    },
    /// A group is evaluated at an interval that Grafana does not know.
    #[error(
        "the rule group `{group}` is evaluated every {interval}, but Grafana requires multiples of 10s",
        group = group.escape_debug()
    )]
    Interval {
        /// The group.
        group: String,
        /// The interval.
        interval: String,
    },
    /// A limit is not a finite number.
    #[error("{origin}: the limit of the alert `{alert}` is {limit}, but must be a finite number", alert = alert.escape_debug())]
    Limit {
        /// The alert.
        alert: String,
        /// Where in the Rust source it was defined.
        origin: Origin,
        /// The limit.
        limit: f64,
    },
    /// A title is too long for Grafana.
    #[error("{origin}: the title of the alert `{alert}` has more than 190 characters", alert = alert.escape_debug())]
    Title {
        /// The alert.
        alert: String,
        /// Where in the Rust source it was defined.
        origin: Origin,
    },
    /// A label has a name that Prometheus refuses, or that is set already.
    #[error(
        "{origin}: the alert `{alert}` cannot have a label `{label}`: use letters, digits and `_`, not starting with \
        a digit or `__`; use each label once, but not `severity` or `alertname`",
        alert = alert.escape_debug(), label = label.escape_debug()
    )]
    Label {
        /// The alert.
        alert: String,
        /// Where in the Rust source it was defined.
        origin: Origin,
        /// The label.
        label: String,
    },
}

/// Checks the rules of a suite.
pub(in crate::render) fn check(suite: &Suite) -> Result<(), RuleError> {
    let rules = &suite.rules;
    let groups = rules.alerting.iter().map(|group| (&*group.name, group.interval));
    let recording = rules.recording.iter().map(|group| (&*group.name, group.interval));
    // Prometheus tells groups apart by file and name, Grafana by folder and name.
    unique("rule groups are called", groups.clone().map(|(name, _)| name.to_owned()))?;
    unique("rule groups are called", recording.clone().map(|(name, _)| name.to_owned()))?;
    if groups.clone().chain(recording).any(|(name, _)| name.is_empty()) {
        return Err(RuleError::NoName { what: "a rule group" });
    }
    for (name, interval) in groups {
        let milliseconds = interval.as_millis();
        if milliseconds == 0 || !milliseconds.is_multiple_of(10_000) {
            let interval = crate::promql::duration(interval);
            return Err(RuleError::Interval { group: name.to_owned(), interval });
        }
    }
    unique("alerts have the uid", rules.alerts().map(|alert| alert.uid().as_str().to_owned()))?;
    unique("alerts have the title", rules.alerts().map(AlertRule::title))?;
    rules.alerts().try_for_each(check_alert)?;
    for rule in rules.recordings() {
        without_placeholder(rule.name, rule.origin, &rule.expr)?;
    }
    match &rules.datasource {
        Some(uid) if !suite.datasource_kinds().any(|(known, kind)| known == uid && kind == "prometheus") => {
            Err(RuleError::UnknownDatasource { uid: uid.clone() })
        }
        _ => Ok(()),
    }
}

fn unique(what: &'static str, values: impl Iterator<Item = String>) -> Result<(), RuleError> {
    let mut seen = HashSet::new();
    for value in values {
        if seen.contains(&value) {
            return Err(RuleError::Repeated { what, value });
        }
        seen.insert(value);
    }
    Ok(())
}

fn check_alert(alert: &AlertRule) -> Result<(), RuleError> {
    let (name, origin) = (alert.name.to_string(), alert.origin);
    if name.is_empty() {
        return Err(RuleError::NoName { what: "an alert" });
    }
    if alert.title().chars().count() > 190 {
        return Err(RuleError::Title { alert: name, origin });
    }
    if !alert.limit.is_finite() {
        return Err(RuleError::Limit { alert: name, origin, limit: alert.limit });
    }
    for (index, (label, _)) in alert.labels.iter().enumerate() {
        let is_word = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && label.starts_with(|c: char| !c.is_ascii_digit())
            && !label.starts_with("__");
        let is_taken = matches!(&**label, "severity" | "alertname" | "grafana_folder")
            || alert.labels[..index].iter().any(|(other, _)| other == label);
        if !is_word || is_taken {
            return Err(RuleError::Label { alert: name, origin, label: label.to_string() });
        }
    }
    without_placeholder(&name, origin, &alert.query)
}

fn without_placeholder(rule: &str, origin: Origin, expr: &Expr) -> Result<(), RuleError> {
    let text = expr.to_string();
    let found = (0..text.len()).find_map(|at| Some(at..at + placeholder::length_at(text.as_bytes(), at)?));
    match found {
        None => Ok(()),
        Some(range) => {
            Err(RuleError::Placeholder { rule: rule.to_owned(), origin, placeholder: text[range].to_owned() })
        }
    }
}
