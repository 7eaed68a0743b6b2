//! The JSON Schema of classic dashboards, as they are found in the wild.
//!
//! It is made from the types of `super::v1`. Those hold what is well formed and keep the rest; Grafana reads far
//! more than it writes: older versions, missing members, numbers in quotes. The schema takes all of that, and refuses
//! what breaks a dashboard or panel. [`schema`] makes it, [`TEXT`] is the one that is committed.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::v1;
use crate::json::Typed;
use crate::vocabulary::panel;

/// The JSON Schema of a classic dashboard, as text: what [`schema`] gives. A test holds the two equal.
pub const TEXT: &str = include_str!("../../schemas/dashboard.schema.json");

/// Makes the JSON Schema (draft 2020-12) of a classic dashboard from the types.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(Lenient);
    let mut schema = Value::from(settings.into_generator().into_root_schema_for::<Dashboard>());
    for (definition, member, kind) in ALSO {
        if let Some(member) = schema["$defs"][definition]["properties"].get_mut(member) {
            take_also(member, kind);
        }
    }
    for (definition, member) in NEEDED {
        schema["$defs"][definition]["required"] = json!([member]);
    }
    schema
}

/// What Grafana also takes in some members: older versions and other programs write it.
const ALSO: &[(&str, &str, &str)] = &[
    ("schema.v1.dashboard.Dashboard", "schemaVersion", "string"),
    ("schema.v1.dashboard.Time", "from", "number"),
    ("schema.v1.dashboard.Time", "to", "number"),
    ("schema.v1.annotation.Annotation", "target", "string"),
    (FRAME, "maxDataPoints", "string"),
    (FRAME, "repeat", "boolean"),
    (FIELDS, "decimals", "string"),
    (FIELDS, "max", "string"),
    (FIELDS, "min", "string"),
    (FIELDS, "noValue", "number"),
    ("vocabulary.field.thresholds.Threshold", "value", "string"),
];

/// What Grafana cannot do without.
const NEEDED: &[(&str, &str)] = &[
    ("schema.v1.variable.Variable", "name"),
    ("vocabulary.field.config.FieldOverride_json.read.Json_", "matcher"),
    (MATCHER, "id"),
    ("vocabulary.transformation.step.Transformation", "id"),
];

const MATCHER: &str = "vocabulary.field.matcher.Matcher";

const FIELDS: &str = "vocabulary.field.config.FieldDefaults_json.read.Json_";

/// What panels of all kinds have.
const FRAME: &str = "PanelFrame";

/// A dashboard, for the generator.
struct Dashboard;

impl JsonSchema for Dashboard {
    fn schema_name() -> Cow<'static, str> {
        "Dashboard".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let dashboard = v1::Dashboard::schema(generator);
        let kinds = panel::schemas(generator);
        let kinds = kinds.iter().map(|(kind, options, custom)| when(kind, options, custom));
        let parts: Vec<Value> = [json!({ "$ref": format!("#/$defs/{FRAME}") })].into_iter().chain(kinds).collect();
        let frame = generator.definitions_mut().insert("schema.v1.panel.Panel".to_owned(), json!({ "allOf": parts }));
        generator.definitions_mut().extend(frame.map(|frame| (FRAME.to_owned(), frame)));
        dashboard
    }
}

/// What holds for the panels of one kind only.
fn when(kind: &str, options: &Schema, custom: &Schema) -> Value {
    json!({
        "if": { "properties": { "type": { "const": kind } }, "required": ["type"] },
        "then": { "properties": {
            "options": options,
            "fieldConfig": { "properties": { "defaults": { "properties": { "custom": custom } } } },
        } },
    })
}

/// Makes a schema of what dashgen writes into one of what Grafana reads: every member may be missing or null,
/// numbers have no bounds, and unknown members are welcome.
///
/// It also turns what says nothing in an error message, `oneOf` and `anyOf`, into what does.
#[derive(Clone)]
struct Lenient;

impl Transform for Lenient {
    fn transform(&mut self, schema: &mut Schema) {
        // Conditions stay as they are.
        let condition = schema.as_object_mut().and_then(|object| object.remove("if"));
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        object.extend(condition.map(|it| ("if".to_owned(), it)));
        for key in ["additionalProperties", "minimum", "maximum", "format"] {
            object.remove(key);
        }
        choices_to_enum(object);
        options_to_one(object);
        nullable(object);
        older_forms(object);
    }
}

/// What Grafana turns into today's form when it opens the dashboard.
fn older_forms(object: &mut Map<String, Value>) {
    let Some(Value::Object(members)) = object.get_mut("properties") else { return };
    if let Some(legend) = members.get_mut("legend") {
        let today = legend.take();
        *legend = json!({ "if": { "type": "boolean" }, "else": today });
    }
    // The editor of a heatmap's axis writes what was typed: `addTextInput` in Grafana's `heatmap/module.tsx`.
    if members.contains_key("axisPlacement") && members.contains_key("reverse") {
        for (_, end) in members.iter_mut().filter(|(name, _)| ["min", "max"].contains(&name.as_str())) {
            take_also(end, "string");
        }
    }
    // How many buckets, or how large: a text, that older versions wrote as a number.
    let is_of_buckets = members.contains_key("mode") && members.contains_key("scale");
    if let Some(value) = members.get_mut("value").filter(|_| is_of_buckets) {
        take_also(value, "number");
    }
}

/// Lets a member be of another type, too.
fn take_also(member: &mut Value, kind: &str) {
    let Some(member) = member.as_object_mut() else { return };
    if let Some(reference) = member.remove("$ref") {
        member.insert("type".to_owned(), json!(["null"]));
        take_object(member, Map::from_iter([("$ref".to_owned(), reference)]));
    }
    if let Some(Value::Array(kinds)) = member.get_mut("type") {
        kinds.push(json!(kind));
    }
}

/// Lets a value of a plain type be an object, too, and says which.
fn take_object(plain: &mut Map<String, Value>, which: Map<String, Value>) {
    if let Some(kinds) = plain.get_mut("type") {
        let known = kinds.take();
        *kinds = match known {
            Value::Array(known) => known.into_iter().chain([json!("object")]).collect(),
            known => json!([known, "object"]),
        };
    }
    plain.insert("if".to_owned(), json!({ "type": "object" }));
    plain.insert("then".to_owned(), which.into());
}

/// A list of words, each with its own description, becomes one `enum`.
fn choices_to_enum(object: &mut Map<String, Value>) {
    let Some(choices) = object.get("oneOf").and_then(Value::as_array) else { return };
    let words: Option<Vec<Value>> = choices.iter().map(words_of).collect::<Option<Vec<_>>>().map(|it| it.concat());
    if let Some(mut words) = words {
        words.dedup();
        // Texts without markup, as they were before Grafana 7, are shown as Markdown: `textPanelMigrationHandler`.
        if ["markdown", "html", "code"].into_iter().all(|mode| words.contains(&json!(mode))) {
            words.push(json!("text"));
        }
        // Some tools write every option, and leave those that are not set empty.
        words.extend([json!(""), Value::Null]);
        object.remove("oneOf");
        object.remove("type");
        object.insert("enum".to_owned(), Value::Array(words));
    }
}

fn words_of(choice: &Value) -> Option<Vec<Value>> {
    let constant = choice.get("const").map(|word| vec![word.clone()]);
    constant.or_else(|| Some(choice.get("enum")?.as_array()?.iter().filter(|it| !it.is_null()).cloned().collect()))
}

/// "This or null" becomes "this": everything may be null. Of a plain type and an object, the object is looked into; of
/// others, any is as good as nothing said.
fn options_to_one(object: &mut Map<String, Value>) {
    let Some(options) = object.get("anyOf").and_then(Value::as_array) else { return };
    let mut rest = options.iter().filter(|option| option.get("type") != Some(&json!("null")));
    let only = match (rest.next().cloned(), rest.next(), rest.next()) {
        (Some(Value::Object(only)), None, None) => only,
        (Some(Value::Object(mut plain)), Some(Value::Object(other)), None)
            if other.contains_key("$ref") && plain.contains_key("type") =>
        {
            take_object(&mut plain, other.clone());
            plain
        }
        _ => Map::new(),
    };
    object.remove("anyOf");
    object.extend(only);
}

fn nullable(object: &mut Map<String, Value>) {
    match object.get_mut("type") {
        Some(Value::String(kind)) if kind != "null" => {
            let kind = if kind == "integer" { "number" } else { &**kind };
            let kinds = json!([kind, "null"]);
            object.insert("type".to_owned(), kinds);
        }
        Some(Value::Array(kinds)) if !kinds.contains(&json!("null")) => kinds.push(json!("null")),
        _ => {}
    }
    if let Some(Value::Array(words)) = object.get_mut("enum")
        && !words.contains(&Value::Null)
    {
        words.push(Value::Null);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_by_alternatives() {
        let text = schema().to_string();
        for word in ["oneOf", "anyOf", "minimum", "additionalProperties"] {
            assert!(!text.contains(&format!("\"{word}\"")), "{word}");
        }
    }

    #[test]
    fn what_is_also_taken_and_needed_is_there() {
        let schema = schema();
        let member = |definition: &str, member: &str| schema["$defs"][definition]["properties"].get(member).is_some();
        assert!(ALSO.iter().all(|(definition, name, _)| member(definition, name)));
        assert!(NEEDED.iter().all(|(definition, name)| member(definition, name) || *definition == MATCHER));
        assert!(schema["$defs"].get(MATCHER).is_some());
    }

    #[test]
    fn what_stands_beside_a_plain_type_is_an_object() {
        let schema = schema();
        let mut todo = vec![&schema];
        while let Some(value) = todo.pop() {
            if value["if"] == json!({ "type": "object" })
                && let Some(name) = value["then"]["$ref"].as_str()
            {
                let kinds = &schema.pointer(&name[1..]).unwrap()["type"];
                assert!(kinds.as_array().unwrap().contains(&json!("object")), "{name}");
            }
            match value {
                Value::Object(members) => todo.extend(members.values()),
                Value::Array(items) => todo.extend(items),
                _ => {}
            }
        }
    }
}
