use insta::assert_snapshot;
use serde_json::{Value, json};

use super::*;
use crate::json::{self, Json, Trail};

/// Migrates a dashboard, and returns it with the losses.
fn migrated(value: Value) -> (Dashboard, Vec<String>) {
    let mut dashboard = Dashboard::read(value).unwrap();
    let losses = migrate(&mut dashboard);
    (dashboard, losses.iter().map(ToString::to_string).collect())
}

/// Migrates a panel of a dashboard of version 41, and returns it as JSON, with the losses.
fn panel(value: Value) -> (String, Vec<String>) {
    let (dashboard, losses) = migrated(json!({ "panels": [value], "schemaVersion": 22 }));
    (json::text(&dashboard.panels.unwrap()[0]), losses)
}

#[test]
fn a_graph() {
    let (panel, losses) = panel(json!({
        "type": "graph", "title": "CPU", "id": 3, "bars": false, "lines": true, "linewidth": 2, "fill": 3, "points": false,
        "nullPointMode": "connected", "stack": true, "percentage": false, "steppedLine": true, "renderer": "flot",
        "aliasColors": {"idle": "green"}, "span": 6, "datasource": "$datasource",
        "legend": {"show": true, "values": true, "max": true, "avg": true, "alignAsTable": true, "sort": "max", "sortDesc": true},
        "tooltip": {"shared": true, "sort": 2, "value_type": "individual"},
        "seriesOverrides": [{"alias": "/out/", "transform": "negative-Y", "yaxis": 2, "zindex": -2}],
        "thresholds": [{"value": 80, "op": "gt", "colorMode": "critical", "fill": true, "line": true}],
        "yaxes": [{"format": "percent", "min": "0", "max": null, "logBase": 1, "show": true},
                  {"format": "Bps", "show": true, "label": "Traffic"}],
        "xaxis": {"mode": "time", "show": true, "values": []}, "targets": [{"expr": "up", "refId": "A"}],
    }));
    assert_snapshot!(panel, @r#"
    {
      "datasource": {
        "uid": "$datasource"
      },
      "fieldConfig": {
        "defaults": {
          "custom": {
            "axisPlacement": "auto",
            "drawStyle": "line",
            "fillOpacity": 30,
            "lineInterpolation": "stepAfter",
            "lineWidth": 2,
            "showPoints": "never",
            "spanNulls": true,
            "stacking": {
              "group": "A",
              "mode": "normal"
            },
            "thresholdsStyle": {
              "mode": "line+area"
            }
          },
          "min": 0,
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "color": "transparent",
                "value": null
              },
              {
                "color": "red",
                "value": 80
              }
            ]
          },
          "unit": "percent"
        },
        "overrides": [
          {
            "matcher": {
              "id": "byName",
              "options": "idle"
            },
            "properties": [
              {
                "id": "color",
                "value": {
                  "fixedColor": "green",
                  "mode": "fixed"
                }
              }
            ]
          },
          {
            "matcher": {
              "id": "byRegexp",
              "options": "/out/"
            },
            "properties": [
              {
                "id": "custom.axisPlacement",
                "value": "right"
              },
              {
                "id": "unit",
                "value": "Bps"
              },
              {
                "id": "custom.axisLabel",
                "value": "Traffic"
              },
              {
                "id": "custom.transform",
                "value": "negative-Y"
              }
            ]
          }
        ]
      },
      "id": 3,
      "options": {
        "legend": {
          "calcs": [
            "mean",
            "max"
          ],
          "displayMode": "table",
          "placement": "bottom",
          "showLegend": true,
          "sortBy": "Max",
          "sortDesc": true
        },
        "tooltip": {
          "mode": "multi",
          "sort": "desc"
        }
      },
      "targets": [
        {
          "expr": "up",
          "refId": "A"
        }
      ],
      "title": "CPU",
      "type": "timeseries"
    }
    "#);
    assert_snapshot!(losses.join("\n"), @"panels[0] (CPU): `seriesOverrides[0].zindex`, which was -2");
}

#[test]
fn a_graph_of_series_and_a_histogram() {
    let (bars, losses) =
        panel(json!({"type": "graph", "xaxis": {"mode": "series", "values": ["avg"]}, "lines": false}));
    assert_eq!(losses, [""; 0]);
    assert!(bars.contains(r#""type": "bargauge""#) && bars.contains(r#""mean""#), "{bars}");
    let (histogram, losses) = panel(json!({"type": "graph", "xaxis": {"mode": "histogram", "buckets": 20}}));
    assert_eq!(losses, [""; 0]);
    assert!(histogram.contains(r#""bucketCount": 20"#), "{histogram}");
}

#[test]
fn a_singlestat() {
    let (panel, losses) = panel(json!({
        "type": "singlestat", "title": "Up", "format": "percent", "valueName": "current", "colorBackground": true,
        "colors": ["red", "orange", "green"], "thresholds": "50,80", "prefix": "~", "prefixFontSize": "50%",
        "valueFontSize": "80%", "sparkline": {"show": true, "full": true}, "nullText": "none", "decimals": 1,
        "mappingType": 1, "valueMaps": [{"op": "=", "text": "N/A", "value": "null"}, {"op": "=", "text": "off", "value": "0"}],
        "rangeMaps": [{"from": "null", "text": "N/A", "to": "null"}], "gauge": {"show": false}, "nullPointMode": "connected",
    }));
    assert_snapshot!(panel, @r#"
    {
      "fieldConfig": {
        "defaults": {
          "decimals": 1,
          "mappings": [
            {
              "options": {
                "match": "null",
                "result": {
                  "text": "N/A"
                }
              },
              "type": "special"
            },
            {
              "options": {
                "0": {
                  "text": "off"
                }
              },
              "type": "value"
            }
          ],
          "noValue": "none",
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "color": "red",
                "value": null
              },
              {
                "color": "orange",
                "value": 50
              },
              {
                "color": "green",
                "value": 80
              }
            ]
          },
          "unit": "percent"
        }
      },
      "options": {
        "colorMode": "background",
        "graphMode": "area",
        "justifyMode": "auto",
        "orientation": "horizontal",
        "percentChangeColorMode": "standard",
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ],
          "fields": "",
          "values": false
        },
        "showPercentChange": false,
        "textMode": "auto",
        "wideLayout": true
      },
      "title": "Up",
      "type": "stat"
    }
    "#);
    assert_snapshot!(losses.join("\n"), @r#"
    panels[0] (Up): `prefix`, which was "~"
    panels[0] (Up): `sparkline.full`, which was true
    "#);
}

#[test]
fn a_singlestat_with_a_scale() {
    let (panel, losses) = panel(json!({
        "type": "singlestat", "gauge": {"show": true, "minValue": 0, "maxValue": "100", "thresholdMarkers": true},
        "valueName": "avg", "colorValue": true,
    }));
    assert_eq!(losses, [""; 0]);
    assert!(panel.contains(r#""type": "gauge""#) && panel.contains(r#""max": 100"#), "{panel}");
}

#[test]
fn an_old_table() {
    let (panel, losses) = panel(json!({
        "type": "table", "title": "Disks", "transform": "timeseries_aggregations", "columns": [{"text": "Avg", "value": "avg"}],
        "styles": [
            {"pattern": "Time", "type": "hidden"},
            {"pattern": "/.*/", "type": "number", "unit": "bytes", "decimals": 2, "thresholds": ["10", "20"],
             "colorMode": "cell", "colors": ["green", "orange", "red"]},
            {"pattern": "Host", "type": "string", "alias": "Machine", "link": true, "linkUrl": "/d/x?var-host=$__cell&var-os=$__cell_2"},
        ],
        "fontSize": "120%", "pageSize": 10, "sort": {"col": 1, "desc": true}, "scroll": true, "showHeader": true,
    }));
    assert_snapshot!(panel, @r#"
    {
      "fieldConfig": {
        "defaults": {
          "custom": {
            "cellOptions": {
              "type": "color-background"
            }
          },
          "decimals": 2,
          "thresholds": {
            "mode": "absolute",
            "steps": [
              {
                "color": "green",
                "value": null
              },
              {
                "color": "orange",
                "value": 10
              },
              {
                "color": "red",
                "value": 20
              }
            ]
          },
          "unit": "bytes"
        },
        "overrides": [
          {
            "matcher": {
              "id": "byName",
              "options": "Time"
            },
            "properties": [
              {
                "id": "custom.hideFrom",
                "value": {
                  "legend": false,
                  "tooltip": true,
                  "viz": true
                }
              }
            ]
          },
          {
            "matcher": {
              "id": "byName",
              "options": "Host"
            },
            "properties": [
              {
                "id": "displayName",
                "value": "Machine"
              },
              {
                "id": "links",
                "value": [
                  {
                    "targetBlank": false,
                    "title": "",
                    "url": "/d/x?var-host=${__value.raw}&var-os=${__data.fields[2]}"
                  }
                ]
              }
            ]
          }
        ]
      },
      "options": {
        "frameIndex": 0,
        "showHeader": true
      },
      "title": "Disks",
      "transformations": [
        {
          "id": "reduce",
          "options": {
            "includeTimeField": false,
            "reducers": [
              "mean"
            ]
          }
        }
      ],
      "type": "table"
    }
    "#);
    assert_snapshot!(losses.join("\n"), @r#"
    panels[0] (Disks): `fontSize`, which was "120%"
    panels[0] (Disks): `pageSize`, which was 10
    panels[0] (Disks): `sort.col`, which was 1
    panels[0] (Disks): `sort.desc`, which was true
    "#);
}

#[test]
fn a_pie() {
    let (panel, losses) = panel(json!({
        "type": "grafana-piechart-panel", "pieType": "donut", "legendType": "Right side", "format": "bytes",
        "valueName": "current", "legend": {"show": true, "values": true, "percentage": true}, "fontSize": "80%",
        "aliasColors": {"a": "red"}, "combine": {"threshold": 0.1, "label": "Others"},
    }));
    assert_snapshot!(panel, @r#"
    {
      "fieldConfig": {
        "defaults": {
          "unit": "bytes"
        },
        "overrides": [
          {
            "matcher": {
              "id": "byName",
              "options": "a"
            },
            "properties": [
              {
                "id": "color",
                "value": {
                  "fixedColor": "red",
                  "mode": "fixed"
                }
              }
            ]
          }
        ]
      },
      "options": {
        "displayLabels": [],
        "legend": {
          "calcs": [],
          "displayMode": "table",
          "placement": "right",
          "showLegend": true,
          "values": [
            "percent",
            "value"
          ]
        },
        "orientation": "auto",
        "pieType": "donut",
        "reduceOptions": {
          "calcs": [
            "lastNotNull"
          ],
          "fields": "",
          "values": false
        },
        "sort": "desc",
        "tooltip": {
          "mode": "single",
          "sort": "none"
        }
      },
      "type": "piechart"
    }
    "#);
    assert_snapshot!(losses.join("\n"), @r#"
    panels[0]: `combine.label`, which was "Others"
    panels[0]: `combine.threshold`, which was 0.1
    "#);
}

#[test]
fn an_alert_rule_is_a_loss() {
    let (_, losses) =
        panel(json!({"type": "graph", "title": "CPU", "alert": {"name": "CPU is high", "conditions": []}}));
    assert_eq!(losses, ["panels[0] (CPU): the alert rule `CPU is high`: rules are no part of dashboards any more"]);
}

#[test]
fn rows_become_places() {
    let panels =
        json!([{"type": "text", "id": 7, "span": 8}, {"type": "text", "span": 4}, {"type": "text", "span": 6}]);
    let (dashboard, losses) = migrated(json!({
        "rows": [
            {"title": "One", "showTitle": true, "height": "250px", "panels": panels},
            {"title": "Two", "collapse": true, "repeat": "host", "panels": [{"type": "text", "height": 400}]},
            {"title": "Two", "repeatIteration": 1, "panels": []},
        ],
        "schemaVersion": 14, "sharedCrosshair": true, "style": "dark",
    }));
    assert_snapshot!(losses.join("\n"), @"rows[2]: a repetition of another row, which comes by itself");
    assert_snapshot!(places(&dashboard), @r#"
    row 8 {"h":1.0,"w":24.0,"x":0.0,"y":0.0}
    text 7 {"h":7.0,"w":16.0,"x":0.0,"y":1.0}
    text  {"h":7.0,"w":8.0,"x":16.0,"y":1.0}
    text  {"h":7.0,"w":12.0,"x":0.0,"y":8.0}
    row 9 {"h":1.0,"w":24.0,"x":0.0,"y":15.0}
      text  {"h":11.0,"w":8.0,"x":0.0,"y":16.0}
    "#);
    assert_eq!(dashboard.graph_tooltip, Some(1.0));
}

/// Returns each panel with its place, one a line.
fn places(dashboard: &Dashboard) -> String {
    fn lines(panels: &[Panel], depth: usize, out: &mut String) {
        for panel in panels {
            let place = serde_json::to_string(&panel.grid_pos).unwrap();
            let kind = panel.kind.as_deref().unwrap_or_default();
            let id = panel.id.flatten().map(|id| id.to_string()).unwrap_or_default();
            out.push_str(&format!("{:depth$}{kind} {id} {place}\n", ""));
            lines(panel.panels.as_deref().unwrap_or_default(), depth + 2, out);
        }
    }
    let mut out = String::new();
    lines(dashboard.panels.as_deref().unwrap_or_default(), 0, &mut out);
    out
}

#[test]
fn what_schema_versions_changed() {
    let (dashboard, losses) = migrated(json!({
        "schemaVersion": "27", "refresh": false, "timepicker": {"time_options": ["5m"], "hidden": true},
        "templating": {"list": [{"type": "query", "name": "host", "datasource": "Prom", "refresh": 0, "useTags": true, "tags": []}]},
        "panels": [{
            "type": "timeseries", "datasource": null, "targets": [{"datasource": "$ds"}],
            "options": {"legend": {"displayMode": "hidden"}},
            "fieldConfig": {"defaults": {"mappings": [
                {"id": 1, "type": 1, "value": "1", "text": "up"}, {"type": 2, "from": "2", "to": "5", "text": "slow"}
            ]}},
        }, {
            "type": "table", "datasource": "-- Mixed --", "fieldConfig": {
                "defaults": {"custom": {"displayMode": "lcd-gauge"}},
                "overrides": [{"matcher": {"id": "byName", "options": "A"}, "properties": [
                    {"id": "custom.displayMode", "value": "color-background"},
                    {"id": "custom.hideFrom", "value": {"viz": true, "legend": false, "tooltip": false}}
                ]}],
            },
        }],
    }));
    assert_snapshot!(json::text(&dashboard), @r#"
    {
      "panels": [
        {
          "datasource": null,
          "fieldConfig": {
            "defaults": {
              "mappings": [
                {
                  "options": {
                    "1": {
                      "text": "up"
                    }
                  },
                  "type": "value"
                },
                {
                  "options": {
                    "from": 2,
                    "result": {
                      "text": "slow"
                    },
                    "to": 5
                  },
                  "type": "range"
                }
              ]
            }
          },
          "options": {
            "legend": {
              "displayMode": "list",
              "showLegend": false
            }
          },
          "targets": [
            {
              "datasource": {
                "uid": "$ds"
              }
            }
          ],
          "type": "timeseries"
        },
        {
          "datasource": {
            "type": "datasource",
            "uid": "-- Mixed --"
          },
          "fieldConfig": {
            "defaults": {
              "custom": {
                "cellOptions": {
                  "mode": "lcd",
                  "type": "gauge"
                }
              }
            },
            "overrides": [
              {
                "matcher": {
                  "id": "byName",
                  "options": "A"
                },
                "properties": [
                  {
                    "id": "custom.cellOptions",
                    "value": {
                      "mode": "gradient",
                      "type": "color-background"
                    }
                  },
                  {
                    "id": "custom.hideFrom",
                    "value": {
                      "legend": false,
                      "tooltip": true,
                      "viz": true
                    }
                  }
                ]
              }
            ]
          },
          "type": "table"
        }
      ],
      "refresh": "",
      "schemaVersion": 42,
      "templating": {
        "list": [
          {
            "datasource": {
              "uid": "Prom"
            },
            "name": "host",
            "options": [],
            "refresh": 1,
            "type": "query"
          }
        ]
      },
      "timepicker": {
        "hidden": true
      }
    }
    "#);
    assert_snapshot!(losses.join("\n"), @"the tags of variable `host`, which Grafana has no more");
}

#[test]
fn a_dashboard_of_today_stays() {
    let value = json!({"schemaVersion": 42, "refresh": "", "panels": [{"type": "timeseries", "fill": 1}]});
    let (dashboard, losses) = migrated(value.clone());
    assert_eq!((json::text(&dashboard), losses), (json::text(&Json(value)), vec![]));
}

/// The dashboards of the folder that `DASHGEN_CORPUS` names.
fn corpus() -> Vec<(String, Value)> {
    let Some(folder) = std::env::var_os("DASHGEN_CORPUS") else {
        eprintln!("SKIPPED: DASHGEN_CORPUS names no folder of dashboards");
        return Vec::new();
    };
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
    json.map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.display().to_string(), serde_json::from_str(&text).unwrap())
    })
    .collect()
}

#[test]
fn dashboards_found_in_the_wild() {
    let (mut counts, mut lost) = ([0; 2], std::collections::BTreeMap::<String, usize>::new());
    for (name, value) in corpus() {
        let (mut dashboard, _) = migrated(value.clone());
        assert_eq!(dashboard.schema_version, Some(SCHEMA_VERSION), "{name}");
        assert!(dashboard.rows.is_none(), "{name}");
        check_panels(&name, dashboard.panels.as_deref().unwrap_or_default());
        let text = json::text(&dashboard);
        assert_eq!(migrate(&mut dashboard), [], "{name} has nothing left to lose");
        assert_eq!(json::text(&dashboard), text, "{name} stays as it is now");
        counts[0] += 1;
        for loss in migrate(&mut Dashboard::read(value).unwrap()) {
            counts[1] += 1;
            *lost.entry(loss.feature).or_default() += 1;
        }
    }
    println!("{} dashboards, {} losses: {lost:#?}", counts[0], counts[1]);
}

/// No panel is of a kind that is gone, and of what migrations wrote, everything has a type.
fn check_panels(name: &str, panels: &[Panel]) {
    for panel in panels {
        let kind = panel.kind.as_deref().unwrap_or_default();
        assert!(!Legacy::GIVEN_UP.contains(&kind), "{name} has a `{kind}`");
        let back = Panel::read(serde_json::to_value(panel).unwrap()).unwrap();
        let mut unknown = 0;
        if let Some(options) = &panel.options {
            options.unknown(&mut Trail::default(), &mut |_, _| unknown += 1);
            back.options.as_ref().unwrap().unknown(&mut Trail::default(), &mut |_, _| unknown -= 1);
        }
        assert_eq!(unknown, 0, "{name}: what was written is read with the same types");
        check_panels(name, panel.panels.as_deref().unwrap_or_default());
    }
}
