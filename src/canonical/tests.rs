use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

fn tidy(value: &Value) -> String {
    format(&value.to_string(), &[]).unwrap()
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
                "All"
              ],
              "value": [
                "$__all"
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
    let all = [Keep::Ids, Keep::Versions, Keep::Selections, Keep::Editor];
    let kept: Value = serde_json::from_str(&format(&saved().to_string(), &all).unwrap()).unwrap();
    assert_eq!((&kept["id"], &kept["version"]), (&json!(12), &json!(7)));
    assert_eq!(kept["panels"][0]["pluginVersion"], "11.2.0");
    assert_eq!(kept["panels"][0]["targets"][0]["key"], "Q-1");
    assert_eq!(kept["templating"]["list"][0]["current"]["value"], json!(["api"]));
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
fn a_panel_of_another_plugin_keeps_its_version() {
    let text = tidy(&json!({"panels": [{"type": "acme-panel", "pluginVersion": "1.2.3"}]}));
    assert!(text.contains("1.2.3"), "{text}");
}

#[test]
fn version_2() {
    let dashboard = json!({"layout": {}, "elements": {"panel-1": {"kind": "Panel", "spec": {
        "vizConfig": {"kind": "VizConfig", "group": "stat", "version": "13.2.0", "spec": {"options": {}}},
        "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {"query": {"spec": {"expr": "up", "key": "Q"}}}}]}},
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
              "version": ""
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
              "text": "",
              "value": ""
            },
            "name": "job",
            "options": [],
            "refresh": "onDashboardLoad"
          }
        }
      ]
    }
    "#);
}

#[test]
fn what_is_no_dashboard() {
    let problems =
        ["[1]", "3", r#"{"name": "x"}"#, r#"{"apiVersion": "v1", "kind": "Pod"}"#, "{\"panels\": [1,]}", "{"];
    let messages = problems.map(|text| format(text, &[]).unwrap_err().to_string());
    insta::assert_snapshot!(messages.join("\n"), @r"
    this is a list, and no dashboard: those have `panels`, or `elements` and a `layout`, perhaps inside `dashboard` or `spec`
    this is a single value, and no dashboard: those have `panels`, or `elements` and a `layout`, perhaps inside `dashboard` or `spec`
    this is an object, and no dashboard: those have `panels`, or `elements` and a `layout`, perhaps inside `dashboard` or `spec`
    this is another kind of resource, and no dashboard: those have `panels`, or `elements` and a `layout`, perhaps inside `dashboard` or `spec`
    this is not JSON
    this is not JSON
    ");
}

#[test]
fn numbers_and_names() {
    let text = r#"{"panels": [], "a": [1.0, -0.5, 1e3, 18446744073709551615, -9223372036854775808, 1.5e300], "z": "\u00e9\ud83d\ude00", "z": "last"}"#;
    insta::assert_snapshot!(format(text, &[]).unwrap(), @r#"
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
    insta::assert_snapshot!(format(&deep, &[]).unwrap_err(), @"this is not JSON");
}

/// The same dashboard with its members backwards, and with what a server adds.
fn disturbed(value: Value, is_root: bool) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(|item| disturbed(item, false)).collect(),
        Value::Object(members) => {
            let mut turned: Map<String, Value> =
                members.into_iter().rev().map(|(name, value)| (name, disturbed(value, false))).collect();
            if is_root {
                turned.extend([
                    ("id".to_owned(), json!(4711)),
                    ("version".to_owned(), json!(99)),
                    ("iteration".to_owned(), json!(5)),
                ]);
            }
            turned.insert("$$hashKey".to_owned(), json!("object:42"));
            if turned.get("type").and_then(Value::as_str).is_some_and(classic::is_own) && turned.contains_key("gridPos")
            {
                turned.insert("pluginVersion".to_owned(), json!("99.0.0"));
            }
            if turned.get("type") == Some(&json!("query"))
                && turned.get("refresh").is_some_and(|it| it != 0 && it != false)
            {
                turned.insert("current".to_owned(), json!({"selected": true, "text": "noise", "value": "noise"}));
            }
            Value::Object(turned)
        }
        other => other,
    }
}

#[test]
fn noise_and_order_make_no_difference() {
    for (name, text) in crate::json::corpus::texts() {
        let once = format(&text, &[]).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(format(&once, &[]).unwrap() == once, "{name}: twice is another than once");
        let noisy = disturbed(serde_json::from_str(&text).unwrap(), true).to_string();
        assert!(format(&noisy, &[]).unwrap() == once, "{name}: with noise is another");
    }
}

proptest! {
    #[test]
    fn any_members_stay_and_twice_is_once(members in proptest::collection::btree_map("[a-z\"\\\\]{1,3}", any::<(i64, String)>(), 0..8)) {
        let mut dashboard = json!({"panels": [], "rest": members});
        let once = tidy(&dashboard);
        prop_assert_eq!(format(&once, &[]).unwrap(), once.clone());
        let mut back: Value = serde_json::from_str(&once).unwrap();
        prop_assert_eq!(back["rest"].take(), dashboard["rest"].take());
    }

    #[test]
    fn no_text_panics(text in ".{0,200}") {
        let _ = format(&text, &[]);
    }
}
