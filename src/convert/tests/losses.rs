//! What has no place, and what is said about it.

use insta::assert_snapshot;
use serde_json::json;

use super::*;
use crate::convert::document_to_v2;
use crate::json;
use crate::schema::envelope::Document;
use crate::schema::v2;

fn lost(losses: &[Loss]) -> String {
    losses.iter().map(Loss::to_string).collect::<Vec<_>>().join("\n")
}

fn classic(document: Value) -> (v2::Dashboard, String) {
    let (dashboard, losses) = to_v2(v1::Dashboard::read(document).unwrap());
    (dashboard, lost(&losses))
}

fn newer(spec: &Value) -> (v1::Dashboard, String) {
    let document = json!({"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "spec": spec});
    let (dashboard, losses) = to_v1(v2::Dashboard::read(document).unwrap());
    (dashboard, lost(&losses))
}

#[test]
fn members_that_v2_does_not_have() {
    let (_, lost) = classic(json!({
        "gnetId": 12, "later": 1, "style": "dark", "description": null,
        "panels": [
            {"id": 1, "type": "stat", "sparkline": {"show": true}, "links": [{"title": "a", "url": "b", "keepTime": true}],
                "gridPos": {"x": 0, "y": 0, "w": 4.5, "h": 4}},
            {"id": 1, "type": "text", "datasource": {"uid": "prom"}, "fieldConfig": {"defaults": {"min": "0"},
                "overrides": [{"matcher": {"id": "byName", "unit": "s"}, "properties": []}]}},
        ],
        "templating": {"list": [{"type": "system", "name": "user"}, {"type": "custom", "name": "a", "queryValue": "b"}]},
    }));
    assert_snapshot!(lost, @r"
    `gnetId`: the v2 format cannot represent it
    `later`: the v2 format cannot represent it
    `panels[0].gridPos.w`: 4.5 is not a whole number of cells, and becomes 4
    `panels[0].links[0].keepTime`: the v2 format cannot represent it
    `panels[1].datasource`: in v2, only queries have a datasource, and this panel has none
    `panels[1].fieldConfig.defaults.min`: the v2 format cannot represent it
    `panels[1].fieldConfig.overrides[0].matcher.unit`: the v2 format cannot represent it
    `panels[1].id`: another panel has the id 1, so this one gets 2
    `templating.list[0]`: v2 has no variables of the kind `system`
    `templating.list[1].queryValue`: the v2 format cannot represent it
    ");
}

#[test]
fn parts_that_the_classic_format_does_not_have() {
    let element = |id: u32| json!({"kind": "Panel", "spec": {"id": id, "title": "", "subtitle": "of today"}});
    let item = |name: &str| {
        json!({"kind": "AutoGridLayoutItem", "spec": {"element": {"kind": "ElementReference", "name": name},
            "conditionalRendering": {"kind": "ConditionalRenderingGroup", "spec": {"items": []}}}})
    };
    let rows = |name: &str| {
        json!({"kind": "RowsLayout", "spec": {"rows": [{"kind": "RowsLayoutRow", "spec": {"title": name,
            "layout": {"kind": "AutoGridLayout", "spec": {"maxColumnCount": 2, "items": [item("a"), item("b")]}}}}]}})
    };
    let (dashboard, lost) = newer(&json!({
        "title": "Shop", "elements": {"a": element(1), "b": element(2), "c": element(3)},
        "preferences": {"layout": {"kind": "GridLayout"}},
        "layout": {"kind": "TabsLayout", "spec": {"tabs": [
            {"kind": "TabsLayoutTab", "spec": {"title": "One", "layout": rows("x"), "variables": [
                {"kind": "TextVariable", "spec": {"name": "text"}}, {"kind": "TextVariable", "spec": {"name": "job"}},
            ]}},
            {"kind": "TabsLayoutTab", "spec": {"title": "Two", "layout": {"kind": "MapLayout"}}},
        ]}},
        "variables": [{"kind": "SoundVariable", "spec": {}}, {"kind": "TextVariable", "spec": {"name": "job"}}],
    }));
    assert_snapshot!(lost, @r"
    `spec.elements.a.spec.subtitle`: the classic format cannot represent it
    `spec.elements.b.spec.subtitle`: the classic format cannot represent it
    `spec.elements.c`: it is not placed by any layout
    `spec.layout.spec`: the classic format has no tabs: they become rows
    `spec.layout.spec.tabs[0].spec.layout`: the classic format has no nested rows: they are placed after it
    `spec.layout.spec.tabs[0].spec.layout.spec.rows[0].spec.layout.spec`: the classic format has no auto grid: each panel gets a position on the grid
    `spec.layout.spec.tabs[0].spec.layout.spec.rows[0].spec.layout.spec.items[0].spec.conditionalRendering`: the classic format cannot represent it
    `spec.layout.spec.tabs[0].spec.layout.spec.rows[0].spec.layout.spec.items[1].spec.conditionalRendering`: the classic format cannot represent it
    `spec.layout.spec.tabs[0].spec.variables.job`: the classic format only has dashboard variables, and there already is one with this name
    `spec.layout.spec.tabs[0].spec.variables.text`: the classic format only has dashboard variables: it becomes one
    `spec.layout.spec.tabs[1].spec.layout`: unknown kind of layout `MapLayout`
    `spec.preferences`: the classic format cannot represent it
    `spec.variables[0]`: the classic format has no variables of the kind `SoundVariable`
    ");
    let places: Vec<_> = value(&dashboard)["panels"]
        .as_array()
        .unwrap()
        .iter()
        .map(|panel| format!("{} {} {} {}", panel["type"], panel["id"], panel["title"], panel["gridPos"]))
        .collect();
    assert_snapshot!(places.join("\n"), @r#"
    "row" 4 "One" {"h":1,"w":24,"x":0,"y":0}
    "row" 5 "x" {"h":1,"w":24,"x":0,"y":1}
    "timeseries" 1 "" {"h":9,"w":12,"x":0,"y":2}
    "timeseries" 2 "" {"h":9,"w":12,"x":12,"y":2}
    "row" 6 "Two" {"h":1,"w":24,"x":0,"y":11}
    "#);
}

#[test]
fn a_panel_of_angular_times_travels_whole() {
    let panel = json!({"fieldConfig": {"defaults": {}, "overrides": []}, "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
        "id": 1, "lines": true, "options": {}, "title": "Old", "type": "graph", "yaxes": [{"format": "s"}, {}]});
    let (there, lost) = classic(json!({"panels": [panel], "title": "Shop"}));
    assert_eq!(lost, "");
    let drawn = &value(&there)["spec"]["elements"]["panel-1"]["spec"]["vizConfig"];
    assert_eq!(drawn["group"], "timeseries");
    assert_eq!(drawn["spec"]["options"]["__angularMigration"]["autoMigrateFrom"], "graph");
    let back = value(&to_v1(there).0);
    assert_eq!(json::text(&back["panels"][0]), json::text(&panel));
}

#[test]
fn rows_of_old_get_places() {
    let panel = |id: u32, span: u32| json!({"id": id, "type": "text", "span": span, "title": "P"});
    let (there, lost) = classic(json!({"rows": [
        {"title": "Open", "showTitle": true, "height": "250px", "panels": [panel(1, 6), panel(2, 6), panel(3, 4)]},
        {"title": "Folded", "collapse": true, "height": 100, "panels": [panel(4, 12)], "later": 1},
    ]}));
    assert_snapshot!(lost, @"`rows[1].later`: the v2 format cannot represent it");
    let back = value(&to_v1(there).0);
    let shown = |panel: &Value| format!("{} {} {}", panel["type"], panel["id"], panel["gridPos"]);
    let mut places: Vec<_> = back["panels"].as_array().unwrap().iter().map(shown).collect();
    places.push(shown(&back["panels"][4]["panels"][0]));
    assert_snapshot!(places.join("\n"), @r#"
    "row" 5 {"h":1,"w":24,"x":0,"y":0}
    "text" 1 {"h":7,"w":12,"x":0,"y":1}
    "text" 2 {"h":7,"w":12,"x":12,"y":1}
    "text" 3 {"h":7,"w":8,"x":0,"y":8}
    "row" 6 {"h":1,"w":24,"x":0,"y":15}
    "text" 4 {"h":3,"w":24,"x":0,"y":16}
    "#);
}

#[test]
fn older_versions_become_the_current_one() {
    let alpha = json!({"apiVersion": "dashboard.grafana.app/v2alpha1", "kind": "Dashboard", "metadata": {"name": "shop"},
        "spec": {"title": "Shop", "layout": {"kind": "GridLayout", "spec": {"items": []}},
            "variables": [{"kind": "AdhocVariable", "spec": {"name": "f", "datasource": {"type": "loki", "uid": "l"}}}],
            "elements": {"panel-1": {"kind": "Panel", "spec": {"id": 1,
                "vizConfig": {"kind": "stat", "spec": {"pluginVersion": "12.0.0", "options": {"graphMode": "none"}}},
                "data": {"kind": "QueryGroup", "spec": {
                    "queries": [{"kind": "PanelQuery", "spec": {"refId": "A", "datasource": {"type": "prometheus", "uid": "p"},
                        "query": {"kind": "prometheus", "spec": {"expr": "up"}}}}],
                    "transformations": [{"kind": "merge", "spec": {"id": "merge", "options": {}}}]}}}}}}});
    let document = Document::read(alpha).unwrap();
    let (classic, _) = crate::convert::document_to_v1(document.clone());
    let (current, _) = document_to_v2(document).unwrap();
    let (again, losses) = to_v1(current.clone());
    assert_eq!(losses.len(), 1, "the panel has no place: {losses:?}");
    assert_eq!(json::text(&again), json::text(&classic));
    let spec = &value(&current)["spec"];
    assert_snapshot!(json::text(&json!({"elements": spec["elements"], "variables": spec["variables"]})), @r#"
    {
      "elements": {
        "panel-1": {
          "kind": "Panel",
          "spec": {
            "data": {
              "kind": "QueryGroup",
              "spec": {
                "queries": [
                  {
                    "kind": "PanelQuery",
                    "spec": {
                      "query": {
                        "datasource": {
                          "name": "p"
                        },
                        "group": "prometheus",
                        "kind": "DataQuery",
                        "spec": {
                          "expr": "up"
                        },
                        "version": "v0"
                      },
                      "refId": "A"
                    }
                  }
                ],
                "transformations": [
                  {
                    "group": "merge",
                    "kind": "Transformation",
                    "spec": {
                      "options": {}
                    }
                  }
                ]
              }
            },
            "id": 1,
            "vizConfig": {
              "group": "stat",
              "kind": "VizConfig",
              "spec": {
                "options": {
                  "graphMode": "none"
                }
              },
              "version": "12.0.0"
            }
          }
        }
      },
      "variables": [
        {
          "datasource": {
            "name": "l"
          },
          "group": "loki",
          "kind": "AdhocVariable",
          "spec": {
            "name": "f"
          }
        }
      ]
    }
    "#);
}

#[test]
fn grafanas_own_annotation_and_expressions() {
    let asked =
        |uid: &str, letter: &str| json!({"datasource": {"type": uid, "uid": uid}, "refId": letter, "expr": "1"});
    let (there, lost) = classic(json!({"panels": [{"id": 1, "type": "stat", "datasource": {"type": "prometheus",
        "uid": "prometheus"}, "targets": [asked("prometheus", "A"), asked("__expr__", "B")]}],
        "annotations": {"list": [{"builtIn": 1, "datasource": "-- Grafana --", "enable": true, "name": "Own"}]}}));
    assert_eq!(lost, "");
    let back = value(&to_v1(there).0);
    assert_eq!(back["panels"][0]["datasource"]["uid"], "prometheus", "an expression makes no mixed panel");
    assert_eq!(back["annotations"]["list"][0]["datasource"], json!({"type": "grafana", "uid": "-- Grafana --"}));
}

/// Returns the dashboard in v2, and back, which keeps the overrides of its only panel as they were.
fn with_overrides(kind: &str, properties: &Value) {
    let overrides = json!([{"matcher": {"id": "byName", "options": "a"}, "properties": properties}]);
    let panel = json!({"fieldConfig": {"defaults": {}, "overrides": overrides}, "id": 1, "type": kind});
    let (there, lost) = classic(json!({"panels": [panel], "schemaVersion": 42, "title": "Shop"}));
    assert_eq!(lost, "", "{kind}");
    let element = &value(&there)["spec"]["elements"]["panel-1"]["spec"];
    assert_eq!(element["vizConfig"]["spec"]["fieldConfig"]["overrides"], overrides, "{kind} in v2");
    let back: Value = serde_json::from_str(&json::text(&to_v1(there).0)).unwrap();
    assert_eq!(back["panels"][0]["fieldConfig"]["overrides"], overrides, "{kind} back");
}

#[test]
fn overrides_stay_as_they_are_whatever_their_values_are() {
    for kind in ["acme-clock-panel", "timeseries", "table", "graph", ""] {
        with_overrides(kind, &json!([{"id": "custom.width", "value": 80}]));
        with_overrides(kind, &json!([{"id": "custom.hideFrom", "value": {"tooltip": true, "viz": true}}]));
        with_overrides(kind, &json!([{"id": "color", "value": null}, {"id": "custom.width", "value": null}]));
        with_overrides(kind, &json!([{"id": "unit"}, {"id": "custom.width"}, {"value": 1, "id": "custom"}]));
        with_overrides(kind, &json!([{"id": "links", "value": "none"}, {"id": "custom.", "value": []}]));
    }
}

/// What Grafana 12.0 saved: a grid with rows among its panels.
fn grid_with_rows() -> Value {
    let element = |id: u32| json!({"kind": "Panel", "spec": {"id": id, "title": ""}});
    let item = |name: &str, y: u32| {
        json!({"kind": "GridLayoutItem", "spec": {"x": 0, "y": y, "width": 12, "height": 4,
            "element": {"kind": "ElementReference", "name": name}}})
    };
    let row = |y: u32, collapsed: bool, name: &str| {
        json!({"kind": "GridLayoutRow", "spec": {"y": y, "collapsed": collapsed, "title": name,
            "repeat": {"mode": "variable", "value": "job"}, "elements": [item(name, 0)]}})
    };
    json!({"title": "Shop", "variables": [], "annotations": [], "links": [],
        "elements": {"a": element(1), "b": element(2), "c": element(3), "d": element(4)},
        "layout": {"kind": "GridLayout", "spec": {"items": [item("d", 11), row(4, false, "b"), item("a", 0), row(9, true, "c")]}}})
}

#[test]
fn rows_on_a_grid() {
    let (dashboard, lost) = newer(&grid_with_rows());
    assert_snapshot!(lost, @"`spec.layout.spec.items[0].spec`: it was placed below a row, and becomes part of it");
    let shown = |panel: &Value| format!("{} {} {}", panel["type"], panel["id"], panel["gridPos"]);
    let dashboard = value(&dashboard);
    let mut places: Vec<_> = dashboard["panels"].as_array().unwrap().iter().map(shown).collect();
    places.push(format!("in the folded one: {}", shown(&dashboard["panels"][3]["panels"][0])));
    assert_snapshot!(places.join("\n"), @r#"
    "timeseries" 1 {"h":4,"w":12,"x":0,"y":0}
    "row" 5 {"h":1,"w":24,"x":0,"y":4}
    "timeseries" 2 {"h":4,"w":12,"x":0,"y":5}
    "row" 6 {"h":1,"w":24,"x":0,"y":9}
    "timeseries" 4 {"h":4,"w":12,"x":0,"y":11}
    in the folded one: "timeseries" 3 {"h":4,"w":12,"x":0,"y":10}
    "#);
    assert_eq!((&dashboard["panels"][1]["title"], &dashboard["panels"][1]["repeat"]), (&json!("b"), &json!("job")));
}

#[test]
fn rows_on_a_grid_become_rows() {
    let document =
        json!({"apiVersion": "dashboard.grafana.app/v2alpha1", "kind": "Dashboard", "spec": grid_with_rows()});
    let (current, losses) = document_to_v2(Document::read(document).unwrap()).unwrap();
    assert_eq!(losses, []);
    let layout = &value(&current)["spec"]["layout"];
    assert_eq!(layout["kind"], "RowsLayout");
    let rows = layout["spec"]["rows"].as_array().unwrap().iter().map(|row| {
        let (spec, items) = (&row["spec"], &row["spec"]["layout"]["spec"]["items"]);
        let item = &items[0]["spec"];
        format!(
            "{} {} {} {}: {} at {}",
            row["kind"], spec["title"], spec["collapse"], spec["hideHeader"], item["element"]["name"], item["y"]
        )
    });
    assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @r#"
    "RowsLayoutRow" "" false true: "a" at 0
    "RowsLayoutRow" "b" false null: "b" at 0
    "RowsLayoutRow" "c" true null: "c" at 0
    "RowsLayoutRow" "" false true: "d" at 0
    "#);
}

#[test]
fn what_no_layout_knows_is_told() {
    let reference = |kind: &str, name: &str| json!({"kind": kind, "name": name});
    let item = |kind: &str, element: Value| json!({"kind": kind, "spec": {"element": element}});
    let (_, lost) = newer(&json!({
        "title": "Shop",
        "elements": {"a": {"kind": "Panel", "spec": {"id": 1}}, "b": {"kind": "Video", "spec": {"id": 2}}},
        "annotations": [{"kind": "Later", "spec": {"name": "Events", "legacyOptions": {"name": "Old", "tags": ["x"]}}}],
        "variables": [{"kind": "QueryVariable", "spec": {"name": "job", "query": {"kind": "DataQuery", "group": "p",
            "spec": {"__legacyStringValue": "up", "label": "job"}}}}],
        "layout": {"kind": "GridLayout", "spec": {"items": [
            item("GridLayoutItem", reference("ElementReference", "b")), item("GridLayoutItem", reference("Other", "a")),
            item("GridLayoutItem", reference("ElementReference", "c")), item("Poster", reference("ElementReference", "a")),
            {"kind": "GridLayoutItem", "spec": "a"},
        ]}},
    }));
    assert_snapshot!(lost, @r"
    `spec.annotations[0].kind`: the classic format cannot represent it
    `spec.annotations[0].spec.legacyOptions.name`: the classic format cannot represent it
    `spec.elements.b.spec`: unknown kind of element `Video`: it becomes a panel
    `spec.layout.spec.items[1].spec.element.kind`: the classic format cannot represent it
    `spec.layout.spec.items[2].spec`: unknown element `c`
    `spec.layout.spec.items[3].spec`: this layout cannot contain items of the kind `Poster`
    `spec.layout.spec.items[4].spec`: the classic format cannot represent it
    `spec.layout.spec.items[4].spec`: unknown element ``
    `spec.variables[0].spec.query.spec.label`: the classic format cannot represent it
    ");
}

#[test]
fn what_is_given_for_inputs_is_told() {
    let document =
        json!({"inputs": [{"name": "DS", "type": "datasource", "value": "prom"}], "dashboard": {"panels": []}});
    let losses = |(_, losses): (v2::Dashboard, Vec<Loss>)| lost(&losses);
    assert_snapshot!(losses(document_to_v2(Document::read(document).unwrap()).unwrap()), @"`inputs`: a bare dashboard file cannot contain values for its inputs");
}

#[test]
fn what_the_api_refuses_is_written_as_it_takes_it() {
    let before = json!({
        "schemaVersion": 42, "refresh": false, "gnetId": 1860, "title": "Shop",
        "annotations": {"list": [{"datasource": "-- Grafana --", "name": "Deployments"}]},
        "templating": {"list": [{"datasource": "$source", "name": "job", "type": "adhoc"}]},
        "panels": [{"type": "row", "gridPos": {"h": 1, "w": 0, "x": 0, "y": 0}, "collapsed": true, "panels": [
            {"type": "stat", "fieldConfig": {"defaults": {"noValue": 5}, "overrides": []}, "datasource": "Prometheus"},
            {"type": "acme-panel", "fieldConfig": {"defaults": {"noValue": 0}, "overrides": []}},
        ]}],
    });
    let (dashboard, losses) = crate::convert::document_to_v1(Document::read(before.clone()).unwrap());
    assert_eq!(losses, []);
    assert_eq!(
        value(&dashboard),
        json!({
            "schemaVersion": 42, "refresh": "", "gnetId": "1860", "title": "Shop",
            "annotations": {"list": [{"datasource": {"type": "grafana", "uid": "-- Grafana --"}, "name": "Deployments"}]},
            "templating": {"list": [{"datasource": {"uid": "$source"}, "name": "job", "type": "adhoc"}]},
            "panels": [{"type": "row", "gridPos": {"h": 1, "w": 24, "x": 0, "y": 0}, "collapsed": true, "panels": [
                {"type": "stat", "fieldConfig": {"defaults": {"noValue": "5"}, "overrides": []},
                    "datasource": {"uid": "Prometheus"}},
                {"type": "acme-panel", "fieldConfig": {"defaults": {}, "overrides": []}},
            ]}],
        })
    );
    let (there, _) = classic(before);
    let back = value(&to_v1(there).0);
    assert_eq!((&back["refresh"], &back["panels"][0]["gridPos"]["w"]), (&json!(""), &json!(24)));
    assert_eq!(back["panels"][0]["panels"][0]["fieldConfig"]["defaults"], json!({"noValue": "5"}));
}

#[test]
fn members_that_nobody_knows_travel_with_a_panel() {
    let panel = json!({"fieldConfig": {"defaults": {}, "overrides": []}, "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
        "id": 1, "later": {"a": 1}, "nullPointMode": "connected", "options": {}, "title": "P", "type": "timeseries"});
    let (there, lost) = classic(json!({"panels": [panel], "title": "Shop"}));
    assert_eq!(lost, "");
    let options = &value(&there)["spec"]["elements"]["panel-1"]["spec"]["vizConfig"]["spec"]["options"];
    assert_eq!(options["__angularMigration"]["autoMigrateFrom"], "timeseries");
    assert_eq!(json::text(&value(&to_v1(there).0)["panels"][0]), json::text(&panel));
    // What Grafana 12 answers for a graph that it has migrated in part.
    let migrated = json!({"panels": [{"id": 1, "type": "timeseries", "autoMigrateFrom": "graph", "lines": true}]});
    let (there, lost) = classic(migrated);
    assert_eq!(lost, "");
    let options = &value(&there)["spec"]["elements"]["panel-1"]["spec"]["vizConfig"]["spec"]["options"];
    assert_eq!(options["__angularMigration"], json!({"autoMigrateFrom": "graph", "originalOptions": {"lines": true}}));
}

#[test]
fn one_bad_item_of_a_list_is_lost_alone() {
    let target = json!({"refId": "A", "expr": "up"});
    let (there, lost) = classic(json!({"tags": ["shop", 5], "panels": [null, 5, "x", [],
        {"id": 1, "type": "stat", "title": "Orders", "targets": [7, target]}]}));
    assert_snapshot!(lost, @r"
    `panels[0]`: expected an object, found `null`
    `panels[1]`: expected an object, found a number
    `panels[2]`: expected an object, found a string
    `panels[3]`: expected an object, found an array
    `panels[4].targets[0]`: expected an object, found a number
    `tags[1]`: expected a string, found a number
    ");
    let spec = &value(&there)["spec"];
    assert_eq!(spec["tags"], json!(["shop"]));
    let panel = &spec["elements"]["panel-1"]["spec"];
    assert_eq!(
        (&panel["title"], &panel["data"]["spec"]["queries"][0]["spec"]["refId"]),
        (&json!("Orders"), &json!("A"))
    );
}

/// Returns a dashboard whose elements all stand on a grid.
fn on_a_grid(elements: &Value) -> Value {
    let items = elements.as_object().unwrap().keys().map(|name| {
        json!({"kind": "GridLayoutItem", "spec": {"x": 0, "y": 0, "width": 12, "height": 8,
            "element": {"kind": "ElementReference", "name": name}}})
    });
    json!({"title": "Shop", "elements": elements,
        "layout": {"kind": "GridLayout", "spec": {"items": items.collect::<Vec<_>>()}}})
}

#[test]
fn two_elements_with_one_id() {
    let element = |title: &str| json!({"kind": "Panel", "spec": {"id": 1, "title": title}});
    let (dashboard, lost) = newer(&on_a_grid(&json!({"a": element("A"), "b": element("B")})));
    assert_snapshot!(lost, @"`spec.elements.b.spec.id`: another panel has the id 1, so this one gets 2");
    let dashboard = value(&dashboard);
    assert_eq!((&dashboard["panels"][0]["id"], &dashboard["panels"][1]["id"]), (&json!(1), &json!(2)));
}

#[test]
fn what_stands_around_a_query_decides() {
    let query = |hidden: Value, spec: Value| {
        let mut query = json!({"refId": "A", "query": {"kind": "DataQuery", "group": "prometheus", "spec": spec}});
        if !hidden.is_null() {
            query["hidden"] = hidden;
        }
        let data = json!({"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": query}]}});
        let (dashboard, lost) = newer(&on_a_grid(&json!({"a": {"kind": "Panel", "spec": {"id": 1, "data": data}}})));
        (value(&dashboard)["panels"][0]["targets"][0]["hide"].clone(), lost)
    };
    let (hide, lost) = query(json!(false), json!({"expr": "up", "hide": true}));
    assert_eq!(hide, Value::Null);
    assert_snapshot!(lost, @"`spec.elements.a.spec.data.spec.queries[0].spec.query.spec.hide`: the query's envelope has another value, which takes precedence");
    assert_eq!(query(json!(true), json!({"expr": "up", "hide": true})), (json!(true), String::new()));
    assert_eq!(query(json!(true), json!({"expr": "up"})), (json!(true), String::new()));
    assert_eq!(query(json!(false), json!({"expr": "up"})), (Value::Null, String::new()));
}

#[test]
fn constants_are_hidden() {
    let constant = |hide: &str| {
        let variable = json!({"kind": "ConstantVariable", "spec": {"name": "site", "query": "north", "hide": hide}});
        let (dashboard, lost) = newer(&json!({"title": "Shop", "variables": [variable]}));
        assert_eq!(value(&dashboard)["templating"]["list"][0]["hide"], 2);
        lost
    };
    assert_eq!(constant("hideVariable"), "");
    assert_snapshot!(constant("hideLabel"), @"`spec.variables[0].spec.hide`: `hideLabel` would turn a constant into a text box in the classic format: it is hidden");
}

#[test]
fn a_panel_that_is_called_a_row() {
    let config = json!({"kind": "VizConfig", "group": "row", "spec": {}});
    let panel = json!({"kind": "Panel", "spec": {"id": 1, "title": "Orders", "vizConfig": config}});
    let (dashboard, lost) = newer(&on_a_grid(&json!({"a": panel})));
    assert_snapshot!(lost, @"`spec.elements.a.spec.vizConfig`: in the classic format, a panel cannot be of the kind `row`: it becomes `timeseries`");
    let panel = &value(&dashboard)["panels"][0];
    assert_eq!((&panel["type"], &panel["gridPos"]["w"]), (&json!("timeseries"), &json!(12)));
}

#[test]
fn what_a_panel_of_angular_times_cannot_say() {
    let before = json!({"title": "Old", "id": 9, "type": "graph", "targets": [], "lines": true});
    let options = json!({"__angularMigration": {"autoMigrateFrom": "graph", "originalOptions": before}});
    let config = json!({"kind": "VizConfig", "group": "timeseries", "spec": {"options": options}});
    let panel = json!({"kind": "Panel", "spec": {"id": 1, "title": "Orders", "vizConfig": config}});
    let (dashboard, lost) = newer(&on_a_grid(&json!({"a": panel})));
    assert_snapshot!(lost, @r"
    `spec.elements.a.spec.vizConfig.spec.options.__angularMigration.originalOptions.id`: the panel itself has another value
    `spec.elements.a.spec.vizConfig.spec.options.__angularMigration.originalOptions.title`: the panel itself has another value
    ");
    let panel = &value(&dashboard)["panels"][0];
    assert_eq!((&panel["title"], &panel["id"], &panel["lines"]), (&json!("Orders"), &json!(1), &json!(true)));
}

#[test]
fn no_intervals_stay_none() {
    let (classic, _) = newer(&json!({"title": "Shop", "timeSettings": {"autoRefreshIntervals": []}}));
    assert_eq!(value(&classic)["timepicker"]["refresh_intervals"], json!([]));
    let (again, _) = to_v2(classic);
    assert_eq!(value(&again)["spec"]["timeSettings"]["autoRefreshIntervals"], json!([]));
}

#[test]
fn layouts_that_version_2_does_not_have() {
    let lost = |layout: Value| {
        let spec = json!({"title": "Shop", "elements": {}, "layout": layout});
        let document = json!({"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "spec": spec});
        self::lost(&document_to_v2(Document::read(document).unwrap()).unwrap().1)
    };
    let rows = json!({"kind": "RowsLayout", "spec": {"rows": [{"kind": "RowsLayoutRow", "spec": {"layout": {"kind": "MapLayout"}}},
        {"kind": "TabsLayoutTab"}]}});
    assert_snapshot!(lost(rows), @r"
    `spec.layout.spec.rows[0].spec.layout`: unknown kind of layout `MapLayout`
    `spec.layout.spec.rows[1]`: this layout cannot contain items of the kind `TabsLayoutTab`
    ");
    assert_snapshot!(lost(json!([])), @"`spec.layout`: there is no layout, so no panel is shown");
    assert_eq!(lost(json!({"kind": "GridLayout", "spec": {"items": []}})), "");
}

#[test]
fn empty_options_and_numbers_in_overrides_as_the_api_takes_them() {
    let overrides = json!([{"matcher": {"id": "byName", "options": "a"}, "properties": [
        {"id": "noValue", "value": 0}, {"id": "noValue", "value": 7}, {"id": "decimals", "value": 0}]}]);
    let panel =
        json!({"id": 1, "type": "stat", "options": [], "fieldConfig": {"defaults": {}, "overrides": overrides}});
    let document = json!({"schemaVersion": 42, "panels": [panel]});
    let (dashboard, losses) = crate::convert::document_to_v1(Document::read(document.clone()).unwrap());
    assert_eq!(losses, []);
    let panel = &value(&dashboard)["panels"][0];
    assert_eq!(panel["options"], json!({}));
    let values: Vec<_> =
        (0..3).map(|at| panel["fieldConfig"]["overrides"][0]["properties"][at]["value"].clone()).collect();
    assert_eq!(values, [json!(""), json!("7"), json!(0)]);
    let form = crate::canonical::Form::default();
    let tidy = crate::canonical::format(&document.to_string(), form).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&tidy).unwrap(), value(&dashboard));
}

#[test]
fn what_nobody_could_read_is_not_made() {
    let panel = |levels: usize| {
        let deep = (0..levels).fold(json!(1), |inside, _| json!([inside]));
        let panel = json!({"id": 1, "type": "acme-panel", "options": {"deep": deep}});
        document_to_v2(Document::read(json!({"panels": [panel], "title": "Shop"})).unwrap())
    };
    // The options are in the spec of the panel's visualization, in that of the panel, in that of the dashboard.
    let around = 8;
    assert!(panel(json::DEEPEST - around).is_ok());
    assert_eq!(panel(json::DEEPEST - around + 1).unwrap_err(), crate::convert::TooDeep);
}
