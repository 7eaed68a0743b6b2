//! Queries of datasources that ship with Grafana, and what else exports and old dashboards have.

use serde_json::{Value, json};

use crate::json::{self, Json, Trail, Typed};
use crate::schema::v1::Dashboard;

/// Returns the paths of everything in a dashboard that has no type; reading and writing must keep all of it.
fn untyped(dashboard: Value) -> Vec<String> {
    let read = Dashboard::read(dashboard.clone()).unwrap();
    assert_eq!(json::text(&read), json::text(&Json(dashboard)));
    let mut paths = Vec::new();
    read.unknown(&mut Trail::default(), &mut |at, _| paths.push(at.to_owned()));
    paths
}

fn asked(target: &Value) -> Vec<String> {
    untyped(json!({"panels": [{"type": "timeseries", "targets": [target]}]}))
}

#[test]
fn the_test_datasource() {
    assert!(asked(&json!({
        "refId": "A", "scenarioId": "raw_frame", "rawFrameContent": "[]", "csvWave": [{"timeStep": 60, "valuesCSV": "0,1"}],
        "pulseWave": {"timeStep": 60, "onCount": 3, "onValue": 2, "offCount": 3, "offValue": 1}, "points": [[1, 2], [null, 3]],
        "stream": {"type": "signal", "speed": 250, "spread": 3.5, "noise": 2.2, "bands": 1}, "dropPercent": 5,
        "nodes": {"type": "random", "count": 9, "seed": 1}, "usa": {"mode": "values-as-rows", "period": "30m", "fields": ["a"], "states": []},
        "sim": {"key": {"type": "flight", "tick": 10}, "stream": true, "last": false}, "levelColumn": true
    })).is_empty());
}

#[test]
fn the_clouds() {
    assert!(asked(&json!({
        "refId": "A", "queryType": "Azure Monitor", "subscription": "s", "subscriptions": ["s"],
        "azureMonitor": {
            "aggregation": "Average", "allowedTimeGrainsMs": [60000], "metricName": "m", "metricNamespace": "n", "top": "10",
            "dimensionFilters": [{"dimension": "d", "operator": "eq", "filters": ["f"]}], "timeGrain": "auto",
            "resources": [{"resourceGroup": "g", "resourceName": "r"}], "timeGrains": [{"text": "auto", "value": "auto"}]
        },
        "azureLogAnalytics": {"query": "q", "resources": ["r"], "resultFormat": "table", "dashboardTime": false},
        "azureResourceGraph": {"query": "q", "resultFormat": "table"}
    })).is_empty());
    assert!(asked(&json!({
        "refId": "A", "queryType": "timeSeriesList", "aliasBy": "",
        "timeSeriesList": {
            "projectName": "p", "filters": ["metric.type", "=", "m"], "groupBys": [], "view": "FULL", "preprocessor": "none",
            "perSeriesAligner": "ALIGN_MEAN", "crossSeriesReducer": "REDUCE_NONE", "alignmentPeriod": "cloud-monitoring-auto"
        },
        "promQLQuery": {"expr": "up", "projectName": "p", "step": "10s"},
        "sloQuery": {"projectName": "p", "selectorName": "s", "serviceId": "", "sloId": "", "goal": 0.5}
    })).is_empty());
}

#[test]
fn old_databases() {
    assert!(
        asked(&json!({
            "refId": "A", "aggregator": "sum", "metric": "m", "tags": {"host": "a"}, "downsampleAggregator": "avg",
            "downsampleFillPolicy": "none", "downsampleInterval": "1m", "shouldComputeRate": true, "isCounter": false,
            "filters": [{"tagk": "host", "type": "literal_or", "filter": "a", "groupBy": true}], "explicitTags": false
        }))
        .is_empty()
    );
    assert!(
        asked(&json!({
            "refId": "A", "column": "value", "function": "mean", "series": "cpu", "hidden": false,
            "fields": [{"func": "mean", "name": "value", "mathExpr": "*8", "asExpr": ""}]
        }))
        .is_empty()
    );
}

#[test]
fn exports_with_library_panels() {
    assert!(untyped(json!({
        "__elements": {"x": {"name": "X", "uid": "x", "kind": 1, "model": {"type": "stat", "options": {"colorMode": "value"}}}},
        "__inputs": [{"name": "DS", "type": "datasource", "usage": {"libraryPanels": [{"name": "X", "uid": "x"}]}}],
        "panels": [{"libraryPanel": {
            "name": "X", "uid": "x", "type": "stat", "version": 2, "description": "",
            "meta": {"created": "2021-01-01T00:00:00Z", "createdBy": {"id": 1, "name": "me", "avatarUrl": ""}, "folderName": "F"}
        }}]
    })).is_empty());
}

#[test]
fn dashboards_of_long_ago() {
    assert!(untyped(json!({
        "originalTitle": "t", "editMode": false, "pulldowns": [{"type": "annotations", "enable": true, "collapse": false}],
        "nav": [{"type": "timepicker", "enable": true, "now": true}],
        "snapshot": {"created": "2021-01-01T00:00:00Z", "external": false, "id": 1, "orgId": 1, "originalUrl": "u", "userId": 0},
        "annotations": {"list": [{
            "$$hashKey": "object:12", "iconSize": 13, "lineColor": "red", "query": "q", "tagsColumn": "t", "textColumn": "x",
            "timeField": "@timestamp", "titleColumn": "y", "mappings": {"title": {"source": "field", "value": "v"}}
        }]}
    })).is_empty());
}

#[test]
fn a_stack_without_a_group() {
    let stacking = json!({"id": "custom.stacking", "value": {"group": false, "mode": "normal"}});
    let overrides = json!([{"matcher": {"id": "byName", "options": "a"}, "properties": [stacking]}]);
    let config = json!({"defaults": {}, "overrides": overrides});
    assert!(untyped(json!({"panels": [{"type": "timeseries", "fieldConfig": config}]})).is_empty());
}
