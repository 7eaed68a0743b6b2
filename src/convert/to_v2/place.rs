//! Panels and rows become elements, and a layout that refers to them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::super::loss::Losses;
use super::super::parts::{Made, Parts, kinded};
use super::{panel, rows};

/// Returns the elements and the layout of a dashboard.
pub(super) fn elements_and_layout(dashboard: &mut Parts, losses: &mut Losses) -> (Map<String, Value>, Value) {
    let mut panels = rows::panels(dashboard, losses);
    panels.extend(dashboard.objects("panels").unwrap_or_default());
    let mut placing = Placing { ids: Ids::of(&panels), elements: Map::new(), losses };
    let layout = if panels.iter().any(is_row) { placing.rows(panels) } else { placing.grid(panels, None) };
    (placing.elements, layout)
}

fn is_row(panel: &Parts) -> bool {
    panel.get("type").is_some_and(|kind| kind == "row")
}

/// The ids of panels: each is given once.
struct Ids {
    given: BTreeSet<i64>,
    next: i64,
}

impl Ids {
    fn of(panels: &[Parts]) -> Self {
        let inner = panels.iter().filter_map(|panel| panel.get("panels")?.as_array()).flatten();
        let all = panels.iter().filter_map(|panel| panel.get("id")).chain(inner.filter_map(|panel| panel.get("id")));
        let highest = all.filter_map(Value::as_i64).max().unwrap_or_default().max(0);
        Self { given: BTreeSet::new(), next: highest.saturating_add(1) }
    }

    /// Takes the id of a panel, or finds one for it.
    fn take(&mut self, panel: &mut Parts, losses: &mut Losses) -> i64 {
        let id = panel.whole("id");
        if let Some(id) = id.filter(|id| self.given.insert(*id)) {
            return id;
        }
        let new = self.next;
        self.next = self.next.saturating_add(1);
        self.given.insert(new);
        if let Some(id) = id {
            losses.add(panel.place("id"), format!("another panel has the id {id}, so this one gets {new}"));
        }
        new
    }
}

/// What is made of panels while they are placed.
struct Placing<'a> {
    ids: Ids,
    elements: Map<String, Value>,
    losses: &'a mut Losses,
}

impl Placing<'_> {
    /// Returns a grid of panels; of those in a row, their places count from its lower edge.
    fn grid(&mut self, panels: Vec<Parts>, top: Option<i64>) -> Value {
        let items: Vec<_> = panels.into_iter().map(|panel| self.item(panel, top.unwrap_or_default())).collect();
        grid_of(items)
    }

    fn rows(&mut self, panels: Vec<Parts>) -> Value {
        let (mut rows, mut open) = (Vec::new(), None::<OpenRow>);
        for mut panel in panels {
            if is_row(&panel) {
                rows.extend(open.take().map(OpenRow::close));
                open = Some(self.row(&mut panel));
                panel.end(self.losses);
            } else {
                // What stands before the first row gets one whose headline is hidden.
                let row = open.get_or_insert_with(OpenRow::first);
                let item = self.item(panel, row.top);
                row.items.push(item);
            }
        }
        rows.extend(open.map(OpenRow::close));
        kinded("RowsLayout", Made::new().set("rows", rows)).into()
    }

    fn row(&mut self, row: &mut Parts) -> OpenRow {
        let (_, y, _, _) = grid_pos(row, self.losses);
        let repeat = row.filled("repeat");
        let spec = Made::new()
            .set("collapse", row.flag("collapsed").unwrap_or_default())
            .maybe("repeat", repeat.map(|variable| json!({ "mode": "variable", "value": variable })))
            .set("title", row.text("title").unwrap_or_default());
        let top = y.saturating_add(1);
        let inner = row.objects("panels").unwrap_or_default();
        let items = inner.into_iter().map(|panel| self.item(panel, top)).collect();
        // A row asks nothing and is repeated in one way only; its id is not referred to. The rest is from before
        // Grafana 5.
        row.forget(&["datasource", "id", "repeatDirection", "targets", "type"]);
        row.forget(&["collapse", "height", "repeatIteration", "repeatRowId", "showTitle", "titleSize"]);
        row.forget_empty(&["description", "fieldConfig", "options", "transparent"]);
        OpenRow { spec, items, top }
    }

    /// Returns the place of a panel, and keeps the panel as an element.
    fn item(&mut self, mut panel: Parts, top: i64) -> Value {
        let id = self.ids.take(&mut panel, self.losses);
        let (x, y, width, height) = grid_pos(&mut panel, self.losses);
        let repeat = repeat(&mut panel);
        let name = format!("panel-{id}");
        let element = panel::element(panel, id, self.losses);
        self.elements.insert(name.clone(), element);
        let spec = Made::new()
            .set("element", json!({ "kind": "ElementReference", "name": name }))
            .set("height", height)
            .maybe("repeat", repeat)
            .set("width", width)
            .set("x", x)
            .set("y", y.saturating_sub(top));
        kinded("GridLayoutItem", spec).into()
    }
}

/// A row to which panels are added.
struct OpenRow {
    spec: Made,
    items: Vec<Value>,
    top: i64,
}

impl OpenRow {
    fn first() -> Self {
        let spec = Made::new().set("collapse", false).set("hideHeader", true).set("title", "");
        Self { spec, items: Vec::new(), top: 0 }
    }

    fn close(self) -> Value {
        kinded("RowsLayoutRow", self.spec.set("layout", grid_of(self.items))).into()
    }
}

fn grid_of(items: Vec<Value>) -> Value {
    kinded("GridLayout", Made::new().set("items", items)).into()
}

/// Takes a place: x, y, width and height.
fn grid_pos(panel: &mut Parts, losses: &mut Losses) -> (i64, i64, i64, i64) {
    let Some(mut place) = panel.object("gridPos") else { return (0, 0, 6, 3) };
    let mut side = |name: &str, default: i64| {
        let fraction = place.get(name).and_then(Value::as_f64).filter(|it| it.fract() != 0.0 && it.abs() < 1e9);
        match (place.whole(name), fraction) {
            (Some(whole), _) => whole,
            (None, Some(fraction)) => {
                place.forget(&[name]);
                #[expect(clippy::cast_possible_truncation, reason = "it is small")]
                let cells = fraction as i64;
                losses.add(place.place(name), format!("{fraction} is no whole number of cells, and becomes {cells}"));
                cells
            }
            (None, None) => default,
        }
    };
    let sides = (side("x", 0), side("y", 0), side("w", 6), side("h", 3));
    place.forget_empty(&["static"]);
    place.end(losses);
    sides
}

fn repeat(panel: &mut Parts) -> Option<Value> {
    let variable = panel.filled("repeat");
    let (direction, most) = (panel.filled("repeatDirection"), panel.whole("maxPerRow").filter(|most| *most > 0));
    // Without a variable, the rest means nothing.
    let repeat = Made::new()
        .maybe("direction", direction.filter(|it| it == "h" || it == "v"))
        .maybe("maxPerRow", most)
        .set("mode", "variable")
        .set("value", variable?);
    Some(repeat.into())
}
