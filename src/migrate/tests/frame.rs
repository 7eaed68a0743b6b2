//! What stands around panels: marked times, repetitions, datasources.

use insta::assert_snapshot;
use serde_json::json;

use super::{lines, migrated, places};

#[test]
fn marked_times_become_annotations() {
    let regions = json!([
        {"colorMode": "background6", "fill": true, "fromDayOfWeek": 1, "from": "09:00", "to": "17:00", "toDayOfWeek": 5, "op": "time"},
        {"colorMode": "custom", "fill": true, "fillColor": "#abc", "line": true, "lineColor": "#def", "fromDayOfWeek": 6},
        {"colorMode": "red", "line": true, "lineColor": "#def", "from": "12:00"},
        {"colorMode": "red", "from": "nothing is drawn"},
    ]);
    let (dashboard, losses) = migrated(json!({
        "annotations": {"list": [{"name": "T2", "datasource": "-- Grafana --"}]}, "schemaVersion": 22,
        "panels": [
            {"type": "graph", "id": 7, "timeRegions": regions},
            {"type": "graph", "title": "without an id", "timeRegions": [{"fill": true, "from": "08:00"}]},
        ],
    }));
    assert_snapshot!(lines(&dashboard.annotations), @r##"
    list[0].datasource.type = "grafana"
    list[0].datasource.uid = "-- Grafana --"
    list[0].name = "T2"
    list[1].datasource.type = "datasource"
    list[1].datasource.uid = "grafana"
    list[1].enable = true
    list[1].filter.exclude = false
    list[1].filter.ids = [7]
    list[1].hide = true
    list[1].iconColor = "gray"
    list[1].name = "T1"
    list[1].target.queryType = "timeRegions"
    list[1].target.refId = "Anno"
    list[1].target.timeRegion.from = "09:00"
    list[1].target.timeRegion.fromDayOfWeek = 1
    list[1].target.timeRegion.timezone = "utc"
    list[1].target.timeRegion.to = "17:00"
    list[1].target.timeRegion.toDayOfWeek = 5
    list[2].datasource.type = "datasource"
    list[2].datasource.uid = "grafana"
    list[2].enable = true
    list[2].filter.exclude = false
    list[2].filter.ids = [7]
    list[2].hide = true
    list[2].iconColor = "#abc"
    list[2].name = "T3"
    list[2].target.queryType = "timeRegions"
    list[2].target.refId = "Anno"
    list[2].target.timeRegion.fromDayOfWeek = 6
    list[2].target.timeRegion.timezone = "utc"
    list[3].datasource.type = "datasource"
    list[3].datasource.uid = "grafana"
    list[3].enable = true
    list[3].filter.exclude = false
    list[3].filter.ids = [7]
    list[3].hide = true
    list[3].iconColor = "#def"
    list[3].name = "T4"
    list[3].target.queryType = "timeRegions"
    list[3].target.refId = "Anno"
    list[3].target.timeRegion.from = "12:00"
    list[3].target.timeRegion.timezone = "utc"
    "##);
    assert_snapshot!(losses.join("\n"), @r##"
    `panels[0].timeRegions[1].lineColor`: it has no current equivalent; it was "#def"
    `panels[1].timeRegions[0].fill`: it has no current equivalent; it was true
    `panels[1].timeRegions[0].from`: it has no current equivalent; it was "08:00"
    "##);
}

#[test]
fn repetitions_come_by_themselves() {
    let (dashboard, losses) = migrated(json!({"schemaVersion": 16, "panels": [
        {"type": "text", "id": 1, "repeat": "host", "minSpan": 8},
        {"type": "text", "id": 2, "repeatPanelId": 1, "scopedVars": {}},
        {"type": "row", "id": 3, "panels": [{"type": "text", "id": 4, "repeatedByRow": true}, {"type": "text", "id": 5}]},
        {"type": "graph", "id": 6, "repeatPanelId": null, "nullPointMode": "null as zero"},
    ]}));
    assert_eq!(dashboard.panels.as_ref().unwrap()[0].max_per_row, Some(3.0));
    assert_snapshot!(places(&dashboard), @r"
    text 1 null
    row 3 null
      text 5 null
    timeseries 6 null
    ");
    assert_snapshot!(losses.join("\n"), @r#"
    `panels[1]`: it was a repeat of panel 1, which Grafana recreates
    `panels[2].panels[0]`: it was created by the repeat of its row, which Grafana recreates
    `panels[3].nullPointMode`: it has no current equivalent; it was "null as zero"
    "#);
}

#[test]
fn a_least_width_becomes_a_number_of_repetitions() {
    let widest = |span: serde_json::Value| {
        let rows = json!([{"panels": [{"type": "text", "repeat": "host", "minSpan": span}]}]);
        let (dashboard, losses) = migrated(json!({ "rows": rows, "schemaVersion": 14 }));
        assert_eq!(losses, [""; 0]);
        dashboard.panels.unwrap()[0].max_per_row
    };
    let spans = [json!(2), json!("3"), json!(4), json!(5), json!(12), json!(100), json!(0.01), json!(0), json!(null)];
    let found = spans.map(widest);
    let expected = [6.0, 4.0, 3.0, 2.0, 1.0, 1.0, 24.0].map(Some);
    assert_eq!(found, [&expected[..], &[None, None]].concat()[..]);
}

#[test]
fn queries_without_a_datasource() {
    let (dashboard, losses) = migrated(json!({"schemaVersion": 30, "panels": [
        {"datasource": "A", "targets": [{"datasource": null}, {"datasource": {"type": "loki"}}, {"refId": "C"}, {"datasource": "B"}]},
        {"datasource": null, "targets": [{"datasource": null}, {"datasource": "B"}, {"datasource": "__expr__"}]},
        {"datasource": "-- Mixed --", "targets": [{"datasource": null}]},
        {"datasource": null, "targets": [{"datasource": null}]},
    ]}));
    assert_eq!(losses, [""; 0]);
    assert_snapshot!(lines(&dashboard.panels), @r#"
    [0].datasource.uid = "A"
    [0].targets[0].datasource.uid = "A"
    [0].targets[1].datasource.uid = "A"
    [0].targets[2].refId = "C"
    [0].targets[3].datasource.uid = "B"
    [1].datasource.uid = "B"
    [1].targets[0] = {}
    [1].targets[1].datasource.uid = "B"
    [1].targets[2].datasource.uid = "__expr__"
    [2].datasource.type = "datasource"
    [2].datasource.uid = "-- Mixed --"
    [2].targets[0].datasource = null
    [3].datasource = null
    [3].targets[0] = {}
    "#);
}
