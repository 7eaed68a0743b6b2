//! Dashboards of version 2: looked at as the classic ones that they become, and pointed at where they stand.

use std::collections::HashMap;

use crate::json::tree::Tree;

use super::{Dashboard, Panel, Spot};
use crate::convert;
use crate::schema::envelope::{Document, DocumentError};

/// Returns the dashboard of a file as a classic one.
pub(crate) fn classic(text: &str) -> Result<Tree<'static>, DocumentError> {
    Document::parse(text).map(|document| convert::document_as_classic(document).into())
}

/// Where the parts of a dashboard of version 2 stand.
pub(crate) struct Newer<'a> {
    whole: &'a Tree<'a>,
    /// The pointer of what the dashboard is.
    spec: &'static str,
    /// The names of the elements, by the bits of their ids.
    elements: HashMap<u64, &'a str>,
    /// The rows and tabs that become rows, in their order.
    rows: Vec<String>,
}

impl<'a> Newer<'a> {
    /// Looks at the dashboard of version 2 at a place of a file.
    pub(crate) fn at(whole: &'a Tree<'a>, spec: &'static str) -> Self {
        let mut elements = HashMap::new();
        for (name, element) in
            whole.pointer(&format!("{spec}/elements")).and_then(Tree::as_object).into_iter().flatten()
        {
            if let Some(id) = element["spec"]["id"].as_f64() {
                elements.entry(id.to_bits()).or_insert(name);
            }
        }
        let mut rows = Vec::new();
        let layout = format!("{spec}/layout");
        if let Some(value) = whole.pointer(&layout) {
            rows_of(value, &layout, false, &mut rows);
        }
        Self { whole, spec, elements, rows }
    }

    /// Returns the file as it is, and the pointer of what the dashboard specifies.
    pub(crate) fn as_it_is(&self) -> (&'a Tree<'a>, &'static str) {
        (self.whole, self.spec)
    }

    /// Returns the pointer of what a spot of the classic dashboard means.
    pub(crate) fn pointer(&self, spot: &Spot, classic: &Dashboard<'_>) -> String {
        let panel = spot.panel.map(|index| &classic.panels[index]);
        let element = panel.and_then(|panel| self.element(panel.id?));
        if let (Some(panel), Some(element)) = (panel, element) {
            let query = spot.query.as_deref().and_then(|letter| self.query(&element, letter));
            let inside = |target: &str| {
                spot.pointer.strip_prefix(target).filter(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let in_query = panel.targets.iter().find_map(|target| inside(&target.pointer));
            if let (Some(query), Some(rest)) = (query, in_query) {
                return self.nearest(&query, &["/spec/query/spec", "/spec"], rest);
            }
            let rest = spot.pointer.strip_prefix(&panel.pointer).unwrap_or_default();
            if rest == "/repeat"
                && let Some(item) = self.item(&element)
            {
                return self.nearest(&item, &["/repeat"], "/value");
            }
            return self.nearest(&element, &["/spec/vizConfig/spec", "/spec"], rest);
        }
        if let Some((panel, row)) = spot.panel.and_then(|index| self.row(index, classic)) {
            let rest = spot.pointer.strip_prefix(&panel.pointer).unwrap_or_default();
            return self.nearest(row, &["/spec"], if rest == "/repeat" { "/repeat/value" } else { rest });
        }
        let variable = spot.variable.as_deref().and_then(|name| classic.variable(name));
        if let Some((variable, pointer)) = variable.and_then(|it| Some((it, self.variable(it.name)?))) {
            let rest = spot.pointer.strip_prefix(&variable.pointer).unwrap_or_default();
            return self.nearest(&pointer, &["/spec/query/spec", "/spec"], rest.trim_start_matches("/query"));
        }
        let rest = spot.pointer.strip_prefix(classic.pointer).unwrap_or_default();
        match rest {
            "/uid" => self.nearest(self.spec.trim_end_matches("/spec"), &["/metadata"], "/name"),
            _ => self.annotation(rest).unwrap_or_else(|| self.nearest(self.spec, &[""], rest)),
        }
    }

    /// Returns the pointer of what a pointer into the classic annotations means.
    fn annotation(&self, rest: &str) -> Option<String> {
        let rest = rest.strip_prefix("/annotations/list/")?;
        let (at, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let all = self.whole.pointer(&format!("{}/annotations", self.spec))?.as_array()?;
        // What is no object was left out.
        let mut objects = all.iter().enumerate().filter(|(_, it)| it.is_object());
        let (index, _) = objects.nth(at.parse().ok()?)?;
        let rest = match rest {
            "/datasource" => "/datasource",
            "/datasource/uid" => "/datasource/name",
            other => other.strip_prefix("/target").unwrap_or(other),
        };
        let inside = ["/spec/query/spec", "/spec/query", "/spec/legacyOptions", "/spec"];
        Some(self.nearest(&format!("{}/annotations/{index}", self.spec), &inside, rest))
    }

    /// Returns a row of the classic dashboard, and the pointer of the row or tab that it was.
    fn row<'b>(&self, index: usize, classic: &'b Dashboard<'_>) -> Option<(&'b Panel<'b>, &str)> {
        let panel = classic.panels.get(index).filter(|panel| panel.is_row())?;
        let before = classic.panels[..index].iter().filter(|panel| panel.is_row()).count();
        Some((panel, self.rows.get(before)?))
    }

    /// Returns the pointer of what places an element.
    fn item(&self, element: &str) -> Option<String> {
        let name = element.rsplit('/').next()?.replace("~1", "/").replace("~0", "~");
        let layout = format!("{}/layout", self.spec);
        item_of(self.whole.pointer(&layout)?, &layout, &name)
    }

    /// Returns the pointer of a member where there is one, or of what it would be in.
    fn nearest(&self, part: &str, inside: &[&str], rest: &str) -> String {
        let candidates = inside.iter().map(|inner| format!("{part}{inner}{rest}"));
        let mut there = candidates.filter(|pointer| self.whole.pointer(pointer).is_some());
        there.next().unwrap_or_else(|| part.to_owned())
    }

    fn element(&self, id: i64) -> Option<String> {
        let name = self.elements.get(&rounded(id).to_bits())?;
        Some(format!("{}/elements/{}", self.spec, name.replace('~', "~0").replace('/', "~1")))
    }

    fn query(&self, element: &str, letter: &str) -> Option<String> {
        let list = format!("{element}/spec/data/spec/queries");
        let queries = self.whole.pointer(&list)?.as_array()?;
        let at = queries.iter().position(|it| it["spec"]["refId"] == letter)?;
        Some(format!("{list}/{at}"))
    }

    /// Those of the page come before those of its rows and tabs.
    fn variable(&self, name: &str) -> Option<String> {
        self.variable_in(self.spec, name)
    }

    fn variable_in(&self, part: &str, name: &str) -> Option<String> {
        let list = format!("{part}/variables");
        let own = self.whole.pointer(&list).and_then(Tree::as_array);
        if let Some(at) = own.and_then(|own| own.iter().position(|it| it["spec"]["name"] == name)) {
            return Some(format!("{list}/{at}"));
        }
        ["rows", "tabs"].into_iter().find_map(|kind| {
            let list = format!("{part}/layout/spec/{kind}");
            let count = self.whole.pointer(&list)?.as_array()?.len();
            (0..count).find_map(|at| self.variable_in(&format!("{list}/{at}/spec"), name))
        })
    }
}

/// Adds the pointers of the rows and tabs of a layout that become rows. In a folded row, none do.
fn rows_of(layout: &Tree<'_>, pointer: &str, is_in_folded: bool, rows: &mut Vec<String>) {
    let list = match layout["kind"].as_str() {
        Some("RowsLayout") => "rows",
        Some("TabsLayout") => "tabs",
        Some("GridLayout") => "items",
        _ => return,
    };
    let items = layout["spec"][list].as_array().into_iter().flatten().filter(|it| it.is_object()).enumerate();
    let mut items: Vec<_> = items.map(|(at, item)| (format!("{pointer}/spec/{list}/{at}"), item)).collect();
    if list == "items" {
        items.retain(|(_, item)| item["kind"] == "GridLayoutRow" && !is_in_folded);
        let line = |item: &Tree<'_>| item["spec"]["y"].as_f64().unwrap_or_default();
        items.sort_by(|(_, a), (_, b)| line(a).total_cmp(&line(b)));
        return rows.extend(items.into_iter().map(|(pointer, _)| pointer));
    }
    for (pointer, item) in items {
        let spec = &item["spec"];
        let has_header = spec["hideHeader"] != true;
        let inner = format!("{pointer}/spec/layout");
        if has_header && !is_in_folded {
            rows.push(pointer);
        }
        rows_of(&spec["layout"], &inner, is_in_folded || has_header && spec["collapse"] == true, rows);
    }
}

/// Finds what places an element in a layout.
fn item_of(layout: &Tree<'_>, pointer: &str, name: &str) -> Option<String> {
    if layout["spec"]["element"]["name"] == name {
        return Some(format!("{pointer}/spec"));
    }
    if layout["spec"]["layout"].is_object() {
        return item_of(&layout["spec"]["layout"], &format!("{pointer}/spec/layout"), name);
    }
    ["items", "rows", "tabs", "elements"].into_iter().find_map(|list| {
        let items = layout["spec"][list].as_array()?.iter().enumerate();
        items.into_iter().find_map(|(at, item)| item_of(item, &format!("{pointer}/spec/{list}/{at}"), name))
    })
}

#[expect(clippy::cast_precision_loss, reason = "documents count in doubles")]
fn rounded(id: i64) -> f64 {
    id as f64
}
