use serde_json::{Value, json};

use super::meaning;

fn said(dashboard: &Value) -> Value {
    meaning(&dashboard.to_string()).unwrap()
}

/// Compares what somebody wrote with what Grafana made of it.
fn same(written: &Value, saved: &Value) {
    compare(&said(written), &said(saved), "");
}

/// Fails at the first place where two values differ, rather than with both of them.
fn compare(written: &Value, saved: &Value, at: &str) {
    match (written, saved) {
        (Value::Object(a), Value::Object(b)) => {
            for name in a.keys().chain(b.keys()) {
                compare(&written[name], &saved[name], &format!("{at}/{name}"));
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                compare(a, b, &format!("{at}/{index}"));
            }
        }
        _ => assert_eq!(written, saved, "{at}"),
    }
}

fn with_panel(panel: &Value) -> Value {
    json!({ "title": "Shop", "uid": "shop", "panels": [panel] })
}

#[test]
fn the_frame_of_a_dashboard() {
    let written = json!({
        "title": "Shop", "uid": "shop", "schemaVersion": 42, "timezone": "browser", "timepicker": {}, "panels": [],
        "links": [{"title": "Orders", "type": "link", "url": "/d/orders", "icon": "external link"}],
    });
    let saved = json!({
        "annotations": {"list": [{
            "builtIn": 1, "datasource": {"type": "grafana", "uid": "-- Grafana --"}, "enable": true, "hide": true,
            "iconColor": "rgba(0, 211, 255, 1)", "name": "Annotations & Alerts", "type": "dashboard",
            "target": {"limit": 100, "matchAny": false, "tags": [], "type": "dashboard"},
        }]},
        "description": "", "editable": true, "fiscalYearStartMonth": 0, "graphTooltip": 0, "id": 12, "liveNow": false,
        "links": [{
            "asDropdown": false, "icon": "external link", "includeVars": false, "keepTime": false, "tags": [],
            "targetBlank": false, "title": "Orders", "tooltip": "", "type": "link", "url": "/d/orders",
        }],
        "panels": [], "preload": false, "refresh": "", "schemaVersion": 43, "tags": [], "templating": {"list": []},
        "time": {"from": "now-6h", "to": "now"}, "timezone": "browser", "title": "Shop", "uid": "shop", "version": 4,
        "timepicker": {
            "refresh_intervals": ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"],
            "time_options": ["5m", "15m", "1h", "6h", "12h", "24h", "2d", "7d", "30d"],
        },
        "weekStart": "",
    });
    same(&written, &saved);
    let resource = json!({
        "apiVersion": "dashboard.grafana.app/v1beta1", "kind": "Dashboard",
        "metadata": {"name": "shop", "resourceVersion": "8"}, "spec": saved,
    });
    same(&written, &resource);
    same(&written, &json!({ "dashboard": saved, "meta": {"slug": "shop"} }));
}

#[test]
fn a_time_series() {
    let prometheus = json!({"type": "prometheus", "uid": "metrics"});
    let written = with_panel(&json!({
        "id": 1, "type": "timeseries", "title": "Requests", "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
        "datasource": prometheus,
        "fieldConfig": {"defaults": {"unit": "reqps", "custom": {"drawStyle": "bars", "fillOpacity": 20}}, "overrides": []},
        "options": {"legend": {"calcs": ["max"], "displayMode": "table"}},
        "targets": [{"expr": "sum(rate(shop_requests_total[5m]))"}],
    }));
    let saved = with_panel(&json!({
        "id": 1, "type": "timeseries", "title": "Requests", "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
        "datasource": prometheus, "pluginVersion": "12.4.0",
        "fieldConfig": {
            "defaults": {
                "color": {"mode": "palette-classic"},
                "custom": {
                    "axisBorderShow": false, "axisCenteredZero": false, "axisColorMode": "text", "axisLabel": "",
                    "axisPlacement": "auto", "barAlignment": 0, "barWidthFactor": 0.6, "drawStyle": "bars",
                    "fillOpacity": 20, "gradientMode": "none",
                    "hideFrom": {"legend": false, "tooltip": false, "viz": false}, "insertNulls": false,
                    "lineInterpolation": "linear", "lineWidth": 1, "pointSize": 5,
                    "scaleDistribution": {"type": "linear"}, "showPoints": "auto", "showValues": false,
                    "spanNulls": false, "stacking": {"group": "A", "mode": "none"}, "thresholdsStyle": {"mode": "off"},
                },
                "mappings": [],
                "thresholds": {"mode": "absolute", "steps": [{"color": "green", "value": 0}, {"color": "red", "value": 80}]},
                "unit": "reqps",
            },
            "overrides": [],
        },
        "options": {
            "annotations": {"multiLane": false},
            "legend": {"calcs": ["max"], "displayMode": "table", "placement": "bottom", "showLegend": true},
            "tooltip": {"hideZeros": false, "mode": "single", "sort": "none"},
        },
        "targets": [{
            "datasource": prometheus, "editorMode": "builder", "expr": "sum(rate(shop_requests_total[5m]))",
            "legendFormat": "", "range": true, "refId": "A",
        }],
    }));
    same(&written, &saved);
}

#[test]
fn numbers_and_a_table() {
    let written = json!({"title": "Shop", "panels": [
        {"id": 1, "type": "stat", "title": "Orders", "transparent": true, "pluginVersion": "13.2.3", "fieldConfig": {"defaults": {
            "thresholds": {"mode": "absolute", "steps": [{"color": "red", "value": null}, {"color": "green", "value": 5}]},
        }}},
        {"id": 2, "type": "gauge", "title": "Load", "pluginVersion": "13.2.3", "fieldConfig": {"defaults": {"min": 0, "max": 1}}},
        {"id": 3, "type": "table", "title": "Orders"},
    ]});
    let reduced = json!({"calcs": ["lastNotNull"], "fields": "", "values": false});
    let usual =
        json!({"mode": "absolute", "steps": [{"color": "green", "value": null}, {"color": "red", "value": 80}]});
    let saved = json!({"title": "Shop", "panels": [
        {"id": 1, "type": "stat", "title": "Orders", "transparent": true, "pluginVersion": "12.4.0",
            "fieldConfig": {"defaults": {
                "color": {"mode": "thresholds"}, "mappings": [],
                "thresholds": {"mode": "absolute", "steps": [{"color": "red"}, {"color": "green", "value": 5}]},
            }, "overrides": []},
            "options": {
                "colorMode": "value", "graphMode": "area", "justifyMode": "auto", "orientation": "auto",
                "percentChangeColorMode": "standard", "reduceOptions": reduced, "showPercentChange": false,
                "textMode": "auto", "wideLayout": true,
            }},
        {"id": 2, "type": "gauge", "title": "Load", "pluginVersion": "12.4.0",
            "fieldConfig": {"defaults": {
                "color": {"mode": "thresholds"}, "mappings": [], "max": 1, "min": 0, "thresholds": usual,
            }, "overrides": []},
            "options": {
                "minVizHeight": 75, "minVizWidth": 75, "orientation": "auto", "reduceOptions": reduced,
                "showThresholdLabels": false, "showThresholdMarkers": true, "sizing": "auto",
            }},
        {"id": 3, "type": "table", "title": "Orders", "pluginVersion": "12.4.0",
            "fieldConfig": {"defaults": {
                "color": {"mode": "thresholds"}, "mappings": [], "thresholds": usual,
                "custom": {"align": "auto", "cellOptions": {"type": "auto"}, "footer": {"reducers": []}, "inspect": false},
            }, "overrides": []},
            "options": {"cellHeight": "sm", "showHeader": true}},
    ]});
    same(&written, &saved);
}

#[test]
fn rows_library_panels_and_panels_without_an_id() {
    let written = json!({"title": "Shop", "panels": [
        {"type": "row", "title": "Orders", "gridPos": {"h": 1, "w": 24, "x": 0, "y": 0}},
        {"id": 7, "type": "stat", "title": "Shared", "libraryPanel": {"name": "Shared", "uid": "shared"},
            "options": {"textMode": "name"}, "targets": [{"expr": "up"}]},
        {"type": "text", "title": "Note", "options": {"content": "", "mode": "html"}},
    ]});
    let saved = json!({"title": "Shop", "panels": [
        {"id": 8, "type": "row", "title": "Orders", "gridPos": {"h": 1, "w": 24, "x": 0, "y": 0}, "collapsed": false,
            "datasource": {"type": "prometheus", "uid": "metrics"}, "panels": [], "targets": [{"refId": "A"}], "collapse": false, "showTitle": true,
            "titleSize": "h6"},
        {"id": 7, "title": "Shared", "libraryPanel": {"name": "Shared", "uid": "shared"}},
        {"id": 9, "type": "text", "title": "Note", "fieldConfig": {"defaults": {}, "overrides": []},
            "options": {"code": {"language": "plaintext", "showLineNumbers": false, "showMiniMap": false},
                "content": "", "mode": "html"}},
    ]});
    same(&written, &saved);
}

#[test]
fn variables() {
    let with_variables = |list: &Value| json!({"title": "Shop", "panels": [], "templating": {"list": list}});
    let written = with_variables(&json!([
        {"name": "job", "type": "query", "query": "label_values(up, job)", "refresh": 1, "includeAll": true,
            "current": {"text": "All", "value": "$__all"}},
        {"name": "env", "type": "custom", "query": "prod,test", "current": {"text": "prod", "value": "prod"}},
        {"name": "source", "type": "datasource", "query": "prometheus", "current": {"text": "Metrics", "value": "m"}},
        {"name": "step", "type": "interval", "query": "1m,5m", "current": {"text": "1m", "value": "1m"}},
        {"name": "site", "type": "constant", "query": "north", "hide": 2},
    ]));
    let saved = with_variables(&json!([
        {"name": "job", "type": "query", "query": "label_values(up, job)", "definition": "label_values(up, job)",
            "refresh": 1, "includeAll": true, "multi": false, "regex": "", "sort": 0, "skipUrlSync": false, "hide": 0,
            "allowCustomValue": true, "current": {"text": ["All"], "value": ["$__all"]},
            "options": [{"selected": true, "text": "api", "value": "api"}], "label": null, "allValue": null,
            "tagValuesQuery": "", "tags": [], "tagsQuery": "", "useTags": false},
        {"name": "env", "type": "custom", "query": "prod,test", "current": {"text": "prod", "value": "prod"},
            "multi": false, "includeAll": false, "allowCustomValue": true, "label": "",
            "options": [{"selected": true, "text": "prod", "value": "prod"}, {"selected": false, "text": "test", "value": "test"}]},
        {"name": "source", "type": "datasource", "query": "prometheus", "current": {"text": "metrics-1", "value": "m"},
            "options": [], "refresh": 1, "regex": "", "includeAll": false, "multi": false},
        {"name": "step", "type": "interval", "query": "1m,5m", "current": {"text": "1m", "value": "1m"}, "auto": false,
            "auto_count": 30, "auto_min": "10s", "refresh": 2, "options": [{"selected": true, "text": "1m", "value": "1m"}]},
        {"name": "site", "type": "constant", "query": "north", "hide": 2, "skipUrlSync": false,
            "current": {"text": "north", "value": "north"}},
    ]));
    same(&written, &saved);
}

#[test]
fn an_edit_stays_one() {
    let panel = json!({"id": 1, "type": "stat", "title": "Orders", "options": {"textMode": "auto"}});
    let unlike = |edited: Value| assert_ne!(said(&with_panel(&panel)), said(&with_panel(&edited)), "{edited}");
    unlike(json!({"id": 1, "type": "stat", "title": "Orders", "options": {"textMode": "name"}}));
    unlike(json!({"id": 1, "type": "stat", "title": "Orders", "options": {"unknown": false}}));
    unlike(json!({"id": 1, "type": "stat", "title": "Orders", "transparent": true}));
    unlike(json!({"id": 1, "type": "gauge", "title": "Orders", "options": {"textMode": "auto"}}));
    unlike(json!({"id": 1, "type": "stat", "title": "Orders", "fieldConfig": {"defaults": {
        "thresholds": {"mode": "absolute", "steps": [{"color": "green"}, {"color": "red", "value": 81}]}}}}));
    let query = |target: Value| said(&with_panel(&json!({"id": 1, "type": "stat", "targets": [target]})));
    let prometheus = json!({"type": "prometheus", "uid": "metrics"});
    let plain = query(json!({"expr": "up", "datasource": prometheus}));
    assert_ne!(plain, query(json!({"expr": "up", "datasource": prometheus, "instant": true})));
    assert_ne!(plain, query(json!({"expr": "up", "datasource": prometheus, "legendFormat": "__auto"})));
    assert_ne!(plain, query(json!({"expr": "up", "datasource": prometheus, "hide": true})));
}

#[test]
fn a_panel_of_version_2() {
    let dashboard = |spec: &Value| {
        json!({
            "title": "Shop", "layout": {"kind": "GridLayout", "spec": {"items": []}},
            "elements": {"panel-1": {"kind": "Panel", "spec": {
                "id": 1, "title": "Orders", "vizConfig": {"kind": "VizConfig", "group": "stat", "spec": spec},
            }}},
        })
    };
    let written = dashboard(&json!({"options": {}, "fieldConfig": {"defaults": {}, "overrides": []}}));
    let saved = dashboard(&json!({
        "options": {"colorMode": "value", "textMode": "auto"},
        "fieldConfig": {"defaults": {"color": {"mode": "thresholds"}, "mappings": []}, "overrides": []},
    }));
    same(&written, &saved);
}

#[test]
fn anything_that_is_a_dashboard_means_something() {
    for odd in [
        json!({"panels": null}),
        json!({"panels": [1, null, "panel", {"type": 3, "options": [], "fieldConfig": 1, "targets": {"a": 1}}]}),
        json!({"panels": {}, "templating": [], "annotations": "none", "links": 1, "timepicker": []}),
        json!({"panels": [{"type": "stat", "fieldConfig": {"defaults": {"custom": 1, "color": "red", "thresholds": []}}}]}),
        json!({"elements": {"a": 1, "b": {"spec": {"vizConfig": {"kind": 1, "spec": []}}}}, "layout": {}}),
    ] {
        let said = said(&odd);
        assert_eq!(meaning(&said.to_string()).unwrap(), said, "what it means means the same");
    }
    assert!(meaning("[]").is_err());
}

#[test]
fn the_selection_of_a_variable() {
    let job = |current: &Value| {
        let variable = json!({"name": "job", "type": "query", "query": "up", "refresh": 1, "current": current});
        said(&json!({"title": "Shop", "panels": [], "templating": {"list": [variable]}}))
    };
    let all = job(&json!({"text": "All", "value": "$__all"}));
    assert_eq!(all, job(&json!({"selected": true, "text": ["All"], "value": ["$__all"]})));
    assert_ne!(all, job(&json!({"text": "staging", "value": "staging"})));
    assert_eq!(job(&json!({})), job(&json!({"text": "", "value": ""})), "nothing is selected");
}

#[test]
fn a_version_that_a_migration_reads() {
    let of = |kind: &str, version: &str| said(&with_panel(&json!({"id": 1, "type": kind, "pluginVersion": version})));
    assert_eq!(of("stat", "13.2.3"), of("stat", "11.0.1"));
    assert_ne!(of("stat", "13.2.3"), of("stat", "6.1.0"));
    assert_ne!(of("stat", "13.2.3"), of("stat", ""), "a panel without a version counts as very old");
    assert_ne!(of("gauge", "13.2.3"), of("gauge", "12.3.0"));
    assert_eq!(of("timeseries", "13.2.3"), of("timeseries", "8.0.0"), "no migration reads it");
    let schema = |version: u32| said(&json!({"panels": [], "schemaVersion": version}));
    assert_eq!(schema(42), schema(39));
    assert_ne!(schema(42), schema(30));
}
