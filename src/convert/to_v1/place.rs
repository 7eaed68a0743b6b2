//! Layouts become panels at places of the 24-column grid, and rows among them.

use std::collections::BTreeSet;

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
    used: BTreeSet<String>,
    next_id: i64,
    variables: Vec<(String, Value)>,
    losses: &'a mut Losses,
}

impl<'a> Placing<'a> {
    fn of(elements: Map<String, Value>, place: String, losses: &'a mut Losses) -> Self {
        let ids = elements.values().filter_map(|element| element["spec"]["id"].as_f64().and_then(whole));
        let next_id = ids.max().unwrap_or_default().max(0).saturating_add(1);
        Self { elements, place, used: BTreeSet::new(), next_id, variables: Vec::new(), losses }
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
            "RowsLayout" => self.sections(spec, "rows", top, out),
            "TabsLayout" => {
                self.losses.add(spec.here(), "the classic format has no tabs: they become rows");
                self.sections(spec, "tabs", top, out)
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
        let mut bottom = top;
        for mut item in specs(&mut grid, "items", self.losses) {
            let mut side = |name: &str| item.whole(name).unwrap_or_default();
            let (x, y, width, height) = (side("x"), side("y").saturating_add(top), side("width"), side("height"));
            let repeat = repeat(&mut item, self.losses);
            self.panel(item, json!({ "h": height, "w": width, "x": x, "y": y }), repeat, out);
            bottom = bottom.max(y.saturating_add(height));
        }
        grid.end(self.losses);
        bottom
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
        for mut item in specs(&mut grid, "items", self.losses) {
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
    fn sections(&mut self, mut layout: Parts, name: &str, top: i64, out: &mut Vec<Value>) -> i64 {
        let mut line = top;
        for section in specs(&mut layout, name, self.losses) {
            line = self.section(section, line, out);
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
        let header = Made::new()
            .set("collapsed", folded)
            .set("gridPos", json!({ "h": 1, "w": COLUMNS, "x": 0, "y": top }))
            .set("id", self.id())
            .maybe("repeat", repeat)
            .set("title", title)
            .set("type", "row");
        let below = top.saturating_add(1);
        let mut inner = Vec::new();
        let bottom = self.layout(layout, below, &mut inner);
        if folded {
            out.push(header.set("panels", self.without_rows(inner)).into());
            return below;
        }
        out.push(header.set("panels", json!([])).into());
        out.append(&mut inner);
        bottom
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

    fn panel(&mut self, mut item: Parts, grid_pos: Value, repeat: Option<Made>, out: &mut Vec<Value>) {
        let name = item.object("element").and_then(|mut element| element.text("name")).unwrap_or_default();
        let at = item.here().to_owned();
        item.end(self.losses);
        let Some(element) = self.elements.get(&name).cloned() else {
            return self.losses.add(at, format!("there is no element `{name}`"));
        };
        let Ok(element) = Parts::of(element, format!("{}.{name}", self.place)) else {
            return self.losses.add(at, format!("the element `{name}` is no object"));
        };
        let made = panel::of(element, self.losses);
        let id = made.id.filter(|_| self.used.insert(name.clone()));
        if id.is_none() && made.id.is_some() {
            self.losses.add(at, format!("`{name}` stands here once more, and gets another id"));
        }
        self.used.insert(name);
        let id = id.unwrap_or_else(|| self.id());
        let panel = made.members.set("gridPos", grid_pos).set("id", id);
        out.push(panel.with(repeat.unwrap_or_default()).into());
    }
}

/// Takes a list of pairs of a kind and what is specified, and returns the latter.
fn specs(parts: &mut Parts, name: &str, losses: &mut Losses) -> Vec<Parts> {
    let pairs = parts.objects(name).unwrap_or_default().into_iter();
    let specs = pairs.filter_map(|mut pair| {
        let spec = pair.object("spec");
        pair.forget(&["kind"]);
        pair.end(losses);
        spec
    });
    specs.collect()
}

fn repeat(item: &mut Parts, losses: &mut Losses) -> Option<Made> {
    let mut repeat = item.object("repeat")?;
    let made = Made::new()
        .maybe("maxPerRow", repeat.number("maxPerRow"))
        .maybe("repeatDirection", repeat.filled("direction"))
        .maybe("repeat", repeat.filled("value"));
    repeat.forget(&["mode"]);
    repeat.end(losses);
    Some(made)
}

fn row_repeat(row: &mut Parts, losses: &mut Losses) -> Option<String> {
    let mut repeat = row.object("repeat")?;
    let variable = repeat.filled("value");
    repeat.forget(&["mode"]);
    repeat.end(losses);
    variable
}
