mod beside;
mod frame;
mod losses;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::json::{self, Json, Trail};
use crate::schema::v1::laws::any_json;

/// Migrates a dashboard, and returns it with the losses.
fn migrated(value: Value) -> (Dashboard, Vec<String>) {
    let mut dashboard = Dashboard::read(value).unwrap();
    let losses = migrate(&mut dashboard);
    (dashboard, losses.iter().map(ToString::to_string).collect())
}

/// Migrates a panel of a dashboard of version 41, and returns it as JSON, with the losses.
fn panel(value: &Value) -> (String, Vec<String>) {
    let (dashboard, losses) = migrated(json!({ "panels": [value], "schemaVersion": 22 }));
    (lines(&dashboard.panels.unwrap()[0]), losses)
}

/// Returns each value inside with its path, one a line.
fn lines(value: &dyn json::Print) -> String {
    fn visit(path: &str, value: &Value, out: &mut String) {
        match value {
            Value::Object(members) if !members.is_empty() => {
                members.iter().for_each(|(name, value)| visit(&format!("{path}.{name}"), value, out));
            }
            Value::Array(items) if items.iter().any(|it| it.is_object() || it.is_array()) => {
                items.iter().enumerate().for_each(|(index, value)| visit(&format!("{path}[{index}]"), value, out));
            }
            other => out.extend([path.trim_start_matches('.'), " = ", &other.to_string(), "\n"]),
        }
    }
    // As it is written: whole numbers without a point.
    let value = serde_json::from_str(&json::text(value)).unwrap();
    let mut out = String::new();
    visit("", &value, &mut out);
    out
}

#[test]
fn a_graph() {
    let (panel, losses) = panel(&json!({
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
    datasource.uid = "$datasource"
    fieldConfig.defaults.custom.axisPlacement = "auto"
    fieldConfig.defaults.custom.drawStyle = "line"
    fieldConfig.defaults.custom.fillOpacity = 30
    fieldConfig.defaults.custom.lineInterpolation = "stepAfter"
    fieldConfig.defaults.custom.lineWidth = 2
    fieldConfig.defaults.custom.showPoints = "never"
    fieldConfig.defaults.custom.spanNulls = true
    fieldConfig.defaults.custom.stacking.group = "A"
    fieldConfig.defaults.custom.stacking.mode = "normal"
    fieldConfig.defaults.custom.thresholdsStyle.mode = "line+area"
    fieldConfig.defaults.min = 0
    fieldConfig.defaults.thresholds.mode = "absolute"
    fieldConfig.defaults.thresholds.steps[0].color = "transparent"
    fieldConfig.defaults.thresholds.steps[0].value = null
    fieldConfig.defaults.thresholds.steps[1].color = "red"
    fieldConfig.defaults.thresholds.steps[1].value = 80
    fieldConfig.defaults.unit = "percent"
    fieldConfig.overrides[0].matcher.id = "byName"
    fieldConfig.overrides[0].matcher.options = "idle"
    fieldConfig.overrides[0].properties[0].id = "color"
    fieldConfig.overrides[0].properties[0].value.fixedColor = "green"
    fieldConfig.overrides[0].properties[0].value.mode = "fixed"
    fieldConfig.overrides[1].matcher.id = "byRegexp"
    fieldConfig.overrides[1].matcher.options = "/out/"
    fieldConfig.overrides[1].properties[0].id = "custom.axisPlacement"
    fieldConfig.overrides[1].properties[0].value = "right"
    fieldConfig.overrides[1].properties[1].id = "unit"
    fieldConfig.overrides[1].properties[1].value = "Bps"
    fieldConfig.overrides[1].properties[2].id = "custom.axisLabel"
    fieldConfig.overrides[1].properties[2].value = "Traffic"
    fieldConfig.overrides[1].properties[3].id = "custom.transform"
    fieldConfig.overrides[1].properties[3].value = "negative-Y"
    id = 3
    options.legend.calcs = ["mean","max"]
    options.legend.displayMode = "table"
    options.legend.placement = "bottom"
    options.legend.showLegend = true
    options.legend.sortBy = "Max"
    options.legend.sortDesc = true
    options.tooltip.mode = "multi"
    options.tooltip.sort = "desc"
    targets[0].expr = "up"
    targets[0].refId = "A"
    title = "CPU"
    type = "timeseries"
    "#);
    assert_snapshot!(losses.join("\n"), @"`panels[0].seriesOverrides[0].zindex`: it has no current equivalent; it was -2");
}

#[test]
fn a_graph_of_series_and_a_histogram() {
    let (bars, losses) =
        panel(&json!({"type": "graph", "xaxis": {"mode": "series", "values": ["avg"]}, "lines": false}));
    assert_eq!(losses, [""; 0]);
    assert!(bars.contains(r#"type = "bargauge""#) && bars.contains(r#"["mean"]"#), "{bars}");
    let (histogram, losses) = panel(&json!({"type": "graph", "xaxis": {"mode": "histogram", "buckets": 20}}));
    assert_eq!(losses, [""; 0]);
    assert!(histogram.contains("bucketCount = 20"), "{histogram}");
}

#[test]
fn a_singlestat() {
    let (panel, losses) = panel(&json!({
        "type": "singlestat", "title": "Up", "format": "percent", "valueName": "current", "colorBackground": true,
        "colors": ["red", "orange", "green"], "thresholds": "50,80", "prefix": "~", "prefixFontSize": "50%",
        "valueFontSize": "80%", "sparkline": {"show": true, "full": true}, "nullText": "none", "decimals": 1,
        "mappingType": 1, "valueMaps": [{"op": "=", "text": "N/A", "value": "null"}, {"op": "=", "text": "off", "value": "0"}],
        "rangeMaps": [{"from": "null", "text": "N/A", "to": "null"}], "gauge": {"show": false}, "nullPointMode": "connected",
    }));
    assert_snapshot!(panel, @r#"
    fieldConfig.defaults.decimals = 1
    fieldConfig.defaults.mappings[0].options.match = "null"
    fieldConfig.defaults.mappings[0].options.result.text = "N/A"
    fieldConfig.defaults.mappings[0].type = "special"
    fieldConfig.defaults.mappings[1].options.0.text = "off"
    fieldConfig.defaults.mappings[1].type = "value"
    fieldConfig.defaults.noValue = "none"
    fieldConfig.defaults.thresholds.mode = "absolute"
    fieldConfig.defaults.thresholds.steps[0].color = "red"
    fieldConfig.defaults.thresholds.steps[0].value = null
    fieldConfig.defaults.thresholds.steps[1].color = "orange"
    fieldConfig.defaults.thresholds.steps[1].value = 50
    fieldConfig.defaults.thresholds.steps[2].color = "green"
    fieldConfig.defaults.thresholds.steps[2].value = 80
    fieldConfig.defaults.unit = "percent"
    options.colorMode = "background"
    options.graphMode = "area"
    options.justifyMode = "auto"
    options.orientation = "horizontal"
    options.percentChangeColorMode = "standard"
    options.reduceOptions.calcs = ["lastNotNull"]
    options.reduceOptions.fields = ""
    options.reduceOptions.values = false
    options.showPercentChange = false
    options.textMode = "auto"
    options.wideLayout = true
    title = "Up"
    type = "stat"
    "#);
    assert_snapshot!(losses.join("\n"), @r#"
    `panels[0].prefix`: it has no current equivalent; it was "~"
    `panels[0].sparkline.full`: it has no current equivalent; it was true
    "#);
}

#[test]
fn a_singlestat_with_a_scale() {
    let (panel, losses) = panel(&json!({
        "type": "singlestat", "gauge": {"show": true, "minValue": 0, "maxValue": "100", "thresholdMarkers": true},
        "valueName": "avg", "colorValue": true,
    }));
    assert_eq!(losses, [""; 0]);
    assert!(panel.contains(r#"type = "gauge""#) && panel.contains("max = 100"), "{panel}");
}

#[test]
fn an_old_table() {
    let (panel, losses) = panel(&json!({
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
    fieldConfig.defaults.custom.cellOptions.type = "color-background"
    fieldConfig.defaults.decimals = 2
    fieldConfig.defaults.thresholds.mode = "absolute"
    fieldConfig.defaults.thresholds.steps[0].color = "green"
    fieldConfig.defaults.thresholds.steps[0].value = null
    fieldConfig.defaults.thresholds.steps[1].color = "orange"
    fieldConfig.defaults.thresholds.steps[1].value = 10
    fieldConfig.defaults.thresholds.steps[2].color = "red"
    fieldConfig.defaults.thresholds.steps[2].value = 20
    fieldConfig.defaults.unit = "bytes"
    fieldConfig.overrides[0].matcher.id = "byName"
    fieldConfig.overrides[0].matcher.options = "Time"
    fieldConfig.overrides[0].properties[0].id = "custom.hideFrom"
    fieldConfig.overrides[0].properties[0].value.legend = false
    fieldConfig.overrides[0].properties[0].value.tooltip = true
    fieldConfig.overrides[0].properties[0].value.viz = true
    fieldConfig.overrides[1].matcher.id = "byName"
    fieldConfig.overrides[1].matcher.options = "Host"
    fieldConfig.overrides[1].properties[0].id = "displayName"
    fieldConfig.overrides[1].properties[0].value = "Machine"
    fieldConfig.overrides[1].properties[1].id = "links"
    fieldConfig.overrides[1].properties[1].value[0].targetBlank = false
    fieldConfig.overrides[1].properties[1].value[0].title = ""
    fieldConfig.overrides[1].properties[1].value[0].url = "/d/x?var-host=${__value.raw}&var-os=${__data.fields[2]}"
    options.frameIndex = 0
    options.showHeader = true
    title = "Disks"
    transformations[0].id = "reduce"
    transformations[0].options.includeTimeField = false
    transformations[0].options.reducers = ["mean"]
    type = "table"
    "#);
    assert_snapshot!(losses.join("\n"), @r#"
    `panels[0].fontSize`: it has no current equivalent; it was "120%"
    `panels[0].pageSize`: it has no current equivalent; it was 10
    `panels[0].sort.col`: it has no current equivalent; it was 1
    `panels[0].sort.desc`: it has no current equivalent; it was true
    "#);
}

#[test]
fn a_pie() {
    let (panel, losses) = panel(&json!({
        "type": "grafana-piechart-panel", "pieType": "donut", "legendType": "Right side", "format": "bytes",
        "valueName": "current", "legend": {"show": true, "values": true, "percentage": true}, "fontSize": "80%",
        "aliasColors": {"a": "red"}, "combine": {"threshold": 0.1, "label": "Others"},
    }));
    assert_snapshot!(panel, @r#"
    fieldConfig.defaults.unit = "bytes"
    fieldConfig.overrides[0].matcher.id = "byName"
    fieldConfig.overrides[0].matcher.options = "a"
    fieldConfig.overrides[0].properties[0].id = "color"
    fieldConfig.overrides[0].properties[0].value.fixedColor = "red"
    fieldConfig.overrides[0].properties[0].value.mode = "fixed"
    options.displayLabels = []
    options.legend.calcs = []
    options.legend.displayMode = "table"
    options.legend.placement = "right"
    options.legend.showLegend = true
    options.legend.values = ["percent","value"]
    options.orientation = "auto"
    options.pieType = "donut"
    options.reduceOptions.calcs = ["lastNotNull"]
    options.reduceOptions.fields = ""
    options.reduceOptions.values = false
    options.sort = "desc"
    options.tooltip.mode = "single"
    options.tooltip.sort = "none"
    type = "piechart"
    "#);
    assert_snapshot!(losses.join("\n"), @r#"
    `panels[0].combine.label`: it has no current equivalent; it was "Others"
    `panels[0].combine.threshold`: it has no current equivalent; it was 0.1
    "#);
}

#[test]
fn an_alert_rule_is_a_loss() {
    let (_, losses) =
        panel(&json!({"type": "graph", "title": "CPU", "alert": {"name": "CPU is high", "conditions": []}}));
    assert_snapshot!(losses.join("\n"), @"`panels[0]`: its alert rule `CPU is high` is removed: rules are no longer part of dashboards");
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
    assert_snapshot!(losses.join("\n"), @"`rows[2]`: it was a repeat of another row, which Grafana recreates");
    assert_snapshot!(places(&dashboard), @r#"
    row 8 {"h":1,"w":24,"x":0,"y":0}
    text 7 {"h":7,"w":16,"x":0,"y":1}
    text  {"h":7,"w":8,"x":16,"y":1}
    text  {"h":7,"w":12,"x":0,"y":8}
    row 9 {"h":1,"w":24,"x":0,"y":15}
      text  {"h":11,"w":8,"x":0,"y":16}
    "#);
    assert_eq!(dashboard.graph_tooltip, Some(1.0));
}

/// Returns each panel with its place, one a line.
fn places(dashboard: &Dashboard) -> String {
    fn list(panels: &[Panel], depth: usize, out: &mut String) {
        for panel in panels {
            let place = serde_json::to_string(&panel.grid_pos).unwrap();
            let kind = panel.kind.as_deref().unwrap_or_default();
            let id = panel.id.flatten().map(|id| id.to_string()).unwrap_or_default();
            out.extend([" ".repeat(depth).as_str(), kind, " ", &id, " ", &place, "\n"]);
            list(panel.panels.as_deref().unwrap_or_default(), depth + 2, out);
        }
    }
    let mut out = String::new();
    list(dashboard.panels.as_deref().unwrap_or_default(), 0, &mut out);
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
    assert_snapshot!(lines(&dashboard), @r#"
    panels[0].datasource.uid = "$ds"
    panels[0].fieldConfig.defaults.mappings[0].options.1.text = "up"
    panels[0].fieldConfig.defaults.mappings[0].type = "value"
    panels[0].fieldConfig.defaults.mappings[1].options.from = 2
    panels[0].fieldConfig.defaults.mappings[1].options.result.text = "slow"
    panels[0].fieldConfig.defaults.mappings[1].options.to = 5
    panels[0].fieldConfig.defaults.mappings[1].type = "range"
    panels[0].options.legend.displayMode = "list"
    panels[0].options.legend.showLegend = false
    panels[0].targets[0].datasource.uid = "$ds"
    panels[0].type = "timeseries"
    panels[1].datasource.type = "datasource"
    panels[1].datasource.uid = "-- Mixed --"
    panels[1].fieldConfig.defaults.custom.cellOptions.mode = "lcd"
    panels[1].fieldConfig.defaults.custom.cellOptions.type = "gauge"
    panels[1].fieldConfig.overrides[0].matcher.id = "byName"
    panels[1].fieldConfig.overrides[0].matcher.options = "A"
    panels[1].fieldConfig.overrides[0].properties[0].id = "custom.cellOptions"
    panels[1].fieldConfig.overrides[0].properties[0].value.mode = "gradient"
    panels[1].fieldConfig.overrides[0].properties[0].value.type = "color-background"
    panels[1].fieldConfig.overrides[0].properties[1].id = "custom.hideFrom"
    panels[1].fieldConfig.overrides[0].properties[1].value.legend = false
    panels[1].fieldConfig.overrides[0].properties[1].value.tooltip = true
    panels[1].fieldConfig.overrides[0].properties[1].value.viz = true
    panels[1].type = "table"
    refresh = ""
    schemaVersion = 42
    templating.list[0].datasource.uid = "Prom"
    templating.list[0].name = "host"
    templating.list[0].options = []
    templating.list[0].refresh = 1
    templating.list[0].type = "query"
    timepicker.hidden = true
    "#);
    assert_snapshot!(losses.join("\n"), @"`templating.list[0]`: its tags are lost: variables no longer have tags");
}

#[test]
fn a_dashboard_of_today_stays() {
    let value = json!({"schemaVersion": 42, "refresh": "", "panels": [{"type": "timeseries", "fill": 1}]});
    let (dashboard, losses) = migrated(value.clone());
    assert_eq!((json::text(&dashboard), losses), (json::text(&Json(value)), vec![]));
}

proptest! {
    #[test]
    fn any_panel_is_migrated_once(
        members in any_json(), kind in "graph|singlestat|table|table-old|grafana-piechart-panel|timeseries|row",
    ) {
        let mut panel = members.clone();
        if let Some(members) = panel.as_object_mut() {
            members.insert("type".to_owned(), json!(kind));
        }
        let rows = json!([{"panels": [panel], "height": members}, members]);
        let (mut dashboard, _) = migrated(json!({"panels": [panel, members], "rows": rows, "templating": members}));
        let text = json::text(&dashboard);
        prop_assert_eq!(migrate(&mut dashboard), vec![]);
        prop_assert_eq!(json::text(&dashboard), text);
    }
}

#[test]
fn dashboards_found_in_the_wild() {
    let (mut counts, mut lost) = ([0; 2], std::collections::BTreeMap::<String, usize>::new());
    for (name, value) in json::corpus::dashboards() {
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
            *lost.entry(loss.what).or_default() += 1;
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
