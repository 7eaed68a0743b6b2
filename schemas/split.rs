//! Cuts the schema of dashboards into the part that all have and one for each kind of panel when dashgen is compiled: to
//! check a dashboard takes a few of them, and reading all takes longer than checking.

use std::collections::BTreeMap;

use handlebars::JsonValue;

/// Returns the parts as Rust: what all dashboards have, and by kind what its panels have beside that.
///
/// # Panics
/// For a schema of another shape than `src/schema/document.rs` makes.
pub(super) fn parts(text: &str) -> String {
    let schema: JsonValue = text.parse().expect("it is JSON: after a conflict, take either side and make it anew");
    let definitions = &schema["$defs"];
    let [of_all, of_kinds @ ..] = &definitions["Panel"]["allOf"].as_array().expect("a panel is of a kind")[..] else {
        panic!("a panel has what all have")
    };
    let kinds = of_kinds.iter().map(|it| {
        let kind = it["if"]["properties"]["type"]["const"].as_str().expect("a kind has a name");
        (kind, complete(it["then"].clone(), definitions))
    });
    let kinds: BTreeMap<&str, String> = kinds.collect();
    let mut frame = schema.clone();
    frame["$defs"]["Panel"] = of_all.clone();
    let definitions = frame["$defs"].take();
    let kinds: Vec<_> = kinds.into_iter().collect();
    format!("({:?}, &{kinds:?})", complete(frame, &definitions))
}

/// Returns a schema as text, with the definitions that it refers to and without descriptions.
fn complete(mut schema: JsonValue, definitions: &JsonValue) -> String {
    let mut needed = BTreeMap::new();
    collect(&schema, definitions, &mut needed);
    schema["$defs"] = needed.into_iter().collect();
    undescribed(&mut schema);
    schema.to_string()
}

fn collect(schema: &JsonValue, definitions: &JsonValue, found: &mut BTreeMap<String, JsonValue>) {
    match schema {
        JsonValue::Object(members) => members.values().for_each(|it| collect(it, definitions, found)),
        JsonValue::Array(items) => items.iter().for_each(|it| collect(it, definitions, found)),
        _ => {}
    }
    let name = schema["$ref"].as_str().map(|it| it.strip_prefix("#/$defs/").expect("it refers to a definition"));
    if let Some(name) = name.filter(|name| !found.contains_key(*name)) {
        found.insert(name.to_owned(), definitions[name].clone());
        collect(&definitions[name], definitions, found);
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
