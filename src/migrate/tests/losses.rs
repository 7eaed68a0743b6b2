//! What is not drawn any more is told.

use insta::assert_snapshot;
use serde_json::json;

use super::panel;

#[test]
fn lines_and_tooltips_of_bars() {
    let usual = json!({
        "type": "graph", "bars": true, "lines": false, "linewidth": 3, "fill": 4, "points": false, "pointradius": 5,
        "tooltip": {"shared": true, "sort": 0, "value_type": "individual"}, "nullPointMode": "null", "renderer": "flot",
        "dashLength": 10, "spaceLength": 10, "yaxes": [{"format": "s", "logBase": 1, "show": true}],
        "xaxis": {"mode": "series", "values": ["total"], "show": true, "buckets": null, "name": null},
    });
    assert_eq!(panel(&usual).1, [""; 0]);
    let drawn = |mode: &str| {
        panel(&json!({
            "type": "graph", "lines": true, "linewidth": 3, "fill": 4, "points": true, "pointradius": 5, "dashes": true,
            "tooltip": {"shared": true, "sort": 2}, "nullPointMode": "null as zero", "steppedLine": true,
            "yaxes": [{"format": "s", "label": "Time", "logBase": 10}],
            "xaxis": {"mode": mode, "values": ["nobody", "max"], "min": 1, "max": 9},
        }))
    };
    assert_snapshot!(drawn("series").1.join("\n"), @r#"
    `panels[0].dashes`: it has no current equivalent; it was true
    `panels[0].fill`: it has no current equivalent; it was 4
    `panels[0].linewidth`: it has no current equivalent; it was 3
    `panels[0].nullPointMode`: it has no current equivalent; it was "null as zero"
    `panels[0].pointradius`: it has no current equivalent; it was 5
    `panels[0].points`: it has no current equivalent; it was true
    `panels[0].steppedLine`: it has no current equivalent; it was true
    `panels[0].tooltip.sort`: it has no current equivalent; it was 2
    `panels[0].xaxis.max`: it has no current equivalent; it was 9
    `panels[0].xaxis.min`: it has no current equivalent; it was 1
    `panels[0].xaxis.values[0]`: it has no current equivalent; it was "nobody"
    `panels[0].xaxis.values[1]`: it has no current equivalent; it was "max"
    `panels[0].yaxes[0].label`: it has no current equivalent; it was "Time"
    `panels[0].yaxes[0].logBase`: it has no current equivalent; it was 10
    "#);
    assert_snapshot!(drawn("histogram").1.join("\n"), @r#"
    `panels[0].dashes`: it has no current equivalent; it was true
    `panels[0].fill`: it has no current equivalent; it was 4
    `panels[0].lines`: it has no current equivalent; it was true
    `panels[0].linewidth`: it has no current equivalent; it was 3
    `panels[0].nullPointMode`: it has no current equivalent; it was "null as zero"
    `panels[0].pointradius`: it has no current equivalent; it was 5
    `panels[0].points`: it has no current equivalent; it was true
    `panels[0].steppedLine`: it has no current equivalent; it was true
    `panels[0].xaxis.max`: it has no current equivalent; it was 9
    `panels[0].xaxis.min`: it has no current equivalent; it was 1
    `panels[0].yaxes[0].label`: it has no current equivalent; it was "Time"
    `panels[0].yaxes[0].logBase`: it has no current equivalent; it was 10
    "#);
}

#[test]
fn mappings_without_a_value_and_thresholds_that_are_no_numbers() {
    let (_, losses) = panel(&json!({
        "type": "singlestat", "thresholds": "50, many ,", "colors": ["green", "red", "blue"], "mappingType": 1,
        "valueMaps": [{"op": "=", "value": "", "text": "none"}, {"op": "=", "value": "1", "text": "up"}],
    }));
    assert_snapshot!(losses.join("\n"), @r#"
    `panels[0].thresholds`: it has no current equivalent; it was "many"
    `panels[0].valueMaps[0]`: it is removed, since it has no value that `none` could replace
    "#);
    let (_, losses) = panel(&json!({
        "type": "table-old", "styles": [{
            "pattern": "/.*/", "colorMode": "cell", "thresholds": ["10", "$limit"], "colors": ["green", "red", "blue"],
            "mappingType": 2, "rangeMaps": [{"from": "", "to": "many", "text": 3}],
        }],
    }));
    assert_snapshot!(losses.join("\n"), @r#"
    `panels[0].styles[0].rangeMaps[0]`: it is removed, since it has no value that `3` could replace
    `panels[0].styles[0].thresholds[1]`: it has no current equivalent; it was "$limit"
    "#);
    let (_, losses) = panel(&json!({
        "type": "graph", "thresholds": [{"value": "much", "op": "gt", "colorMode": "critical", "fill": true}],
    }));
    assert_snapshot!(losses.join("\n"), @r#"
    `panels[0].thresholds[0].colorMode`: it has no current equivalent; it was "critical"
    `panels[0].thresholds[0].fill`: it has no current equivalent; it was true
    `panels[0].thresholds[0].op`: it has no current equivalent; it was "gt"
    `panels[0].thresholds[0].value`: it has no current equivalent; it was "much"
    "#);
    let (_, losses) = panel(&json!({
        "type": "stat", "fieldConfig": {"defaults": {"mappings": [{"type": 2, "text": "slow"}, {"type": 1, "value": "1"}]}},
    }));
    assert_snapshot!(losses.join("\n"), @"`panels[0].fieldConfig.defaults.mappings[0]`: it is removed, since it has no value that `slow` could replace");
}

#[test]
fn a_threshold_of_the_right_axis_and_old_mappings_of_an_exception() {
    let marks =
        json!([{"value": 1, "yaxis": "left"}, {"value": 2, "yaxis": "right"}, {"value": null, "yaxis": "right"}]);
    let losses = panel(&json!({"type": "graph", "thresholds": marks})).1;
    assert_snapshot!(losses.join("\n"), @r##"
    `panels[0].thresholds[0].yaxis`: it has no current equivalent; it was "right"
    `panels[0].thresholds[1]`: it now marks the left axis, not the right one
    "##);
    let mappings = json!([{"type": 1, "value": "1", "text": "on"}, {"type": 1, "value": "", "text": "gone"}]);
    let exception =
        json!({"matcher": {"id": "byName", "options": "a"}, "properties": [{"id": "mappings", "value": mappings}]});
    let (stat, losses) = panel(&json!({"type": "stat", "fieldConfig": {"defaults": {}, "overrides": [exception]}}));
    assert_snapshot!(stat, @r##"
    fieldConfig.defaults = {}
    fieldConfig.overrides[0].matcher.id = "byName"
    fieldConfig.overrides[0].matcher.options = "a"
    fieldConfig.overrides[0].properties[0].id = "mappings"
    fieldConfig.overrides[0].properties[0].value[0].options.1.text = "on"
    fieldConfig.overrides[0].properties[0].value[0].type = "value"
    type = "stat"
    "##);
    assert_snapshot!(losses.join("\n"), @r##"`panels[0].fieldConfig.overrides.mappings[1]`: it is removed, since it has no value that `gone` could replace"##);
}
