//! Every kind of panel: what a new one holds, beside what Grafana says, and beside its own documentation.

use std::collections::{BTreeMap, BTreeSet};

use dashgen::json::{self, Trail, Typed};
use dashgen::model::Visualization;
use dashgen::vocabulary::panel::{PanelFields, PanelOptions};
use serde_json::{Map, Value, json};

use super::schemas::Schemas;
use super::{printed, repository, skipped};

/// Returns a new panel of a kind, without what all kinds have.
fn new(kind: &'static str) -> Value {
    let new = Visualization::of(kind).expect("every kind that has a type");
    let mut panel = json!({ "type": kind, "options": printed(&new.options()) });
    if !new.custom().has_no_members() {
        panel["fieldConfig"] = json!({ "defaults": { "custom": printed(&new.custom()) } });
    }
    panel
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
    let folder = std::fs::read_dir(repository().join("src/vocabulary/panel")).unwrap();
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
    ("barchart.xTickLabelMaxLength is missing", "its default, 0, leaves nothing of the names along the axis"),
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
pub(super) fn contains(value: &Value, part: &Value) -> bool {
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
    assert_eq!(found, listed(DIFFERENT), "found (left), listed (right)");
}

/// Where a new panel differs from the defaults in Grafana's package of types, and why.
const DIFFERENT_IN_TYPES: &[(&str, &str)] = &[
    ("bargauge.options.reduceOptions.calcs is [\"lastNotNull\"], in Grafana []", LAST_VALUE),
    ("gauge.options.reduceOptions.calcs is [\"lastNotNull\"], in Grafana []", LAST_VALUE),
    ("piechart.options.reduceOptions.calcs is [\"lastNotNull\"], in Grafana []", LAST_VALUE),
    ("stat.options.reduceOptions.calcs is [\"lastNotNull\"], in Grafana []", LAST_VALUE),
    (
        "text.options.content is \"\", in Grafana \"# Title\\n\\nFor markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)\"",
        "words to be replaced: a panel without words is empty",
    ),
    ("xychart.options.series is [{}], in Grafana []", "an empty list stands for none; a chart needs one"),
];

/// The package has an empty list wherever the types name no default; the plugins' own code has one.
pub(super) const LAST_VALUE: &str =
    "an empty list stands for none; what the editor chooses is the last value that is there";

/// Defaults in Grafana's package of types that nothing here stands for, and why.
const UNKNOWN_IN_TYPES: &[(&str, &str)] = &[];

/// Returns the defaults of a kind as parts of a panel, by their path.
pub(super) fn parts(types: &Value, kind: &str) -> Vec<(&'static str, Value)> {
    let Some(file) = Schemas::file_of(kind) else { return Vec::new() };
    let exported = types[&file].as_object().unwrap_or_else(|| panic!("no defaults of {file}"));
    let legend = exported.iter().find(|(name, _)| name.ends_with("LegendOptions")).map(|(_, value)| value.clone());
    let found = [
        ("/options", exported.get("defaultOptions").cloned()),
        ("/fieldConfig/defaults/custom", exported.get("defaultFieldConfig").cloned()),
        ("/options/legend", legend),
        ("/options/legend", types["common"].get("defaultVizLegendOptions").cloned()),
        ("/options/reduceOptions", types["common"].get("defaultReduceDataOptions").cloned()),
    ];
    found.into_iter().filter_map(|(path, value)| Some((path, value?))).collect()
}

/// Collects where a value has other members than a default; what it leaves out, Grafana fills in.
fn differences(default: &Value, ours: &Value, at: &str, found: &mut BTreeSet<String>) -> usize {
    if let (Value::Object(default), Value::Object(ours)) = (default, ours) {
        let both = default.iter().filter_map(|(name, default)| Some((name, default, ours.get(name)?)));
        return both.map(|(name, default, ours)| differences(default, ours, &format!("{at}.{name}"), found)).sum();
    }
    if !contains(ours, default) {
        found.insert(format!("{at} is {ours}, in Grafana {default}"));
    }
    1
}

/// Collects the members of defaults that have no type here.
fn untyped(kind: &str, path: &str, default: Value, found: &mut BTreeSet<String>) {
    let mut note = |at: &str, value: &Value| {
        found.insert(format!("{kind}: {at} is {value}"));
    };
    match path {
        "/options" => {
            PanelOptions::read(default).unwrap().settled(kind).unknown(&mut Trail::default(), &mut note);
        }
        "/fieldConfig/defaults/custom" => {
            let config = json!({ "defaults": { "custom": default } });
            PanelFields::read(config).unwrap().settled(kind).unknown(&mut Trail::default(), &mut note);
        }
        _ => {}
    }
}

pub(super) fn listed(list: &[(&str, &str)]) -> BTreeSet<String> {
    list.iter().map(|(difference, _)| (*difference).to_owned()).collect()
}

#[test]
fn a_new_panel_holds_the_defaults_of_grafanas_types() {
    let Some(file) = std::env::var_os("DASHGEN_GRAFANA_DEFAULTS") else {
        let what = "the defaults of new panels against those in Grafana's package of types";
        return skipped(what, "DASHGEN_GRAFANA_DEFAULTS names no file of `tests/judges/defaults/fetch`");
    };
    let types: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let (mut found, mut unknown, mut compared) = (BTreeSet::new(), BTreeSet::new(), 0);
    for kind in PanelOptions::TYPED {
        let new = new(kind);
        for (path, default) in parts(&types, kind) {
            if let Some(ours) = new.pointer(path) {
                let at = format!("{kind}{}", path.replace('/', "."));
                compared += differences(&default, ours, &at, &mut found);
            }
            untyped(kind, path, default, &mut unknown);
        }
    }
    eprintln!("{compared} defaults of Grafana's package of types compared");
    assert!(compared > 80, "only {compared} defaults");
    assert_eq!(found, listed(DIFFERENT_IN_TYPES), "found (left), listed (right)");
    assert_eq!(unknown, listed(UNKNOWN_IN_TYPES), "found (left), listed (right)");
}
