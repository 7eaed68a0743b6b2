//! Layouts become panels at places of the 24-column grid, and rows among them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::super::loss::Losses;
use super::super::parts::{Made, Parts, whole};
use super::{panel, variable};

/// The columns of the grid.
const COLUMNS: i64 = 24;

/// What stands on a page.
pub(super) struct Page {
    /// Panels and rows.
    pub(super) panels: Vec<Value>,
    /// The variables of rows and tabs, and where they stood.
    pub(super) variables: Vec<(String, Value)>,
}

/// Returns what stands on the page of a dashboard.
pub(super) fn page(spec: &mut Parts, losses: &mut Losses) -> Page {
    let elements = spec.object("elements").unwrap_or_else(|| Parts::empty(spec.place("elements")));
    let place = elements.here().to_owned();
    let mut placing = Placing::of(elements.all(), place, losses);
    if let Some(layout) = spec.get("layout") {
        count_places(layout, &mut placing.places);
    }
    let mut panels = Vec::new();
    if let Some(layout) = spec.object("layout") {
        placing.layout(layout, 0, &mut panels);
    }
    Page { panels, variables: placing.end() }
}

/// What is needed to place panels.
struct Placing<'a> {
    elements: Map<String, Value>,
    place: String,
    /// In how many places each element is yet to stand.
    places: BTreeMap<String, usize>,
    used: BTreeSet<String>,
    /// The ids of the panels so far.
    ids: BTreeSet<i64>,
    next_id: i64,
    variables: Vec<(String, Value)>,
    losses: &'a mut Losses,
}

impl<'a> Placing<'a> {
    fn of(elements: Map<String, Value>, place: String, losses: &'a mut Losses) -> Self {
        let ids = elements.values().filter_map(|element| element["spec"]["id"].as_f64().and_then(whole));
        let next_id = ids.max().unwrap_or_default().max(0).saturating_add(1);
        let (places, used, ids, variables) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new(), Vec::new());
        Self { elements, place, places, used, ids, next_id, variables, losses }
    }

    /// Names the elements that stand nowhere, and returns the variables.
    fn end(self) -> Vec<(String, Value)> {
        for name in self.elements.keys().filter(|name| !self.used.contains(*name)) {
            self.losses.add(format!("{}.{name}", self.place), "no layout has a place for it");
        }
        self.variables
    }

    fn id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        id
    }

    /// Places what a layout holds, from a line of the grid on, and returns the line below it.
    fn layout(&mut self, mut layout: Parts, top: i64, out: &mut Vec<Value>) -> i64 {
        let kind = layout.text("kind").unwrap_or_default();
        let spec = layout.object("spec").unwrap_or_else(|| Parts::empty(layout.place("spec")));
        let bottom = match kind.as_str() {
            "GridLayout" => self.grid(spec, top, out),
            "RowsLayout" => self.sections(spec, "rows", "RowsLayoutRow", top, out),
            "TabsLayout" => {
                self.losses.add(spec.here(), "the classic format has no tabs: they become rows");
                self.sections(spec, "tabs", "TabsLayoutTab", top, out)
            }
            "AutoGridLayout" => self.auto_grid(spec, top, out),
            other => {
                self.losses.add(layout.here(), format!("there is no layout of the kind `{other}`"));
                top
            }
        };
        layout.end(self.losses);
        bottom
    }

    fn grid(&mut self, mut grid: Parts, top: i64, out: &mut Vec<Value>) -> i64 {
        let (mut bottom, mut has_row) = (top, false);
        for (kind, mut item) in by_place(specs(&mut grid, "items", self.losses)) {
            match kind.as_str() {
                GRID_ITEM => {
                    if has_row {
                        self.losses.add(item.here(), "it stood below a row, and becomes a part of it");
                    }
                    bottom = bottom.max(self.grid_item(item, top, out));
                }
                "GridLayoutRow" => {
                    has_row = true;
                    let line = item.whole("y").unwrap_or_default().saturating_add(top);
                    bottom = bottom.max(self.grid_row(item, line, out));
                }
                other => self.unknown(&item, other),
            }
        }
        grid.end(self.losses);
        bottom
    }

    fn grid_item(&mut self, mut item: Parts, top: i64, out: &mut Vec<Value>) -> i64 {
        let mut side = |name: &str| item.whole(name).unwrap_or_default();
        let (x, y, width, height) = (side("x"), side("y").saturating_add(top), side("width"), side("height"));
        let repeat = repeat(&mut item, self.losses);
        self.panel(item, json!({ "h": height, "w": width, "x": x, "y": y }), repeat, out);
        y.saturating_add(height)
    }

    /// A row on the grid, of `v2alpha1`: the places of its panels count from its lower edge.
    fn grid_row(&mut self, mut row: Parts, line: i64, out: &mut Vec<Value>) -> i64 {
        let folded = row.flag("collapsed").unwrap_or_default();
        let repeat = row_repeat(&mut row, self.losses);
        let header = self.header(folded, line, repeat, row.text("title").unwrap_or_default());
        let below = line.saturating_add(1);
        let (mut inner, mut bottom) = (Vec::new(), below);
        for (kind, item) in specs(&mut row, "elements", self.losses) {
            if kind == GRID_ITEM {
                bottom = bottom.max(self.grid_item(item, below, &mut inner));
            } else {
                self.unknown(&item, &kind);
            }
        }
        row.end(self.losses);
        self.close(header, folded, inner, out);
        if folded { below } else { bottom }
    }

    fn header(&mut self, folded: bool, line: i64, repeat: Option<String>, title: String) -> Made {
        Made::new()
            .set("collapsed", folded)
            .set("gridPos", json!({ "h": 1, "w": COLUMNS, "x": 0, "y": line }))
            .set("id", self.id())
            .maybe("repeat", repeat)
            .set("title", title)
            .set("type", "row")
    }

    /// Adds a row: the panels of a folded one are in it, those of an open one follow it.
    fn close(&mut self, header: Made, folded: bool, mut inner: Vec<Value>, out: &mut Vec<Value>) {
        if folded {
            out.push(header.set("panels", self.without_rows(inner)).into());
        } else {
            out.push(header.set("panels", json!([])).into());
            out.append(&mut inner);
        }
    }

    fn unknown(&mut self, what: &Parts, kind: &str) {
        self.losses.add(what.here(), format!("nothing in this layout has the kind `{kind}`"));
    }

    /// Cells of one size, from left to right. The sizes are those that Grafana's conversion gives them.
    fn auto_grid(&mut self, mut grid: Parts, top: i64, out: &mut Vec<Value>) -> i64 {
        self.losses.add(grid.here(), "the classic format has no auto grid: each panel gets a place of its own");
        let columns = grid.whole("maxColumnCount").filter(|count| *count > 0).unwrap_or(3).min(COLUMNS);
        let pixels = grid.number("rowHeight").filter(|pixels| *pixels > 0.0);
        let height = match (grid.text("rowHeightMode").as_deref(), pixels) {
            (Some("short"), _) => 5,
            (Some("tall"), _) => 14,
            (Some("custom"), Some(pixels)) => whole((pixels / 38.0).ceil()).unwrap_or(9).clamp(1, 1_000),
            _ => 9,
        };
        let width = COLUMNS / columns;
        grid.forget(&["columnWidth", "columnWidthMode", "fillScreen"]);
        let (mut x, mut y, mut bottom) = (0, top, top);
        for (kind, mut item) in specs(&mut grid, "items", self.losses) {
            if kind != "AutoGridLayoutItem" {
                self.unknown(&item, &kind);
                continue;
            }
            let repeat =
                repeat(&mut item, self.losses).map(|made| made.set("maxPerRow", columns).set("repeatDirection", "h"));
            self.panel(item, json!({ "h": height, "w": width, "x": x, "y": y }), repeat, out);
            bottom = y.saturating_add(height);
            x += width;
            if x + width > COLUMNS {
                (x, y) = (0, bottom);
            }
        }
        grid.end(self.losses);
        bottom
    }

    /// Rows, or tabs in place of rows.
    fn sections(&mut self, mut layout: Parts, name: &str, one: &str, top: i64, out: &mut Vec<Value>) -> i64 {
        let mut line = top;
        for (kind, section) in specs(&mut layout, name, self.losses) {
            if kind == one {
                line = self.section(section, line, out);
            } else {
                self.unknown(&section, &kind);
            }
        }
        layout.end(self.losses);
        line
    }

    fn section(&mut self, mut row: Parts, top: i64, out: &mut Vec<Value>) -> i64 {
        let (hidden, folded) = (row.flag("hideHeader") == Some(true), row.flag("collapse").unwrap_or_default());
        let title = row.text("title").unwrap_or_default();
        let repeat = row_repeat(&mut row, self.losses);
        let layout = row.object("layout").unwrap_or_else(|| Parts::empty(row.place("layout")));
        let place = row.place("variables");
        let variables = variable::all(&mut row, self.losses).into_iter();
        self.variables.extend(variables.map(|it| (format!("{place}.{}", it["name"].as_str().unwrap_or_default()), it)));
        row.forget_empty(&["fillScreen"]);
        if hidden {
            if !out.is_empty() {
                self.losses
                    .add(row.here(), "the classic format has no rows without a headline: its panels join those above");
            }
            row.end(self.losses);
            return self.layout(layout, top, out);
        }
        row.end(self.losses);
        if layout.get("kind").is_some_and(|kind| kind == "RowsLayout") {
            self.losses.add(layout.here(), "the classic format has no rows in rows: they come after it");
        }
        let header = self.header(folded, top, repeat, title);
        let below = top.saturating_add(1);
        let mut inner = Vec::new();
        let bottom = self.layout(layout, below, &mut inner);
        self.close(header, folded, inner, out);
        if folded { below } else { bottom }
    }

    /// A folded row holds panels only.
    fn without_rows(&mut self, panels: Vec<Value>) -> Vec<Value> {
        let mut kept = Vec::new();
        for mut panel in panels {
            if panel["type"] == "row" && panel.get("gridPos").is_some() {
                let title = panel["title"].as_str().unwrap_or_default();
                self.losses
                    .add(&self.place, format!("the row `{title}` stood in a folded row, and gives way to its panels"));
                kept.extend(panel["panels"].as_array_mut().map(std::mem::take).unwrap_or_default());
            } else {
                kept.push(panel);
            }
        }
        kept
    }

    /// Takes an element; one that stands somewhere else as well stays.
    fn element(&mut self, name: &str) -> Option<Value> {
        match self.places.get_mut(name) {
            Some(left) if *left > 1 => {
                *left -= 1;
                self.elements.get(name).cloned()
            }
            _ => self.elements.remove(name),
        }
    }

    fn panel(&mut self, mut item: Parts, grid_pos: Value, repeat: Option<Made>, out: &mut Vec<Value>) {
        let at = item.here().to_owned();
        let name = item.object("element").map(|element| reference(element, self.losses)).unwrap_or_default();
        item.end(self.losses);
        let Some(element) = self.element(&name) else {
            return self.losses.add(at, format!("there is no element `{name}`"));
        };
        let Ok(element) = Parts::of(element, format!("{}.{name}", self.place)) else {
            return self.losses.add(at, format!("the element `{name}` is no object"));
        };
        let made = panel::of(element, self.losses);
        let stood = !self.used.insert(name.clone());
        let id = made.id.filter(|id| !stood && self.ids.insert(*id));
        let id = id.unwrap_or_else(|| self.id());
        match made.id {
            Some(_) if stood => self.losses.add(at, format!("`{name}` stands here once more, and gets another id")),
            Some(same) if same != id => self.losses.add(
                format!("{}.{name}.spec.id", self.place),
                format!("another panel has the id {same}, so this one gets {id}"),
            ),
            _ => {}
        }
        let panel = made.members.set("gridPos", grid_pos).set("id", id);
        out.push(panel.with(repeat.unwrap_or_default()).into());
    }
}

/// Counts in how many places of a layout each element stands.
fn count_places(layout: &Value, places: &mut BTreeMap<String, usize>) {
    match layout {
        Value::Array(items) => items.iter().for_each(|item| count_places(item, places)),
        Value::Object(members) => {
            if let Some(name) = members.get("element").and_then(|element| element.get("name")?.as_str()) {
                *places.entry(name.to_owned()).or_default() += 1;
            }
            members.values().for_each(|member| count_places(member, places));
        }
        _ => {}
    }
}

/// What stands on a grid by itself.
const GRID_ITEM: &str = "GridLayoutItem";

/// Takes a list of pairs of a kind and what is specified.
fn specs(parts: &mut Parts, name: &str, losses: &mut Losses) -> Vec<(String, Parts)> {
    let pairs = parts.objects(name).unwrap_or_default().into_iter();
    let specs = pairs.map(|mut pair| {
        let kind = pair.text("kind").unwrap_or_default();
        let spec = pair.object("spec").unwrap_or_else(|| Parts::empty(pair.place("spec")));
        pair.end(losses);
        (kind, spec)
    });
    specs.collect()
}

/// Sorts what stands on a grid from top to bottom, where there are rows: a row has what follows it.
fn by_place(mut items: Vec<(String, Parts)>) -> Vec<(String, Parts)> {
    if items.iter().any(|(kind, _)| kind != GRID_ITEM) {
        let line = |item: &Parts| item.get("y").and_then(Value::as_f64).unwrap_or_default();
        items.sort_by(|(_, a), (_, b)| line(a).total_cmp(&line(b)));
    }
    items
}

/// Takes the name of an element that is referred to.
fn reference(mut element: Parts, losses: &mut Losses) -> String {
    if element.get("kind").is_some_and(|kind| kind == "ElementReference") {
        element.forget(&["kind"]);
    }
    let name = element.text("name").unwrap_or_default();
    element.end(losses);
    name
}

fn repeat(item: &mut Parts, losses: &mut Losses) -> Option<Made> {
    let mut repeat = item.object("repeat")?;
    let made = Made::new()
        .maybe("maxPerRow", repeat.number("maxPerRow"))
        .maybe("repeatDirection", repeat.filled("direction"))
        .maybe("repeat", repeat.filled("value"));
    forget_mode(&mut repeat);
    repeat.end(losses);
    Some(made)
}

fn row_repeat(row: &mut Parts, losses: &mut Losses) -> Option<String> {
    let mut repeat = row.object("repeat")?;
    let variable = repeat.filled("value");
    forget_mode(&mut repeat);
    repeat.end(losses);
    variable
}

/// Drops the only mode that there is.
fn forget_mode(repeat: &mut Parts) {
    if repeat.get("mode").is_some_and(|mode| mode == "variable") {
        repeat.forget(&["mode"]);
    }
}
