//! The examples in the documentation of the lints, as `dashgen explain` prints them: what is wrong is found by that
//! lint and no other, and what is right by none.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::lint::testing::{CATALOGUE, panel, query, target};
use crate::lint::{Check, Context, Input, LINTS, Lint, Report, Selection, check, find};

/// An example, and how it becomes a dashboard.
struct Example {
    lint: &'static str,
    /// Makes a file of what the documentation shows.
    file: fn(&str) -> String,
    /// What is wrong, as it stands there.
    wrong: &'static str,
    /// What is right: as it stands there, too, where it says so.
    right: &'static str,
}

const EXAMPLES: &[Example] = &[
    example("broken-layout", in_layout, r#""name": "panel-9""#, r#""name": "panel-1""#),
    example(
        "counter-without-rate",
        asked,
        "sum(http_requests_total)",
        "sum(rate(http_requests_total[$__rate_interval]))",
    ),
    example("duplicate-panel-id", second_panel, r#""id": 4"#, r#""id": 5"#),
    example("duplicate-ref-id", second_query, r#""refId": "A""#, r#""refId": "B""#),
    example("editable-dashboard", dashboard, r#""editable": true"#, r#""editable": false"#),
    example("empty-range", defaults, r#""min": 100, "max": 1"#, r#""min": 0, "max": 1"#),
    example(
        "fixed-rate-interval",
        asked,
        "rate(http_requests_total[5m])",
        "rate(http_requests_total[$__rate_interval])",
    ),
    example("grid-overflow", placed, r#"{"x": 18, "y": 0, "w": 12, "h": 8}"#, r#"{"x": 12, "y": 0, "w": 12, "h": 8}"#),
    example("grid-overlap", placed, r#"{"x": 6, "y": 4, "w": 12, "h": 8}"#, r#"{"x": 12, "y": 4, "w": 12, "h": 8}"#),
    example("illegal-uid", dashboard, r#""uid": "api overview""#, r#""uid": "api-overview""#),
    example("invalid-json", str::to_owned, r#"{"title": "API",}"#, r#"{"title": "API", "panels": []}"#),
    example("legend-label", by_job, "{{instance}}", "{{job}}"),
    example(
        "missing-description",
        panel_with,
        "",
        r#""description": "Requests that failed. Above 1%, look at the logs of the gateway first.""#,
    ),
    example(
        "missing-le",
        asked,
        "histogram_quantile(0.99, sum by (job) (rate(x_bucket[5m])))",
        "histogram_quantile(0.99, sum by (job, le) (rate(x_bucket[5m])))",
    ),
    example("missing-title", panel_with, r#""title": """#, r#""title": "API""#),
    example("missing-unit", with_query, "", r#""fieldConfig": {"defaults": {"unit": "s"}}"#),
    example(
        "mixed-units",
        with_quantile,
        "rate(http_requests_total[5m])",
        "rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])",
    ),
    example(
        "not-a-histogram",
        asked,
        "histogram_quantile(0.99, rate(latency_seconds_sum[5m]))",
        "histogram_quantile(0.99, rate(latency_seconds_bucket[5m]))",
    ),
    example("override-name", overriding, "errors", "Errors"),
    example("promql-syntax", asked, "sum(rate(errors_total[5m])", "sum(rate(errors_total[5m]))"),
    example("promql-type", asked, "rate(errors_total)", "rate(errors_total[$__rate_interval])"),
    example("rate-of-gauge", asked, "rate(queue_length[5m])", "deriv(queue_length[5m])"),
    example("refresh-too-short", dashboard, r#""refresh": "1s""#, r#""refresh": "5s""#),
    example("refused-by-api", dashboard, r#""gnetId": 1860"#, r#""gnetId": "1860""#),
    example("repeated-key", titled, r#"{"title": "Requests", "title": "Errors"}"#, r#"{"title": "Requests"}"#),
    #[cfg(feature = "schema-lint")]
    example(
        "schema",
        panel_with,
        r#""gridPos": {"x": 0, "y": 0, "w": "wide", "h": 8}"#,
        r#""gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}"#,
    ),
    example("undeclared-value", asked, r#"pause_seconds{quantile="0.95"}"#, r#"pause_seconds{quantile="0.99"}"#),
    example("truncated-title", narrow, r#""title": "Total Portfolio Value (USD)""#, r#""title": "Portfolio Value""#),
    example("undefined-variable", with_job, r#"up{job="$jobs"}"#, r#"up{job="$job"}"#),
    example("unit-mismatch", quantile_as, r#""unit": "ms""#, r#""unit": "s""#),
    example("unknown-calculation", in_legend, r#""calcs": ["average"]"#, r#""calcs": ["mean"]"#),
    example("unknown-dashboard", linked, r#""url": "/d/infrastucture""#, r#""url": "/d/infrastructure""#),
    example(
        "unknown-datasource",
        from,
        r#"{"type": "prometheus", "uid": "${DS_PROMETHEUS}"}"#,
        r#"{"type": "prometheus", "uid": "prometheus"}"#,
    ),
    example(
        "unknown-label",
        asked,
        "sum by (methd) (rate(http_requests_total[5m]))",
        "sum by (method) (rate(http_requests_total[5m]))",
    ),
    example("unknown-metric", asked, "rate(http_request_total[5m])", "rate(http_requests_total[5m])"),
    example(
        "unknown-panel",
        taken_over,
        r#"{"datasource": {"uid": "-- Dashboard --"}, "panelId": 7}"#,
        r#"{"datasource": {"uid": "-- Dashboard --"}, "panelId": 1}"#,
    ),
    example("unknown-ref-id", computed, r#""expression": "$A / $B""#, r#""expression": "$A / 2""#),
    example("unknown-unit", defaults, r#""unit": "percentunits""#, r#""unit": "percentunit""#),
    example("unsorted-thresholds", with_steps, "`null`, `90`, `80`", "`null`, `80`, `90`"),
    example("unused-variable", asked_for_namespace, "namespace", "$namespace"),
];

/// Lints whose examples are no dashboards, and where they are tried.
const ELSEWHERE: &[(&str, &str)] = &[
    ("duplicate-uid", "two files: src/lint/report"),
    ("edited-artifact", "files on disk: src/lint/disk.rs"),
    ("not-a-dashboard", "a file that is named: src/lint/not_a_dashboard.rs"),
    ("missing-artifact", "files on disk: src/lint/disk.rs"),
    ("orphan-artifact", "files on disk: src/lint/disk.rs"),
    ("stale-artifact", "files on disk: src/lint/disk.rs"),
    ("stray-file", "files on disk: src/lint/disk.rs"),
];

const fn example(lint: &'static str, file: fn(&str) -> String, wrong: &'static str, right: &'static str) -> Example {
    Example { lint, file, wrong, right }
}

fn members(text: &str) -> Value {
    serde_json::from_str(&format!("{{{text}}}")).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn with(mut object: Value, more: Value) -> String {
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object.to_string()
}

fn asked(expr: &str) -> String {
    query(expr).to_string()
}

fn dashboard(text: &str) -> String {
    with(panel(json!({})), members(text))
}

fn panel_with(text: &str) -> String {
    panel(members(text)).to_string()
}

fn with_query(text: &str) -> String {
    let mut members = members(text);
    members["targets"] = json!([target("up", "")]);
    panel(members).to_string()
}

fn defaults(text: &str) -> String {
    panel(json!({"fieldConfig": {"defaults": members(text)}})).to_string()
}

fn second_panel(text: &str) -> String {
    let mut dashboard = panel(json!({"id": 4}));
    let mut other = dashboard["panels"][0].clone();
    other["id"] = members(text)["id"].take();
    dashboard["panels"].as_array_mut().unwrap().push(other);
    dashboard.to_string()
}

fn second_query(text: &str) -> String {
    let mut other = target("up", "");
    other["refId"] = members(text)["refId"].take();
    panel(json!({"targets": [target("up", ""), other]})).to_string()
}

/// Puts a second panel beside one at the left.
fn placed(text: &str) -> String {
    let mut dashboard = panel(json!({"gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}}));
    let other = json!({"id": 2, "title": "Other", "type": "timeseries", "gridPos": value(text)});
    dashboard["panels"].as_array_mut().unwrap().push(other);
    dashboard.to_string()
}

fn by_job(legend: &str) -> String {
    panel(json!({"targets": [target("sum by (job) (up)", legend)]})).to_string()
}

const QUANTILE: &str = "histogram_quantile(0.99, sum by (le) (rate(latency_seconds_bucket[5m])))";

fn with_quantile(expr: &str) -> String {
    let mut other = target(expr, "");
    other["refId"] = json!("B");
    panel(json!({"targets": [target(QUANTILE, ""), other]})).to_string()
}

fn quantile_as(unit: &str) -> String {
    panel(json!({"targets": [target(QUANTILE, "")], "fieldConfig": {"defaults": members(unit)}})).to_string()
}

fn overriding(name: &str) -> String {
    let exception = json!({"matcher": {"id": "byName", "options": name}, "properties": []});
    panel(json!({"targets": [target("up", "Errors")], "fieldConfig": {"overrides": [exception]}})).to_string()
}

fn titled(text: &str) -> String {
    text.replacen('{', r#"{"panels": [], "#, 1)
}

fn narrow(title: &str) -> String {
    let mut members = members(title);
    members["gridPos"] = json!({"x": 0, "y": 0, "w": 6, "h": 8});
    members["description"] = json!("All that the account holds.");
    panel(members).to_string()
}

fn in_legend(calcs: &str) -> String {
    let mut legend = members(calcs);
    legend["showLegend"] = json!(true);
    panel(json!({"options": {"legend": legend}})).to_string()
}

/// Puts panels 1 and, where another is named, that one too into a grid.
fn in_layout(name: &str) -> String {
    let mut element = members(name);
    element["kind"] = json!("ElementReference");
    let place = |element: Value| {
        let place = json!({"element": element, "x": 0, "y": 0, "width": 12, "height": 8});
        json!({"kind": "GridLayoutItem", "spec": place})
    };
    let first = json!({"kind": "ElementReference", "name": "panel-1"});
    let mut items = vec![place(first.clone())];
    if element != first {
        items.push(place(element));
    }
    let chart = json!({"kind": "VizConfig", "group": "text", "version": "", "spec": {"options": {}}});
    let data = json!({"kind": "QueryGroup", "spec": {"queries": []}});
    let panel = json!({"id": 1, "title": "Panel", "description": "", "links": [], "data": data, "vizConfig": chart});
    json!({
        "apiVersion": "dashboard.grafana.app/v2",
        "kind": "Dashboard",
        "metadata": {"name": "test"},
        "spec": {
            "title": "Test",
            "elements": {"panel-1": {"kind": "Panel", "spec": panel}},
            "layout": {"kind": "GridLayout", "spec": {"items": items}},
        },
    })
    .to_string()
}

fn with_variable(name: &str, expr: &str) -> String {
    with(query(expr), json!({"templating": {"list": [{"name": name, "type": "textbox", "query": "x"}]}}))
}

fn with_job(expr: &str) -> String {
    // Otherwise the variable would not be used.
    with_variable("job", &format!("{expr} + on () group_left () up{{job=\"$job\"}}"))
}

fn asked_for_namespace(text: &str) -> String {
    with_variable("namespace", &format!("up{{job=\"{text}\"}}"))
}

fn linked(text: &str) -> String {
    let mut link = members(text);
    link["title"] = json!("Infrastructure");
    panel(json!({"links": [link]})).to_string()
}

fn from(datasource: &str) -> String {
    let mut target = target("up", "");
    target["datasource"] = value(datasource);
    panel(json!({"targets": [target]})).to_string()
}

fn taken_over(text: &str) -> String {
    let mut target = value(text);
    target["refId"] = json!("A");
    panel(json!({"targets": [target]})).to_string()
}

fn computed(text: &str) -> String {
    let mut expression = members(text);
    expression["datasource"] = json!({"type": "__expr__", "uid": "__expr__"});
    expression["refId"] = json!("C");
    expression["type"] = json!("math");
    panel(json!({"targets": [target("up", ""), expression]})).to_string()
}

fn with_steps(text: &str) -> String {
    let values = text.split(", ").map(|step| value(step.trim_matches('`')));
    let steps: Vec<Value> = values.map(|value| json!({"color": "red", "value": value})).collect();
    panel(json!({"fieldConfig": {"defaults": {"thresholds": {"steps": steps}}}})).to_string()
}

/// Returns the names of the lints that find something: the correctness lints, and the one in question.
fn found(text: &str, lint: &Lint, has_catalogue: bool) -> BTreeSet<&'static str> {
    let names = |name: &str| Some(BTreeSet::from([name.to_owned()]));
    let own = Context {
        catalogue: Some(&CATALOGUE),
        datasources: Some([("prometheus".to_owned(), "prometheus".to_owned())].into()),
        dashboards: names("infrastructure"),
        ..Context::default()
    };
    let context = if has_catalogue { own } else { Context::default() };
    let selection = Selection::new(&[lint.name, "correctness"], &[]).unwrap();
    let context = Context { selection, ..context };
    let mut report = Report::default();
    report.add(check(Input { name: "test.json", text, sources: None }, &context).insist(&context), &context);
    report.findings.iter().map(|finding| finding.lint).collect()
}

/// What only the metrics of a suite tell.
fn needs_a_catalogue(name: &str) -> bool {
    let needing = ["counter-without-rate", "mixed-units", "not-a-histogram", "rate-of-gauge", "undeclared-value"];
    needing.contains(&name) || ["unit-mismatch", "unknown-dashboard", "unknown-label", "unknown-metric"].contains(&name)
}

#[test]
fn what_is_wrong_is_found_and_what_is_right_is_not() {
    let mut differences = Vec::new();
    for Example { lint: name, file, wrong, right } in EXAMPLES {
        let lint = find(name).unwrap_or_else(|| panic!("no lint {name}"));
        let docs = lint.docs.rsplit_once("# Example").unwrap().1.replace(".. latency_seconds_bucket ..", right);
        let says_what_is_right = docs.contains("right:") || wrong.is_empty();
        if !docs.contains(wrong) || (says_what_is_right && !docs.contains(right)) {
            differences.push(format!("{name} shows something else: {docs}"));
        }
        let has_catalogue = needs_a_catalogue(name);
        let on_wrong = found(&file(wrong), lint, has_catalogue);
        if on_wrong != BTreeSet::from([lint.name]) {
            differences.push(format!("{name}: {wrong:?} is found by {on_wrong:?}"));
        }
        let on_right = found(&file(right), lint, has_catalogue);
        if !on_right.is_empty() {
            differences.push(format!("{name}: {right:?} is found by {on_right:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Examples of rules are Rust, and `rule/tests.rs` has each of their faults.
#[test]
fn every_lint_of_dashboards_has_an_example() {
    let listed: BTreeSet<_> =
        EXAMPLES.iter().map(|it| it.lint).chain(ELSEWHERE.iter().map(|(name, _)| *name)).collect();
    let all = LINTS.iter().filter(|lint| !matches!(lint.check, Check::Rules(_)));
    assert_eq!(listed, all.map(|lint| lint.name).collect());
}
