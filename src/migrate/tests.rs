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
    assert_snapshot!(panel, @"");
    assert_snapshot!(losses.join("\n"), @"");
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
    assert_snapshot!(panel, @"");
    assert_snapshot!(losses.join("\n"), @"");
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
    assert_snapshot!(panel, @"");
    assert_snapshot!(losses.join("\n"), @"");
}

#[test]
fn a_pie() {
    let (panel, losses) = panel(json!({
        "type": "grafana-piechart-panel", "pieType": "donut", "legendType": "Right side", "format": "bytes",
        "valueName": "current", "legend": {"show": true, "values": true, "percentage": true}, "fontSize": "80%",
        "aliasColors": {"a": "red"}, "combine": {"threshold": 0.1, "label": "Others"},
    }));
    assert_snapshot!(panel, @"");
    assert_snapshot!(losses.join("\n"), @"");
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
    assert_snapshot!(losses.join("\n"), @"");
    assert_snapshot!(places(&dashboard), @"");
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
    assert_snapshot!(json::text(&dashboard), @"");
    assert_snapshot!(losses.join("\n"), @"");
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
