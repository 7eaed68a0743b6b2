//! Dashboards found in the wild, converted there and back.

use serde_json::json;

use super::*;
use crate::json::{self, corpus};

/// Returns whether something may change without a word: the form that `convert` describes.
fn is_form(place: &str, before: &Value, after: &Value, original: &Value) -> bool {
    let last = place.rsplit('.').next().unwrap_or_default();
    let is_row = place.starts_with("panels[") && is_row(place, original);
    let is_empty = [json!(""), json!([]), json!({}), json!(false), json!(0)].contains(before);
    // Rows from before Grafana 5 become others, and their panels stand elsewhere.
    if place.starts_with("rows[") || place == "rows" {
        return true;
    }
    match last {
        "schemaVersion" | "id" if is_row || !place.contains('.') => true,
        "iteration" | "version" | "style" => !place.contains('.'),
        "w" | "h" | "x" => is_row,
        "collapse" | "datasource" | "height" | "showTitle" | "targets" | "titleSize" if is_row => after.is_null(),
        // Rows stand without gaps, and panels move with their row.
        "y" => place.ends_with("gridPos.y"),
        "datasource" if *before == "-- Mixed --" => original["panels"].is_array(),
        "datasource" => before.is_string() && after["uid"] == *before,
        // What a panel of the library is drawn as, the library says.
        "type" if *after == "library-panel-ref" => true,
        // Links from before Grafana 6.4 lead somewhere by their `url`.
        "type" if place.contains(".links[") => after.is_null() && original["schemaVersion"].as_f64() < Some(20.0),
        "type" | "uid" if place.contains("datasource.") => original.to_string().contains("-- Mixed --"),
        "refresh_intervals" => *before == json!(crate::convert::words::INTERVALS),
        "repeatDirection" | "maxPerRow" | "time_options" => after.is_null(),
        "index" => place.contains("thresholds.steps["),
        // What was there before Grafana 5.
        "collapse" | "enable" | "notice" | "now" | "status" | "type" if place.starts_with("timepicker.") => {
            after.is_null()
        }
        "options" if place.starts_with("templating") => after.is_null(),
        "refresh" if place.starts_with("templating") => *after == json!(2.0) || is_empty,
        "refresh" => *before == json!(false),
        _ => is_empty && after.is_null(),
    }
}

fn is_row(place: &str, original: &Value) -> bool {
    let inner = place.trim_start_matches("panels[");
    let index = inner.split(']').next().and_then(|index| index.parse::<usize>().ok());
    !inner.contains("panels[") && index.is_some_and(|index| original["panels"][index]["type"] == "row")
}

#[test]
fn nothing_goes_without_a_word() {
    let mut silent = Vec::new();
    for (name, before) in corpus::dashboards() {
        let (there, losses) = to_v2(v1::Dashboard::read(before.clone()).unwrap());
        let (back, more) = to_v1(there);
        assert_eq!(more, [], "{name}: what came from a classic dashboard can go back");
        let mut found = Vec::new();
        missing(&before, Some(&value(&back)), "", &mut found);
        let is_said = |place: &str| {
            losses.iter().any(|Loss { place: said, .. }| {
                place.strip_prefix(said.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
        };
        found.retain(|(place, left, right)| !is_said(place) && !is_form(place, left, right, &before));
        silent.extend(found.into_iter().map(|(place, left, right)| format!("{name}: {place}: {left} -> {right}")));
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn a_second_trip_changes_nothing() {
    for (name, before) in corpus::dashboards() {
        let (there, _) = to_v2(v1::Dashboard::read(before).unwrap());
        let (back, _) = to_v1(there.clone());
        let (again, losses) = to_v2(back.clone());
        assert_eq!(losses, [], "{name}: a dashboard in this form loses nothing");
        assert!(json::text(&again) == json::text(&there), "{name} is another in v2 the second time");
        assert!(json::text(&to_v1(again).0) == json::text(&back), "{name} is another after the second trip");
    }
}
