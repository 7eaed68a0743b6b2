//! What the suite promises: titles, names, and what every panel must have.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use insta::assert_snapshot;

use super::*;
use dashgen::model::{AnnotationSource, ColorMode, Dashboard, Item, Panel, Property, VariableKind};
use dashgen::promql::ast::{Expr, ExprKind};
use dashgen::promql::{Type, check, type_of};
use dashgen::render::Options;

mod guide;
mod program;
mod promtool;
mod promtool_queries;
#[path = "../../tests/skipped.rs"]
mod skipped;

/// What every query carries.
const SCOPE: &str = r#"job=~"$job", instance=~"$instance""#;

/// Returns a dashboard by its place in the suite.
fn dashboard(index: usize) -> Dashboard {
    suite().dashboards.get(index)
}

/// Returns each panel of a dashboard with its unit, legends and queries, these without what all of them carry.
fn queries(index: usize) -> String {
    let mut text = String::new();
    for panel in dashboard(index).panels() {
        writeln!(text, "{} [{}]", panel.title, panel.axis_unit().unwrap()).unwrap();
        for (_, target) in panel.promql() {
            let query = target.expr.to_string();
            let query = query.replace(&format!("{{{SCOPE}}}"), "").replace(&format!("{SCOPE}, "), "");
            writeln!(text, "  {}: {query}", target.legend.as_str()).unwrap();
        }
    }
    text
}

/// Names the panels that lack something.
fn panels_without(has: impl Fn(&Panel) -> bool) -> Vec<String> {
    let dashboards = suite().dashboards;
    dashboards
        .iter()
        .flat_map(|d| d.panels().filter(|p| !has(p)).map(|p| p.title.to_string()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn uids_files_and_refresh() {
    let all: Vec<_> = suite().dashboards.iter().map(|d| format!("{} {} {}", d.name(), d.uid, d.refresh)).collect();
    assert_eq!(
        all,
        [
            "system-overview trading-system-overview 10s",
            "trading-performance trading-performance 10s",
            "infrastructure infrastructure-monitoring 10s",
        ]
    );
}

#[test]
fn system_overview_asks() {
    assert_snapshot!(queries(0), @r#"
    API Service Status [number]
      {{job}}: max by (job) (up{job="trading-api"}) or max by (job) (fastapi_app_info) or max by (job) (last_over_time(fastapi_app_info[1d])) * 0 or on () vector(0)
    Active Bots [bots]
      {{job}}: max by (job) (trading_bots_active_total)
    Total Portfolio Value (USD) [USD]
      {{job}}: max by (job) (trading_portfolio_total_value_usd)
    Total P&L % [percent]
      {{job}}: max by (job) (trading_portfolio_pnl_percent)
    API Request Rate (5m avg) [requests/s]
      Requests: sum(rate(fastapi_requests_total[5m]))
    API Response Time (p50, p95) [s]
      p50: histogram_quantile(0.5, sum by (le) (rate(fastapi_request_duration_seconds_bucket[$__rate_interval])))
      p95: histogram_quantile(0.95, sum by (le) (rate(fastapi_request_duration_seconds_bucket[$__rate_interval])))
    Active WebSocket Connections [connections]
      Connections: sum(trading_websocket_connections_active)
    Redis Operations Rate [operations/s]
      {{operation}}: sum by (operation) (rate(trading_redis_operations_total[$__rate_interval]))
    "#);
}

#[test]
fn trading_performance_asks() {
    assert_snapshot!(queries(1), @r#"
    Portfolio Value Over Time [USD]
      Value: max by (job) (trading_portfolio_total_value_usd)
      Drawdown: clamp_min(1 - max by (job) (trading_portfolio_total_value_usd) / max_over_time(max by (job) (trading_portfolio_total_value_usd)[1d:1m]), 0)
    Portfolio P&L Percentage [percent]
      {{job}}: max by (job) (trading_portfolio_pnl_percent)
    Active/Total/Inactive Bots [bots]
      Active: max by (job) (trading_bots_active_total)
      Total: max by (job) (trading_bots_total)
      Inactive: max by (job) (trading_bots_total) - max by (job) (trading_bots_active_total)
    Trades (Last Hour) [trades]
      Trades: sum(increase(trading_trades_total[1h]))
    Win Rate [ratio]
      Win rate: (sum(increase(trading_trades_total{result="profit"}[1h])) or sum(increase(trading_trades_total{result!=""}[1h])) * 0) / (sum(increase(trading_trades_total{result!=""}[1h])) > 0)
    Total P&L (USD) [USD]
      {{job}}: max by (job) (trading_portfolio_pnl_usd)
    Open Positions Count [positions]
      {{job}}: max by (job) (trading_portfolio_positions_count)
    Trades by Result (Profit/Loss - Hourly) [trades]
      {{result}}: sum by (result) (increase(trading_trades_total[1h] offset -1h))
    Bot Status Over Time [bots]
      Active: max by (job) (trading_bots_active_total)
      Inactive: max by (job) (trading_bots_total) - max by (job) (trading_bots_active_total)
      Total: max by (job) (trading_bots_total)
    Market Data Update Rate by Symbol [updates/s]
      {{symbol}}: sum by (symbol) (rate(trading_market_updates_total[$__rate_interval]))
    "#);
}

#[test]
fn infrastructure_asks() {
    assert_snapshot!(queries(2), @r#"
    Redis Operations Rate (GET/SET/DELETE) [operations/s]
      {{operation}}: sum by (operation) (rate(trading_redis_operations_total[$__rate_interval]))
    Redis Operation Latency (p50, p95) [s]
      p50: histogram_quantile(0.5, sum by (le) (rate(trading_redis_operation_duration_seconds_bucket[$__rate_interval])))
      p95: histogram_quantile(0.95, sum by (le) (rate(trading_redis_operation_duration_seconds_bucket[$__rate_interval])))
    Redis Connection Status [number]
      Redis: sum(rate(trading_redis_operations_total{status="ok"}[5m])) > bool 0 > 0 or sum(rate(trading_redis_operations_total{status!~"ok|"}[5m])) <= bool 0 < 1 or sum(trading_redis_connection_pool_active) >= bool 0
    Active WebSocket Connections [connections]
      Connections: sum(trading_websocket_connections_active)
    WebSocket Messages (Last Minute) [messages]
      Messages: sum(increase(trading_websocket_messages_total[1m]))
    API Request Rate [requests/s]
      Requests: sum(rate(fastapi_requests_total[$__rate_interval]))
    WebSocket Connection Metrics [number]
      active: sum(trading_websocket_connections_active)
      opened: sum(rate(trading_websocket_connections_total[$__rate_interval]))
      subscribers: sum(trading_websocket_subscribers_total)
      alarm below: (sum(trading_websocket_connections_active unless trading_websocket_connections_active offset 10m) or sum(trading_websocket_connections_active offset 10m and trading_websocket_connections_active) * 0) + (sum(trading_websocket_connections_active offset 10m and trading_websocket_connections_active) >= 10) * 0.5 or (sum(trading_websocket_connections_active) >= 10) * 0.5
    WebSocket Message Rate (Sent/Received) [messages/s]
      {{direction}}: sum by (direction) (rate(trading_websocket_messages_total[$__rate_interval]))
    API Endpoints Request Rate [requests/s]
      {{method}} {{path}}: topk(10, sum by (method, path) (rate(fastapi_requests_total[$__rate_interval])))
    API Response Status Codes [requests/s]
      2xx: sum(rate(fastapi_requests_total{status_code=~"2.."}[$__rate_interval]))
      3xx: sum(rate(fastapi_requests_total{status_code=~"3.."}[$__rate_interval]))
      4xx: sum(rate(fastapi_requests_total{status_code=~"4.."}[$__rate_interval]))
      5xx: sum(rate(fastapi_requests_total{status_code=~"5.."}[$__rate_interval]))
      5xx share: (sum(rate(fastapi_requests_total{status_code=~"5.."}[5m])) or sum(rate(fastapi_requests_total{status_code!=""}[5m])) * 0) / (sum(rate(fastapi_requests_total{status_code!=""}[5m])) > 0)
    WebSocket Broadcast Duration (p50, p95) [s]
      p50: histogram_quantile(0.5, sum by (le) (rate(trading_websocket_broadcast_duration_seconds_bucket[$__rate_interval])))
      p95: histogram_quantile(0.95, sum by (le) (rate(trading_websocket_broadcast_duration_seconds_bucket[$__rate_interval])))
    "#);
}

#[test]
fn variables_and_events() {
    let mut text = String::new();
    for variable in dashboard(0).variables {
        if let VariableKind::LabelValues { series, label, multi, all, .. } = &variable.kind {
            writeln!(
                text,
                "{}: {label} of {series}, several: {multi}, all: {all:?}, first: {:?}",
                variable.var.name(),
                variable.default_values
            )
            .unwrap();
        }
    }
    for annotation in dashboard(0).annotations {
        let AnnotationSource::PromQl { expr, .. } = annotation.source else { continue };
        writeln!(text, "{}: {expr}", annotation.name).unwrap();
    }
    assert_snapshot!(text, @r#"
    job: job of fastapi_app_info, several: false, all: Some(".+"), first: ["trading-api"]
    instance: instance of fastapi_app_info{job=~"$job"}, several: true, all: Some(".+"), first: []
    API restarts: max_over_time((max by (instance) (resets(fastapi_requests_total{job=~"$job", instance=~"$instance"}[10m])) > on (instance) max by (instance) (resets(fastapi_requests_total{job=~"$job", instance=~"$instance"}[9m] offset 1m)))[$__interval:1m] offset -1s)
    "#);
}

#[test]
fn descriptions_name_the_limits() {
    for (index, key, limit) in [
        (1, "portfolio-value", limits::DRAWDOWN_WATCH.to_string()),
        (1, "portfolio-value", limits::DRAWDOWN_ACT.to_string()),
        (1, "win-rate", limits::WIN_RATE.to_string()),
        (2, "status-codes", limits::API_ERROR_SHARE.to_string()),
        (2, "redis-latency", limits::REDIS_P95.to_string()),
    ] {
        let dashboard = dashboard(index);
        let panel = dashboard.panels().find(|panel| panel.key.as_str() == key).unwrap();
        assert!(panel.description.contains(&limit), "{key}: {limit}");
    }
}

/// Returns the metrics that a query reads, once for each time that it names one.
fn metrics_of(query: &Expr) -> impl Iterator<Item = &'static str> {
    query.nodes().filter_map(|node| match &node.kind {
        ExprKind::Selector(selector) => {
            let name = selector.name.as_ref().expect("typed queries name their metric");
            let find = |catalogue: &'static dashgen::promql::Catalogue| catalogue.find(&name.text);
            let found = find(&metrics::CATALOGUE).or_else(|| find(&metrics::OF_PROMETHEUS));
            Some(found.expect("typed queries read declared metrics").0.name)
        }
        _ => None,
    })
}

#[test]
fn every_metric_is_shown() {
    let mut shown = BTreeSet::new();
    for dashboard in suite().dashboards.iter() {
        for (_, target) in dashboard.panels().flat_map(Panel::promql) {
            shown.extend(metrics_of(&target.expr));
        }
    }
    let declared: BTreeSet<_> = metrics::CATALOGUE.metrics().iter().map(|metric| metric.name).collect();
    assert_eq!(declared.len(), 19);
    let of_prometheus: Vec<_> = shown.difference(&declared).collect();
    assert_eq!(of_prometheus, [&"up"]);
    assert!(shown.is_superset(&declared));
}

#[test]
fn every_query_is_well_typed() {
    let is_sound = |panel: &Panel| {
        panel.promql().all(|(_, target)| check(&target.expr).is_empty() && type_of(&target.expr) == Some(Type::Instant))
    };
    assert_eq!(panels_without(is_sound), [""; 0]);
}

#[test]
fn every_panel_is_complete() {
    let none: [&str; 0] = [];
    assert_eq!(panels_without(|panel| panel.description.len() > 80), none, "description");
    assert_eq!(panels_without(|panel| panel.field.no_value.is_some()), none, "text where there is no value");
    assert_eq!(panels_without(|panel| panel.axis_unit().is_ok()), none, "one unit");
    assert_eq!(panels_without(has_colours), none, "colours");
}

/// Without a word from us, Grafana turns a stat red at 80 and colours lines by their order.
fn has_colours(panel: &Panel) -> bool {
    panel.field.color.is_some()
        || panel.field.thresholds.is_some()
        || panel.field.overrides.len() >= panel.targets.len()
}

#[test]
fn a_series_has_one_colour_on_all_dashboards() {
    let mut colours = BTreeMap::new();
    for dashboard in suite().dashboards.iter() {
        for exception in dashboard.panels().flat_map(|panel| &panel.field.overrides) {
            let fixed = exception.properties.iter().find_map(|property| match property {
                Property::Color(mode) => mode.fixed_color.clone(),
                _ => None,
            });
            let Some(colour) = fixed else { continue };
            let series = format!("{:?}", exception.matcher);
            let known = colours.entry(series.clone()).or_insert_with(|| colour.clone());
            assert_eq!(*known, colour, "{series}");
        }
    }
    for series in ["get", "set", "delete", "p50", "p95", "sent", "received"] {
        let is_named = colours.keys().any(|matcher| matcher.contains(&format!("\"{series}\"")));
        assert!(is_named, "{series}");
    }
}

/// A line that changes its colour at a limit has all of them.
#[test]
fn series_of_a_panel_have_colours_of_their_own() {
    for panel in suite().dashboards.iter().flat_map(|dashboard| dashboard.panels().cloned().collect::<Vec<_>>()) {
        let mut seen = BTreeSet::new();
        for exception in &panel.field.overrides {
            let by_limits = exception.properties.contains(&Property::Color(ColorMode::THRESHOLDS));
            let colours: Vec<String> = exception
                .properties
                .iter()
                .flat_map(|property| match property {
                    Property::Color(mode) => mode.fixed_color.iter().map(|color| format!("{color:?}")).collect(),
                    Property::Thresholds(thresholds) if by_limits => {
                        thresholds.steps.iter().flatten().map(|step| format!("{:?}", step.color)).collect()
                    }
                    _ => Vec::new(),
                })
                .collect();
            for colour in colours {
                assert!(seen.insert(colour.clone()), "{}: {colour} again", panel.title);
            }
        }
    }
}

/// Names are hashed to few colours: two series of a panel often get the same one.
#[test]
fn no_colour_by_name() {
    let none: [&str; 0] = [];
    assert_eq!(panels_without(|panel| panel.field.color != Some(ColorMode::PALETTE_BY_NAME)), none);
}

#[test]
fn every_query_is_scoped() {
    let is_scoped = |panel: &Panel| {
        panel
            .promql()
            .all(|(_, target)| target.expr.to_string().matches(SCOPE).count() == metrics_of(&target.expr).count())
    };
    assert_eq!(panels_without(is_scoped), [""; 0]);
}

#[test]
fn lines_of_the_grid_are_full() {
    for dashboard in suite().dashboards.iter() {
        let mut filled = 0;
        let mut height = 0;
        for item in &dashboard.items {
            let Item::Panel(panel) = item else { panic!("no rows here") };
            height = if filled == 0 { panel.size.height() } else { height };
            assert_eq!(panel.size.height(), height, "{}", panel.title);
            filled = (filled + panel.size.width()) % 24;
        }
        assert_eq!(filled, 0, "{}", dashboard.title);
    }
}

#[test]
fn every_panel_of_the_overview_leads_to_an_explanation() {
    let known: Vec<_> = suite().dashboards.iter().map(|d| d.uid).collect();
    for panel in dashboard(0).panels() {
        let leads = panel.field.links.iter().filter_map(|link| link.dashboard.as_ref());
        assert!(leads.filter(|handle| known.contains(&handle.uid)).count() > 0, "{}", panel.title);
    }
}

#[test]
fn the_stack_is_the_one_that_the_readme_names() {
    let files = dashgen::render::provisioning(&suite(), &Options::default()).unwrap();
    let file = |name: &str| {
        let path = format!("provisioning/stack/{name}");
        files.iter().find(|(it, _)| *it == path).map(|(_, text)| text.as_str()).expect("a file of the stack")
    };
    for name in ["docker-compose.monitoring.yml", "docker-compose.production.yml"] {
        assert!(file(name).contains("container_name: \"trading_grafana\""), "{name}");
        assert!(file(name).contains("--storage.tsdb.retention.time=30d"), "{name}");
        assert!(file(name).contains(":3000:3000"), "{name}");
    }
    assert!(file("docker-compose.monitoring.yml").contains("profiles: [\"grafana\"]"));
    assert!(file("docker-compose.production.yml").contains("profiles: [\"monitoring\"]"));
    assert!(file("prometheus.yml").contains("scrape_interval: \"15s\""));
}

/// A database keeps the password that it was made with, and development's may be `admin`.
#[test]
fn production_does_not_take_the_data_of_development() {
    let files = dashgen::render::provisioning(&suite(), &Options::default()).unwrap();
    let volumes = |name: &str| {
        let (_, text) = files.iter().find(|(path, _)| path.ends_with(name)).expect("a file of the stack");
        let (_, volumes) = text.split_once("\nvolumes:\n").expect("volumes");
        let names = volumes.lines().filter_map(|line| line.trim().strip_prefix("name: ").map(str::to_owned));
        names.collect::<BTreeSet<_>>()
    };
    let (development, production) = (volumes("monitoring.yml"), volumes("docker-compose.production.yml"));
    assert_eq!((development.len(), production.len()), (2, 2));
    assert!(development.is_disjoint(&production), "{development:?}, {production:?}");
}
