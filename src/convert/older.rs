//! What `v2alpha1` and `v2beta1` write otherwise than `v2`.

use serde_json::{Map, Value, json};

/// Returns a spec as `v2` has it. What is current already stays as it is.
pub(super) fn to_current(mut spec: Value) -> Value {
    let elements = spec.get_mut("elements").and_then(Value::as_object_mut);
    for element in elements.into_iter().flat_map(|elements| elements.values_mut()).filter_map(inner) {
        visualization(element);
        if let Some(data) = element.get_mut("data").and_then(inner) {
            items(data, "transformations").for_each(transformation);
            items(data, "queries").filter_map(inner).for_each(asked);
        }
    }
    if let Some(layout) = spec.get_mut("layout") {
        rows(layout);
    }
    if let Some(members) = spec.as_object_mut() {
        items(members, "annotations").filter_map(inner).for_each(asked);
        items(members, "variables").for_each(variable);
    }
    spec
}

/// Returns what is specified of a kind.
fn inner(pair: &mut Value) -> Option<&mut Map<String, Value>> {
    pair.get_mut("spec")?.as_object_mut()
}

fn items<'a>(members: &'a mut Map<String, Value>, name: &str) -> impl Iterator<Item = &'a mut Value> {
    members.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten()
}

/// The kind was that of the plugin, or of the step, and is now in `group`.
fn grouped(pair: &mut Value, kind: &str) -> bool {
    let Some(members) = pair.as_object_mut() else { return false };
    match members.get("kind") {
        Some(Value::String(old)) if old != kind => {
            let group = old.clone();
            members.insert("group".to_owned(), group.into());
            members.insert("kind".to_owned(), kind.into());
            true
        }
        _ => false,
    }
}

fn visualization(panel: &mut Map<String, Value>) {
    let Some(config) = panel.get_mut("vizConfig") else { return };
    if grouped(config, "VizConfig") {
        let version = inner(config).and_then(|spec| spec.remove("pluginVersion")).unwrap_or_else(|| json!(""));
        config["version"] = version;
    }
}

fn transformation(step: &mut Value) {
    if grouped(step, "Transformation")
        && let Some(spec) = inner(step)
    {
        spec.remove("id");
    }
}

/// The datasource stood beside the query, and is now in it.
fn asked(beside: &mut Map<String, Value>) {
    let Some(query) = beside.get_mut("query") else { return };
    if !grouped(query, "DataQuery") {
        return;
    }
    query["version"] = json!("v0");
    if let Some(datasource) = beside.remove("datasource") {
        name(&mut beside["query"], &datasource);
    }
}

fn variable(variable: &mut Value) {
    let Some(spec) = inner(variable) else { return };
    asked(spec);
    let is_grouped = ["AdhocVariable", "GroupByVariable"].iter().any(|kind| variable["kind"] == *kind);
    if is_grouped && variable["group"].is_null() {
        variable["group"] = json!("");
        if let Some(datasource) = inner(variable).and_then(|spec| spec.remove("datasource")) {
            name(variable, &datasource);
        }
    }
}

/// A grid that has rows among its panels, of `v2alpha1`, becomes rows with a grid each. What stands before, between and
/// after them gets rows without a header.
fn rows(layout: &mut Value) {
    let Some(spec) = inner(layout) else { return };
    for list in ["rows", "tabs"] {
        items(spec, list).filter_map(inner).filter_map(|spec| spec.get_mut("layout")).for_each(rows);
    }
    if !items(spec, "items").any(|item| item["kind"] == "GridLayoutRow") {
        return;
    }
    let Some(Value::Array(mut entries)) = spec.remove("items") else { return };
    let line = |item: &Value| item["spec"]["y"].as_f64().unwrap_or_default();
    entries.sort_by(|a, b| line(a).total_cmp(&line(b)));
    let (mut made, mut loose, mut top) = (Vec::new(), Vec::new(), 0.0);
    for mut entry in entries {
        if entry["kind"] != "GridLayoutRow" {
            if loose.is_empty() && !made.is_empty() {
                top = line(&entry);
            }
            entry["spec"]["y"] = whole_number(line(&entry) - top);
            loose.push(entry);
            continue;
        }
        made.extend(without_header(&mut loose));
        let Some(row) = inner(&mut entry) else { continue };
        row.remove("y");
        let folded = row.remove("collapsed").unwrap_or_else(|| json!(false));
        let elements = row.remove("elements").unwrap_or_else(|| json!([]));
        row.insert("collapse".to_owned(), folded);
        row.insert("layout".to_owned(), json!({ "kind": "GridLayout", "spec": { "items": elements } }));
        entry["kind"] = json!("RowsLayoutRow");
        made.push(entry);
    }
    made.extend(without_header(&mut loose));
    spec.insert("rows".to_owned(), made.into());
    layout["kind"] = json!("RowsLayout");
}

fn without_header(items: &mut Vec<Value>) -> Option<Value> {
    let items = std::mem::take(items);
    let layout = json!({ "kind": "GridLayout", "spec": { "items": items } });
    let spec = json!({ "collapse": false, "hideHeader": true, "layout": layout, "title": "" });
    (!items.is_empty()).then(|| json!({ "kind": "RowsLayoutRow", "spec": spec }))
}

fn whole_number(number: f64) -> Value {
    crate::json::Typed::into_value(number)
}

/// Sets the group and the name of a datasource.
fn name(pair: &mut Value, datasource: &Value) {
    if let Some(uid) = datasource["uid"].as_str().filter(|uid| !uid.is_empty()) {
        pair["datasource"] = json!({ "name": uid });
    }
    if let Some(kind) = datasource["type"].as_str().filter(|kind| !kind.is_empty()) {
        pair["group"] = json!(kind);
    }
}
