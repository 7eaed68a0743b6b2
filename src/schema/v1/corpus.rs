//! Dashboards found in the wild, read and written again.

use std::collections::BTreeMap;

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
    for (name, value) in corpus::dashboards() {
        let read = Dashboard::read(value.clone()).unwrap();
        assert!(json::text(&read) == json::text(&Json(value)), "{name} is another after reading and writing");
    }
}

#[test]
fn nearly_everything_has_a_type() {
    let (mut all, mut unknown) = (0, BTreeMap::<String, usize>::new());
    for (_, value) in corpus::dashboards() {
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
    for (name, mut value) in corpus::dashboards() {
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
