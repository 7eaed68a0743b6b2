//! Dashboards as people have them, whatever stands around them, in both formats.

use serde_json::{Value, json};

use crate::convert::{document_to_v1, document_to_v2};
use crate::json::{self, corpus};
use crate::schema::envelope::{Content, Document};

#[test]
fn what_is_written_is_read_again_whatever_was_read() {
    for (name, value) in corpus::documents() {
        let read = |value| Document::read(value).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (classic, _) = document_to_v1(read(value.clone()));
        let (new, _) = document_to_v2(read(value)).unwrap();
        for text in [json::text(&classic), json::text(&new)] {
            let again = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            assert!(json::text(&again) == text, "{name} is another after reading and writing");
        }
    }
}

#[test]
fn a_dashboard_that_only_its_wrapping_tells_of() {
    let resource = json!({"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "spec": {"title": "Empty"}});
    for value in [json!({"dashboard": {"title": "Empty"}}), resource] {
        let (classic, _) = document_to_v1(Document::read(value).unwrap());
        assert_eq!(json::text(&classic), "{\n  \"panels\": [],\n  \"title\": \"Empty\"\n}\n");
    }
}

#[test]
fn members_that_would_make_a_dashboard_something_else() {
    let around = |spec: Value| json!({"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "spec": spec});
    let cases = [
        (json!({"title": "A", "panels": [], "apiVersion": "v1", "kind": "List"}), vec!["apiVersion", "kind"]),
        (json!({"title": "A", "rows": [], "dashboard": {}}), vec!["dashboard"]),
        (json!({"title": "A", "panels": [], "elements": {}, "layout": {}}), vec!["elements", "layout"]),
        (json!({"title": "A", "panels": [], "dashboard": {}, "apiVersion": "v1", "layout": {}}), vec![]),
    ];
    for (spec, expected) in cases {
        let (classic, losses) = document_to_v1(Document::read(around(spec)).unwrap());
        assert_eq!(losses.iter().map(|loss| &*loss.place).collect::<Vec<_>>(), expected);
        let text = json::text(&classic);
        let again = Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(again, Document::Bare(Content::Classic(Box::new(classic))));
    }
}

/// Places of panels, and that they are all there, whatever holds them.
#[test]
fn every_placed_panel_of_version_2_is_in_the_classic_dashboard() {
    for (name, value) in corpus::documents().filter(|(name, _)| name.starts_with("v2/") && !name.contains("wrong")) {
        let placed: Vec<String> = references(&value);
        let titles: Vec<String> = placed.iter().filter_map(|element| title_of(&value, element)).collect();
        let (classic, _) = document_to_v1(Document::read(value).unwrap());
        let text = json::text(&classic);
        let missing: Vec<_> = titles.iter().filter(|title| !text.contains(&json!(title).to_string())).collect();
        assert!(missing.is_empty() && !titles.is_empty(), "{name}: {missing:?} of {titles:?} in {text}");
    }
}

/// Returns the names of elements that stand somewhere.
fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) if members.get("kind") == Some(&json!("ElementReference")) => {
            members.get("name").and_then(Value::as_str).map(str::to_owned).into_iter().collect()
        }
        Value::Object(members) => members.values().flat_map(references).collect(),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn title_of(value: &Value, element: &str) -> Option<String> {
    let spec = [value.pointer("/dashboard/spec"), value.get("spec"), Some(value)].into_iter().flatten().next()?;
    spec["elements"].get(element)?["spec"]["title"].as_str().map(str::to_owned)
}
