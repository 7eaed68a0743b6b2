//! A classic dashboard, whoever wrote it. Panels of collapsed rows and of the rows of old dashboards are panels like any
//! other.

use std::collections::HashMap;
use std::fmt;

use super::datasource::{self, Kind};
use super::panel::{self, Panel};
use super::variable::{self, Variable};
use crate::json::tree::{Object, Tree};

/// A classic dashboard.
#[derive(Debug)]
pub(crate) struct Dashboard<'a> {
    /// The dashboard's object.
    pub(crate) root: &'a Object<'a>,
    /// Its pointer: empty, or `/dashboard` in an answer of Grafana's API.
    pub(crate) pointer: &'static str,
    /// Its title; empty if it has none.
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
    pub(crate) annotations: Vec<(&'a Object<'a>, String)>,
}

impl<'a> Dashboard<'a> {
    /// Reads the classic dashboard that stands at a place of a file.
    pub(crate) fn at(file: &'a Tree<'a>, pointer: &'static str) -> Option<Self> {
        let root = file.pointer(pointer)?.as_object()?;
        let variables = variable::read(root, pointer);
        let mut by_name = HashMap::new();
        for (at, variable) in variables.iter().enumerate() {
            by_name.entry(variable.name).or_insert(at);
        }
        Some(Self {
            root,
            pointer,
            title: text(root, "title"),
            uid: text(root, "uid"),
            panels: panel::read(root, pointer),
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
    pub(crate) fn kind_of(&self, datasource: Option<&'a Tree<'a>>) -> Kind<'a> {
        datasource::kind(self, datasource)
    }
}

/// Returns a member that is a text; the empty text where it is missing.
pub(crate) fn text<'a>(object: &'a Object<'_>, key: &str) -> &'a str {
    object.get(key).and_then(Tree::as_str).unwrap_or_default()
}

/// Returns a member that is an object.
pub(crate) fn object<'a>(object: &'a Object<'a>, key: &str) -> Option<&'a Object<'a>> {
    object.get(key).and_then(Tree::as_object)
}

/// Returns the objects in a member that is an array, with their pointers.
pub(crate) fn objects<'a>(
    object: &'a Object<'a>,
    pointer: &str,
    key: &str,
) -> impl Iterator<Item = (&'a Object<'a>, String)> + use<'a> {
    objects_at(object, format_args!("{pointer}/{key}"), key)
}

/// Returns the objects in a member that is an array, with their pointers, given the array's own.
pub(super) fn objects_at<'a>(
    object: &'a Object<'a>,
    pointer: fmt::Arguments<'_>,
    key: &str,
) -> impl Iterator<Item = (&'a Object<'a>, String)> + use<'a> {
    // Most objects have none of what they are asked for.
    let items = object.get(key).and_then(Tree::as_array).filter(|items| !items.is_empty());
    let pointer = items.map(|_| pointer.to_string()).unwrap_or_default();
    let items = items.into_iter().flatten().enumerate();
    items.filter_map(move |(index, item)| Some((item.as_object()?, format!("{pointer}/{index}"))))
}

/// Returns the objects in the array `list` of a member.
pub(super) fn list<'a>(
    root: &'a Object<'a>,
    pointer: &str,
    key: &str,
) -> impl Iterator<Item = (&'a Object<'a>, String)> + use<'a> {
    let inner = object(root, key).map(|inner| objects_at(inner, format_args!("{pointer}/{key}/list"), "list"));
    inner.into_iter().flatten()
}

fn annotations<'a>(root: &'a Object<'a>, pointer: &str) -> Vec<(&'a Object<'a>, String)> {
    list(root, pointer, "annotations").collect()
}

fn inputs<'a>(root: &'a Object<'a>) -> HashMap<&'a str, Option<&'a str>> {
    let mut inputs = HashMap::new();
    for (input, _) in objects(root, "", "__inputs") {
        inputs.entry(text(input, "name")).or_insert(input.get("pluginId").and_then(Tree::as_str));
    }
    inputs
}
