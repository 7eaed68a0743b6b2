use serde_json::{Value, json};

use super::{Dashboard, dashboards};

/// Returns what is told, a line each.
fn told(old: &Value, new: &Value) -> String {
    let (old, new) = (old.to_string(), new.to_string());
    let changes = dashboards(&Dashboard::read(&old).unwrap(), &Dashboard::read(&new).unwrap());
    let line = |it: &super::Change| {
        let risk = it.note.as_ref().map_or_else(String::new, |note| format!(" ! {note}"));
        format!("{} {}: {}{risk}", it.kind.sign(), it.subject, it.what)
    };
    changes.changes.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn with_panels(panels: &Value) -> Value {
    json!({"title": "Shop", "uid": "shop", "schemaVersion": 42, "panels": panels})
}

/// A dashboard with one panel that asks this.
fn asking(expr: &str) -> Value {
    with_panels(&json!([{"id": 1, "type": "stat", "title": "P", "targets": [{"refId": "A", "expr": expr}]}]))
}

fn queries(old: &str, new: &str) -> String {
    told(&asking(old), &asking(new)).replace("~ panel \"P\" A: ", "")
}

#[test]
fn queries_on_their_trees() {
    let cases = [
        ("rate(x[5m])", "rate( x[5m] )", ""),
        ("a + b", "b + a", ""),
        ("sum by (a, b) (x)", "sum(x) by (b, a)", ""),
        ("x{a=\"1\", b=\"2\"}", "x{b=\"2\", a=\"1\"}", ""),
        ("rate(x[5m])", "rate(x[1h])", "[5m] → [1h]"),
        ("rate(x[5m])", "irate(x[5m])", "rate() → irate()"),
        ("rate(x[5m])", "rate(y[5m])", "metric x → y"),
        ("rate(x[5m])", "rate(x[5m] offset 1h)", "offset 1h added"),
        ("x{a=\"1\"}", "x{a=~\"1|2\"}", "{a=\"1\"} → {a=~\"1|2\"}"),
        ("x", "x{a=\"1\"}", "{a=\"1\"} added"),
        ("x{a=\"1\"}", "x", "{a=\"1\"} removed"),
        ("sum by (job, pod) (x)", "sum by (job) (x)", "sum by (job, pod) → sum by (job)"),
        ("sum(x)", "max(x)", "sum → max"),
        ("a / b", "a * b", "/ → *"),
        ("a / on (x) b", "a / on (y) b", "on (x) → on (y)"),
        ("x * 100", "x * 1000", "100 → 1000"),
        ("sum(x)", "abs(sum(x))", "wrapped in abs(…)"),
        ("clamp_min(sum(x), 0)", "sum(x)", "no longer in clamp_min(…, 0)"),
        ("sum(x)", "sum(x) * 100", "… * 100 added"),
        ("sum(x) / 60", "sum(x)", "… / 60 removed"),
        ("rate(x[5m]) / rate(y[5m])", "rate(x[1h]) / rate(y[1h])", "[5m] → [1h] (2×)"),
        ("rate(x[5m]) + irate(y[5m])", "rate(x[1h]) + irate(y{a=\"1\"}[5m])", "[5m] → [1h] · {a=\"1\"} added"),
    ];
    for (old, new, expected) in cases {
        let found = queries(old, new);
        let found = found.split(" ! ").next().unwrap_or_default();
        assert_eq!(found, expected, "{old} to {new}");
    }
}

#[test]
fn queries_that_nobody_can_read_are_texts() {
    assert_eq!(queries("rate(x[5m]", "rate(x[1h]"), "query rate(x[5m] → rate(x[1h]");
}

#[test]
fn panels_that_swap_their_ids_are_the_same() {
    let panel = |id: u32, expr: &str| json!({"id": id, "type": "stat", "title": "P", "targets": [{"expr": expr}]});
    let old = with_panels(&json!([panel(1, "a"), panel(2, "b")]));
    let new = with_panels(&json!([panel(2, "a"), panel(1, "b")]));
    assert_eq!(told(&old, &new), "");
}

#[test]
fn a_folded_row_has_the_same_panels() {
    let inner = json!({"id": 2, "type": "stat", "title": "P", "gridPos": {"x": 0, "y": 1, "w": 6, "h": 4}});
    let row = |collapsed: bool, panels: Value| {
        json!({"id": 1, "type": "row", "title": "Row", "collapsed": collapsed, "panels": panels,
            "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}})
    };
    let old = with_panels(&json!([row(false, json!([])), inner]));
    let new = with_panels(&json!([row(true, json!([inner]))]));
    assert_eq!(told(&old, &new), "~ row \"Row\": collapsed on");
}

#[test]
fn a_variable_with_another_name_everywhere_is_one_change() {
    let board = |name: &str| {
        json!({"title": "Shop", "templating": {"list": [{"name": name, "type": "custom", "query": "a,b"}]},
            "panels": [{"id": 1, "type": "stat", "title": format!("P ${name}"), "repeat": name,
                "targets": [{"refId": "A", "expr": format!("x{{a=\"${{{name}}}\"}}")}]}]})
    };
    assert_eq!(told(&board("job"), &board("app")), "~ variable job: renamed to app, with all its uses");
}

#[test]
fn another_kind_brings_its_options() {
    let panel =
        |kind: &str, options: Value| with_panels(&json!([{"id": 1, "type": kind, "title": "P", "options": options}]));
    let (old, new) = (panel("a-panel", json!({"x": 1, "y": 2})), panel("b-panel", json!({"z": 1})));
    assert_eq!(told(&old, &new), "~ panel \"P\": kind a-panel → b-panel, and 3 options with it");
}

#[test]
fn risks_are_told_apart() {
    let target = |legend: &str, expr: &str| json!({"refId": "A", "expr": expr, "legendFormat": legend});
    let panel = |id: u32, target: Value| json!({"id": id, "type": "timeseries", "title": format!("P{id}"), "targets": [target]});
    let old = json!({"title": "Shop", "templating": {"list": [{"name": "job", "type": "custom", "query": "a,b"}]},
        "panels": [panel(1, target("{{pod}}", "sum by (pod) (x{a=\"$job\"})")), panel(2, target("", "y + y")), panel(3, target("", "x"))]});
    let new = json!({"title": "Shop", "templating": {"list": []},
        "panels": [panel(1, target("{{pod}}", "sum(x{a=\"$job\"})"))]});
    assert_eq!(
        told(&old, &new),
        "- variable job: removed (custom) ! panel \"P1\" still uses it\n\
         ~ panel \"P1\" A: sum by (pod) → sum ! the legend {{pod}} has no source\n\
         - panel \"P2\": removed (timeseries, 1 query) ! nothing else reads y\n\
         - panel \"P3\": removed (timeseries, 1 query)"
    );
}

#[test]
fn many_that_move_alike_are_one_line() {
    let panels = |offset: u32| {
        (0..12)
            .map(|at| {
                json!({"id": at + 1, "type": "stat", "title": format!("P{at}"),
            "gridPos": {"x": 0, "y": at * 4 + offset, "w": 6, "h": 4}})
            })
            .collect::<Value>()
    };
    assert_eq!(told(&with_panels(&panels(0)), &with_panels(&panels(8))), "  12 panels: moved down by 8 rows");
}

#[test]
fn whatever_is_given_is_compared() {
    let odd =
        [json!({}), json!({"panels": [null, 1, "x", []]}), json!({"panels": [{"targets": [1], "fieldConfig": 3}]})];
    let odd: Vec<Value> = odd
        .into_iter()
        .map(|mut it| {
            it["title"] = json!("x");
            it["schemaVersion"] = json!(42);
            it
        })
        .collect();
    for a in &odd {
        for b in &odd {
            let same = a == b;
            assert_eq!(told(a, b).is_empty(), same, "{a} {b}");
        }
    }
}

#[test]
fn a_layout_that_only_version_2_has() {
    let board = |columns: u32| {
        json!({"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "metadata": {"name": "shop"}, "spec": {
            "title": "Shop", "elements": {},
            "layout": {"kind": "AutoGridLayout", "spec": {"maxColumnCount": columns, "items": []}}}})
    };
    assert_eq!(told(&board(2), &board(2)), "");
    assert_eq!(told(&board(2), &board(3)), "~ dashboard: layout changed in what only version 2 has");
}
