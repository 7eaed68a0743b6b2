//! What panels and events of the trading suite say of series that are made for it, as promtool evaluates them.

use dashgen::model::{AnnotationSource, Dashboard};
use serde_json::json;

use super::promtool::programs;
use crate::trading;

/// Returns the query of a panel, for all jobs and instances.
fn query(key: &str, at: usize) -> String {
    let dashboards: Vec<Dashboard> = trading::suite().dashboards.iter().collect();
    let panel = dashboards.iter().flat_map(Dashboard::panels).find(|panel| panel.key.as_str() == key).unwrap();
    let (_, target) = panel.promql().nth(at).unwrap();
    chosen(&target.expr.to_string())
}

/// Returns the query of the restarts of the API.
fn restarts() -> String {
    let dashboard = trading::suite().dashboards.get(0);
    let found = dashboard.annotations.iter().find_map(|annotation| match &annotation.source {
        AnnotationSource::PromQl { expr, .. } => Some(chosen(&expr.to_string())),
        _ => None,
    });
    found.unwrap()
}

fn chosen(query: &str) -> String {
    query.replace("$job", ".+").replace("$instance", ".+")
}

/// A sample that is expected: its labels, as in a query, and its value.
type Sample = (&'static str, f64);

/// Fails unless a query says this of the series, one value each 15 seconds: at each moment, in minutes, the samples.
fn says(what: &str, query: &str, series: &[(&str, &str)], moments: &[(u32, &[Sample])]) {
    let input = series.iter().map(|(name, values)| {
        let target = r#"job="trading-api", instance="api:8000""#;
        let series =
            name.strip_suffix('}').map_or_else(|| format!("{name}{{{target}}}"), |it| format!("{it}, {target}}}"));
        json!({"series": series, "values": values})
    });
    let checks = moments.iter().map(|(minute, samples)| {
        let samples = samples.iter().map(|(labels, value)| json!({"labels": labels, "value": value}));
        json!({"expr": query, "eval_time": format!("{minute}m"), "exp_samples": samples.collect::<Vec<_>>()})
    });
    let test = json!({
        "rule_files": [],
        "evaluation_interval": "1m",
        "tests": [{
            "interval": "15s",
            "input_series": input.collect::<Vec<_>>(),
            "promql_expr_test": checks.collect::<Vec<_>>(),
        }],
    });
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("test.yml"), test.to_string()).unwrap();
    for program in programs() {
        let output = std::process::Command::new(&program)
            .args(["test", "rules", "test.yml"])
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{}, {what}: {query}: {}", program.display(), String::from_utf8_lossy(&said));
    }
}

/// At the moments that Grafana asks for, a minute apart: it joins two that follow each other to a band.
fn marks(values: &str, expected: &[(u32, f64)]) {
    let samples: Vec<(u32, [Sample; 1])> =
        expected.iter().map(|(minute, value)| (*minute, [(r#"{instance="api:8000"}"#, *value)])).collect();
    let of = |minute| samples.iter().find(|(at, _)| *at == minute).map_or(&[][..], |(_, sample)| &sample[..]);
    let moments: Vec<(u32, &[Sample])> = (1..40).map(|minute| (minute, of(minute))).collect();
    let name = r#"fastapi_requests_total{method="GET", path="/health", status_code="200"}"#;
    says(values, &restarts(), &[(name, values)], &moments);
}

#[test]
fn a_restart_is_a_mark_of_one_moment() {
    marks("0+5x160", &[]);
    marks("0+5x50 0+5x110", &[(13, 1.0)]);
    // Away for six minutes.
    marks("0+5x50 stale _x23 0+5x90", &[(19, 1.0)]);
    // Again three minutes later.
    marks("0+5x50 0+5x11 0+5x100", &[(13, 1.0), (16, 2.0)]);
}

#[test]
fn redis_is_there_while_operations_succeed_or_the_pool_is_idle() {
    let (ok, error) =
        (r#"trading_redis_operations_total{status="ok"}"#, r#"trading_redis_operations_total{status="error"}"#);
    let pool = "trading_redis_connection_pool_active";
    for (what, series, expected) in [
        ("in use", vec![(ok, "0+5x80"), (error, "0+0x80"), (pool, "3+0x80")], Some(1.0)),
        ("some operations fail", vec![(ok, "0+5x80"), (error, "0+1x80"), (pool, "3+0x80")], Some(1.0)),
        ("an idle pool", vec![(ok, "0+0x80"), (error, "0+0x80"), (pool, "0+0x80")], Some(1.0)),
        ("no operation yet", vec![(pool, "0+0x80")], Some(1.0)),
        (
            "operations without a status",
            vec![("trading_redis_operations_total", "0+5x80"), (pool, "0+0x80")],
            Some(1.0),
        ),
        ("all operations fail", vec![(ok, "9+0x80"), (error, "0+5x80"), (pool, "0+0x80")], Some(0.0)),
        ("all operations fail, and they wait", vec![(ok, "9+0x80"), (error, "0+5x80"), (pool, "20+0x80")], Some(0.0)),
        ("nothing is known", vec![("up", "1+0x80")], None),
    ] {
        let sample = expected.map(|value| [("{}", value)]);
        says(what, &query("redis-status", 0), &series, &[(15, sample.as_ref().map_or(&[], |it| &it[..]))]);
    }
}

/// Grafana asks at whole hours: each bar is the hour that begins there, and the last one grows.
#[test]
fn trades_of_the_first_hour_are_shown_while_it_lasts() {
    let profit = r#"trading_trades_total{result="profit"}"#;
    // From 20 past on, a trade each 15 s for ten minutes; Prometheus adds half a scrape for what came after the last.
    let moments: [(u32, &[Sample]); 2] = [(0, &[(r#"{result="profit"}"#, 40.5)]), (60, &[])];
    says("in the hour", &query("trades-by-result", 0), &[(profit, "_x80 0+1x40")], &moments);
}
