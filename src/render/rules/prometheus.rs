//! Rule files of Prometheus.

use serde::Serialize;

use super::panels::Panels;
use crate::promql::duration;
use crate::render::template;
use crate::rule::{AlertRule, AlertText, Part, RuleGroup};
use crate::schema::provisioning::Named;
use crate::schema::rules::{Alert, Group, Recording};
use crate::suite::Suite;

/// Rules for Prometheus: a file of groups, or several objects that share them out.
pub(in crate::render) struct PrometheusRules {
    /// What they do: `recording` or `alerting`.
    pub name: &'static str,
    /// The groups, each printed as an item of the list that holds it.
    pub groups: Vec<String>,
}

/// Returns the recording rules, if there are any.
pub(in crate::render) fn recording(suite: &Suite) -> Option<PrometheusRules> {
    suite.rules.recordings().next()?;
    let record = |rule: &crate::rule::Recording| Recording { record: rule.name, expr: rule.expr.to_string() };
    Some(PrometheusRules { name: "recording", groups: groups("recording", &suite.rules.recording, record) })
}

/// Returns the alerts.
pub(in crate::render) fn alerting(suite: &Suite, panels: &Panels) -> PrometheusRules {
    let groups = groups("alerting", &suite.rules.alerting, |rule| alert(rule, panels));
    PrometheusRules { name: "alerting", groups }
}

fn groups<R, W: Serialize>(name: &str, groups: &[RuleGroup<R>], written: impl Fn(&R) -> W) -> Vec<String> {
    let group = |group: &RuleGroup<R>| Group {
        name: group.name.to_string(),
        interval: duration(group.interval),
        rules: group.rules.iter().map(&written).collect(),
    };
    groups.iter().map(|it| template::render(&format!("{name}.group.yml"), &group(it))).collect()
}

fn alert(rule: &AlertRule, panels: &Panels) -> Alert {
    let template = |text: &AlertText| text.prometheus(&rule.unit, rule.presence());
    Alert {
        alert: rule.name.to_string(),
        expr: rule.condition().to_string(),
        r#for: Some(rule.pending_period).filter(|time| !time.is_zero()).map(duration),
        keep_firing_for: Some(rule.keep_firing_for).filter(|time| !time.is_zero()).map(duration),
        labels: labels(rule).map(|(name, text)| Named { name, value: template(&text) }).collect(),
        annotations: annotations(rule, panels).map(|(name, text)| Named { name, value: template(&text) }).collect(),
    }
}

/// Returns the labels that a rule sets.
pub(super) fn labels(rule: &AlertRule) -> impl Iterator<Item = (String, AlertText)> {
    let severity = ("severity".to_owned(), AlertText::plain(rule.severity.as_str()));
    let others = rule.labels.iter().map(|(name, value)| (name.to_string(), AlertText::plain(value.clone())));
    std::iter::once(severity).chain(others)
}

/// Returns what a rule says, and the page of its panel below Grafana's address, which Prometheus does not know.
pub(super) fn annotations(rule: &AlertRule, panels: &Panels) -> impl Iterator<Item = (String, AlertText)> {
    let page =
        panels.page(rule).map(|page| ("dashboard".to_owned(), AlertText { parts: vec![Part::Text(page.into())] }));
    texts(rule).chain(page)
}

/// Returns what a rule says: summary, description and runbook, as far as it has them.
pub(super) fn texts(rule: &AlertRule) -> impl Iterator<Item = (String, AlertText)> {
    let runbook = rule.runbook.clone().map(AlertText::plain).unwrap_or_default();
    let texts =
        [("summary", rule.summary.clone()), ("description", rule.description.clone()), ("runbook_url", runbook)];
    texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text))
}
