//! Tables that show the answers of several queries side by side.

use serde_json::json;

use super::{page, refused, some, written};
use crate::model::{Column, DashboardRef, DataLink, Panel, Place, Size, Stat, Table, Thresholds, Uid, Var};
use crate::promql::RATE_INTERVAL;
use crate::vocabulary::panel::TableCell;

#[expect(unreachable_pub, dead_code, reason = "a declaration is for other crates to read")]
mod metrics {
    use crate::unit::{Bytes, Seconds};

    crate::metrics! {
        catalogue METRICS;
        target labels { Job = "job" }
        /// Time on the processor.
        counter CPU("cpu_seconds_total", Seconds) by cpu { Pod = "pod", Node = "node" }
        /// Memory in use.
        gauge MEMORY("memory_bytes", Bytes) by memory { Pod = "pod" }
    }
}

use metrics::*;

const POD_PAGE: DashboardRef = DashboardRef::new(Uid::literal("pods"));

fn cpu() -> Column {
    Column::value("CPU", CPU.rate(RATE_INTERVAL).sum_by([cpu::Pod]))
}

fn memory() -> Column {
    Column::value("Memory", MEMORY.value().sum_by([memory::Pod]))
}

fn table(columns: impl IntoIterator<Item = Column>) -> Panel {
    Panel::new("panel", "Pods", Table::default()).columns(columns)
}

#[test]
fn columns_are_joined_named_and_in_order() {
    let link = DataLink::to_dashboard("This pod", POD_PAGE).set(Var::literal("pod"), cpu::Pod);
    let panel = written(table([
        memory().thresholds(Thresholds::from_ok().critical(2e9)).cell(TableCell::colored_background()),
        Column::label("Pod", cpu::Pod).link(link),
        cpu().largest_first(),
    ]));
    assert_eq!(
        panel["transformations"],
        json!([
            {"id": "filterFieldsByName", "options": {"include": {"names": ["Value #A", "pod", "Value #B"]}}},
            {"id": "merge", "options": {}},
            {"id": "organize", "options": {
                "indexByName": {"Value #A": 0, "Value #B": 2, "pod": 1},
                "renameByName": {"Value #A": "Memory", "Value #B": "CPU", "pod": "Pod"},
            }},
        ])
    );
    let query = |refid, expr| json!({"refId": refid, "expr": expr, "format": "table", "instant": true});
    let targets = panel["targets"].as_array().unwrap().iter();
    assert_eq!(
        targets.map(|it| some(it, &["refId", "expr", "format", "instant"])).collect::<Vec<_>>(),
        [
            query("A", "sum by (pod) (memory_bytes)"),
            query("B", "sum by (pod) (rate(cpu_seconds_total[$__rate_interval]))"),
        ]
    );
    assert_eq!(panel["fieldConfig"]["defaults"]["unit"], "bytes");
    let overrides = panel["fieldConfig"]["overrides"].as_array().unwrap().iter();
    let changed = overrides.map(|it| {
        let ids = it["properties"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect::<Vec<_>>();
        (it["matcher"]["options"].as_str().unwrap(), ids)
    });
    assert_eq!(
        changed.collect::<Vec<_>>(),
        [("Memory", vec!["thresholds", "custom.cellOptions"]), ("Pod", vec!["links"]), ("CPU", vec!["unit"]),]
    );
    assert_eq!(panel["options"]["sortBy"], json!([{"desc": true, "displayName": "CPU"}]));
}

#[test]
fn the_numbers_of_a_query_alone_have_no_letter() {
    let panel = written(table([Column::label("Pod", cpu::Pod).hidden(), cpu()]));
    assert_eq!(panel["transformations"][2]["options"]["renameByName"], json!({"Value": "CPU", "pod": "Pod"}));
    let hidden = &panel["fieldConfig"]["overrides"][0]["properties"];
    assert_eq!(
        hidden,
        &json!([
            {"id": "custom.hidden", "value": true},
            {"id": "custom.hideFrom", "value": {"legend": false, "tooltip": false, "viz": true}},
        ])
    );
}

#[test]
fn columns_that_are_not_there() {
    assert_eq!(
        refused(&page().panel(table([Column::label("Node", cpu::Node), cpu(), memory()]))),
        "dashboard `page`, panel `Pods`: the column `Node` shows the label `node`, but no query of the table has it; group \
         the queries by it"
    );
    assert_eq!(
        refused(&page().panel(table([cpu(), Column::label("CPU", cpu::Pod)]))),
        "dashboard `page`, panel `Pods`: two columns are called `CPU`, and overrides could not tell them apart; give one \
         another title"
    );
    let link = DataLink::to_dashboard("This pod", POD_PAGE).set(Var::literal("pod"), cpu::Pod);
    assert_eq!(
        refused(&page().panel(table([cpu().link(link)]))),
        "dashboard `page`, panel `Pods`: a link sets the variable `pod` from the label `pod`, which is no column of the \
         table; add one, `Column::label(..).hidden()` if nobody is to see it"
    );
}

#[test]
fn panels_that_stand_on_each_other() {
    let at = |key, x| Panel::new(key, key, Stat::default()).at(x, 0, Size::new(12, 8));
    let error = refused(&page().panel(at("left", 0)).panel(at("right", 11)));
    let place = |text: &str| text.split("placed at ").nth(1).unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(
        error.replace(&place(&error), "PLACE"),
        "dashboard `page`: the panel `right` stands on the panel `left`, placed at PLACE; change `.at(x, y, size)` of one of \
         them"
    );
    assert_eq!(written(at("left", 3))["gridPos"], json!({"h": 8, "w": 12, "x": 3, "y": 0}));
    assert_eq!(at("left", 3).place, Place::At { x: 3, y: 0 });
}
