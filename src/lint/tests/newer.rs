//! Dashboards of version 2, pointed at where their parts stand.

use insta::assert_snapshot;
use serde_json::json;

use crate::lint::testing::{findings_in_text, skipped};
use crate::lint::{Context, Input, check};

fn dashboard(expr: &str, variable: &str) -> serde_json::Value {
    json!({
        "apiVersion": "dashboard.grafana.app/v2",
        "kind": "Dashboard",
        "metadata": {"name": "a uid with spaces"},
        "spec": {
            "title": "New",
            "elements": {"panel-7": {"kind": "Panel", "spec": {
                "id": 7, "title": "Requests",
                "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {
                    "refId": "A",
                    "query": {"kind": "DataQuery", "group": "prometheus", "version": "v0", "spec": {"expr": expr}},
                }}]}},
                "vizConfig": {"kind": "VizConfig", "group": "stat", "version": "", "spec": {
                    "fieldConfig": {"defaults": {"unit": "secnods"}, "overrides": []}, "options": {},
                }},
            }}},
            "layout": {"kind": "GridLayout", "spec": {"items": [{"kind": "GridLayoutItem", "spec": {
                "x": 0, "y": 0, "width": 30, "height": 8,
                "element": {"kind": "ElementReference", "name": "panel-7"},
            }}]}},
            "variables": [{"kind": "CustomVariable", "spec": {"name": variable, "query": "a,b"}}],
        },
    })
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    let text = serde_json::to_string_pretty(&dashboard("rate(up{job=\"$jbo\"}[5m]", "job")).unwrap();
    assert_snapshot!(findings_in_text(&text), @r#"
    test.json:5:13: error[illegal-uid]: uid `a uid with spaces` has the character ' ', but only a-z, A-Z, 0-9, `-` and `_` are allowed
    test.json:10:18: warning[grid-overflow]: the panel ends at column 30, but the grid has 24
      in panel "Requests" (id 7)
    test.json:28:38: error[promql-syntax]: `(` is never closed
      in panel "Requests" (id 7), query A
     |
     | rate(up{job="$jbo"}[5m]
     |     ^
    test.json:28:48: error[undefined-variable]: the dashboard has no variable `jbo`
      in panel "Requests" (id 7), query A
     |
     | rate(up{job="$jbo"}[5m]
     |              ^^^^
      hint: did you mean `job`?
    test.json:77:19: warning[unused-variable]: nothing refers to the variable `job`
      in variable job
      hint: use it in a query, or remove it
    "#);
}

#[test]
fn a_variable_of_a_row() {
    let mut dashboard = dashboard("up{job=\"$job\"}", "other");
    let grid = dashboard["spec"]["layout"].take();
    let job = json!([{"kind": "CustomVariable", "spec": {"name": "job", "query": "a,b"}}]);
    let row = json!({"kind": "RowsLayoutRow", "spec": {"title": "Row", "variables": job, "layout": grid}});
    dashboard["spec"]["layout"] = json!({"kind": "RowsLayout", "spec": {"rows": [row]}});
    dashboard["metadata"]["name"] = json!("uid");
    assert_snapshot!(findings_in_text(&serde_json::to_string_pretty(&dashboard).unwrap()), @r#"
    test.json:10:18: warning[grid-overflow]: the panel ends at column 30, but the grid has 24
      in panel "Requests" (id 7)
    test.json:99:19: warning[unused-variable]: nothing refers to the variable `other`
      in variable other
      hint: use it in a query, or remove it
    "#);
}

#[test]
fn the_variable_that_a_row_and_a_panel_are_repeated_by() {
    let mut dashboard = dashboard("up{job=\"$job\"}", "job");
    let mut grid = dashboard["spec"]["layout"].take();
    grid["spec"]["items"][0]["spec"]["width"] = json!(12);
    grid["spec"]["items"][0]["spec"]["repeat"] = json!({"mode": "variable", "value": "pod"});
    let repeat = json!({"mode": "variable", "value": "site"});
    let hidden = json!({"kind": "RowsLayoutRow", "spec": {"title": "", "hideHeader": true,
        "layout": {"kind": "GridLayout", "spec": {"items": []}}}});
    let row = json!({"kind": "RowsLayoutRow", "spec": {"title": "Row", "repeat": repeat, "layout": grid}});
    dashboard["spec"]["layout"] = json!({"kind": "RowsLayout", "spec": {"rows": [hidden, row]}});
    dashboard["metadata"]["name"] = json!("uid");
    assert_eq!(
        pointers(&dashboard),
        [
            "/spec/layout/spec/rows/1/spec/layout/spec/items/0/spec/repeat/value",
            "/spec/layout/spec/rows/1/spec/repeat/value",
        ]
    );
}

#[test]
fn an_annotation() {
    let mut dashboard = dashboard("up{job=\"$job\"}", "job");
    dashboard["spec"]["layout"]["spec"]["items"][0]["spec"]["width"] = json!(12);
    dashboard["metadata"]["name"] = json!("uid");
    let query = |expr: &str| {
        json!({"kind": "AnnotationQuery", "spec": {"name": "Restarts", "enable": true, "query": {
            "kind": "DataQuery", "group": "prometheus", "version": "v0", "spec": {"expr": expr}}}})
    };
    dashboard["spec"]["annotations"] = json!([5, query("up"), query("up{")]);
    assert_eq!(pointers(&dashboard), ["/spec/annotations/2/spec/query/spec/expr"]);
}

fn pointers(dashboard: &serde_json::Value) -> Vec<String> {
    let input = Input { name: "test.json", text: &dashboard.to_string(), sources: None };
    let mut pointers: Vec<_> =
        check(input, &Context::default()).findings.into_iter().map(|it| it.place.pointer).collect();
    pointers.sort();
    pointers
}

#[test]
fn a_dashboard_without_its_resource() {
    let bare = serde_json::to_string_pretty(&dashboard("up{job=\"$job\"}", "job")["spec"]).unwrap();
    assert_eq!(skipped(&bare), None);
    assert_snapshot!(findings_in_text(&bare), @r#"
    test.json:4:16: warning[grid-overflow]: the panel ends at column 30, but the grid has 24
      in panel "Requests" (id 7)
    "#);
}
