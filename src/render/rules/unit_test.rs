//! The tests of promtool, from the cases of the alerts.

use std::time::Duration;

use super::panels::Panels;
use super::prometheus;
use crate::promql::ast::Expr;
use crate::promql::ast::{ExprKind, MatchOp, Matcher, Name, Selector, Span};
use crate::promql::{duration, minutes};
use crate::rule::{AlertRule, AlertText, Case, Comparison, Series, Subject};
use crate::schema::provisioning::Named;
use crate::schema::rules::{AlertCheck, ExpectedAlert, InputSeries, Test, Tests};
use crate::suite::Suite;
use crate::vocabulary::Text;

/// Returns the tests of the alerts, which read the file of the recording rules where there is one.
pub(in crate::render) fn tests<'a>(suite: &'a Suite, panels: &Panels, has_recordings: bool) -> Tests<'a> {
    let recording = has_recordings.then_some("recording.rules.yml");
    // promtool evaluates all groups at one interval.
    let interval = suite.rules.alerting.iter().map(|group| group.interval).min().unwrap_or(minutes(1));
    let alerts: Vec<&AlertRule> = suite.rules.alerts().collect();
    let plan = Plan { alerts: &alerts, panels, interval };
    let tests = alerts.iter().flat_map(|alert| alert.cases.iter().map(|case| plan.test(alert, case)));
    Tests {
        suite: &suite.name,
        rule_files: recording.into_iter().chain(["alerting.rules.yml"]).collect(),
        evaluation_interval: duration(interval),
        tests: tests.collect(),
    }
}

struct Plan<'a> {
    alerts: &'a [&'a AlertRule],
    panels: &'a Panels,
    interval: Duration,
}

impl Plan<'_> {
    /// An alert that fires does so once its time has passed, and not one evaluation earlier.
    fn test(&self, alert: &AlertRule, case: &Case) -> Test {
        let fires_at = case.since + alert.pending_period;
        let mut checks = Vec::new();
        let before = fires_at.checked_sub(self.interval).filter(|_| alert.pending_period >= self.interval);
        if let Some(before) = before.filter(|_| case.fires) {
            checks.push(self.check(alert, case, (before, false)));
        }
        checks.push(self.check(alert, case, (fires_at, case.fires)));
        Test {
            name: format!("{}: {}", alert.title(), case.name),
            series: case.series.iter().map(input).collect(),
            checks,
        }
    }

    /// promtool knows alerts by name alone: rules that share it and the query are expected, too, by what they compare.
    fn check(&self, alert: &AlertRule, case: &Case, (time, fires): (Duration, bool)) -> AlertCheck {
        let is_expected = |other: &AlertRule| {
            if std::ptr::eq(other, alert) {
                return fires;
            }
            let beyond = case.value.is_some_and(|value| match other.comparison {
                Comparison::Above => value > other.limit,
                Comparison::Below => value < other.limit,
            });
            other.name == alert.name
                && other.query == alert.query
                && beyond
                && case.since + other.pending_period <= time
        };
        let expected = self.alerts.iter().filter(|other| is_expected(other));
        AlertCheck {
            eval_time: duration(time),
            alert: alert.name.to_string(),
            alerts: expected.map(|other| self.expected(other, case)).collect(),
        }
    }

    fn expected(&self, alert: &AlertRule, case: &Case) -> ExpectedAlert {
        let subject = Subject { labels: &case.labels, value: case.value, unit: &alert.unit };
        let filled = |(name, text): (String, AlertText)| Named { name, value: text.filled(subject) };
        let own = case.labels.iter().map(|(name, value)| Named { name: name.to_string(), value: value.to_string() });
        ExpectedAlert {
            labels: prometheus::labels(alert).map(filled).chain(own).collect(),
            annotations: prometheus::annotations(alert, self.panels).map(filled).collect(),
        }
    }
}

fn input(series: &Series) -> InputSeries {
    let matcher = |(label, value): &(Text, Text)| Matcher::Label {
        label: Name::from(label.clone()),
        op: MatchOp::Equal,
        value: value.clone(),
        value_span: Span::default(),
        bare: false,
    };
    let matchers = series.labels.iter().map(matcher).collect();
    let selector = Selector { name: Some(Name::from(series.name.clone())), matchers, ..Selector::default() };
    InputSeries { series: Expr::from(ExprKind::Selector(selector)).to_string(), values: series.values.to_string() }
}
