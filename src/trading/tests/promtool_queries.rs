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

/// Returns the query of the restarts of the API, at moments that are so many minutes apart.
fn restarts(step: u32) -> String {
    let dashboard = trading::suite().dashboards.get(0);
    let found = dashboard.annotations.iter().find_map(|annotation| match &annotation.source {
        AnnotationSource::PromQl { expr, .. } => Some(chosen(&expr.to_string())),
        _ => None,
    });
    found.unwrap().replace("$__interval", &format!("{step}m"))
}

fn chosen(query: &str) -> String {
    query.replace("$job", ".+").replace("$instance", ".+")
}

/// A sample that is expected: its labels, as in a query, and its value.
type Sample = (&'static str, f64);

/// Fails unless a query says this of the series, one value each 15 seconds: at each moment, in minutes, the samples.
fn says(what: &str, query: &str, series: &[(&str, &str)], moments: &[(u32, &[Sample])]) {
    let input = series.iter().map(|(name, values)| {
        let job = if name.contains("{job=") { "" } else { r#"job="trading-api", "# };
        let target = format!(r#"{job}instance="api:8000""#);
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
        let output = std::process::Command::new(program)
            .args(["test", "rules", "test.yml"])
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{}, {what}: {query}: {}", program.display(), String::from_utf8_lossy(&said));
    }
}

/// The steps of Grafana's graphs from a minute on, in minutes: of an hour, a day, a week.
const STEPS: [u32; 7] = [1, 2, 5, 10, 15, 30, 60];

/// At the moments that Grafana asks for, whatever lies between them: each restart, in the minute that is given, is at the
/// first moment after it and at no other. Grafana joins two that follow each other to a band.
fn marks(values: &str, expected: &[(u32, f64)]) {
    for step in STEPS {
        let moment = |minute: u32| minute.div_ceil(step) * step;
        let sample = |at| {
            let of_it = expected.iter().filter(|(minute, _)| moment(*minute) == at).map(|(_, value)| *value);
            of_it.reduce(f64::max).map(|value| [(r#"{instance="api:8000"}"#, value)])
        };
        let samples: Vec<(u32, Option<[Sample; 1]>)> =
            (1..=120 / step).map(|index| (index * step, sample(index * step))).collect();
        let moments: Vec<(u32, &[Sample])> =
            samples.iter().map(|(at, sample)| (*at, sample.as_ref().map_or(&[][..], |it| &it[..]))).collect();
        let name = r#"fastapi_requests_total{method="GET", path="/health", status_code="200"}"#;
        says(&format!("{values}, a step of {step} min"), &restarts(step), &[(name, values)], &moments);
    }
}

#[test]
fn a_restart_is_a_mark_of_one_moment_at_any_step() {
    marks("0+5x480", &[]);
    marks("0+5x50 0+5x429", &[(13, 1.0)]);
    // Away for six minutes.
    marks("0+5x50 stale _x23 0+5x400", &[(19, 1.0)]);
    // Again three minutes later.
    marks("0+5x50 0+5x11 0+5x400", &[(13, 1.0), (16, 2.0)]);
    // Again and again, each ten minutes.
    marks("0+5x50 0+5x39 0+5x39 0+5x340", &[(13, 1.0), (23, 1.0), (33, 1.0)]);
}

#[test]
fn the_status_is_of_each_job() {
    let (up, info) = ("up", r#"fastapi_app_info{version="1"}"#);
    let demo = r#"fastapi_app_info{job="demo", version="1"}"#;
    let (real, other) = (r#"{job="trading-api"}"#, r#"{job="demo"}"#);
    for (what, series, expected) in [
        ("both are there", vec![(up, "1+0x80"), (info, "1+0x80"), (demo, "1+0x80")], vec![(other, 1.0), (real, 1.0)]),
        (
            "the API is gone",
            vec![(up, "1+0x30 0+0x50"), (info, "1+0x30 stale"), (demo, "1+0x80")],
            vec![(other, 1.0), (real, 0.0)],
        ),
        ("the API never was there", vec![(up, "0+0x80"), (demo, "1+0x80")], vec![(other, 1.0), (real, 0.0)]),
        (
            "its target is gone, too",
            vec![(up, "1+0x30 stale"), (info, "1+0x30 stale"), (demo, "1+0x80")],
            vec![(other, 1.0), (real, 0.0)],
        ),
        ("a demo alone", vec![(demo, "1+0x80")], vec![(other, 1.0)]),
        ("nothing", vec![(r#"up{job="prometheus"}"#, "1+0x80")], vec![("{}", 0.0)]),
    ] {
        says(what, &query("service-status", 0), &series, &[(15, &expected)]);
    }
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
        ("operations cease, and no pool is reported", vec![(ok, "0+5x30 150+0x50"), (error, "0+0x80")], None),
        ("no operation yet, and no pool is reported", vec![(ok, "0+0x80"), (error, "0+0x80")], None),
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
