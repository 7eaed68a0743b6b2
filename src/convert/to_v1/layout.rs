//! What a layout holds, from top to bottom.

use serde_json::Value;

use super::super::loss::Place;
use super::super::member::{Items, number, objects, whole, whole_of};
use super::place::{Placing, grid_pos};
use super::variable;
use crate::json::{Json, Typed as _};
use crate::schema::v1::Panel;
use crate::schema::v2::{
    AutoGrid, AutoGridItem, Grid, GridEntry, GridItem, GridRow, Kinded, Layout, Named, Repeat, Row, Tab,
};
use crate::vocabulary::Text;

/// The columns of the grid.
const COLUMNS: i64 = 24;

impl Placing<'_> {
    /// Places what a layout holds, from a line of the grid on, and returns the line below it.
    pub(super) fn layout(&mut self, layout: Layout, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        match layout {
            Layout::Grid(pair) => match self.spec(*pair, at) {
                Some(grid) => self.grid(grid, at.at("spec"), top, out),
                None => top,
            },
            Layout::Rows(pair) => {
                let Some(mut rows) = self.spec(*pair, at) else { return top };
                let at = at.at("spec");
                let list = objects(&mut rows.rows, &mut rows.rest, (at, "rows"), self.losses).unwrap_or_default();
                self.losses.rest(at, &rows.rest);
                self.sections(list, at.at("rows"), |row| row, top, out)
            }
            Layout::Tabs(pair) => {
                self.losses.add(at.at("spec"), "the classic format has no tabs: they become rows");
                let Some(mut tabs) = self.spec(*pair, at) else { return top };
                let at = at.at("spec");
                let list = objects(&mut tabs.tabs, &mut tabs.rest, (at, "tabs"), self.losses).unwrap_or_default();
                self.losses.rest(at, &tabs.rest);
                self.sections(list, at.at("tabs"), row_of, top, out)
            }
            Layout::Auto(pair) => {
                let grid = self.spec(*pair, at).unwrap_or_else(AutoGrid::empty);
                self.auto_grid(grid, at.at("spec"), top, out)
            }
            Layout::Other(Json(other)) => {
                let pair = Kinded::<Grid>::read(other).unwrap_or_else(|_| Kinded::empty());
                let kind = pair.kind.clone().unwrap_or_default();
                self.losses.add(at, format!("unknown kind of layout `{kind}`"));
                self.spec(pair, at);
                top
            }
        }
    }

    /// Takes what is specified of a kind that was looked at.
    fn spec<K>(&mut self, pair: Kinded<K>, at: Place<'_>) -> Option<K> {
        self.losses.rest(at, &pair.rest);
        pair.spec
    }

    fn grid(&mut self, mut grid: Grid, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        let items = objects(&mut grid.items, &mut grid.rest, (at, "items"), self.losses).unwrap_or_default();
        self.losses.rest(at, &grid.rest);
        let (mut bottom, mut has_row, list) = (top, false, at.at("items"));
        for (index, entry) in by_place(items) {
            let at = list.item(index);
            match entry {
                GridEntry::Item(pair) => {
                    if has_row {
                        self.losses.add(at.at("spec"), "it was placed below a row, and becomes part of it");
                    }
                    let item = self.spec(*pair, at).unwrap_or_else(GridItem::empty);
                    bottom = bottom.max(self.grid_item(item, at.at("spec"), top, out));
                }
                GridEntry::Row(pair) => {
                    has_row = true;
                    let row = self.spec(*pair, at).unwrap_or_else(GridRow::empty);
                    bottom = bottom.max(self.grid_row(row, at.at("spec"), top, out));
                }
                GridEntry::Other(Json(other)) => {
                    let pair = Kinded::<GridItem>::read(other).unwrap_or_else(|_| Kinded::empty());
                    self.unknown(at, pair);
                }
            }
        }
        bottom
    }

    fn grid_item(&mut self, item: GridItem, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        let GridItem { element, mut height, repeat, mut width, mut x, mut y, rest } = item;
        let side = |side: &mut Option<f64>| whole_of(side).unwrap_or_default();
        let cells = [side(&mut x), side(&mut y).saturating_add(top), side(&mut width), side(&mut height)];
        self.losses.left(at, GridItem { element: None, height, repeat: None, width, x, y, rest });
        let repeated = repeat.map(|repeat| self.repeat(repeat, at));
        self.panel(element, at, cells, repeated, out);
        cells[1].saturating_add(cells[3])
    }

    /// A row on the grid, of `v2alpha1`: the places of its panels count from its lower edge.
    fn grid_row(&mut self, row: GridRow, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        let GridRow { collapsed, mut elements, repeat, title, mut y, mut rest } = row;
        let line = whole_of(&mut y).unwrap_or_default().saturating_add(top);
        let folded = collapsed.unwrap_or_default();
        let repeat = repeat.and_then(|repeat| self.row_repeat(repeat, at));
        let header = self.header(folded, line, repeat, title);
        let items = objects(&mut elements, &mut rest, (at, "elements"), self.losses).unwrap_or_default();
        self.losses.left(at, GridRow { y, rest, ..GridRow::empty() });
        let below = line.saturating_add(1);
        let (mut inner, mut bottom, list) = (Vec::new(), below, at.at("elements"));
        for (index, pair) in items {
            let at = list.item(index);
            if pair.kind.as_deref() == Some(GridItem::KIND) {
                let item = self.spec(pair, at).unwrap_or_else(GridItem::empty);
                bottom = bottom.max(self.grid_item(item, at.at("spec"), below, &mut inner));
            } else {
                self.unknown(at, pair);
            }
        }
        self.close(header, folded, inner, out);
        if folded { below } else { bottom }
    }

    fn header(&mut self, folded: bool, line: i64, repeat: Option<Text>, title: Option<Text>) -> Panel {
        Panel {
            collapsed: Some(folded),
            grid_pos: Some(grid_pos([0, line, COLUMNS, 1])),
            id: Some(Some(self.id())),
            repeat: repeat.map(Some),
            title: Some(title.unwrap_or_default()),
            kind: Some("row".into()),
            ..Panel::empty()
        }
    }

    /// Adds a row: the panels of a folded one are in it, those of an open one follow it.
    fn close(&mut self, header: Panel, folded: bool, mut inner: Vec<Panel>, out: &mut Vec<Panel>) {
        if folded {
            let inner = self.without_rows(inner);
            out.push(header.panels(inner));
        } else {
            out.push(header.panels(Vec::new()));
            out.append(&mut inner);
        }
    }

    fn unknown<K>(&mut self, at: Place<'_>, pair: Kinded<K>) {
        let kind = pair.kind.unwrap_or_default();
        self.losses.rest(at, &pair.rest);
        self.losses.add(at.at("spec"), format!("this layout cannot contain items of the kind `{kind}`"));
    }

    /// Cells of one size, from left to right. The sizes are those that Grafana's conversion gives them.
    fn auto_grid(&mut self, grid: AutoGrid, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        self.losses.add(at, "the classic format has no auto grid: each panel gets a position on the grid");
        let AutoGrid { mut items, mut max_column_count, row_height, row_height_mode, mut rest, .. } = grid;
        let columns = whole_of(&mut max_column_count).filter(|count| *count > 0).unwrap_or(3).min(COLUMNS);
        let pixels = row_height.filter(|pixels| *pixels > 0.0);
        let height = match (row_height_mode.as_deref(), pixels) {
            (Some("short"), _) => 5,
            (Some("tall"), _) => 14,
            (Some("custom"), Some(pixels)) => whole((pixels / 38.0).ceil()).unwrap_or(9).clamp(1, 1_000),
            _ => 9,
        };
        let width = COLUMNS / columns;
        let list = objects(&mut items, &mut rest, (at, "items"), self.losses).unwrap_or_default();
        self.losses.field(at.at("maxColumnCount"), max_column_count);
        self.losses.rest_but(at, &rest, &["columnWidth", "columnWidthMode", "fillScreen"], &[]);
        let (mut x, mut y, mut bottom, at) = (0, top, top, at.at("items"));
        for (index, pair) in list {
            let at = at.item(index);
            if pair.kind.as_deref() != Some(AutoGridItem::KIND) {
                self.unknown(at, pair);
                continue;
            }
            let item = self.spec(pair, at).unwrap_or_else(AutoGridItem::empty);
            let at = at.at("spec");
            let AutoGridItem { condition, element, repeat, rest } = item;
            self.losses.field(at.at("conditionalRendering"), condition);
            self.losses.rest(at, &rest);
            let repeated = repeat.map(|repeat| {
                let repeated = self.repeat(repeat, at);
                Repeat { direction: Some("h".into()), max_per_row: Some(number(columns)), ..repeated }
            });
            self.panel(element, at, [x, y, width, height], repeated, out);
            bottom = y.saturating_add(height);
            x += width;
            if x + width > COLUMNS {
                (x, y) = (0, bottom);
            }
        }
        bottom
    }

    /// Rows, or tabs in place of rows.
    fn sections<K: Named>(
        &mut self,
        list: Items<Kinded<K>>,
        at: Place<'_>,
        row_of: fn(K) -> Row,
        top: i64,
        out: &mut Vec<Panel>,
    ) -> i64 {
        let mut line = top;
        for (index, pair) in list {
            let at = at.item(index);
            if pair.kind.as_deref() == Some(K::KIND) {
                let row = self.spec(pair, at).map_or_else(Row::empty, row_of);
                line = self.section(row, at.at("spec"), line, out);
            } else {
                self.unknown(at, pair);
            }
        }
        line
    }

    fn section(&mut self, row: Row, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        let Row { collapse, condition, fill_screen, hide_header, layout, repeat, title, mut variables, mut rest } = row;
        let folded = collapse.unwrap_or_default();
        let repeat = repeat.and_then(|repeat| self.row_repeat(repeat, at));
        let list = objects(&mut variables, &mut rest, (at, "variables"), self.losses).unwrap_or_default();
        for variable in variable::all(list, at, self.losses) {
            let name = variable.name.as_deref().unwrap_or_default();
            self.variables.push((format!("{}.{name}", at.at("variables")), variable));
        }
        self.losses.but(at, Row { condition, fill_screen, rest, ..Row::empty() }, &[], &["fillScreen"]);
        let layout = layout.unwrap_or(Layout::Other(Json(Value::Null)));
        let at_layout = at.at("layout");
        if hide_header == Some(true) {
            if !out.is_empty() {
                let what = "the classic format has no rows without a title: its panels are added to those above";
                self.losses.add(at, what);
            }
            return self.layout(layout, at_layout, top, out);
        }
        if matches!(layout, Layout::Rows(_)) {
            self.losses.add(at_layout, "the classic format has no nested rows: they are placed after it");
        }
        let header = self.header(folded, top, repeat, title);
        let below = top.saturating_add(1);
        let mut inner = Vec::new();
        let bottom = self.layout(layout, at_layout, below, &mut inner);
        self.close(header, folded, inner, out);
        if folded { below } else { bottom }
    }

    /// A folded row holds panels only.
    fn without_rows(&mut self, panels: Vec<Panel>) -> Vec<Panel> {
        let mut kept = Vec::new();
        for panel in panels {
            if panel.kind.as_deref() == Some("row") {
                let title = panel.title.as_deref().unwrap_or_default();
                self.losses.add(
                    self.at,
                    format!("the row `{title}` was nested in a collapsed row, and is replaced by its panels"),
                );
                kept.extend(panel.panels.unwrap_or_default());
            } else {
                kept.push(panel);
            }
        }
        kept
    }
}

/// Returns the row that a tab becomes. Some write members of rows into it.
fn row_of(tab: Tab) -> Row {
    let Tab { condition, layout, repeat, title, variables, mut rest } = tab;
    let (collapse, fill_screen) = (rest.take("collapse"), rest.take("fillScreen"));
    Row {
        collapse,
        condition,
        fill_screen,
        hide_header: rest.take("hideHeader"),
        layout,
        repeat,
        title,
        variables,
        rest,
    }
}

/// Sorts what stands on a grid from top to bottom, where there are rows: a row has what follows it.
fn by_place(items: Items<GridEntry>) -> Vec<(usize, GridEntry)> {
    let mut items: Vec<_> = items.collect();
    if items.iter().any(|(_, entry)| !matches!(entry, GridEntry::Item(_))) {
        items.sort_by(|(_, a), (_, b)| a.line().total_cmp(&b.line()));
    }
    items
}
