//! A classic dashboard, whoever wrote it. Panels of collapsed rows and of the rows of old dashboards are panels like any
//! other.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::schema::envelope::known::{self, Format};

use super::datasource::{self, Kind};
use super::panel::{self, Panel};
use super::references::References;
use super::variable::{self, Variable};
/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// A classic dashboard.
#[derive(Debug)]
pub(crate) struct Dashboard<'a> {
    /// The dashboard's object.
    pub(crate) root: &'a Object,
    /// Its pointer: empty, or `/dashboard` in an answer of Grafana's API.
    pub(crate) pointer: &'static str,
    /// Its title; empty where it has none.
    pub(crate) title: &'a str,
    /// Its uid; empty where it has none.
    pub(crate) uid: &'a str,
    /// Its panels, rows included, each row before the panels in it.
    pub(crate) panels: Vec<Panel<'a>>,
    /// Its variables.
    pub(crate) variables: Vec<Variable<'a>>,
    /// Where each of them stands in the list, by name.
    by_name: HashMap<&'a str, usize>,
    /// The names of the inputs that are filled in when it is imported, and the plugins of those that are datasources.
    pub(crate) inputs: HashMap<&'a str, Option<&'a str>>,
    /// Its annotations, with their pointers.
    pub(crate) annotations: Vec<(&'a Object, String)>,
    /// The variables that are referred to anywhere.
    pub(crate) references: References,
}

/// Why a JSON value is not read as a classic dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotClassic {
    /// It is a dashboard in Grafana's newer format.
    V2,
    /// It is another kind of Kubernetes resource.
    Resource,
    /// It is an object, but of something else.
    Other,
    /// It is no object, but this.
    NoObject(&'static str),
}

/// What a resource that says it is a dashboard lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Of version 1, all that a dashboard has.
    Dashboard,
    /// Of version 2, an object `elements`.
    Elements,
    /// Of version 2, an object `layout`.
    Layout,
    /// Of version 2, both.
    ElementsAndLayout,
}

impl<'a> Dashboard<'a> {
    /// Reads a dashboard: bare, as Grafana's API answers (`{"dashboard": .., "meta": ..}`), or as the `spec` of a
    /// resource of version 1.
    pub(crate) fn read(value: &'a Value) -> Result<Self, NotClassic> {
        let (root, pointer) = unwrap(value)?;
        let variables = variable::read(root, pointer);
        let mut by_name = HashMap::new();
        for (at, variable) in variables.iter().enumerate() {
            by_name.entry(variable.name).or_insert(at);
        }
        Ok(Self {
            root,
            pointer,
            title: text(root, "title"),
            uid: text(root, "uid"),
            panels: panel::read(root, pointer),
            references: References::read(root, pointer, &variables),
            variables,
            by_name,
            inputs: inputs(root),
            annotations: annotations(root, pointer),
        })
    }

    /// Returns the variable of this name.
    pub(crate) fn variable(&self, name: &str) -> Option<&Variable<'a>> {
        self.by_name.get(name).map(|at| &self.variables[*at])
    }

    /// Returns the plugin that answers a reference to a datasource.
    pub(crate) fn kind_of(&self, datasource: Option<&'a Value>) -> Kind<'a> {
        datasource::kind(self, datasource)
    }
}

fn unwrap(value: &Value) -> Result<(&Object, &'static str), NotClassic> {
    let object = value.as_object().ok_or(NotClassic::NoObject(name_of(value)))?;
    if let Some(spec) = unwrap_resource(object) {
        return spec.map(|spec| (spec, "/spec"));
    }
    if let Some(inner) = object.get("dashboard").and_then(Value::as_object)
        && !object.contains_key("panels")
    {
        return match unwrap_resource(inner) {
            Some(spec) => spec.map(|spec| (spec, "/dashboard/spec")),
            None if format(inner) == Some(Format::V2) => Err(NotClassic::V2),
            // Whatever is called a dashboard here is one, even without panels.
            None => Ok((inner, "/dashboard")),
        };
    }
    match format(object) {
        Some(Format::Classic) => Ok((object, "")),
        Some(Format::V2) => Err(NotClassic::V2),
        None => Err(NotClassic::Other),
    }
}

/// Returns the `spec` of a Kubernetes resource, or nothing where there is no resource.
fn unwrap_resource(object: &Object) -> Option<Result<&Object, NotClassic>> {
    let (version, kind) = (object.get("apiVersion")?.as_str()?, object.get("kind")?.as_str()?);
    Some(match (known::of_resource(version, kind), object.get("spec").and_then(Value::as_object)) {
        (Ok(Format::V2), _) => Err(NotClassic::V2),
        (Ok(Format::Classic), Some(spec)) => Ok(spec),
        (Ok(Format::Classic), None) | (Err(_), _) => Err(NotClassic::Resource),
    })
}

/// Returns what a resource that says it is a dashboard lacks, so that there is nothing to check.
pub(crate) fn missing(value: &Value) -> Option<Missing> {
    let object = value.as_object()?;
    let inner = || object.get("dashboard").and_then(Value::as_object).filter(|_| !object.contains_key("panels"));
    let resource = if is_resource(object) { object } else { inner().filter(|inner| is_resource(inner))? };
    let spec = resource.get("spec")?.as_object()?;
    let is_usable = |name: &str| spec.get(name).is_some_and(Value::is_object);
    match known::of_resource(text(resource, "apiVersion"), text(resource, "kind")).ok()? {
        Format::Classic => (!known::has_classic_members(|name| spec.contains_key(name))).then_some(Missing::Dashboard),
        Format::V2 => match (is_usable("elements"), is_usable("layout")) {
            (true, true) => None,
            (false, true) => Some(Missing::Elements),
            (true, false) => Some(Missing::Layout),
            (false, false) => Some(Missing::ElementsAndLayout),
        },
    }
}

fn is_resource(object: &Object) -> bool {
    object.get("apiVersion").is_some_and(Value::is_string) && object.get("kind").is_some_and(Value::is_string)
}

fn format(object: &Object) -> Option<Format> {
    known::of_members(|name| object.get(name).is_some_and(Value::is_object), |name| object.contains_key(name))
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Returns a member that is a text; the empty text where it is missing.
pub(crate) fn text<'a>(object: &'a Object, key: &str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Returns a member that is an object.
pub(crate) fn object<'a>(object: &'a Object, key: &str) -> Option<&'a Object> {
    object.get(key).and_then(Value::as_object)
}

/// Returns the objects in a member that is an array, with their pointers.
pub(crate) fn objects<'a>(
    object: &'a Object,
    pointer: &str,
    key: &str,
) -> impl Iterator<Item = (&'a Object, String)> + use<'a> {
    let pointer = format!("{pointer}/{key}");
    let items = object.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
    items.filter_map(move |(index, item)| Some((item.as_object()?, format!("{pointer}/{index}"))))
}

/// Returns the objects in the array `list` of a member.
pub(super) fn list<'a>(
    root: &'a Object,
    pointer: &str,
    key: &str,
) -> impl Iterator<Item = (&'a Object, String)> + use<'a> {
    let pointer = format!("{pointer}/{key}");
    object(root, key).into_iter().flat_map(move |inner| objects(inner, &pointer, "list"))
}

fn annotations<'a>(root: &'a Object, pointer: &str) -> Vec<(&'a Object, String)> {
    list(root, pointer, "annotations").collect()
}

fn inputs(root: &Object) -> HashMap<&str, Option<&str>> {
    let mut inputs = HashMap::new();
    for (input, _) in objects(root, "", "__inputs") {
        inputs.entry(text(input, "name")).or_insert(input.get("pluginId").and_then(Value::as_str));
    }
    inputs
}
