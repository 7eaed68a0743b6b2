//! Documents of the newer format, read and written again.

use serde_json::{Value, json};

use super::{Dashboard, Element, Layout, Variable};
use crate::json::{self, Json, Trail, Typed};

fn sample() -> Value {
    json!({"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "metadata": {"name": "svc"}, "spec": {
        "title": "Service", "cursorSync": "Crosshair", "links": [], "annotations": [], "later": [1],
        "variables": [{"kind": "SwitchVariable", "spec": {"name": "on", "current": "true"}}, {"kind": "NewVariable"}],
        "timeSettings": {"from": "now-6h", "to": "now"},
        "elements": {"panel-1": {"kind": "Panel", "spec": {"id": 1, "title": "Requests", "data": {"kind": "QueryGroup",
            "spec": {"queries": [{"kind": "PanelQuery", "spec": {"refId": "A", "hidden": false, "query": {
                "kind": "DataQuery", "group": "prometheus", "version": "v0", "spec": {"expr": "up"}}}}]}},
            "vizConfig": {"kind": "VizConfig", "group": "stat", "version": "",
                "spec": {"options": {"graphMode": "none"}, "fieldConfig": {"defaults": {}, "overrides": []}}}}}},
        "layout": {"kind": "TabsLayout", "spec": {"tabs": [{"kind": "TabsLayoutTab", "spec": {"title": "All",
            "layout": {"kind": "AutoGridLayout", "spec": {"items": [{"kind": "AutoGridLayoutItem", "spec": {
                "element": {"kind": "ElementReference", "name": "panel-1"}}}]}}}}]}}}})
}

#[test]
fn reading_and_writing_loses_nothing() {
    let read = Dashboard::read(sample()).unwrap();
    assert_eq!(json::text(&read), json::text(&Json(sample())));
}

#[test]
fn kinds_have_types_and_strangers_are_kept() {
    let read = Dashboard::read(sample()).unwrap();
    let mut unknown = Vec::new();
    read.unknown(&mut Trail::default(), &mut |at, _| unknown.push(at.to_owned()));
    assert_eq!(unknown, ["spec.later", "spec.variables[]"]);
    let spec = read.spec.unwrap();
    assert!(matches!(spec.layout, Some(Layout::Tabs(_))));
    assert!(matches!(spec.variables.unwrap()[..], [Variable::Switch(_), Variable::Other(_)]));
    let Element::Panel(panel) = &spec.elements.unwrap()["panel-1"] else { panic!("a panel") };
    let drawn = panel.spec.as_ref().unwrap().visualization.as_ref().unwrap().spec.as_ref().unwrap();
    assert!(matches!(drawn.options, Some(crate::vocabulary::panel::PanelOptions::Stat(_))));
}
