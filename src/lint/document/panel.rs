//! The panels of a dashboard and their queries.

use serde_json::Value;

use super::{Object, object, objects, text};

/// A panel or row.
#[derive(Debug)]
pub(in crate::lint) struct Panel<'a> {
    /// Its object.
    pub(in crate::lint) object: &'a Object,
    /// Its pointer.
    pub(in crate::lint) pointer: String,
    /// Its id.
    pub(in crate::lint) id: Option<i64>,
    /// Its title; empty where it has none.
    pub(in crate::lint) title: &'a str,
    /// Its plugin, or `row`; empty where it does not say.
    pub(in crate::lint) kind: &'a str,
    /// Where it is nested.
    pub(in crate::lint) nest: Nest,
    /// Its place on the grid.
    pub(in crate::lint) grid: Option<Grid>,
    /// Its queries.
    pub(in crate::lint) targets: Vec<Target<'a>>,
}

/// Where a panel is nested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint) enum Nest {
    /// Among the panels of the dashboard.
    Top,
    /// In the row panel with this index.
    Row(usize),
    /// In the `rows` of a dashboard from before Grafana 5: the grid is not used.
    OldRow,
}

/// A place on the grid, in cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::lint) struct Grid {
    /// From the left.
    pub(in crate::lint) x: f64,
    /// From the top.
    pub(in crate::lint) y: f64,
    /// The width.
    pub(in crate::lint) width: f64,
    /// The height.
    pub(in crate::lint) height: f64,
}

/// A query of a panel.
#[derive(Debug)]
pub(in crate::lint) struct Target<'a> {
    /// Its object.
    pub(in crate::lint) object: &'a Object,
    /// Its pointer.
    pub(in crate::lint) pointer: String,
    /// Its letter; empty where it has none.
    pub(in crate::lint) ref_id: &'a str,
}

impl<'a> Panel<'a> {
    /// Returns whether this is a row.
    pub(in crate::lint) fn is_row(&self) -> bool {
        self.kind == "row"
    }

    /// Returns whether the content is a library panel, stored elsewhere.
    pub(in crate::lint) fn is_library(&self) -> bool {
        self.object.get("libraryPanel").is_some_and(Value::is_object)
    }

    /// Returns the defaults of the field config.
    pub(in crate::lint) fn defaults(&self) -> Option<&'a Object> {
        object(object(self.object, "fieldConfig")?, "defaults")
    }

    /// Returns the overrides of the field config, with their pointers.
    pub(in crate::lint) fn overrides(&self) -> impl Iterator<Item = (&'a Object, String)> + use<'a> {
        let pointer = format!("{}/fieldConfig", self.pointer);
        object(self.object, "fieldConfig").into_iter().flat_map(move |config| objects(config, &pointer, "overrides"))
    }

    /// Returns the transformations.
    pub(in crate::lint) fn has_transformations(&self) -> bool {
        self.object.get("transformations").and_then(Value::as_array).is_some_and(|list| !list.is_empty())
    }
}

impl<'a> Target<'a> {
    /// Returns what its series are called: a text with `{{label}}`; empty where nothing is said.
    pub(in crate::lint) fn legend(&self) -> &'a str {
        text(self.object, "legendFormat")
    }

    /// Returns whether it is asked only for expressions, and not shown.
    pub(in crate::lint) fn is_hidden(&self) -> bool {
        self.object.get("hide") == Some(&Value::Bool(true))
    }

    /// Returns the PromQL or `LogQL` text.
    pub(in crate::lint) fn expr(&self) -> Option<&'a str> {
        self.object.get("expr").and_then(Value::as_str)
    }

    /// Returns whether the answer is drawn over time, so that its series have names.
    pub(in crate::lint) fn is_time_series(&self) -> bool {
        matches!(text(self.object, "format"), "" | "time_series")
    }
}

pub(super) fn read<'a>(root: &'a Object, pointer: &str) -> Vec<Panel<'a>> {
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

fn panel(object: &Object, pointer: String, nest: Nest) -> Panel<'_> {
    let target = |(object, pointer)| Target { ref_id: text(object, "refId"), object, pointer };
    Panel {
        id: object.get("id").and_then(Value::as_i64),
        title: text(object, "title"),
        kind: text(object, "type"),
        grid: grid(object),
        targets: objects(object, &pointer, "targets").map(target).collect(),
        object,
        pointer,
        nest,
    }
}

fn grid(panel: &Object) -> Option<Grid> {
    let grid = object(panel, "gridPos")?;
    let number = |key| grid.get(key).and_then(Value::as_f64).filter(|number| number.is_finite());
    Some(Grid { x: number("x")?, y: number("y")?, width: number("w")?, height: number("h")? })
}
