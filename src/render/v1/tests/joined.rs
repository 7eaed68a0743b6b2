//! Exceptions for queries whose fields a transformation joins with others: what is left of them is their names.

use serde_json::{Value, json};

use super::{page, refused, written};
use crate::model::{Axis, Override, Panel, PromQuery, Table};
use crate::promql::raw;
use crate::unit::{Bytes, Seconds};
use crate::vocabulary::field::FrameMatcher;
use crate::vocabulary::panel::XyChart;
use crate::vocabulary::transformation::{
    JoinByFieldOptions, OrganizeOptions, ReduceFieldsOptions, Transformation, TransformationOptions,
};

fn join() -> TransformationOptions {
    JoinByFieldOptions::new().by_field("Time").into()
}

fn latency(legend: &'static str) -> PromQuery {
    raw::<Seconds>("latency").legend_text(legend).axis(Axis::Right)
}

fn chart(second: PromQuery) -> Panel {
    let memory = raw::<Bytes>("memory").legend_text("Memory");
    Panel::new("chart", "Chart", XyChart::of("Memory", "p99")).query(memory).query(second)
}

fn matchers(panel: Panel) -> Vec<Value> {
    let panel = written(panel);
    panel["fieldConfig"]["overrides"].as_array().unwrap().iter().map(|it| it["matcher"].clone()).collect()
}

fn refused_panel(panel: Panel) -> String {
    refused(&page().panel(panel))
}

#[test]
fn the_unit_of_an_axis_goes_by_name_after_a_join() {
    let by_query = || json!({"id": "byFrameRefID", "options": "B"});
    let by_name = |name| json!({"id": "byName", "options": name});
    assert_eq!(matchers(chart(latency("p99"))), [by_query()]);
    assert_eq!(matchers(chart(latency("p99")).transform(join())), [by_name("p99")]);
    let renamed = OrganizeOptions::new().rename_by_name([("p99".to_owned(), "Slowest".into())]);
    assert_eq!(matchers(chart(latency("p99")).transform(join()).transform(renamed)), [by_name("Slowest")]);
    let of_others = Transformation::of(join()).filter(FrameMatcher::by_query("A"));
    assert_eq!(matchers(chart(latency("p99")).transformation(of_others)), [by_query()]);
    let off = Transformation::of(join()).disabled(true);
    assert_eq!(matchers(chart(latency("p99")).transformation(off)), [by_query()]);
}

#[test]
fn columns_of_tables_are_called_by_their_queries() {
    let table = Panel::new("table", "Table", Table::default())
        .query(raw::<Bytes>("memory").table())
        .query(raw::<Seconds>("latency").table().axis(Axis::Right))
        .transformation(Transformation::merge());
    assert_eq!(matchers(table), [json!({"id": "byName", "options": "Value #B"})]);
}

#[test]
fn an_axis_whose_fields_have_no_name_of_their_own() {
    let expected = "dashboard `page`, panel `Chart`: a separate axis is for the query `B`, but the transformation \
                    `joinByField` merges the fields of that query with others; use a legend that is a fixed text, and that no other query has";
    for legend in ["{{path}}", "Memory"] {
        assert_eq!(refused_panel(chart(latency(legend)).transform(join())), expected, "{legend}");
    }
    let rows = chart(latency("p99")).transform(ReduceFieldsOptions::of(["max"]));
    assert_eq!(refused_panel(rows), expected.replace("joinByField", "reduce"));
}

#[test]
fn an_exception_for_a_query_that_was_joined() {
    let panel = |exception| chart(latency("p99")).field_override(exception);
    let expected = "dashboard `page`, panel `Chart`: an override is for the query `A`, but the transformation \
                    `joinByField` merges the fields of that query with others; use the name of its fields, `Memory` \
                    (`Override::by_name(..)`)";
    assert_eq!(refused_panel(panel(Override::by_query("A")).transform(join())), expected);
    written(panel(Override::by_query("A")));
    written(panel(Override::by_name("Memory")).transform(join()));
}

#[test]
fn a_query_that_is_not_shown_is_not_joined() {
    let alone = chart(latency("p99").hidden()).field_override(Override::by_query("A")).transform(join());
    assert_eq!(matchers(alone)[1], json!({"id": "byFrameRefID", "options": "A"}));
}
