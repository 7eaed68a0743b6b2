//! What a dashboard says, whoever wrote it down: one file by a person, one by the editor that filled in defaults.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{Form, format};
use crate::grafana;
use crate::grafana::datasource::{GRAFANA, GRAFANA_PLUGIN};
use crate::schema::envelope::DocumentError;
use crate::schema::envelope::shape::shape;
use crate::schema::v1::defaults as classic;
use crate::vocabulary::defaults::fill;
use crate::vocabulary::panel::{PanelDefaults, migrated_before, version};
use crate::vocabulary::query::ref_id;

/// Returns what a dashboard says: equal for two dashboards that Grafana shows alike, because one is what Grafana's
/// editor made of the other when it was saved without a change.
///
/// It is the dashboard itself, whatever stands around it, in its [canonical form](super); in addition, what Grafana
/// fills in is filled in ([`crate::vocabulary::defaults`]), and what it ignores or renews is left out: `null`, the value
/// of a first threshold, texts that it makes from others, and the values of a variable that loads them, but for the
/// selected one. Versions of the schema and of Grafana's own panels count as today's where no migration reads them. In a
/// dashboard of version 2, this reaches what panels are drawn as, not the frame around them.
///
/// ```
/// use dashgen::canonical::meaning;
///
/// let written = r#"{"title": "Shop", "panels": [
///     {"id": 1, "type": "stat", "title": "Orders", "pluginVersion": "11.6.0"}]}"#;
/// let saved = r#"{"title": "Shop", "id": 7, "version": 3, "weekStart": "", "panels": [
///     {"id": 1, "type": "stat", "title": "Orders", "pluginVersion": "12.4.0", "options": {"textMode": "auto"}}]}"#;
/// assert_eq!(meaning(written).unwrap(), meaning(saved).unwrap());
/// ```
///
/// # Errors
/// When the text is not valid JSON, or not a dashboard.
pub fn meaning(text: &str) -> Result<Value, DocumentError> {
    let text = format(text, Form::default())?;
    let mut dashboard = bare(serde_json::from_str(&text).map_err(|error| DocumentError::syntax(&text, error))?)?;
    without_nulls(&mut dashboard);
    if let Value::Object(dashboard) = &mut dashboard {
        match dashboard.get("elements") {
            Some(_) => elements(dashboard),
            None => self::dashboard(dashboard),
        }
    }
    Ok(dashboard)
}

/// Returns the dashboard without its envelope; the name of a resource is the UID.
fn bare(mut file: Value) -> Result<Value, DocumentError> {
    let around = shape(&file)?.around;
    let name = around.metadata().and_then(|at| file.pointer(at)?.get("name").cloned());
    let mut root = file.pointer_mut(around.pointer()).map(Value::take).unwrap_or_default();
    if let (Some(name), Value::Object(dashboard)) = (name, &mut root) {
        dashboard.entry("uid").or_insert(name);
    }
    Ok(root)
}

/// Leaves out members that are `null`, as the editor does; in lists, `null` is an item.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, value| !value.is_null());
            members.values_mut().for_each(without_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

type Object = Map<String, Value>;

/// Returns the objects in a list of an object.
fn objects<'a>(parent: &'a mut Object, list: &str) -> impl Iterator<Item = &'a mut Object> {
    let items = parent.get_mut(list).and_then(Value::as_array_mut);
    items.into_iter().flatten().filter_map(Value::as_object_mut)
}

fn object<'a>(parent: &'a mut Object, name: &str) -> Option<&'a mut Object> {
    parent.get_mut(name)?.as_object_mut()
}

/// The version of the schema that a Grafana 11.0 saves, the oldest one whose editor counts here; an older version means
/// that old migrations run.
const OLDEST_SCHEMA: f64 = 39.0;

fn dashboard(dashboard: &mut Object) {
    fill(dashboard, classic::DASHBOARD);
    dashboard.retain(|name, value| match name.as_str() {
        // `__requires` is what an export tells the importer.
        "__requires" => false,
        "__elements" | "__inputs" => ![json!([]), json!({})].contains(value),
        _ => true,
    });
    if dashboard.get("schemaVersion").and_then(Value::as_f64).is_some_and(|it| it >= OLDEST_SCHEMA) {
        dashboard.insert("schemaVersion".to_owned(), grafana::SCHEMA_VERSION.into());
    }
    objects(dashboard, "links").for_each(|link| fill(link, classic::LINK));
    if let Some(annotations) = object(dashboard, "annotations") {
        self::annotations(annotations);
    }
    if let Some(templating) = object(dashboard, "templating") {
        objects(templating, "list").for_each(variable);
    }
    if let Some(timepicker) = object(dashboard, "timepicker") {
        // Not read since version 5.
        timepicker.remove("time_options");
    }
    objects(dashboard, "panels").for_each(panel);
    ids(dashboard);
}

/// Gives panels without an id the numbers after the largest, as Grafana does.
fn ids(dashboard: &mut Object) {
    fn each(parent: &mut Object, see: &mut dyn FnMut(&mut Object)) {
        for panel in objects(parent, "panels") {
            see(panel);
            each(panel, see);
        }
    }
    let mut largest = 0;
    each(dashboard, &mut |panel| largest = largest.max(panel.get("id").and_then(Value::as_u64).unwrap_or(0)));
    each(dashboard, &mut |panel| {
        if !panel.contains_key("id") {
            largest += 1;
            panel.insert("id".to_owned(), largest.into());
        }
    });
}

fn annotations(annotations: &mut Object) {
    let is_built_in = |annotation: &Object| annotation.get("builtIn") == Some(&json!(1));
    if !objects(annotations, "list").any(|annotation| is_built_in(annotation))
        && let Some(Value::Array(list)) = annotations.get_mut("list")
    {
        list.insert(0, json!({ "builtIn": 1 }));
    }
    for annotation in objects(annotations, "list") {
        datasource(annotation);
        if is_built_in(annotation) {
            // Older ones say here what all of them do.
            annotation.remove("target");
            fill(annotation, classic::BUILT_IN_ANNOTATION);
        }
        fill(annotation, classic::ANNOTATION);
    }
}

fn variable(variable: &mut Object) {
    datasource(variable);
    fill(variable, classic::VARIABLE);
    let kind = variable.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some((_, defaults)) = classic::VARIABLES.iter().find(|(name, _)| *name == kind) {
        fill(variable, defaults);
    }
    for name in classic::NOTES_OF_VARIABLES {
        variable.remove(*name);
    }
    let loads = variable.get("refresh").is_some_and(|it| *it != json!(0) && *it != json!(false));
    if kind == "query" && loads {
        variable.remove("options");
    }
    if classic::MADE_FROM_QUERY.contains(&kind.as_str()) && variable.contains_key("query") {
        variable.remove("options");
    }
    if ["constant", "textbox"].contains(&kind.as_str()) {
        variable.remove("current");
    }
    if let Some(current) = object(variable, "current")
        && current.contains_key("value")
    {
        current.remove("text");
        // The editor writes one selected value as a list, where several may be selected.
        if let Some(Value::Array(values)) = current.get_mut("value")
            && values.len() == 1
        {
            let only = values.pop();
            current.extend(only.map(|only| ("value".to_owned(), only)));
        }
    }
    let says_nothing = |current: &Value| [json!({}), json!({"value": ""}), json!({"value": []})].contains(current);
    if variable.get("current").is_some_and(says_nothing) {
        variable.remove("current");
    }
}

fn panel(panel: &mut Object) {
    if panel.get("type").and_then(Value::as_str) == Some("row") {
        // The last three are of rows before version 16, which Grafana's server keeps and nothing reads.
        for name in ["datasource", "fieldConfig", "options", "targets", "collapse", "showTitle", "titleSize"] {
            panel.remove(name);
        }
        fill(panel, classic::ROW);
        return objects(panel, "panels").for_each(self::panel);
    }
    if let Some(library) = object(panel, "libraryPanel") {
        // What it shows stands in the library.
        const OWN: [&str; 4] = ["gridPos", "id", "libraryPanel", "title"];
        library.retain(|name, _| ["name", "uid"].contains(&name.as_str()));
        return panel.retain(|name, _| OWN.contains(&name.as_str()));
    }
    fill(panel, classic::PANEL);
    if panel.contains_key("repeat") {
        fill(panel, classic::REPEATED);
    }
    datasource(panel);
    objects(panel, "links").for_each(|link| fill(link, classic::DATA_LINK));
    let (kind, of_panel) = (panel.get("type").cloned(), panel.get("datasource").cloned());
    let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
    saved_with(panel, "pluginVersion", kind);
    drawn(panel, kind);
    objects(panel, "targets").for_each(|target| query(target, of_panel.as_ref()));
    ref_ids(panel);
}

/// Leaves out the version of Grafana that one of its own panels was saved with where no migration reads it. One that is
/// too new to be migrated counts as today's.
fn saved_with(of: &mut Object, name: &str, kind: &str) {
    if PanelDefaults::of(kind).is_none() {
        return;
    }
    let saved = of.get(name).and_then(Value::as_str).and_then(version);
    match migrated_before(kind) {
        Some(since) if saved.is_some_and(|saved| saved >= since) => {
            of.insert(name.to_owned(), grafana::VERSION.into());
        }
        Some(_) if saved.is_some() => {}
        _ => drop(of.remove(name)),
    }
}

/// Fills in what a panel is drawn as: the same in both formats.
fn drawn(config: &mut Object, kind: &str) {
    let defaults = PanelDefaults::of(kind);
    let into = |object: &mut Object, lists: &[&[_]]| lists.iter().for_each(|list| fill(object, list));
    if let (Some(options), Some(defaults)) = (object(config, "options"), defaults) {
        into(options, defaults.options);
    }
    let Some(fields) = object(config, "fieldConfig") else { return };
    for property in objects(fields, "overrides").flat_map(|exception| objects(exception, "properties")) {
        if let Some(value) = object(property, "value") {
            first_step(value);
        }
    }
    let Some(field) = object(fields, "defaults") else { return };
    if let Some(defaults) = defaults {
        if let Some(color) = defaults.color {
            fill(field, PanelDefaults::FIELD);
            if let Some(chosen) = field.entry("color").or_insert_with(|| json!({})).as_object_mut() {
                chosen.entry("mode").or_insert_with(|| color.into());
            }
        }
        if !defaults.custom.is_empty()
            && let Some(custom) = field.entry("custom").or_insert_with(|| json!({})).as_object_mut()
        {
            into(custom, defaults.custom);
        }
    }
    objects(field, "links").for_each(|link| fill(link, classic::DATA_LINK));
    if let Some(thresholds) = object(field, "thresholds") {
        first_step(thresholds);
    }
}

/// Takes the value off a first threshold, which Grafana reads as the lowest number there is, whatever it is.
fn first_step(thresholds: &mut Object) {
    if let Some(step) = objects(thresholds, "steps").next() {
        step.remove("value");
    }
}

fn query(target: &mut Object, of_panel: Option<&Value>) {
    datasource(target);
    fill(target, classic::TARGET);
    let is_mixed = of_panel.is_some_and(|it| it["uid"] == grafana::datasource::MIXED);
    if let Some(of_panel) = of_panel.filter(|_| !is_mixed) {
        target.entry("datasource").or_insert_with(|| of_panel.clone());
    }
    if target.get("datasource").is_some_and(|it| it["type"] == "prometheus") {
        // Which of its two faces the query editor shows.
        target.remove("editorMode");
        fill(target, classic::PROMETHEUS_TARGET);
        let is_instant = target.get("instant") == Some(&Value::Bool(true));
        target.entry("range").or_insert(Value::Bool(!is_instant));
    }
}

/// Gives queries without a letter the first ones that are free, as Grafana does.
fn ref_ids(panel: &mut Object) {
    let taken: HashSet<String> =
        objects(panel, "targets").filter_map(|it| Some(it.get("refId")?.as_str()?.to_owned())).collect();
    let mut free = (0..).map(ref_id).filter(|letter| !taken.contains(letter.as_ref()));
    for target in objects(panel, "targets").filter(|it| !it.contains_key("refId")) {
        target.extend(free.next().map(|letter| ("refId".to_owned(), letter.into_owned().into())));
    }
}

/// Writes a datasource that is a mere text, as before Grafana 8.3, in today's way.
fn datasource(parent: &mut Object) {
    if let Some(Value::String(uid)) = parent.get("datasource") {
        let own = (uid == GRAFANA).then_some(GRAFANA_PLUGIN);
        let written = own.map_or_else(|| json!({ "uid": uid }), |own| json!({ "type": own, "uid": uid }));
        parent.insert("datasource".to_owned(), written);
    }
}

/// Fills in what the panels of a dashboard of version 2 are drawn as.
fn elements(dashboard: &mut Object) {
    for element in object(dashboard, "elements").into_iter().flat_map(Object::values_mut) {
        let Some(config) = element.pointer_mut("/spec/vizConfig").and_then(Value::as_object_mut) else { continue };
        // Before the final version, the kind stood in `kind`.
        let kind = config.get("group").or_else(|| config.get("kind")).and_then(Value::as_str).unwrap_or_default();
        let kind = kind.to_owned();
        saved_with(config, "version", &kind);
        if let Some(spec) = object(config, "spec") {
            saved_with(spec, "pluginVersion", &kind);
            drawn(spec, &kind);
        }
    }
}

#[cfg(test)]
mod tests;
