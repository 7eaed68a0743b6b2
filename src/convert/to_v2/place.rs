//! Panels and rows become elements, and a layout that refers to them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::loss::{Losses, Place};
use super::super::member::{filled, number, objects, whole, whole_of};
use super::{panel, rows};
use crate::schema::v1::{Dashboard, GridPos, Panel};
use crate::schema::v2::{Element, ElementReference, Grid, GridEntry, GridItem, Kinded, Layout, Repeat, Row, Rows};
use crate::vocabulary::Text;

/// A panel or row, and where it stood.
pub(super) struct Placed {
    pub(super) panel: Panel,
    /// In the list of panels, or in an old row.
    pub(super) at: Result<usize, String>,
}

impl Placed {
    fn is_row(&self) -> bool {
        is_row(&self.panel)
    }
}

fn is_row(panel: &Panel) -> bool {
    panel.kind.as_deref() == Some("row")
}

/// Returns the elements and the layout of a dashboard.
pub(super) fn elements_and_layout(
    dashboard: &mut Dashboard,
    losses: &mut Losses,
) -> (BTreeMap<String, Element>, Layout) {
    let rows = objects(&mut dashboard.rows, &mut dashboard.rest, (Place::Document, "rows"), losses);
    let mut all = rows::panels(rows.unwrap_or_default(), losses);
    let panels = objects(&mut dashboard.panels, &mut dashboard.rest, (Place::Document, "panels"), losses);
    all.extend(panels.unwrap_or_default().map(|(index, panel)| Placed { panel, at: Ok(index) }));
    let mut placing = Placing { ids: Ids::of(&all), elements: BTreeMap::new(), losses };
    let layout = if all.iter().any(Placed::is_row) { placing.rows(all) } else { placing.grid(all) };
    (placing.elements, layout)
}

/// The ids of panels: each is given once.
struct Ids {
    given: BTreeSet<i64>,
    next: i64,
}

impl Ids {
    fn of(panels: &[Placed]) -> Self {
        let mut highest = 0;
        for Placed { panel, .. } in panels {
            let inner = panel.panels.iter().flatten().filter_map(|inner| inner.id.flatten());
            let odd = panel.rest.get("panels").and_then(Value::as_array).into_iter().flatten();
            let odd = odd.filter_map(|inner| inner.get("id")?.as_i64());
            highest = panel.id.flatten().into_iter().chain(inner).chain(odd).fold(highest, i64::max);
        }
        Self { given: BTreeSet::new(), next: highest.saturating_add(1) }
    }

    /// Takes the id of a panel, or finds one for it.
    fn take(&mut self, panel: &mut Panel, at: Place<'_>, losses: &mut Losses) -> i64 {
        let id = id_of(panel);
        if let Some(id) = id.filter(|id| self.given.insert(*id)) {
            return id;
        }
        let new = self.next;
        self.next = self.next.saturating_add(1);
        self.given.insert(new);
        if let Some(id) = id {
            losses.add(at.at("id"), format!("another panel has the id {id}, so this one gets {new}"));
        }
        new
    }
}

/// Takes an id, which may also be written as a fraction: `1.0`.
fn id_of(panel: &mut Panel) -> Option<i64> {
    let fits = |id: &i64| whole(number(*id)).is_some();
    if let Some(id) = panel.id.take_if(|id| id.as_ref().is_none_or(fits)) {
        return id;
    }
    let fraction: f64 = panel.rest.take("id")?;
    let id = whole(fraction);
    if id.is_none() {
        panel.rest.insert("id", fraction.into());
    }
    id
}

/// What is made of panels while they are placed.
struct Placing<'a> {
    ids: Ids,
    elements: BTreeMap<String, Element>,
    losses: &'a mut Losses,
}

impl Placing<'_> {
    fn grid(&mut self, panels: Vec<Placed>) -> Layout {
        let items = panels.into_iter().map(|panel| self.placed(panel, 0)).collect();
        Layout::Grid(Box::new(grid_of(items)))
    }

    fn rows(&mut self, panels: Vec<Placed>) -> Layout {
        let (mut rows, mut open) = (Vec::new(), None::<OpenRow>);
        for panel in panels {
            if panel.is_row() {
                rows.extend(open.take().map(OpenRow::close));
                let Placed { panel, at } = panel;
                open = Some(with_place(&at, |at| self.row(panel, at)));
            } else {
                // What stands before the first row gets one whose headline is hidden.
                let row = open.get_or_insert_with(OpenRow::first);
                let item = self.placed(panel, row.top);
                row.items.push(item);
            }
        }
        rows.extend(open.map(OpenRow::close));
        Layout::Rows(Box::new(Rows::empty().rows(rows).into()))
    }

    fn row(&mut self, mut row: Panel, at: Place<'_>) -> OpenRow {
        let y = grid_pos(row.grid_pos.take(), at, self.losses).y;
        let repeat = filled(row.repeat.take().flatten());
        let spec = Row {
            collapse: Some(row.collapsed.take().unwrap_or_default()),
            repeat: repeat.map(|variable| Repeat::new().value(variable)),
            title: Some(row.title.take().unwrap_or_default()),
            ..Row::empty()
        };
        let top = y.saturating_add(1);
        let inner = objects(&mut row.panels, &mut row.rest, (at, "panels"), self.losses).unwrap_or_default();
        let items = inner.map_all(|index, panel| self.item(panel, at.at("panels").item(index), top));
        self.losses.but(at, row, OF_ROWS, &["description", "fieldConfig", "options", "transparent"]);
        OpenRow { spec, items, top }
    }

    fn placed(&mut self, Placed { panel, at }: Placed, top: i64) -> GridEntry {
        with_place(&at, |at| self.item(panel, at, top))
    }

    /// Returns the place of a panel, and keeps the panel as an element. Its line counts from the upper edge of what it
    /// stands in.
    fn item(&mut self, mut panel: Panel, at: Place<'_>, top: i64) -> GridEntry {
        let id = self.ids.take(&mut panel, at, self.losses);
        let place = grid_pos(panel.grid_pos.take(), at, self.losses);
        let repeat = repeat(&mut panel);
        let name = format!("panel-{id}");
        let element = panel::element(panel, id, at, self.losses);
        let item = GridItem {
            element: Some(ElementReference::new().name(name.clone())),
            height: Some(number(place.height)),
            repeat,
            width: Some(number(place.width)),
            x: Some(number(place.x)),
            y: Some(number(place.y.saturating_sub(top))),
            ..GridItem::empty()
        };
        self.elements.insert(name, element);
        GridEntry::Item(Box::new(item.into()))
    }
}

/// Members of rows: a row asks nothing and is repeated in one way only; its id is not referred to. The rest is from
/// before Grafana 5.
const OF_ROWS: &[&str] = &[
    "collapse",
    "datasource",
    "height",
    "id",
    "repeatDirection",
    "repeatIteration",
    "repeatRowId",
    "showTitle",
    "targets",
    "titleSize",
    "type",
];

fn with_place<T>(at: &Result<usize, String>, then: impl FnOnce(Place<'_>) -> T) -> T {
    match at {
        Ok(index) => then(Place::Document.at("panels").item(*index)),
        Err(written) => then(Place::Written(written)),
    }
}

/// A row to which panels are added.
struct OpenRow {
    spec: Row,
    items: Vec<GridEntry>,
    top: i64,
}

impl OpenRow {
    fn first() -> Self {
        let spec = Row::empty().collapse(false).hide_header(true).title("");
        Self { spec, items: Vec::new(), top: 0 }
    }

    fn close(self) -> Kinded<Row> {
        self.spec.layout(Layout::Grid(Box::new(grid_of(self.items)))).into()
    }
}

fn grid_of(items: Vec<GridEntry>) -> Kinded<Grid> {
    Grid::empty().items(items).into()
}

/// A place on the grid, in cells.
struct Cells {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

/// Takes a place; where nothing is said, Grafana's.
fn grid_pos(place: Option<GridPos>, panel: Place<'_>, losses: &mut Losses) -> Cells {
    let GridPos { mut h, is_static, mut w, mut x, mut y, rest } = place.unwrap_or_else(GridPos::empty);
    let at = panel.at("gridPos");
    let mut side = |side: &mut Option<f64>, name: &str, default: i64| {
        whole_of(side).unwrap_or_else(|| match side.take_if(|it| it.fract() != 0.0 && it.abs() < 1e9) {
            #[expect(clippy::cast_possible_truncation, reason = "it is small")]
            Some(fraction) => {
                let cells = fraction as i64;
                losses.add(at.at(name), format!("{fraction} is not a whole number of cells, and becomes {cells}"));
                cells
            }
            None => default,
        })
    };
    let cells = Cells {
        x: side(&mut x, "x", 0),
        y: side(&mut y, "y", 0),
        width: side(&mut w, "w", 6),
        height: side(&mut h, "h", 3),
    };
    losses.but(at, GridPos { h, is_static, w, x, y, rest }, &[], &["static"]);
    cells
}

fn repeat(panel: &mut Panel) -> Option<Repeat> {
    let variable = filled(panel.repeat.take().flatten());
    let direction = panel.repeat_direction.take().filter(|it: &Text| it == "h" || it == "v");
    let most = whole_of(&mut panel.max_per_row).filter(|most| *most > 0);
    // Without a variable, the rest means nothing.
    let repeat = Repeat { direction, max_per_row: most.map(number), ..Repeat::new() };
    Some(repeat.value(variable?))
}
