//! What the alerts promise.

use super::*;
use crate::trading::{metrics, suite};
use dashgen::model::Property;
use dashgen::promql::{Type, check, type_of};
use dashgen::rule::{Recording, derived_name};

fn alerts() -> Vec<AlertRule> {
    groups().into_iter().flat_map(|group| group.rules).collect()
}

#[test]
fn the_table_of_alerts() {
    let line = |alert: &AlertRule| {
        let sign = alert.comparison.operator();
        let hold = dashgen::promql::duration(alert.pending_period);
        format!("{} {sign} {} {} for {hold}", alert.title(), alert.limit, alert.unit)
    };
    let lines: Vec<_> = alerts().iter().map(line).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    ApiDown (critical) < 1 number for 2m
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
        assert!(alert.runbook.is_some() && alert.panel.is_some() && alert.no_data.is_some(), "{title}: links");
        assert!(alert.cases.iter().any(|case| case.fires), "{title}: a case that fires it");
        assert!(alert.cases.iter().any(|case| !case.fires), "{title}: a case that does not");
        assert_eq!((check(&alert.query), type_of(&alert.query)), (vec![], Some(Type::Instant)), "{title}");
        let known = |name: &str| metrics::CATALOGUE.find(name).or_else(|| metrics::OF_PROMETHEUS.find(name)).is_some();
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

#[test]
fn what_each_alert_does_without_data_and_without_an_answer() {
    let line = |alert: &AlertRule| format!("{}: {:?}, {:?}", alert.title(), alert.no_data.unwrap(), alert.exec_error);
    insta::assert_snapshot!(alerts().iter().map(line).collect::<Vec<_>>().join("\n"), @r"
    ApiDown (critical): Alerting, Error
    HighApiErrorRate (critical): Ok, KeepLast
    HighRedisLatency (warning): Ok, KeepLast
    WebSocketConnectionDrop (warning): Ok, KeepLast
    LowBotWinRate (warning): Ok, KeepLast
    PortfolioDrawdown (warning): KeepLast, KeepLast
    PortfolioDrawdown (critical): KeepLast, KeepLast
    ");
}

#[test]
fn what_is_watched() {
    let line = |alert: &AlertRule| format!("{}: {}", alert.title(), alert.condition());
    insta::assert_snapshot!(alerts().iter().map(line).collect::<Vec<_>>().join("\n"), @r#"
    ApiDown (critical): max by (job) (up{job="trading-api"}) < 1 or absent(up{job="trading-api"})
    HighApiErrorRate (critical): (sum by (job) (rate(fastapi_requests_total{status_code=~"5.."}[5m]) and on (job, instance) fastapi_requests_total) or sum by (job) (rate(fastapi_requests_total{status_code!=""}[5m]) and on (job, instance) fastapi_requests_total) * 0) / (sum by (job) (rate(fastapi_requests_total{status_code!=""}[5m]) and on (job, instance) fastapi_requests_total) > 0) > 0.05
    HighRedisLatency (warning): histogram_quantile(0.95, sum by (job, le) (rate(trading_redis_operation_duration_seconds_bucket[5m]) and trading_redis_operation_duration_seconds_bucket)) > 0.1
    WebSocketConnectionDrop (warning): 1 - sum by (job) (trading_websocket_connections_active and trading_websocket_connections_active offset 10m) / (sum by (job) (trading_websocket_connections_active offset 10m and trading_websocket_connections_active) >= 10) > 0.5
    LowBotWinRate (warning): ((sum by (job) (increase(trading_trades_total{result="profit"}[1h])) or sum by (job) (increase(trading_trades_total{result!=""}[1h])) * 0) / (sum by (job) (increase(trading_trades_total{result!=""}[1h])) > 0) and sum by (job) (increase(trading_trades_total{result!=""}[1h])) >= 20 unless sum by (job) (increase(trading_trades_total[1h]) > 0 unless on (job, instance) trading_trades_total)) < 0.4
    PortfolioDrawdown (warning): clamp_min(1 - max by (job) (trading_portfolio_total_value_usd) / max_over_time(max by (job) (trading_portfolio_total_value_usd)[1d:1m]), 0) > 0.1
    PortfolioDrawdown (critical): clamp_min(1 - max by (job) (trading_portfolio_total_value_usd) / max_over_time(max by (job) (trading_portfolio_total_value_usd)[1d:1m]), 0) > 0.2
    "#);
}
