use insta::assert_snapshot;
use serde_json::json;

use super::*;
use crate::json::{self, Json};

/// Reads a value, which has to come back as it was, and returns what it is.
fn format(value: &Value) -> &'static str {
    let document = Document::read(value.clone()).unwrap();
    assert_eq!(json::text(&document), json::text(&Json(value.clone())));
    assert!(document.content().is_some());
    document.format()
}

/// Returns the message for a text that is no dashboard, and the hint.
fn error(text: &str) -> String {
    let error = Document::parse(text).unwrap_err();
    let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    format!("{error}{hint}")
}

fn unknown(value: Value) -> Vec<String> {
    let mut found = Vec::new();
    Document::read(value).unwrap().unknown(&mut |at, _| found.push(at.to_owned()));
    found
}

fn resource(version: &str, spec: &Value) -> Value {
    json!({"apiVersion": format!("dashboard.grafana.app/{version}"), "kind": "Dashboard",
        "metadata": {"name": "api", "annotations": {"grafana.app/folder": "team"}}, "spec": spec})
}

#[test]
fn what_a_file_holds() {
    let classic = json!({"title": "API", "panels": [{"type": "graph"}]});
    let v2 = json!({"title": "API", "elements": {}, "layout": {"kind": "GridLayout"}});
    assert_eq!(format(&classic), "classic");
    assert_eq!(format(&json!({"title": "API", "rows": [], "schemaVersion": 14})), "classic");
    assert_eq!(format(&json!({"__inputs": [{"name": "DS"}], "panels": []})), "classic");
    assert_eq!(format(&v2), "v2");
    assert_eq!(format(&json!({"dashboard": classic, "meta": {"slug": "api"}})), "classic, wrapped");
    assert_eq!(format(&json!({"dashboard": classic, "overwrite": true, "folderUid": "team"})), "classic, wrapped");
    assert_eq!(format(&json!({"dashboard": v2, "overwrite": true})), "v2, wrapped");
    assert_eq!(format(&json!({"dashboard": resource("v1", &classic), "overwrite": true})), "classic, wrapped");
    for version in known::CLASSIC {
        assert_eq!(format(&resource(version, &classic)), "classic, as a resource");
    }
    for version in known::V2 {
        assert_eq!(format(&resource(version, &v2)), "v2, as a resource");
    }
}

#[test]
fn members_of_envelopes_have_types() {
    let mut value = resource("v1beta1", &json!({"title": "API"}));
    value["metadata"]["resourceVersion"] = json!("12");
    value["metadata"]["labels"] = json!({"team": "api"});
    value["status"] = json!({"conversion": {"failed": false, "storedVersion": "v0alpha1"}});
    assert_eq!(unknown(value), [""; 0]);
    let value = json!({"dashboard": {"title": "API", "odd": 1}, "meta": {"slug": "api", "odd": 2}, "odd": 3});
    assert_eq!(unknown(value), ["odd", "dashboard.odd", "meta.odd"]);
}

#[test]
fn a_dashboard_between_braces_can_be_changed() {
    let mut document = Document::read(json!({"dashboard": {"title": "old"}, "meta": {"version": 3}})).unwrap();
    let Some(Content::Classic(dashboard)) = document.content_mut() else { panic!("a classic dashboard") };
    dashboard.title = Some("new".into());
    assert_snapshot!(serde_json::to_string(&document).unwrap(), @r#"{"dashboard":{"title":"new"},"meta":{"version":3}}"#);
    assert_eq!(document.classic().unwrap().title.as_deref(), Some("new"));
}

#[test]
fn json_that_is_no_dashboard() {
    assert_snapshot!(error("[]"), @"expected a dashboard object, found a list");
    assert_snapshot!(error("{}"), @"found an empty object, but a dashboard has `panels`, or `elements` and `layout`");
    assert_snapshot!(error(r#"{"a": 1, "b": 2, "c\n": 3, "d": 4, "e": 5}"#), @r"found an object with `a`, `b`, `c\n`, `d`, ..., but a dashboard has `panels`, or `elements` and `layout`");
    assert_snapshot!(error(r#"{"id": 1860, "json": {"title": "Node", "panels": []}}"#), @r"
    found an object with `id`, `json`, but a dashboard has `panels`, or `elements` and `layout`
    hint: its member `json` looks like a dashboard: extract it
    ");
    assert_snapshot!(error(r#"{"apiVersion": "v1", "kind": "ConfigMap"}"#), @"found a `ConfigMap` of `v1`, but a dashboard is a `Dashboard` of `dashboard.grafana.app`");
    assert_snapshot!(error(r#"{"apiVersion": "dashboard.grafana.app/v1", "kind": "DashboardList", "items": []}"#), @r"
    found a `DashboardList` of `dashboard.grafana.app/v1`, but a dashboard is a `Dashboard` of `dashboard.grafana.app`
    hint: put each of its items into a separate file
    ");
    assert_snapshot!(error(r#"{"apiVersion": "dashboard.grafana.app/v2beta2", "kind": "Dashboard", "spec": {}}"#), @r"
    found version `v2beta2` of `dashboard.grafana.app`, but the supported ones are `v2`, `v2beta1`, `v2alpha1`, `v1`, `v1beta1`, `v1alpha1`, `v0alpha1`
    hint: did you mean `v2beta1`?
    ");
    assert_snapshot!(error(r#"{"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard"}"#), @"found a resource without `spec`, which should contain the dashboard");
}

#[test]
fn text_that_is_no_json() {
    assert_snapshot!(error(""), @r"
    not readable as JSON: EOF while parsing a value at line 1 column 0
    hint: the file ends too early: was it cut off?
    ");
    assert_snapshot!(error(r#"{"panels": 1e400}"#), @"not readable as JSON: number out of range at line 1 column 16");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert_eq!(Document::parse("\u{feff}{\"panels\": []}").unwrap(), Document::parse("{\"panels\": []}").unwrap());
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = "[".repeat(100_000);
    assert_snapshot!(error(&deep), @"not readable as JSON: nested deeper than 127 levels at line 1 column 128");
    assert_snapshot!(error(&format!(r#"{{"panels": {deep}{}}}"#, "]".repeat(100_000))), @"not readable as JSON: nested deeper than 127 levels at line 1 column 138");
    assert_snapshot!(error(&r#"{"panels":["#.repeat(50_000)), @"not readable as JSON: nested deeper than 127 levels at line 1 column 704");
}

#[test]
fn rows_in_rows_as_deep_as_json_goes() {
    let text = format!("{}{}", r#"{"panels":["#.repeat(63), "]}".repeat(63));
    let document = Document::parse(&text).unwrap();
    assert_eq!(json::text(&document), json::text(&Json(serde_json::from_str(&text).unwrap())));
}
