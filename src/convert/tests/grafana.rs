//! Our conversion beside Grafana's own, over pairs of dashboards that a Grafana 12.4 migrated and converted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};

use super::*;
use crate::json::skipped::skipped;
use crate::schema::v2;

/// Returns the folder that `DASHGEN_GRAFANA_CONVERSION` names: `NAME.v1beta1.json`, `NAME.v2beta1.json`, and for some
/// `NAME.back.v1beta1.json`.
fn folder() -> Option<PathBuf> {
    let folder = env::var_os("DASHGEN_GRAFANA_CONVERSION").map(PathBuf::from);
    if folder.is_none() {
        let because = "DASHGEN_GRAFANA_CONVERSION names no folder of dashboards that Grafana converted";
        skipped("conversion beside Grafana's own", because);
    }
    folder
}

fn spec(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str::<Value>(&text).unwrap()["spec"].take()
}

/// Returns the files with this ending, without those that began as version 2, by name.
fn with_ending(folder: &Path, ending: &str) -> Vec<(String, PathBuf)> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter_map(|name| Some(name.strip_suffix(ending)?.to_owned())).collect();
    names.retain(|name| !name.contains('.'));
    names.sort();
    assert!(!names.is_empty(), "{} has no files with the ending {ending}", folder.display());
    names.into_iter().map(|name| (name.clone(), folder.join(name + ending))).collect()
}

/// Calls back with each difference: its place, without indices and names of panels, and both values.
fn differences(ours: Option<&Value>, theirs: Option<&Value>, place: &str, found: &mut Vec<(String, Value, Value)>) {
    match (ours, theirs) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let mut names: Vec<_> = a.keys().chain(b.keys()).collect();
            names.sort();
            names.dedup();
            for name in names {
                let shown = if name.starts_with("panel-") { "*" } else { name };
                differences(a.get(name), b.get(name), &format!("{place}.{shown}"), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                differences(a.get(index), b.get(index), &format!("{place}[]"), found);
            }
        }
        (Some(Value::Number(a)), Some(Value::Number(b))) if a.as_f64() == b.as_f64() => {}
        (ours, theirs) if ours == theirs => {}
        (ours, theirs) => {
            let missing = || json!("(missing)");
            found.push((
                place.to_owned(),
                ours.cloned().unwrap_or_else(missing),
                theirs.cloned().unwrap_or_else(missing),
            ));
        }
    }
}

/// Counts the differences by what explains them, and fails for those that nothing explains.
fn explained(all: Vec<(String, String, Value, Value)>, explain: fn(&str, &Value, &Value) -> Option<&'static str>) {
    let (mut counts, mut open) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for (name, place, ours, theirs) in all {
        match explain(&place, &ours, &theirs) {
            Some(why) => *counts.entry(why).or_default() += 1,
            None => open.push(format!("{name}: {place}: ours {ours}, Grafana's {theirs}")),
        }
    }
    for (why, count) in counts {
        println!("{count:5} {why}");
    }
    assert_eq!(open, [""; 0]);
}

fn is_empty(value: &Value) -> bool {
    [json!([]), json!({}), json!(""), json!(false), json!({"list": []})].contains(value)
}

fn why_in_v2(place: &str, ours: &Value, theirs: &Value) -> Option<&'static str> {
    let is_missing = |value: &Value| value == "(missing)";
    let last = place.rsplit('.').next()?;
    Some(match last {
        "kind" | "group" | "id" if place.contains(".transformations[]") => {
            "`v2beta1` has the id of a transformation as its kind"
        }
        _ if is_missing(theirs) && is_empty(ours) => "an empty list stays; Grafana leaves it out",
        _ if is_missing(ours) && (is_empty(theirs) || theirs.is_null()) => "Grafana writes a default",
        "options" if theirs.is_null() => "Grafana writes `null` for no options",
        "selected" => "`selected` stays; Grafana leaves it out",
        "mode" if theirs == "" => "thresholds have a mode; Grafana's has an empty one, which its schema does not know",
        "group" if theirs == "" || ours == "" => {
            "one of both knows the type of a datasource from what stands around it"
        }
        "name" | "datasource" if place.contains("uery.datasource") => {
            "a datasource by name, or the panel's, which counts; Grafana drops names"
        }
        "timeCompare" | "topic" | "enableGroupBy" => "newer than Grafana's conversion, which loses it",
        "sort" if theirs == "disabled" => "an order that Grafana's conversion does not know",
        "hide" if theirs == "dontHide" => "a place that Grafana's conversion does not know",
        _ => return None,
    })
}

#[test]
fn to_v2_as_grafana_does() {
    let Some(folder) = folder() else { return };
    let mut all = Vec::new();
    for (name, path) in with_ending(&folder, ".v1beta1.json") {
        // What began as version 2 has lost its layout on the way.
        if name.starts_with("own__v2-") {
            continue;
        }
        let (ours, _) = to_v2(v1::Dashboard::read(spec(&path)).unwrap());
        let theirs = spec(&folder.join(format!("{name}.v2beta1.json")));
        let mut found = Vec::new();
        differences(value(&ours).get("spec"), Some(&theirs), "", &mut found);
        all.extend(found.into_iter().map(|(place, ours, theirs)| (name.clone(), place, ours, theirs)));
    }
    explained(all, why_in_v2);
}

fn why_in_classic(place: &str, ours: &Value, theirs: &Value) -> Option<&'static str> {
    let is_missing = |value: &Value| value == "(missing)";
    let last = place.rsplit('.').next()?;
    Some(match last {
        "y" => "places count from the top of the page; Grafana's count from the row",
        "gridPos" if is_missing(theirs) => "rows have places",
        "fieldConfig" if is_missing(theirs) && *ours == json!({"defaults": {}, "overrides": []}) => {
            "an empty list stays; Grafana leaves it out"
        }
        _ if is_missing(theirs) && is_empty(ours) => "an empty list stays; Grafana leaves it out",
        _ if is_missing(ours) && (is_empty(theirs) || theirs.is_null()) => "Grafana writes a default",
        "to" | "from" if ours.is_null() => "an open end is `null`; Grafana leaves it out",
        "options" if theirs.is_null() => "Grafana writes `null` for no options",
        "refresh_intervals" if is_missing(ours) => "the intervals that Grafana offers anyway are not said",
        "refresh" if place.contains("templating") => "intervals are refreshed with the time range",
        _ => return None,
    })
}

/// Gives panels the members that Grafana leaves where its frontend migrates them.
fn unpacked(panels: &mut Value) {
    for panel in panels.as_array_mut().into_iter().flatten() {
        unpacked(&mut panel["panels"]);
        if panel["panels"].is_null() {
            panel.as_object_mut().unwrap().remove("panels");
        }
        let before = panel["options"].as_object_mut().and_then(|options| options.remove("__angularMigration"));
        if let Some(before) = before {
            panel["type"] = before["autoMigrateFrom"].clone();
            let members = before["originalOptions"].as_object().cloned().unwrap_or_default();
            panel.as_object_mut().unwrap().extend(members);
        }
    }
}

#[test]
fn to_classic_as_grafana_does() {
    let Some(folder) = folder() else { return };
    let mut all = Vec::new();
    for (name, path) in with_ending(&folder, ".v2beta1.json") {
        let back = folder.join(format!("{name}.back.v1beta1.json"));
        if !back.exists() || name.starts_with("own__v2-") {
            continue;
        }
        let document = json!({"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "spec": spec(&path)});
        let (ours, _) = to_v1(v2::Dashboard::read(document).unwrap());
        let mut theirs = spec(&back);
        theirs.as_object_mut().unwrap().remove("uid");
        unpacked(&mut theirs["panels"]);
        let mut found = Vec::new();
        differences(Some(&value(&ours)), Some(&theirs), "", &mut found);
        all.extend(found.into_iter().map(|(place, ours, theirs)| (name.clone(), place, ours, theirs)));
    }
    explained(all, why_in_classic);
}
