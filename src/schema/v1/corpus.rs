//! Dashboards found in the wild, read and written again.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Dashboard;
use crate::json::{self, Json, Trail, Typed};

fn leaves(value: &Value) -> usize {
    match value {
        Value::Array(items) if !items.is_empty() => items.iter().map(leaves).sum(),
        Value::Object(members) if !members.is_empty() => members.values().map(leaves).sum(),
        _ => 1,
    }
}

/// The dashboards of the folder that `DASHGEN_CORPUS` names: files and texts.
fn corpus() -> Vec<(String, String)> {
    let Some(folder) = std::env::var_os("DASHGEN_CORPUS") else {
        eprintln!("SKIPPED: DASHGEN_CORPUS names no folder of dashboards");
        return Vec::new();
    };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "json"));
    files.sort();
    files.into_iter().map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn reading_and_writing_loses_nothing() {
    for (name, text) in corpus() {
        let value: Value = serde_json::from_str(&text).unwrap();
        let read = Dashboard::read(value.clone()).unwrap();
        assert!(json::text(&read) == json::text(&Json(value)), "{name} is another after reading and writing");
    }
}

#[test]
fn nearly_everything_has_a_type() {
    let (mut all, mut unknown) = (0, BTreeMap::<String, usize>::new());
    for (_, text) in corpus() {
        let value: Value = serde_json::from_str(&text).unwrap();
        all += leaves(&value);
        let read = Dashboard::read(value).unwrap();
        read.unknown(&mut Trail::default(), &mut |at, value| {
            *unknown.entry(at.to_owned()).or_default() += leaves(value)
        });
    }
    let count: usize = unknown.values().sum();
    let mut most: Vec<_> = unknown.into_iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let list: Vec<_> = most.iter().take(80).map(|(at, count)| format!("{count:6} {at}")).collect();
    println!("{count} of {all}\n{}", list.join("\n"));
    assert!(count * 100 <= all * 3, "{count} of {all} values have no type:\n{}", list.join("\n"));
}
