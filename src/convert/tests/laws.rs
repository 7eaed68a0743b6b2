//! Any dashboard in the form that `convert` describes comes back as it was.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::json;

/// Panels and rows, from the top of the page on: heights of panels, in rows that may be folded.
#[derive(Debug, Clone)]
struct Page {
    loose: Vec<Panel>,
    rows: Vec<(String, bool, Option<String>, Vec<Panel>)>,
}

#[derive(Debug, Clone)]
struct Panel {
    kind: &'static str,
    text: String,
    height: u8,
    flags: [bool; 6],
    targets: Vec<(u8, bool, String)>,
    exception: Option<Value>,
}

/// A property of an override: an id, and whatever may stand beside it as its value, or nothing.
fn property() -> impl Strategy<Value = Value> {
    let ids = vec!["unit", "color", "mappings", "custom", "custom.width", "custom.hideFrom", "custom.", "", "later"];
    let values = vec![
        json!(null),
        json!("s"),
        json!(80),
        json!(0.5),
        json!([]),
        json!({}),
        json!({"mode": "fixed", "later": null}),
        json!([{"type": 1, "value": "0"}]),
    ];
    let value = prop::option::of(prop::sample::select(values));
    (prop::sample::select(ids), value).prop_map(|(id, value)| match value {
        Some(value) => json!({"id": id, "value": value}),
        None => json!({ "id": id }),
    })
}

fn panel() -> impl Strategy<Value = Panel> {
    let kind = prop::sample::select(vec!["stat", "timeseries", "text", "somebodys-panel"]);
    let targets = prop::collection::vec((0..3u8, any::<bool>(), ".{0,6}"), 0..4);
    let exception = prop::option::of(
        prop::collection::vec(property(), 0..3)
            .prop_map(|properties| json!({"matcher": {"id": "byName", "options": "a"}, "properties": properties})),
    );
    let all = (kind, ".{0,8}", 1..9u8, any::<[bool; 6]>(), targets, exception);
    all.prop_map(|(kind, text, height, flags, targets, exception)| Panel {
        kind,
        text,
        height,
        flags,
        targets,
        exception,
    })
}

fn page() -> impl Strategy<Value = Page> {
    let panels = || prop::collection::vec(panel(), 0..4);
    let row = (".{0,5}", any::<bool>(), prop::option::of("[a-z]{1,4}"), panels());
    (panels(), prop::collection::vec(row, 0..3)).prop_map(|(loose, rows)| Page { loose, rows })
}

/// Gives panels and rows their places and ids.
struct Printer {
    next: u64,
    line: u64,
}

impl Printer {
    fn panels(&mut self, panels: &[Panel], top: u64) -> (Vec<Value>, u64) {
        let mut line = top;
        let made = panels.iter().map(|panel| {
            let value = self.panel(panel, line);
            line += u64::from(panel.height);
            value
        });
        (made.collect(), line)
    }

    fn panel(&mut self, panel: &Panel, y: u64) -> Value {
        self.next += 1;
        let mut value = json!({
            "fieldConfig": {"defaults": {"unit": panel.text}, "overrides": panel.exception.as_slice()},
            "gridPos": {"h": panel.height, "w": 24, "x": 0, "y": y},
            "id": self.next - 1, "options": {"graphMode": "area"}, "title": panel.text, "type": panel.kind,
        });
        let extras = [
            json!({"description": "What it shows."}),
            json!({"links": [{"title": panel.text, "url": "/d/a"}]}),
            json!({"transparent": true, "pluginVersion": "13.2.3"}),
            json!({"repeat": "job", "repeatDirection": "v", "maxPerRow": 3}),
            json!({"interval": "1m", "maxDataPoints": 100, "timeFrom": "1h", "hideTimeOverride": true}),
            json!({"transformations": [{"id": "organize", "options": {}}, {"id": "merge", "options": {}, "disabled": true}]}),
        ];
        for (extra, _) in extras.into_iter().zip(panel.flags).filter(|(_, wanted)| *wanted) {
            merge(&mut value, extra);
        }
        let targets: Vec<_> = panel.targets.iter().enumerate().map(|(index, target)| query(index, target)).collect();
        if !targets.is_empty() {
            let first = &targets[0]["datasource"];
            let is_same = targets.iter().all(|target| target["datasource"] == *first);
            let shared = if is_same { first.clone() } else { json!({"type": "mixed", "uid": "-- Mixed --"}) };
            merge(&mut value, json!({"datasource": shared, "targets": targets}));
        }
        value
    }
}

fn query(index: usize, (datasource, is_hidden, expr): &(u8, bool, String)) -> Value {
    let datasource = json!({"type": "prometheus", "uid": format!("prom-{datasource}")});
    let mut value = json!({"datasource": datasource, "expr": expr, "refId": format!("Q{index}")});
    if *is_hidden {
        merge(&mut value, json!({"hide": true}));
    }
    value
}

fn merge(value: &mut Value, more: Value) {
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
}

fn print(page: &Page) -> Vec<Value> {
    let mut printer = Printer { next: 1, line: 0 };
    let count = page.loose.len() + page.rows.iter().map(|row| row.3.len()).sum::<usize>();
    let (mut all, line) = printer.panels(&page.loose, 0);
    printer.line = line;
    for (index, (title, folded, repeat, panels)) in page.rows.iter().enumerate() {
        let mut row = json!({
            "collapsed": folded, "gridPos": {"h": 1, "w": 24, "x": 0, "y": printer.line}, "id": count + 1 + index,
            "panels": [], "title": title, "type": "row",
        });
        if let Some(repeat) = repeat {
            merge(&mut row, json!({"repeat": repeat}));
        }
        let (inner, bottom) = printer.panels(panels, printer.line + 1);
        if *folded {
            row["panels"] = json!(inner);
            printer.line += 1;
            all.push(row);
        } else {
            all.push(row);
            all.extend(inner);
            printer.line = bottom;
        }
    }
    all
}

fn variable() -> impl Strategy<Value = Value> {
    let kinds = vec!["query", "custom", "datasource", "interval", "textbox", "constant", "switch", "adhoc", "groupby"];
    (prop::sample::select(kinds), "[a-z]{1,6}", ".{0,6}", 0..4u8, any::<bool>(), 0..9u8).prop_map(
        |(kind, name, text, hide, flag, sort)| {
            let hide = if kind == "constant" { 2 } else { hide };
            let mut value = json!({"hide": hide, "name": name, "skipUrlSync": flag, "type": kind});
            if !text.is_empty() {
                merge(&mut value, json!({"label": text, "description": text}));
            }
            merge(&mut value, particular(kind, &text, flag, sort));
            value
        },
    )
}

fn particular(kind: &str, text: &str, flag: bool, sort: u8) -> Value {
    let current = json!({"text": text, "value": [text]});
    let datasource = json!({"type": "prometheus", "uid": "${datasource}"});
    let options = json!([{"selected": flag, "text": text, "value": text}]);
    let mut listed = json!({"allowCustomValue": flag, "current": current, "includeAll": flag, "multi": flag,
        "options": options});
    match kind {
        "query" => {
            let query = if flag { json!(text) } else { json!({"query": text, "refId": "A"}) };
            merge(
                &mut listed,
                json!({"datasource": datasource, "definition": text, "query": query, "refresh": sort % 3,
                "regex": text, "sort": sort}),
            );
            listed
        }
        "custom" => {
            merge(&mut listed, json!({"query": text, "allValue": ".*"}));
            listed
        }
        "datasource" => {
            merge(&mut listed, json!({"query": text, "refresh": sort % 3, "regex": text}));
            listed
        }
        "interval" => json!({"auto": flag, "auto_count": sort, "auto_min": "10s", "current": current,
            "options": options, "query": format!("1m,{text}"), "refresh": 2}),
        "switch" => {
            let option = |value: &str| json!({"selected": value == "on", "text": value, "value": value});
            json!({"current": {"text": "on", "value": "on"}, "options": [option("on"), option("off")], "query": ""})
        }
        "adhoc" => json!({"allowCustomValue": flag, "baseFilters": [], "datasource": datasource, "defaultKeys": [],
            "filters": [{"key": "job", "operator": "=", "value": text}]}),
        "groupby" => json!({"current": current, "datasource": datasource, "multi": flag, "options": options}),
        _ => json!({"current": current, "query": text}),
    }
}

fn annotation() -> impl Strategy<Value = Value> {
    (".{0,6}", any::<bool>(), any::<bool>()).prop_map(|(name, flag, is_built_in)| {
        let mut value = json!({"datasource": {"type": "prometheus", "uid": "prom"}, "enable": flag, "hide": !flag,
            "iconColor": "red", "name": name, "target": {"expr": "up"}, "titleFormat": name});
        if is_built_in {
            merge(&mut value, json!({"builtIn": 1, "type": "dashboard"}));
        }
        if flag {
            merge(&mut value, json!({"filter": {"ids": [1, 2]}, "placement": "inControlsMenu"}));
        }
        value
    })
}

prop_compose! {
    fn dashboard()(
        page in page(), variables in prop::collection::vec(variable(), 0..4),
        annotations in prop::collection::vec(annotation(), 0..3), title in ".{0,8}", tooltip in 0..3u8,
        flags in any::<[bool; 3]>(),
    ) -> Value {
        let mut value = json!({
            "annotations": {"list": annotations}, "fiscalYearStartMonth": 0, "graphTooltip": tooltip, "links": [],
            "panels": print(&page), "preload": flags[0], "refresh": "30s", "schemaVersion": 42, "tags": [title],
            "templating": {"list": variables}, "time": {"from": "now-6h", "to": "now"}, "timepicker": {},
            "title": title,
        });
        if flags[1] {
            merge(&mut value, json!({"editable": false, "timezone": "utc", "uid": "shop", "weekStart": "monday",
                "timepicker": {"hidden": true, "nowDelay": "1m", "refresh_intervals": ["1m"]}}));
        }
        if flags[2] {
            merge(&mut value, json!({"description": "What for.", "links": [{"asDropdown": true, "icon": "bolt",
                "includeVars": false, "keepTime": true, "tags": ["a"], "targetBlank": false, "title": title,
                "tooltip": "", "type": "dashboards", "url": ""}]}));
        }
        value
    }
}

proptest! {
    #[test]
    fn there_and_back(document in dashboard()) {
        let before = v1::Dashboard::read(document).unwrap();
        let (there, losses) = to_v2(before.clone());
        prop_assert_eq!(losses, []);
        let (back, losses) = to_v1(there);
        prop_assert_eq!(losses, []);
        prop_assert_eq!(json::text(&back), json::text(&before));
    }
}
