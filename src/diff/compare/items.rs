//! The lists of a dashboard: what tells their items apart, and what people call those.

use serde_json::Value;

use crate::diff::align::{self, Pairing};
use crate::diff::place::Subject;
use crate::diff::{Class, paths, words};

const TARGETS: &str = "/panels/*/targets";
const OVERRIDES: &str = "/panels/*/fieldConfig/overrides";
const PROPERTIES: &str = "/panels/*/fieldConfig/overrides/*/properties";
const VARIABLES: &str = "/templating/list";
const ANNOTATIONS: &str = "/annotations/list";
const TRANSFORMATIONS: &str = "/panels/*/transformations";

/// Pairs the items of two lists.
pub(super) fn pair(place: &str, old: &[Value], new: &[Value]) -> Pairing {
    let text = |name: &'static str| move |item: &Value| item.get(name).and_then(Value::as_str).map(str::to_owned);
    match place {
        TARGETS => targets(old, new),
        OVERRIDES => align::by_key(old, new, |item| item.get("matcher").map(Value::to_string)),
        PROPERTIES => align::by_key(old, new, text("id")),
        VARIABLES | ANNOTATIONS => align::by_key(old, new, text("name")),
        _ if place.ends_with("/links") => align::by_key(old, new, text("title")),
        TRANSFORMATIONS => align::in_order(old, new, |a, b| a["id"] == b["id"]),
        _ => align::in_order(old, new, |a, b| a["type"] == b["type"]),
    }
}

/// Pairs queries: what only has another letter, then by the letter, then by what they ask.
fn targets(old: &[Value], new: &[Value]) -> Pairing {
    let content = |item: &Value| {
        let mut item = item.clone();
        item.as_object_mut()?.remove("refId");
        Some(item.to_string())
    };
    let letter = |item: &Value| item.get("refId").and_then(Value::as_str).map(str::to_owned);
    let mut pairing = Pairing::new(old.len(), new.len());
    pairing.by_unique(|at| Some(old[at].to_string()), |at| Some(new[at].to_string()), |_, _| true);
    pairing.by_unique(|at| content(&old[at]), |at| content(&new[at]), |_, _| true);
    pairing.by_unique(|at| letter(&old[at]), |at| letter(&new[at]), |_, _| true);
    pairing.by_similarity(600, |a, b| align::similarity(&old[a], &new[b]));
    pairing
}

/// Returns whether the order of items changes what is seen.
pub(super) fn has_order(place: &str) -> bool {
    place != PROPERTIES
}

/// Returns what people call an item.
pub(super) fn subject(place: &str, of: &Subject, item: &Value, index: usize) -> Subject {
    let text = |name: &str| item.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let named = |noun: &str, name: &str| match text(name) {
        Some(name) => of.part(&format!("{noun} {}", words::quoted(name))),
        None => of.part(&format!("{noun} {}", index + 1)),
    };
    match place {
        TARGETS => text("refId").map_or_else(|| of.clone(), |letter| of.part(letter)),
        OVERRIDES => of.part(&format!("override for {}", matcher(&item["matcher"]))),
        PROPERTIES => of.clone(),
        VARIABLES => text("name").map_or_else(|| of.part("variable"), |name| of.part(&format!("variable {name}"))),
        ANNOTATIONS => named("annotation", "name"),
        TRANSFORMATIONS => of.part(&format!("transformation {}", text("id").unwrap_or_default())),
        _ if place.ends_with("/links") => named("link", "title"),
        _ => of.clone(),
    }
}

/// Returns what it is about that an item came or went.
pub(super) fn class(place: &str, class: Class, item: &Value) -> Class {
    let id = item.get("id").and_then(Value::as_str).filter(|_| place == PROPERTIES);
    id.map_or(class, |id| paths::find(&paths::of_property(id)).0.class)
}

/// Tells that an item came or went.
pub(super) fn one(place: &str, noun: &str, item: &Value, what: &str) -> String {
    let text = |name: &str| item.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    match place {
        PROPERTIES => {
            let place = paths::of_property(text("id").unwrap_or_default());
            let (row, rest) = paths::find(&place);
            let (name, value) = (words::name(row, rest), words::value(row, item.get("value")));
            if what == "added" { format!("{name} set to {value}") } else { format!("{name} {value} removed") }
        }
        TARGETS => {
            let query = ["expr", "query", "rawSql", "target"].iter().find_map(|name| text(name));
            query.map_or_else(
                || format!("{noun} {what}"),
                |query| format!("{noun} {what}: {}", words::shortened(query, 80)),
            )
        }
        OVERRIDES => {
            let properties = item.get("properties").and_then(Value::as_array).into_iter().flatten();
            let set: Vec<String> = properties.map(|it| one(PROPERTIES, "", it, "added")).collect();
            format!("{what}: {}", words::shortened(&set.join(", "), 80))
        }
        VARIABLES => format!("{what} ({})", text("type").unwrap_or("without a type")),
        ANNOTATIONS | TRANSFORMATIONS => what.to_owned(),
        _ if place.ends_with("/links") => what.to_owned(),
        _ => {
            let row = paths::find(&format!("{place}/*")).0;
            format!("{noun} {what}: {}", words::value(row, Some(item)))
        }
    }
}

/// Returns what an override is for.
fn matcher(matcher: &Value) -> String {
    match (matcher["id"].as_str(), &matcher["options"]) {
        (Some("byName" | "byFrameRefID" | "byType"), Value::String(name)) => words::quoted(name),
        (Some("byRegexp"), Value::String(pattern)) => words::shortened(pattern, 40),
        (Some(id), options) => format!("{id} {}", words::json(options)),
        _ => words::json(matcher),
    }
}
