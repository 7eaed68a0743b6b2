//! The classic dashboard as it is found in the wild: what a reader can rely on.
//!
//! Grafana reads far more than it writes: older versions, missing members, numbers in quotes. These types take all of
//! that, and refuse what breaks a dashboard or panel. They only describe: [`schema`] gives the JSON Schema that is made
//! of them.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::vocabulary::panel;

/// Returns the JSON Schema (draft 2020-12) of a classic dashboard.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(Lenient);
    Value::from(settings.into_generator().into_root_schema_for::<Dashboard>())
}

/// Anything at all.
type Any = Value;

/// A dashboard.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct Dashboard {
    /// Its headline.
    pub title: Option<String>,
    /// What it is found by.
    pub uid: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Words to find it by.
    pub tags: Option<Vec<String>>,
    /// The version of the format.
    #[schemars(extend("type" = ["integer", "string", "null"]))]
    pub schema_version: Any,
    /// How often it reloads; `false` in old dashboards.
    #[schemars(extend("type" = ["string", "boolean", "null"]))]
    pub refresh: Any,
    /// The time range at first.
    pub time: Option<TimeRange>,
    /// The variables.
    pub templating: Option<List<Variable>>,
    /// The annotations.
    pub annotations: Option<List<Annotation>>,
    /// Links at the top.
    pub links: Option<Vec<Map<String, Value>>>,
    /// The panels.
    pub panels: Option<Vec<Panel>>,
    /// The rows of dashboards from before Grafana 5.
    pub rows: Option<Vec<OldRow>>,
}

/// A time range.
#[derive(JsonSchema)]
pub struct TimeRange {
    /// Where it begins: `now-6h`, or a time.
    #[schemars(extend("type" = ["string", "number", "null"]))]
    pub from: Any,
    /// Where it ends.
    #[schemars(extend("type" = ["string", "number", "null"]))]
    pub to: Any,
}

/// An object with a list inside.
#[derive(JsonSchema)]
pub struct List<T> {
    /// The list.
    pub list: Option<Vec<T>>,
}

/// A variable.
#[derive(JsonSchema)]
#[schemars(extend("requires" = ["name"]))]
pub struct Variable {
    /// What queries call it.
    pub name: String,
    /// Where its values come from.
    pub r#type: Option<String>,
    /// What stands before its menu.
    pub label: Option<String>,
    /// What is asked; its form depends on the datasource.
    pub query: Any,
    /// The datasource that is asked.
    pub datasource: DatasourceReference,
}

/// An annotation query.
#[derive(JsonSchema)]
pub struct Annotation {
    /// Its name.
    pub name: Option<String>,
    /// The datasource that is asked.
    pub datasource: DatasourceReference,
}

/// A name, an object with a uid, or nothing.
#[derive(JsonSchema)]
#[schemars(extend("type" = ["string", "object", "null"]), extend("properties" = {"uid": {"type": ["string", "null"]}, "type": {"type": ["string", "null"]}}))]
pub struct DatasourceReference(pub Any);

/// A row of a dashboard from before Grafana 5.
#[derive(JsonSchema)]
pub struct OldRow {
    /// The panels.
    pub panels: Option<Vec<Panel>>,
}

/// A panel: what all kinds have, and the options of its kind.
pub struct Panel;

impl JsonSchema for Panel {
    fn schema_name() -> Cow<'static, str> {
        "Panel".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut parts = vec![Value::from(generator.subschema_for::<PanelFrame>())];
        parts.extend(panel::schemas(generator).iter().map(|(kind, options, custom)| when(kind, options, custom)));
        json_schema!({ "allOf": parts })
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

/// What all kinds of panels have.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct PanelFrame {
    /// Its number.
    pub id: Option<i64>,
    /// Its kind.
    pub r#type: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// What it shows.
    pub description: Option<String>,
    /// The datasource that its queries ask.
    pub datasource: DatasourceReference,
    /// Its place on the grid.
    pub grid_pos: Option<GridPlace>,
    /// Its queries.
    pub targets: Option<Vec<Target>>,
    /// What is said of its numbers.
    pub field_config: Option<FieldConfig>,
    /// The options of its kind.
    pub options: Option<Map<String, Value>>,
    /// What happens to the answers before they are drawn.
    pub transformations: Option<Vec<Transformation>>,
    /// Links in its corner.
    pub links: Option<Vec<Map<String, Value>>>,
    /// The variable that it is repeated by.
    #[schemars(extend("type" = ["string", "boolean", "null"]))]
    pub repeat: Any,
    /// The panels of a collapsed row.
    pub panels: Option<Vec<Panel>>,
}

/// A place on the grid, in cells.
#[derive(JsonSchema)]
pub struct GridPlace {
    /// From the left.
    pub x: Option<f64>,
    /// From the top.
    pub y: Option<f64>,
    /// The width.
    pub w: Option<f64>,
    /// The height.
    pub h: Option<f64>,
}

/// A query.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct Target {
    /// Its letter.
    pub ref_id: Option<String>,
    /// The datasource that is asked.
    pub datasource: DatasourceReference,
    /// The PromQL or `LogQL`.
    pub expr: Option<String>,
    /// What its series are called.
    pub legend_format: Option<String>,
    /// Whether it is off.
    pub hide: Option<bool>,
    /// Whether only the last value is asked for.
    pub instant: Option<bool>,
    /// Whether values over time are asked for.
    pub range: Option<bool>,
}

/// A step between the answers and the drawing.
#[derive(JsonSchema)]
#[schemars(extend("requires" = ["id"]))]
pub struct Transformation {
    /// Which one.
    pub id: String,
    /// Its options.
    pub options: Option<Map<String, Value>>,
}

/// What is said of the numbers of a panel.
#[derive(JsonSchema)]
pub struct FieldConfig {
    /// What holds for all of them.
    pub defaults: Option<FieldDefaults>,
    /// Exceptions.
    pub overrides: Option<Vec<Override>>,
}

/// What holds for all numbers of a panel.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct FieldDefaults {
    /// The unit.
    pub unit: Option<String>,
    /// Digits after the point.
    #[schemars(extend("type" = ["number", "string", "null"]))]
    pub decimals: Any,
    /// The lower end of gauges and axes.
    #[schemars(extend("type" = ["number", "string", "null"]))]
    pub min: Any,
    /// The upper end of gauges and axes.
    #[schemars(extend("type" = ["number", "string", "null"]))]
    pub max: Any,
    /// The name of a series.
    pub display_name: Option<String>,
    /// What is shown where there is no value.
    #[schemars(extend("type" = ["string", "number", "null"]))]
    pub no_value: Any,
    /// How colours are chosen.
    pub color: Option<ColorChoice>,
    /// Where values turn good or bad.
    pub thresholds: Option<Thresholds>,
    /// What is shown in place of single values.
    pub mappings: Option<Vec<Map<String, Value>>>,
    /// Where a click leads.
    pub links: Option<Vec<Map<String, Value>>>,
    /// What is particular to the kind of panel.
    pub custom: Option<Map<String, Value>>,
}

/// How colours are chosen.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ColorChoice {
    /// The rule.
    pub mode: Option<String>,
    /// The colour, for a fixed one.
    pub fixed_color: Option<String>,
}

/// Where values turn good or bad.
#[derive(JsonSchema)]
pub struct Thresholds {
    /// Whether steps are in the unit or in percent of the range.
    #[schemars(extend("enum" = ["absolute", "percentage", "", null]))]
    pub mode: Any,
    /// The steps.
    pub steps: Option<Vec<ThresholdStep>>,
}

/// A step of thresholds.
#[derive(JsonSchema)]
pub struct ThresholdStep {
    /// The colour from here on.
    pub color: Option<String>,
    /// Where it begins; `null` for the lowest.
    #[schemars(extend("type" = ["number", "string", "null"]))]
    pub value: Any,
}

/// An exception for some numbers.
#[derive(JsonSchema)]
#[schemars(extend("requires" = ["matcher"]))]
pub struct Override {
    /// For which.
    pub matcher: Matcher,
    /// What is different.
    pub properties: Option<Vec<Property>>,
}

/// Which numbers are meant.
#[derive(JsonSchema)]
#[schemars(extend("requires" = ["id"]))]
pub struct Matcher {
    /// The rule.
    pub id: String,
    /// What it compares with.
    pub options: Any,
}

/// Something that an exception sets.
#[derive(JsonSchema)]
#[schemars(extend("requires" = ["id"]))]
pub struct Property {
    /// What is set.
    pub id: String,
    /// What it is set to.
    pub value: Any,
}

/// Makes a schema of what dashgen writes into one of what Grafana reads: every member may be missing or null, but for
/// those that a type `requires`; numbers have no bounds, and unknown members are welcome.
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
        for key in ["required", "additionalProperties", "minimum", "maximum", "format"] {
            object.remove(key);
        }
        if let Some(required) = object.remove("requires") {
            object.insert("required".to_owned(), required);
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
        for end in ["min", "max"] {
            take_also(members.get_mut(end), "string");
        }
    }
    // How many buckets, or how large: a text, that older versions wrote as a number.
    if members.contains_key("mode") && members.contains_key("scale") {
        take_also(members.get_mut("value"), "number");
    }
}

/// Lets a member be of another type, too.
fn take_also(member: Option<&mut Value>, kind: &str) {
    if let Some(Value::Array(kinds)) = member.and_then(|member| member.get_mut("type")) {
        kinds.push(json!(kind));
    }
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

/// "This or null" becomes "this": everything may be null.
fn options_to_one(object: &mut Map<String, Value>) {
    let Some(options) = object.get("anyOf").and_then(Value::as_array) else { return };
    let mut rest = options.iter().filter(|option| option.get("type") != Some(&json!("null")));
    if let (Some(Value::Object(only)), None) = (rest.next().cloned(), rest.next()) {
        object.remove("anyOf");
        object.extend(only);
    }
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
        for word in ["oneOf", "anyOf", "requires", "minimum", "additionalProperties"] {
            assert!(!text.contains(&format!("\"{word}\"")), "{word}");
        }
    }
}
