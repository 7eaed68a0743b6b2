//! How two versions of a dashboard differ: what the code makes, and what lies on disk.

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
    compare(None, &without_panels(made), &without_panels(found), &mut all);
    let (made, found) = (panels(made), panels(found));
    for (id, panel) in &made {
        let name = Some(name(*id, panel));
        match found.iter().find(|(other, _)| other == id) {
            Some((_, other)) => compare(name, &without_panels(panel), &without_panels(other), &mut all),
            None => {
                all.push(Difference { panel: name, pointer: String::new(), made: Some((*panel).clone()), found: None })
            }
        }
    }
    for (id, panel) in found.iter().filter(|(id, _)| made.iter().all(|(other, _)| other != id)) {
        let panel_name = Some(name(*id, panel));
        all.push(Difference { panel: panel_name, pointer: String::new(), made: None, found: Some((*panel).clone()) });
    }
    all
}

/// Returns all panels and rows with their ids, those in folded rows included.
fn panels(parent: &Value) -> Vec<(Option<i64>, &Value)> {
    let list = parent.get("panels").and_then(Value::as_array).into_iter().flatten();
    list.flat_map(|panel| std::iter::once((panel.get("id").and_then(Value::as_i64), panel)).chain(panels(panel)))
        .collect()
}

fn without_panels(value: &Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            object.iter().filter(|(key, _)| *key != "panels").map(|(k, v)| (k.clone(), v.clone())).collect(),
        ),
        other => other.clone(),
    }
}

fn name(id: Option<i64>, panel: &Value) -> PanelName {
    PanelName { id, title: panel.get("title").and_then(Value::as_str).unwrap_or_default().to_owned() }
}

fn compare(panel: Option<PanelName>, made: &Value, found: &Value, all: &mut Vec<Difference>) {
    leaves(&mut String::new(), Some(made), Some(found), &mut |pointer, made, found| {
        let (pointer, panel) = (pointer.to_owned(), panel.clone());
        all.push(Difference { panel, pointer, made: made.cloned(), found: found.cloned() });
    });
}

type Report<'a> = dyn FnMut(&str, Option<&Value>, Option<&Value>) + 'a;

fn leaves(pointer: &mut String, made: Option<&Value>, found: Option<&Value>, report: &mut Report<'_>) {
    match (made, found) {
        (Some(Value::Object(made)), Some(Value::Object(found))) => {
            for key in keys(made, found) {
                at(pointer, &key.replace('~', "~0").replace('/', "~1"), made.get(key), found.get(key), report);
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
    pointer.push_str(step);
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
