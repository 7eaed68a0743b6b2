//! Dashboards as people have them, read and written again.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::Dashboard;
use crate::json::{self, Json, Trail, Typed, corpus};
use crate::schema::envelope::Document;

fn leaves(value: &Value) -> usize {
    match value {
        Value::Array(items) if !items.is_empty() => items.iter().map(leaves).sum(),
        Value::Object(members) if !members.is_empty() => members.values().map(leaves).sum(),
        _ => 1,
    }
}

#[test]
fn reading_and_writing_loses_nothing() {
    for (name, value) in corpus::documents() {
        let read = Document::read(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(json::text(&read) == json::text(&Json(value)), "{name} is another after reading and writing");
    }
}

/// Our own dashboards show each member that Grafana writes at least once: what is listed here is meant to be unknown.
#[test]
fn what_has_no_type() {
    let mut places = BTreeMap::<String, Vec<String>>::new();
    for (name, text) in corpus::own().into_iter().filter(|(name, _)| !name.contains("wrong-types")) {
        Document::parse(&text)
            .unwrap()
            .unknown(&mut |at, _| places.entry(at.to_owned()).or_default().push(name.clone()));
    }
    let list = places.into_iter().map(|(at, mut names)| {
        names.dedup();
        format!("{at} in {}", names.join(", "))
    });
    assert_snapshot!(list.collect::<Vec<_>>().join("\n"), @r"
    acmeSettings in classic/plugins.json
    annotations.list[].showLine in classic/rows-of-2015.json
    annotations.list[].target in classic/rows-of-2015.json
    meta.newerMember in around/api-answer.json
    metadata.managedFields[] in around/access-info-v1.json, around/resource-v0alpha1.json, around/resource-v1beta1.json, v2/access-info.json
    panels[].acme in classic/plugins.json
    panels[].fieldConfig.defaults.custom in classic/plugins.json
    panels[].fieldConfig.defaults.custom.hideFrom.graph in classic/variables-of-2021.json
    panels[].fieldConfig.defaults.custom.neutral in classic/kinds-of-values.json
    panels[].fieldConfig.defaults.mappings[].op in classic/styles-of-2020.json
    panels[].fieldConfig.overrides[].matcher in classic/overrides-and-transformations.json
    panels[].fieldConfig.overrides[].properties[].acme.property in classic/overrides-and-transformations.json
    panels[].fieldConfig.overrides[].properties[].custom in classic/plugins.json
    panels[].fieldConfig.overrides[].properties[].custom.acme in classic/overrides-and-transformations.json
    panels[].options in classic/plugins.json
    panels[].options.acme in classic/numbers.json
    panels[].options.decimals in classic/gauges-of-2019.json
    panels[].options.fieldOptions.override in classic/gauges-of-2019.json
    panels[].options.legend in classic/names-of-2022.json
    panels[].options.maxValue in classic/gauges-of-2019.json
    panels[].options.minValue in classic/gauges-of-2019.json
    panels[].options.root.background in classic/kinds-of-other-data.json
    panels[].options.root.border in classic/kinds-of-other-data.json
    panels[].options.root.constraint in classic/kinds-of-other-data.json
    panels[].options.root.elements[].config in classic/kinds-of-other-data.json
    panels[].options.root.placement in classic/kinds-of-other-data.json
    panels[].options.series[].size.max in classic/kinds-over-time.json
    panels[].options.series[].size.min in classic/kinds-over-time.json
    panels[].options.stat in classic/gauges-of-2019.json
    panels[].options.thresholds in classic/gauges-of-2019.json
    panels[].options.tooltipOptions in classic/variables-of-2021.json
    panels[].options.unit in classic/gauges-of-2019.json
    panels[].options.valueMappings in classic/gauges-of-2019.json
    panels[].panels[].lineInterpolation in classic/singlestats-of-2018.json
    panels[].snapshotData in classic/snapshot.json
    panels[].transformations[].options in classic/overrides-and-transformations.json
    panels[].transformations[].options.*.A in classic/names-of-2022.json
    spec.elements.*.spec.vizConfig.spec.options in v2/library-panels-and-repeats.json
    spec.variables[] in v2/variables.json
    status.conversion.source in around/resource-v0alpha1.json
    ");
}

#[test]
fn nearly_everything_has_a_type() {
    let Some(others) = corpus::others() else { return };
    let (mut all, mut unknown) = (0, BTreeMap::<String, usize>::new());
    for (_, text) in others {
        let value: Value = serde_json::from_str(&text).unwrap();
        all += leaves(&value);
        let read = Dashboard::read(value).unwrap();
        read.unknown(&mut Trail::default(), &mut |at, value| {
            *unknown.entry(at.to_owned()).or_default() += leaves(value);
        });
    }
    // The options of panels' kinds are not this module's.
    let of_kinds = |at: &str| at.contains("panels[].options") || at.contains("custom");
    let frame: usize = unknown.iter().filter(|(at, _)| !of_kinds(at)).map(|(_, count)| count).sum();
    let count: usize = unknown.values().sum();
    let mut most: Vec<_> = unknown.into_iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let list: Vec<_> = most.iter().take(80).map(|(at, count)| format!("{count:6} {at}")).collect();
    println!("{count} of {all}, {frame} of them not of a panel's kind\n{}", list.join("\n"));
    assert!(frame * 200 <= all, "{frame} of {all} values outside of panels' kinds have no type:\n{}", list.join("\n"));
    assert!(count * 100 <= all * 3, "{count} of {all} values have no type:\n{}", list.join("\n"));
}

/// Numbers that look like chance, but are the same every time.
struct Chance(u64);

impl Chance {
    /// Returns a number from 0 up to, but not including, an end.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }
}

/// Replaces a value somewhere by one of another shape, or removes it.
fn damage(value: &mut Value, chance: &mut Chance) {
    match value {
        Value::Array(items) if !items.is_empty() && chance.below(8) > 0 => {
            let at = chance.below(items.len());
            damage(&mut items[at], chance);
        }
        Value::Object(members) if !members.is_empty() && chance.below(8) > 0 => {
            let name = members.keys().nth(chance.below(members.len())).unwrap().clone();
            if chance.below(4) == 0 {
                members.remove(&name);
            } else {
                damage(&mut members[&name], chance);
            }
        }
        other => {
            let shapes =
                [json!(null), json!(true), json!(-1), json!(0.5), json!("text"), json!([[{}]]), json!({"a": []})];
            *other = shapes[chance.below(shapes.len())].clone();
        }
    }
}

#[test]
fn damaged_dashboards_are_read_as_they_are() {
    let chance = &mut Chance(0x9e37_79b9_7f4a_7c15);
    for (name, mut value) in corpus::documents() {
        for _ in 0..8 {
            (0..5).for_each(|_| damage(&mut value, chance));
            let Ok(read) = Document::read(value.clone()) else { continue };
            assert!(json::text(&read) == json::text(&Json(value.clone())), "{name} is another: {value}");
        }
    }
}

#[test]
fn files_that_were_cut_off_are_errors() {
    let chance = &mut Chance(0x2545_f491_4f6c_dd1d);
    for (name, text) in corpus::texts() {
        let text = text.trim_end();
        for _ in 0..8 {
            let end = (0..=chance.below(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap();
            assert!(Document::parse(&text[..end]).is_err(), "{name} without its end, from {end} on");
        }
    }
}
