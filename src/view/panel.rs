//! The panels of a dashboard and their queries.

use crate::json::tree::{Object, Tree};

use super::dashboard::objects_at;
use super::{object, objects, text};

/// A panel or row.
#[derive(Debug)]
pub(crate) struct Panel<'a> {
    /// Its object.
    pub(crate) object: &'a Object<'a>,
    /// Its pointer.
    pub(crate) pointer: String,
    /// Its id.
    pub(crate) id: Option<i64>,
    /// Its title; empty if it has none.
    pub(crate) title: &'a str,
    /// Its plugin, or `row`; empty where it does not say.
    pub(crate) kind: &'a str,
    /// Where it is nested.
    pub(crate) nest: Nest,
    /// Its place on the grid.
    pub(crate) grid: Option<Grid>,
    /// Its queries.
    pub(crate) targets: Vec<Target<'a>>,
}

/// Where a panel is nested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nest {
    /// Among the panels of the dashboard.
    Top,
    /// In the row panel with this index.
    Row(usize),
    /// In the `rows` of a dashboard from before Grafana 5: the grid is not used.
    OldRow,
}

/// A place on the grid, in cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Grid {
    /// From the left.
    pub(crate) x: f64,
    /// From the top.
    pub(crate) y: f64,
    /// The width.
    pub(crate) width: f64,
    /// The height.
    pub(crate) height: f64,
}

/// A query of a panel.
#[derive(Debug)]
pub(crate) struct Target<'a> {
    /// Its object.
    pub(crate) object: &'a Object<'a>,
    /// Its pointer.
    pub(crate) pointer: String,
    /// Its letter; empty where it has none.
    pub(crate) ref_id: &'a str,
}

impl<'a> Panel<'a> {
    /// Returns whether this is a row.
    pub(crate) fn is_row(&self) -> bool {
        self.kind == "row"
    }

    /// Returns whether the content is a library panel, stored elsewhere.
    pub(crate) fn is_library(&self) -> bool {
        self.object.get("libraryPanel").is_some_and(Tree::is_object)
    }

    /// Returns the defaults of the field config.
    pub(crate) fn defaults(&self) -> Option<&'a Object<'a>> {
        object(object(self.object, "fieldConfig")?, "defaults")
    }

    /// Returns the overrides of the field config, with their pointers.
    pub(crate) fn overrides(&self) -> impl Iterator<Item = (&'a Object<'a>, String)> + use<'a> {
        let config = object(self.object, "fieldConfig");
        let all = config
            .map(|config| objects_at(config, format_args!("{}/fieldConfig/overrides", self.pointer), "overrides"));
        all.into_iter().flatten()
    }

    /// Returns the transformations.
    pub(crate) fn has_transformations(&self) -> bool {
        self.object.get("transformations").and_then(Tree::as_array).is_some_and(|list| !list.is_empty())
    }
}

impl<'a> Target<'a> {
    /// Returns what its series are called: a text with `{{label}}`; empty where nothing is said.
    pub(crate) fn legend(&self) -> &'a str {
        text(self.object, "legendFormat")
    }

    /// Returns whether it is asked only for expressions, and not shown.
    pub(crate) fn is_hidden(&self) -> bool {
        self.object.get("hide") == Some(&Tree::Bool(true))
    }

    /// Returns the PromQL or `LogQL` text.
    pub(crate) fn expr(&self) -> Option<&'a str> {
        self.object.get("expr").and_then(Tree::as_str)
    }

    /// Returns whether the answer is drawn over time, so that its series have names.
    pub(crate) fn is_time_series(&self) -> bool {
        matches!(text(self.object, "format"), "" | "time_series")
    }
}

pub(crate) fn read<'a>(root: &'a Object<'a>, pointer: &str) -> Vec<Panel<'a>> {
    let mut panels = Vec::new();
    for (object, pointer) in objects(root, pointer, "panels") {
        let row = panels.len();
        panels.push(panel(object, pointer.clone(), Nest::Top));
        panels.extend(objects(object, &pointer, "panels").map(|(inner, at)| panel(inner, at, Nest::Row(row))));
    }
    for (row, pointer) in objects(root, pointer, "rows") {
        panels.extend(objects(row, &pointer, "panels").map(|(inner, at)| panel(inner, at, Nest::OldRow)));
    }
    panels
}

fn panel<'a>(object: &'a Object<'a>, pointer: String, nest: Nest) -> Panel<'a> {
    let target = |(object, pointer)| Target { ref_id: text(object, "refId"), object, pointer };
    Panel {
        id: object.get("id").and_then(Tree::as_i64),
        title: text(object, "title"),
        kind: text(object, "type"),
        grid: grid(object),
        targets: objects(object, &pointer, "targets").map(target).collect(),
        object,
        pointer,
        nest,
    }
}

fn grid(panel: &Object<'_>) -> Option<Grid> {
    let grid = object(panel, "gridPos")?;
    let number = |key| grid.get(key).and_then(Tree::as_f64).filter(|number| number.is_finite());
    Some(Grid { x: number("x")?, y: number("y")?, width: number("w")?, height: number("h")? })
}
