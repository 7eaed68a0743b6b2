//! Cuts the schema of dashboards when dashgen is compiled into the part that all have, one for each kind of panel and one
//! for each member of queries: to check a dashboard takes a few of them, and reading all takes longer than checking.

use std::collections::BTreeMap;

use handlebars::JsonValue;

const PANEL: &str = "schema.v1.panel.Panel";
const TARGET: &str = "vocabulary.query.target.Target";

/// Returns the parts as Rust: what all dashboards have, by kind what its panels have beside that, and the members of
/// queries by their names. Nothing for a text that `src/schema/document.rs` does not make.
pub(super) fn parts(text: &str) -> Option<String> {
    let schema: JsonValue = text.parse().ok()?;
    let definitions = &schema["$defs"];
    let (of_all, of_kinds) = definitions[PANEL]["allOf"].as_array()?.split_first()?;
    let kinds = of_kinds.iter().map(|it| {
        let kind = it["if"]["properties"]["type"]["const"].as_str()?;
        Some((kind, complete(&it["then"], definitions)))
    });
    let kinds: BTreeMap<&str, String> = kinds.collect::<Option<_>>()?;
    let members = definitions[TARGET]["properties"].as_object()?;
    let members: BTreeMap<_, _> = members.iter().map(|(name, it)| (name, complete(it, definitions))).collect();
    let members: Vec<_> = members.into_iter().collect();
    let mut frame = schema.clone();
    frame["$defs"][PANEL] = of_all.clone();
    frame["$defs"][TARGET].as_object_mut()?.remove("properties");
    let definitions = frame["$defs"].take();
    let kinds: Vec<_> = kinds.into_iter().collect();
    Some(format!("({:?}, &{kinds:?}, &{members:?})", complete(&frame, &definitions)))
}

/// Returns a schema as text, with the definitions that it refers to and without descriptions. What it refers to once
/// stands in its place: following a reference takes longer than compiling what is there.
fn complete(schema: &JsonValue, definitions: &JsonValue) -> String {
    let mut references = BTreeMap::new();
    count(schema, definitions, &mut references);
    let inlined = |of: &JsonValue| inlined(of, definitions, &references);
    let mut whole = inlined(schema);
    let needed = references.iter().filter(|(_, count)| **count > 1);
    whole["$defs"] = needed.map(|(name, _)| (name.clone(), inlined(&definitions[name]))).collect();
    undescribed(&mut whole);
    whole.to_string()
}

fn reference(schema: &JsonValue) -> Option<&str> {
    Some(schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/").expect("it refers to a definition"))
}

/// Counts how often definitions are referred to.
fn count(schema: &JsonValue, definitions: &JsonValue, references: &mut BTreeMap<String, usize>) {
    if let Some(name) = reference(schema) {
        let known = references.entry(name.to_owned()).or_default();
        *known += 1;
        if *known == 1 {
            count(&definitions[name], definitions, references);
        }
    }
    match schema {
        JsonValue::Object(members) => members.values().for_each(|it| count(it, definitions, references)),
        JsonValue::Array(items) => items.iter().for_each(|it| count(it, definitions, references)),
        _ => {}
    }
}

fn inlined(schema: &JsonValue, definitions: &JsonValue, references: &BTreeMap<String, usize>) -> JsonValue {
    let inlined = |it: &JsonValue| inlined(it, definitions, references);
    match reference(schema) {
        Some(name) if references[name] == 1 => return inlined(&definitions[name]),
        _ => {}
    }
    match schema {
        JsonValue::Object(members) => members.iter().map(|(name, it)| (name.clone(), inlined(it))).collect(),
        JsonValue::Array(items) => items.iter().map(inlined).collect(),
        other => other.clone(),
    }
}

fn undescribed(schema: &mut JsonValue) {
    match schema {
        JsonValue::Object(members) => {
            members.retain(|name, it| !(it.is_string() && ["$schema", "description", "title"].contains(&&**name)));
            members.values_mut().for_each(undescribed);
        }
        JsonValue::Array(items) => items.iter_mut().for_each(undescribed),
        _ => {}
    }
}
