//! What the alerts promise.

use super::*;
use crate::model::Property;
use crate::promql::{Type, check, type_of};
use crate::rule::{Recording, derived_name};
use crate::trading::{metrics, suite};

fn alerts() -> Vec<AlertRule> {
    groups().into_iter().flat_map(|group| group.rules).collect()
}

#[test]
fn the_table_of_alerts() {
    let line = |alert: &AlertRule| {
        let sign = alert.comparison.operator();
        let hold = crate::rule::duration(alert.hold);
        format!("{} {sign} {} {} for {hold}", alert.title(), alert.limit, alert.unit)
    };
    let lines: Vec<_> = alerts().iter().map(line).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    HighApiErrorRate (critical) > 0.05 ratio for 5m
    HighRedisLatency (warning) > 0.1 s for 5m
    WebSocketConnectionDrop (warning) > 0.5 ratio for 2m
    LowBotWinRate (warning) < 0.4 ratio for 15m
    PortfolioDrawdown (warning) > 0.1 ratio for 5m
    PortfolioDrawdown (critical) > 0.2 ratio for 5m
    ");
}

#[test]
fn every_alert_is_complete() {
    for alert in alerts() {
        let title = alert.title();
        assert!(!alert.summary.is_empty() && !alert.description.is_empty(), "{title}: texts");
        assert!(alert.runbook.is_some() && alert.panel.is_some() && alert.absence.is_some(), "{title}: links");
        assert!(alert.cases.iter().any(|case| case.fires), "{title}: a case that fires it");
        assert!(alert.cases.iter().any(|case| !case.fires), "{title}: a case that does not");
        assert_eq!((check(&alert.query), type_of(&alert.query)), (vec![], Some(Type::Instant)), "{title}");
        let known = |name: &str| metrics::CATALOGUE.find(name).is_some();
        assert!(alert.cases.iter().flat_map(|case| &case.series).all(|series| known(&series.name)), "{title}: series");
    }
}

#[test]
fn the_panel_of_each_alert_draws_its_limit() {
    for alert in alerts() {
        let handle = alert.panel.clone().unwrap();
        let dashboard = suite().dashboards.iter().find(|dashboard| dashboard.uid == handle.dashboard.uid).unwrap();
        let panel = dashboard.panels().find(|panel| panel.key == handle.key).unwrap();
        let overridden =
            panel.field.overrides.iter().flat_map(|it| &it.properties).filter_map(|property| match property {
                Property::Thresholds(thresholds) => Some(thresholds),
                _ => None,
            });
        let mut steps = panel.field.thresholds.iter().chain(overridden).filter_map(|it| it.steps.as_ref()).flatten();
        let (has_step, targets) = (steps.any(|step| step.value == Some(Some(alert.limit))), panel.promql());
        // A limit relative to the past is a line of its own.
        let line = format!("* {}", 1.0 - alert.limit);
        let draws = has_step || targets.into_iter().any(|(_, target)| target.expr.to_string().ends_with(&line));
        assert!(draws, "{}", alert.title());
        assert!(panel.field.links.iter().any(|link| link.url.ends_with(&*alert.name)), "{}: leads back", alert.title());
    }
}

#[test]
fn recorded_names_say_what_is_recorded() {
    let rules: Vec<Recording> = super::super::recording::groups().into_iter().flat_map(|group| group.rules).collect();
    for rule in &rules {
        assert!(derived_name(&rule.expr).is_none_or(|name| name == rule.name), "{}", rule.name);
        assert_eq!((check(&rule.expr), type_of(&rule.expr)), (vec![], Some(Type::Instant)), "{}", rule.name);
    }
}
