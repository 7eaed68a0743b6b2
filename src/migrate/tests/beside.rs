//! Options that stood beside the others.

use insta::assert_snapshot;
use serde_json::json;

use super::panel;

#[test]
fn the_words_of_a_text() {
    let (text, losses) =
        panel(&json!({"type": "text", "title": "Help", "content": "# Hi", "mode": "text", "style": {"color": "red"}}));
    assert_snapshot!(text, @r##"
    options.content = "# Hi"
    options.mode = "markdown"
    title = "Help"
    type = "text"
    "##);
    assert_snapshot!(losses.join("\n"), @r#"`panels[0].style.color`: it has no current equivalent; it was "red""#);
    let html = json!({"type": "text", "content": "<b>", "mode": "html", "options": {"code": {"language": "go"}, "content": "old"}});
    assert_snapshot!(panel(&html).0, @r#"
    options.code.language = "go"
    options.content = "<b>"
    options.mode = "html"
    type = "text"
    "#);
}

#[test]
fn what_lists_list() {
    let dashboards = json!({
        "type": "dashlist", "query": "shop", "tags": ["a"], "limit": "5", "search": true, "starred": false, "recent": true,
        "headings": false, "folderId": 3, "options": {"maxItems": 7},
    });
    let (list, losses) = panel(&dashboards);
    assert_snapshot!(list, @r#"
    options.folderId = 3
    options.maxItems = 7
    options.query = "shop"
    options.showHeadings = false
    options.showRecentlyViewed = true
    options.showSearch = true
    options.showStarred = false
    options.tags = ["a"]
    type = "dashlist"
    "#);
    assert_eq!(losses, [""; 0]);
    let alerts = json!({
        "type": "alertlist", "limit": 7, "show": "current", "sortOrder": 3, "stateFilter": ["alerting", "no_data"],
        "onlyAlertsOnDashboard": true, "nameFilter": "disk", "dashboardTags": ["shop"],
    });
    let (list, losses) = panel(&alerts);
    assert_snapshot!(list, @r#"
    options.alertName = "disk"
    options.dashboardAlerts = true
    options.maxItems = 7
    options.showOptions = "current"
    options.sortOrder = 3
    options.stateFilter.alerting = true
    options.stateFilter.execution_error = false
    options.stateFilter.no_data = true
    options.stateFilter.ok = false
    options.stateFilter.paused = false
    options.stateFilter.pending = false
    options.tags = ["shop"]
    type = "alertlist"
    "#);
    assert_eq!(losses, [""; 0]);
}

#[test]
fn a_heatmap_of_buckets() {
    let (heatmap, losses) = panel(&json!({
        "type": "heatmap", "dataFormat": "tsbuckets", "hideZeroBuckets": true, "highlightCards": true,
        "yAxis": {"format": "s", "decimals": 0, "show": true, "logBase": 1, "splitFactor": null, "min": "0", "max": null},
        "color": {"mode": "spectrum", "cardColor": "#b4ff00", "colorScale": "sqrt", "exponent": 0.5, "colorScheme": "interpolateRdYlGn"},
        "cards": {"cardPadding": null, "cardRound": 2}, "legend": {"show": true}, "xAxis": {"show": true},
        "tooltip": {"show": true, "showHistogram": true}, "reverseYBuckets": true, "yBucketBound": "upper",
        "xBucketNumber": null, "xBucketSize": null, "yBucketNumber": null, "yBucketSize": null, "heatmap": {},
    }));
    assert_snapshot!(heatmap, @r##"
    options.calculate = false
    options.cellGap = 2
    options.cellRadius = 2
    options.color.exponent = 0.5
    options.color.fill = "#b4ff00"
    options.color.mode = "scheme"
    options.color.reverse = false
    options.color.scale = "exponential"
    options.color.scheme = "RdYlGn"
    options.color.steps = 128
    options.exemplars.color = "rgba(255,0,255,0.7)"
    options.filterValues.le = 1e-9
    options.legend.show = true
    options.rowsFrame.layout = "le"
    options.showValue = "never"
    options.tooltip.mode = "single"
    options.tooltip.yHistogram = true
    options.yAxis.axisPlacement = "left"
    options.yAxis.decimals = 0
    options.yAxis.min = 0
    options.yAxis.reverse = true
    options.yAxis.unit = "s"
    type = "heatmap"
    "##);
    assert_eq!(losses, [""; 0]);
}

#[test]
fn a_heatmap_that_counts() {
    let (heatmap, losses) = panel(&json!({
        "type": "heatmap", "dataFormat": "timeseries", "xBucketSize": "1h", "yBucketNumber": 20,
        "yAxis": {"format": "bytes", "show": false, "logBase": 2, "splitFactor": 4},
        "color": {"mode": "opacity", "cardColor": "#b4ff00", "colorScale": "linear", "min": 1, "max": 9},
        "cards": {"cardPadding": 0}, "legend": {"show": false}, "xAxis": {"show": false}, "tooltipDecimals": 2,
    }));
    assert_snapshot!(heatmap, @r##"
    options.calculate = true
    options.calculation.xBuckets.mode = "size"
    options.calculation.xBuckets.value = "1h"
    options.calculation.yBuckets.mode = "count"
    options.calculation.yBuckets.scale.log = 2
    options.calculation.yBuckets.scale.type = "log"
    options.calculation.yBuckets.value = "4"
    options.cellGap = 1
    options.cellValues.decimals = 2
    options.color.exponent = 0.5
    options.color.fill = "#b4ff00"
    options.color.max = 9
    options.color.min = 1
    options.color.mode = "opacity"
    options.color.reverse = false
    options.color.scale = "linear"
    options.color.scheme = "Oranges"
    options.color.steps = 128
    options.exemplars.color = "rgba(255,0,255,0.7)"
    options.legend.show = false
    options.showValue = "never"
    options.tooltip.mode = "none"
    options.tooltip.yHistogram = false
    options.yAxis.axisPlacement = "hidden"
    options.yAxis.reverse = false
    options.yAxis.unit = "bytes"
    type = "heatmap"
    "##);
    assert_snapshot!(losses.join("\n"), @"`panels[0]`: its x-axis was hidden, and is now shown");
}
