//! Rule files of Prometheus.

use super::Panels;
use crate::rule::{AlertRule, AlertText, Part, duration};
use crate::schema::rules::{Alert, Group, Named, Recording};
use crate::suite::Suite;

pub(super) fn recording(suite: &Suite) -> Vec<Group<Recording>> {
    let groups = suite.rules.recording.iter().map(|group| Group {
        name: group.name.to_string(),
        interval: duration(group.interval),
        rules: group.rules.iter().map(|rule| Recording { record: rule.name, expr: rule.expr.to_string() }).collect(),
    });
    groups.collect()
}

pub(super) fn alerting(suite: &Suite, panels: &Panels) -> Vec<Group<Alert>> {
    let groups = suite.rules.alerting.iter().map(|group| Group {
        name: group.name.to_string(),
        interval: duration(group.interval),
        rules: group.rules.iter().map(|rule| alert(rule, panels)).collect(),
    });
    groups.collect()
}

fn alert(rule: &AlertRule, panels: &Panels) -> Alert {
    let template = |text: &AlertText| text.prometheus(&rule.unit, rule.presence());
    Alert {
        alert: rule.name.to_string(),
        expr: rule.condition().to_string(),
        r#for: Some(rule.hold).filter(|time| !time.is_zero()).map(duration),
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
