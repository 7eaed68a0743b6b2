use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

fn tidy(value: &Value) -> String {
    format(&value.to_string(), Form::default()).unwrap()
}

/// A dashboard as a server saves it.
fn saved() -> Value {
    json!({
        "id": 12, "version": 7, "iteration": 1_600_000_000, "title": "Shop", "uid": "shop", "schemaVersion": 39,
        "style": "dark", "liveNow": false, "weekStart": "", "fiscalYearStartMonth": 0, "gnetId": null,
        "annotations": {"list": []},
        "panels": [{
            "id": 1, "type": "timeseries", "title": "Requests", "pluginVersion": "11.2.0", "transparent": false,
            "timeFrom": null, "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
            "targets": [{"refId": "A", "expr": "up", "key": "Q-1", "hide": false, "fullMetaSearch": true,
                "datasource": {"type": "prometheus", "uid": "p"}}],
            "options": {"tooltip": {"sort": "none", "mode": "single"}},
        }],
        "templating": {"list": [{
            "name": "job", "type": "query", "refresh": 1, "includeAll": true, "multi": true,
            "current": {"selected": true, "text": ["api"], "value": ["api"]}, "options": [{"text": "api", "value": "api"}],
        }]},
    })
}

#[test]
fn what_a_server_adds_is_left_out() {
    insta::assert_snapshot!(tidy(&saved()), @r#"
    {
      "annotations": {
        "list": []
      },
      "panels": [
        {
          "gridPos": {
            "h": 8,
            "w": 12,
            "x": 0,
            "y": 0
          },
          "id": 1,
          "options": {
            "tooltip": {
              "mode": "single",
              "sort": "none"
            }
          },
          "pluginVersion": "11.2.0",
          "targets": [
            {
              "datasource": {
                "type": "prometheus",
                "uid": "p"
              },
              "expr": "up",
              "refId": "A"
            }
          ],
          "title": "Requests",
          "type": "timeseries"
        }
      ],
      "schemaVersion": 39,
      "templating": {
        "list": [
          {
            "current": {
              "text": [
                "api"
              ],
              "value": [
                "api"
              ]
            },
            "includeAll": true,
            "multi": true,
            "name": "job",
            "options": [],
            "refresh": 1,
            "type": "query"
          }
        ]
      },
      "title": "Shop",
      "uid": "shop"
    }
    "#);
}

#[test]
fn what_is_to_be_kept_is_kept() {
    let form = Form { keep: &[Keep::Ids, Keep::Editor], drop: &[] };
    let kept: Value = serde_json::from_str(&format(&saved().to_string(), form).unwrap()).unwrap();
    assert_eq!((&kept["id"], &kept["version"]), (&json!(12), &json!(7)));
    assert_eq!(kept["panels"][0]["targets"][0]["key"], "Q-1");
}

#[test]
fn a_selection_is_dropped_only_when_asked() {
    let form = Form { keep: &[], drop: &[Dropped::Selections] };
    let with = |variable: Value| json!({"panels": [], "templating": {"list": [variable]}});
    let current = |dashboard: &Value, form: Form<'_>| {
        let text = format(&dashboard.to_string(), form).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["templating"]["list"][0]["current"].take()
    };
    let prod = json!({"text": "prod", "value": "prod"});
    let one = with(json!({"type": "query", "name": "env", "refresh": 1, "includeAll": true, "current": prod}));
    assert_eq!(current(&one, Form::default()), prod);
    assert_eq!(current(&one, form), json!({"text": "All", "value": "$__all"}));
    let without_all = with(json!({"type": "query", "name": "env", "refresh": 2, "current": prod}));
    assert_eq!(current(&without_all, Form::default()), prod);
    assert_eq!(current(&without_all, form), json!({}));
    for fixed in ["custom", "textbox", "interval", "constant"] {
        let fixed = with(json!({"type": fixed, "name": "env", "refresh": 1, "current": prod}));
        assert_eq!(current(&fixed, form), prod);
    }
    let never = with(json!({"type": "query", "name": "env", "refresh": 0, "current": prod, "options": [prod]}));
    assert_eq!(current(&never, form), prod);
    assert!(tidy(&never).contains("options\": [\n"), "what is never loaded again is all there is");
}

#[test]
fn the_version_of_a_panel_stays() {
    // Their migrations read it: an XY chart of 11.1 or newer is taken for an older one without.
    for kind in ["xychart", "stat", "gauge", "bargauge", "geomap", "canvas", "acme-panel"] {
        let text = tidy(&json!({"panels": [{"type": kind, "pluginVersion": "12.1.0"}]}));
        assert!(text.contains("\"pluginVersion\": \"12.1.0\""), "{text}");
    }
}

#[test]
fn members_of_the_same_name_in_queries_to_others_stay() {
    let target = json!({"datasource": {"type": "acme-source"}, "exemplar": false, "intervalMs": 5, "key": "customers",
        "maxDataPoints": 3, "refId": "A", "requestId": "r", "useBackend": false});
    let tidied: Value = serde_json::from_str(&tidy(&json!({"panels": [{"targets": [target]}]}))).unwrap();
    assert_eq!(tidied["panels"][0]["targets"][0], target);
}

#[test]
fn what_the_api_refuses_is_written_as_it_takes_it() {
    let tidied = |value: Value| serde_json::from_str::<Value>(&tidy(&value)).unwrap();
    let before = json!({
        "schemaVersion": 42, "refresh": false, "gnetId": 1860,
        "annotations": {"list": [{"datasource": "-- Grafana --", "name": "Deployments"}]},
        "templating": {"list": [{"datasource": "$source", "name": "job", "type": "adhoc"}]},
        "panels": [
            {"type": "row", "gridPos": {"h": 1, "w": 0, "x": 0, "y": 0}, "datasource": "Prometheus"},
            {"type": "stat", "gridPos": {"h": 4, "w": 0, "x": 0, "y": 1}, "options": [],
                "fieldConfig": {"defaults": {"noValue": 5}, "overrides": []}},
            {"type": "stat", "fieldConfig": {"defaults": {"noValue": 0}, "overrides": []}},
        ],
    });
    assert_eq!(
        tidied(before.clone()),
        json!({
            "schemaVersion": 42, "refresh": "", "gnetId": "1860",
            "annotations": {"list": [{"datasource": {"type": "grafana", "uid": "-- Grafana --"}, "name": "Deployments"}]},
            "templating": {"list": [{"datasource": {"uid": "$source"}, "name": "job", "type": "adhoc"}]},
            "panels": [
                {"type": "row", "gridPos": {"h": 1, "w": 24, "x": 0, "y": 0}, "datasource": {"uid": "Prometheus"}},
                // Nobody knows how wide a panel of no width is.
                {"type": "stat", "gridPos": {"h": 4, "w": 0, "x": 0, "y": 1}, "options": {},
                    "fieldConfig": {"defaults": {"noValue": "5"}, "overrides": []}},
                {"type": "stat", "fieldConfig": {"defaults": {}, "overrides": []}},
            ],
        })
    );
    let mut older = before;
    older["schemaVersion"] = json!(30);
    let older = tidied(older);
    assert_eq!(older["panels"][0]["datasource"], "Prometheus", "Grafana's migration looks the name up");
    assert_eq!(older["templating"]["list"][0]["datasource"], json!({"uid": "$source"}));
}

#[test]
fn around_a_dashboard() {
    let wrapped = json!({"meta": {"version": 3}, "dashboard": {"panels": [], "id": 1}});
    assert_eq!(tidy(&wrapped), "{\n  \"dashboard\": {\n    \"panels\": []\n  }\n}\n");
    let resource = json!({
        "apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "status": {},
        "metadata": {"name": "shop", "resourceVersion": "7", "uid": "c0ffee",
            "annotations": {"grafana.app/updatedBy": "me", "grafana.app/folder": "team"}},
        "spec": {"panels": [], "version": 3},
    });
    insta::assert_snapshot!(tidy(&resource), @r#"
    {
      "apiVersion": "dashboard.grafana.app/v1",
      "kind": "Dashboard",
      "metadata": {
        "annotations": {
          "grafana.app/folder": "team"
        },
        "name": "shop"
      },
      "spec": {
        "panels": []
      }
    }
    "#);
}

#[test]
fn a_resource_as_the_api_gives_it_and_one_in_a_wrapper() {
    let resource = |kind: &str| {
        let metadata = json!({ "name": "shop", "resourceVersion": "12" });
        json!({ "apiVersion": "dashboard.grafana.app/v1", "kind": kind, "metadata": metadata, "access": {"canSave": true},
            "spec": {"title": "Shop", "panels": [], "version": 3} })
    };
    let given = tidy(&resource("DashboardWithAccessInfo"));
    assert_eq!(given, tidy(&resource("Dashboard")).replace("\"Dashboard\"", "\"DashboardWithAccessInfo\""));
    assert!(
        !given.contains("resourceVersion") && !given.contains("access\"") && !given.contains("\"version\""),
        "{given}"
    );
    let wrapped: Value =
        serde_json::from_str(&tidy(&json!({ "dashboard": resource("Dashboard"), "meta": {} }))).unwrap();
    assert_eq!(wrapped["dashboard"], serde_json::from_str::<Value>(&tidy(&resource("Dashboard"))).unwrap());
}

#[test]
fn version_2() {
    let dashboard = json!({"layout": {}, "elements": {"panel-1": {"kind": "Panel", "spec": {
        "vizConfig": {"kind": "VizConfig", "group": "stat", "version": "13.2.0", "spec": {"options": {}}},
        "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {"query": {"spec": {"expr": "up", "key": "Q-1"}}}}]}},
    }}}, "variables": [{"kind": "QueryVariable", "spec": {"name": "job", "refresh": "onDashboardLoad", "current": {"text": "a", "value": "a"}}}]});
    insta::assert_snapshot!(tidy(&dashboard), @r#"
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
                        "spec": {
                          "expr": "up"
                        }
                      }
                    }
                  }
                ]
              }
            },
            "vizConfig": {
              "group": "stat",
              "kind": "VizConfig",
              "spec": {
                "options": {}
              },
              "version": "13.2.0"
            }
          }
        }
      },
      "layout": {},
      "variables": [
        {
          "kind": "QueryVariable",
          "spec": {
            "current": {
              "text": "a",
              "value": "a"
            },
            "name": "job",
            "refresh": "onDashboardLoad"
          }
        }
      ]
    }
    "#);
}

#[test]
fn a_resource_says_what_it_holds() {
    for layout in [json!(null), json!([]), json!({})] {
        let spec = json!({"title": "Shop", "elements": {}, "layout": layout});
        let resource = json!({"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "spec": spec});
        assert_eq!(serde_json::from_str::<Value>(&tidy(&resource)).unwrap(), resource);
    }
    let resource = json!({"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "spec": {"title": "Empty"}});
    assert_eq!(serde_json::from_str::<Value>(&tidy(&resource)).unwrap(), resource);
    let wrapped = json!({"dashboard": {"title": "Empty"}});
    assert_eq!(serde_json::from_str::<Value>(&tidy(&wrapped)).unwrap(), wrapped);
}

#[test]
fn what_is_no_dashboard() {
    let problems =
        ["[1]", "3", r#"{"name": "x"}"#, r#"{"apiVersion": "v1", "kind": "Pod"}"#, "{\"panels\": [1,]}", "{"];
    let messages = problems.map(|text| format(text, Form::default()).unwrap_err().to_string());
    insta::assert_snapshot!(messages.join("\n"), @r"
    expected a dashboard object, found a list
    expected a dashboard object, found a number
    found an object with `name`, but a dashboard has `panels`, or `elements` and `layout`
    found a `Pod` of `v1`, but a dashboard is a `Dashboard` of `dashboard.grafana.app`
    not readable as JSON: trailing comma at line 1 column 15
    not readable as JSON: EOF while parsing an object at line 1 column 1
    ");
}

#[test]
fn numbers_and_names() {
    let text = r#"{"panels": [], "a": [1.0, -0.5, 1e3, 18446744073709551615, -9223372036854775808, 1.5e300], "z": "\u00e9\ud83d\ude00", "z": "last"}"#;
    insta::assert_snapshot!(format(text, Form::default()).unwrap(), @r#"
    {
      "a": [
        1,
        -0.5,
        1000,
        18446744073709551615,
        -9223372036854775808,
        1.5e300
      ],
      "panels": [],
      "z": "last"
    }
    "#);
}

#[test]
fn nesting_without_end_is_an_error() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    insta::assert_snapshot!(format(&deep, Form::default()).unwrap_err(), @"not readable as JSON: nested deeper than 127 levels at line 1 column 128");
}

/// The same dashboard with its members backwards, and with what a server adds.
fn disturbed(value: Value, is_root: bool) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(|item| disturbed(item, false)).collect(),
        Value::Object(members) => {
            let mut turned: Map<String, Value> =
                members.into_iter().rev().map(|(name, value)| (name, disturbed(value, false))).collect();
            // Around a dashboard, or in one of version 2, they would be somebody's.
            let is_classic = !["dashboard", "elements", "spec"].iter().any(|name| turned.contains_key(*name));
            if is_root && is_classic {
                turned.extend([
                    ("id".to_owned(), json!(4711)),
                    ("version".to_owned(), json!(99)),
                    ("iteration".to_owned(), json!(5)),
                ]);
            }
            turned.insert("$$hashKey".to_owned(), json!("object:42"));
            if turned.get("type") == Some(&json!("query"))
                && turned.get("refresh").is_some_and(|it| it != 0 && it != false)
            {
                if turned.contains_key("options") {
                    turned.insert("options".to_owned(), json!([{"text": "noise", "value": "noise"}]));
                }
                if let Some(current) = turned.get_mut("current").and_then(Value::as_object_mut) {
                    current.insert("selected".to_owned(), json!(true));
                }
            }
            Value::Object(turned)
        }
        other => other,
    }
}

#[test]
fn noise_and_order_make_no_difference() {
    for (name, text) in crate::json::corpus::texts() {
        let once = format(&text, Form::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(format(&once, Form::default()).unwrap() == once, "{name}: twice is another than once");
        let noisy = disturbed(serde_json::from_str(&text).unwrap(), true).to_string();
        assert!(format(&noisy, Form::default()).unwrap() == once, "{name}: with noise is another");
    }
}

proptest! {
    #[test]
    fn any_members_stay_and_twice_is_once(members in proptest::collection::btree_map("[a-z\"\\\\]{1,3}", any::<(i64, String)>(), 0..8)) {
        let mut dashboard = json!({"panels": [], "rest": members});
        let once = tidy(&dashboard);
        prop_assert_eq!(format(&once, Form::default()).unwrap(), once.clone());
        let mut back: Value = serde_json::from_str(&once).unwrap();
        prop_assert_eq!(back["rest"].take(), dashboard["rest"].take());
    }

    #[test]
    fn no_text_panics(text in ".{0,200}") {
        let _ = format(&text, Form::default());
    }
}
