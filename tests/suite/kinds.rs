//! Every kind of panel: what a new one holds, beside what Grafana says, and beside its own documentation.

use std::collections::{BTreeMap, BTreeSet};

use dashgen::json::{self, Trail, Typed};
use dashgen::model::Visualization;
use dashgen::model::panel::{PanelFields, PanelOptions, VisitKind};
use serde_json::{Map, Value, json};

use super::repository;
use super::schemas::Schemas;

/// Returns a new panel of a kind, without what all kinds have.
struct Written(&'static str);

impl VisitKind for Written {
    type Result = Value;

    fn visit<O: Typed, C: Typed>(self, options: &O, custom: &C) -> Value {
        let mut panel = json!({ "type": self.0, "options": options });
        if !custom.is_empty() {
            panel["fieldConfig"] = json!({ "defaults": { "custom": custom } });
        }
        panel
    }
}

fn new(kind: &'static str) -> Value {
    Visualization::of(kind).expect("every kind that has a type").visit(Written(kind))
}

#[test]
fn a_new_panel_is_read_as_it_was_written() {
    for kind in PanelOptions::TYPED {
        let new = new(kind);
        let options = PanelOptions::read(new["options"].clone()).unwrap().settled(kind);
        options.unknown(&mut Trail::default(), &mut |at, value| panic!("{kind}: {at} is {value}"));
        assert_eq!(json::text(&options), json::text(&json::Json(new["options"].clone())), "{kind}");
        if let Some(config) = new.get("fieldConfig") {
            let fields = PanelFields::read(config.clone()).unwrap().settled(kind);
            fields.unknown(&mut Trail::default(), &mut |at, value| panic!("{kind}: {at} is {value}"));
            assert_eq!(json::text(&fields), json::text(&json::Json(config.clone())), "{kind}");
        }
        assert_eq!(Visualization::of(kind).unwrap().plugin_id(), *kind);
    }
    assert!(Visualization::of("graph").is_none(), "Grafana gave it up");
}

/// Returns the JSON in the documentation of each kind, and the page of Grafana's that it names.
fn documented() -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let folder = std::fs::read_dir(repository().join("src/model/panel")).unwrap();
    for path in folder.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let Some((before, rest)) = text.split_once("/// ```json\n") else { continue };
        let block = rest.split_once("/// ```\n").expect("a block has an end").0;
        let json = block.lines().flat_map(|line| [&line["/// ".len()..], "\n"]).collect::<String>();
        let page = before.rsplit_once("<https://").and_then(|(_, rest)| rest.split_once('>')).expect("a link").0;
        let value: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        found.insert(value["type"].as_str().unwrap().to_owned(), (json, page.to_owned()));
    }
    found
}

#[test]
fn the_documentation_of_every_kind_shows_what_a_new_one_writes() {
    let mut documented = documented();
    for kind in PanelOptions::TYPED {
        let written = json::text(&json::Json(new(kind)));
        let (shown, page) = documented.remove(*kind).unwrap_or_else(|| panic!("no JSON of {kind}, but: {written}"));
        assert_eq!(shown, written, "{kind}");
        assert!(page.starts_with("grafana.com/docs/grafana/latest/panels-visualizations/visualizations/"), "{page}");
    }
    assert_eq!(documented, BTreeMap::new(), "kinds that the list does not know");
}

/// Where a new panel differs from the default in Grafana's schemas, and why.
const DIFFERENT: &[(&str, &str)] = &[
    ("canvas.infinitePan is missing", "13.2 has no such option any more"),
    (
        "text.content is \"\", in Grafana \"# Title\\n\\nFor markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)\"",
        "words to be replaced: a panel without words is empty",
    ),
];

/// Compares the members of an object with the defaults in its schema. What a new panel leaves out, Grafana fills in;
/// but where its schema asks for a member, it has to be there.
fn compare(
    definitions: &Value,
    schema: &Value,
    ours: &Map<String, Value>,
    at: &str,
    found: &mut BTreeSet<String>,
) -> usize {
    let schema = resolved(definitions, schema);
    let mut compared = 0;
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}.{name}");
        let ours = ours.get(name);
        if let (Some(default), Some(ours)) = (property.get("default"), ours) {
            compared += 1;
            if !contains(ours, default) {
                found.insert(format!("{at} is {ours}, in Grafana {default}"));
            }
        }
        if let Some(Value::Object(ours)) = ours {
            compared += compare(definitions, property, ours, &at, found);
        }
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !ours.contains_key(name) {
            found.insert(format!("{at}.{name} is missing"));
        }
    }
    compared
}

fn resolved<'a>(definitions: &'a Value, schema: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|it| it.strip_prefix("#/definitions/"));
    name.map_or(schema, |name| &definitions[name])
}

/// Returns whether a value is another, or an object that has all its members.
fn contains(value: &Value, part: &Value) -> bool {
    match (value, part) {
        (Value::Object(value), Value::Object(part)) => {
            part.iter().all(|(name, part)| value.get(name).is_some_and(|value| contains(value, part)))
        }
        (Value::Number(value), Value::Number(part)) => value.as_f64() == part.as_f64(),
        _ => value == part,
    }
}

#[test]
fn a_new_panel_holds_the_defaults_of_grafana() {
    let Some(schemas) = Schemas::find("the defaults of new panels against those in Grafana's schemas") else { return };
    let (mut found, mut compared) = (BTreeSet::new(), 0);
    for kind in PanelOptions::TYPED {
        let Some(file) = Schemas::file_of(kind) else { continue };
        let (schema, new) = (schemas.file(&file), new(kind));
        let definitions = &schema["definitions"];
        let mut parts = vec![("Options", &new["options"])];
        if let Some(custom) = new.pointer("/fieldConfig/defaults/custom") {
            parts.push(("FieldConfig", custom));
        }
        for (definition, ours) in parts {
            let ours = ours.as_object().unwrap();
            compared += compare(definitions, &definitions[definition], ours, kind, &mut found);
        }
    }
    assert!(compared > 80, "only {compared} defaults");
    let listed: BTreeSet<_> = DIFFERENT.iter().map(|(difference, _)| (*difference).to_owned()).collect();
    assert_eq!(found, listed, "found (left), listed (right)");
}
