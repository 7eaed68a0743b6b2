//! How two versions of a dashboard differ: what the code makes, and what lies on disk.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::finding::PanelName;

/// A place where two dashboards differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The panel, unless it is outside of all.
    pub panel: Option<PanelName>,
    /// The JSON pointer in the panel or, outside of all, in the dashboard; empty for a whole panel.
    pub pointer: String,
    /// What the code makes there.
    pub made: Option<Value>,
    /// What lies on disk there.
    pub found: Option<Value>,
}

/// Returns the places where two dashboards differ; panels are compared by their ids, wherever they stand.
pub fn differences(made: &Value, found: &Value) -> Vec<Difference> {
    let mut all = Vec::new();
    compare(None, made, found, &mut all);
    let (made, found) = (panels(made), panels(found));
    let (made_ids, found_ids): (HashMap<_, _>, HashMap<_, _>) =
        (made.iter().copied().collect(), found.iter().copied().collect());
    for &(id, panel) in &made {
        match found_ids.get(&id) {
            Some(other) => compare(Some(&name(id, panel)), panel, other, &mut all),
            None => all.push(Difference { made: Some(panel.clone()), ..whole(id, panel) }),
        }
    }
    for &(id, panel) in found.iter().filter(|(id, _)| !made_ids.contains_key(id)) {
        all.push(Difference { found: Some(panel.clone()), ..whole(id, panel) });
    }
    all
}

/// Returns all panels and rows with their ids, those in folded rows included.
fn panels(parent: &Value) -> Vec<(Option<i64>, &Value)> {
    let list = parent.get("panels").and_then(Value::as_array).into_iter().flatten();
    let id = |panel: &Value| panel.get("id").and_then(Value::as_i64);
    list.flat_map(|panel| std::iter::once((id(panel), panel)).chain(panels(panel))).collect()
}

fn name(id: Option<i64>, panel: &Value) -> PanelName {
    PanelName { id, title: panel.get("title").and_then(Value::as_str).unwrap_or_default().to_owned() }
}

fn whole(id: Option<i64>, panel: &Value) -> Difference {
    Difference { panel: Some(name(id, panel)), pointer: String::new(), made: None, found: None }
}

/// Compares two panels or dashboards, but for the panels inside.
fn compare(panel: Option<&PanelName>, made: &Value, found: &Value, all: &mut Vec<Difference>) {
    let mut report = |pointer: &str, made: Option<&Value>, found: Option<&Value>| {
        let (pointer, panel) = (pointer.to_owned(), panel.cloned());
        all.push(Difference { panel, pointer, made: made.cloned(), found: found.cloned() });
    };
    let (Value::Object(made), Value::Object(found)) = (made, found) else {
        return leaves(&mut String::new(), Some(made), Some(found), &mut report);
    };
    for key in keys(made, found).filter(|key| *key != "panels") {
        at(&mut String::new(), key, made.get(key), found.get(key), &mut report);
    }
}

type Report<'a> = dyn FnMut(&str, Option<&Value>, Option<&Value>) + 'a;

fn leaves(pointer: &mut String, made: Option<&Value>, found: Option<&Value>, report: &mut Report<'_>) {
    match (made, found) {
        (Some(Value::Object(made)), Some(Value::Object(found))) => {
            for key in keys(made, found) {
                at(pointer, key, made.get(key), found.get(key), report);
            }
        }
        (Some(Value::Array(made)), Some(Value::Array(found))) => {
            for index in 0..made.len().max(found.len()) {
                at(pointer, &index.to_string(), made.get(index), found.get(index), report);
            }
        }
        (made, found) if made == found => {}
        (made, found) => report(pointer, made, found),
    }
}

fn at(pointer: &mut String, step: &str, made: Option<&Value>, found: Option<&Value>, report: &mut Report<'_>) {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    leaves(pointer, made, found, report);
    pointer.truncate(length);
}

fn keys<'a>(made: &'a Map<String, Value>, found: &'a Map<String, Value>) -> impl Iterator<Item = &'a String> {
    made.keys().chain(found.keys().filter(|key| !made.contains_key(*key)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn places(made: &Value, found: &Value) -> Vec<(String, String)> {
        let panel = |panel: Option<PanelName>| panel.map(|panel| panel.title).unwrap_or_default();
        differences(made, found).into_iter().map(|it| (panel(it.panel), it.pointer)).collect()
    }

    #[test]
    fn a_panel_that_was_moved_is_the_same_panel() {
        let (a, b) = (json!({"id": 1, "title": "A"}), json!({"id": 2, "title": "B"}));
        assert!(
            places(&json!({"panels": [a, b]}), &json!({"panels": [b, {"id": 3, "type": "row", "panels": [a]}]})).len()
                == 1
        );
    }

    #[test]
    fn a_value_of_a_panel_and_one_of_the_dashboard() {
        let made = json!({"refresh": "10s", "panels": [{"id": 1, "title": "A", "targets": [{"expr": "a"}]}]});
        let found = json!({"refresh": "1m", "panels": [{"id": 1, "title": "A", "targets": [{"expr": "b"}]}]});
        let expected = [("", "/refresh"), ("A", "/targets/0/expr")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(places(&made, &found), expected);
    }

    #[test]
    fn a_panel_that_is_gone_and_one_that_is_new() {
        let made = json!({"panels": [{"id": 1, "title": "A"}]});
        let found = json!({"panels": [{"id": 2, "title": "B"}]});
        assert_eq!(places(&made, &found), [("A".to_owned(), String::new()), ("B".to_owned(), String::new())]);
    }

    #[test]
    fn equal_dashboards() {
        let dashboard = json!({"title": "T", "panels": [{"id": 1}]});
        assert!(differences(&dashboard, &dashboard).is_empty());
    }
}
