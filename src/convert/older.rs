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
    let datasource = spec.remove("datasource");
    if ["AdhocVariable", "GroupByVariable"].iter().any(|kind| variable["kind"] == *kind) && variable["group"].is_null()
    {
        variable["group"] = json!("");
        if let Some(datasource) = datasource {
            name(variable, &datasource);
        }
    }
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
