//! Layouts become panels at places of the 24-column grid, and rows among them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::loss::{Losses, Place};
use super::super::member::{Items, filled, number, objects, whole, whole_of};
use super::{panel, variable};
use crate::json::{Json, Rest, Typed};
use crate::schema::v1::{GridPos, Panel, Variable};
use crate::schema::v2::{
    AutoGrid, AutoGridItem, Element, ElementReference, Grid, GridEntry, GridItem, GridRow, Kinded, Layout, Named,
    Repeat, Row, Tab,
};
use crate::vocabulary::Text;

/// The columns of the grid.
const COLUMNS: i64 = 24;

/// What stands on a page.
pub(super) struct Page {
    /// Panels and rows.
    pub(super) panels: Vec<Panel>,
    /// The variables of rows and tabs, and where they stood.
    pub(super) variables: Vec<(String, Variable)>,
}

/// Returns what stands on the page of a dashboard.
pub(super) fn page(
    elements: Option<BTreeMap<String, Element>>,
    layout: Option<Layout>,
    rest: &mut Rest,
    at: Place<'_>,
    losses: &mut Losses,
) -> Page {
    let (elements, odd) = match elements {
        Some(elements) => (elements, BTreeSet::new()),
        None => odd_elements(rest),
    };
    let mut placing = Placing::of(elements, odd, at.at("elements"), losses);
    let mut panels = Vec::new();
    if let Some(layout) = layout {
        count_places(&layout, &mut placing.places);
        placing.layout(layout, at.at("layout"), 0, &mut panels);
    }
    Page { panels, variables: placing.end() }
}

/// Takes elements of which some are no objects, and returns the names of those.
fn odd_elements(rest: &mut Rest) -> (BTreeMap<String, Element>, BTreeSet<String>) {
    let (mut elements, mut odd) = (BTreeMap::new(), BTreeSet::new());
    if rest.get("elements").is_some_and(Value::is_object)
        && let Some(Value::Object(members)) = rest.remove("elements")
    {
        for (name, member) in members {
            match Element::read(member) {
                Ok(element) => _ = elements.insert(name, element),
                Err(_) => _ = odd.insert(name),
            }
        }
    }
    (elements, odd)
}

/// What is needed to place panels.
struct Placing<'a> {
    elements: BTreeMap<String, Element>,
    /// The names of elements that are no objects.
    odd: BTreeSet<String>,
    at: Place<'a>,
    /// In how many places each element is yet to stand.
    places: BTreeMap<Text, usize>,
    used: BTreeSet<String>,
    /// The ids of the panels so far.
    ids: BTreeSet<i64>,
    next_id: i64,
    variables: Vec<(String, Variable)>,
    losses: &'a mut Losses,
}

impl<'a> Placing<'a> {
    fn of(elements: BTreeMap<String, Element>, odd: BTreeSet<String>, at: Place<'a>, losses: &'a mut Losses) -> Self {
        let ids = elements.values().filter_map(|element| whole(id_of(element)?));
        let next_id = ids.max().unwrap_or_default().max(0).saturating_add(1);
        let (places, used, ids, variables) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new(), Vec::new());
        Self { elements, odd, at, places, used, ids, next_id, variables, losses }
    }

    /// Names the elements that stand nowhere, and returns the variables.
    fn end(self) -> Vec<(String, Variable)> {
        for name in self.elements.keys().chain(&self.odd).filter(|name| !self.used.contains(*name)) {
            self.losses.add(self.at.at(name), "no layout has a place for it");
        }
        self.variables
    }

    fn id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        id
    }

    /// Places what a layout holds, from a line of the grid on, and returns the line below it.
    fn layout(&mut self, layout: Layout, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        match layout {
            Layout::Grid(pair) => match self.spec(*pair, at) {
                Some(grid) => self.grid(grid, at.at("spec"), top, out),
                None => top,
            },
            Layout::Rows(pair) => {
                let Some(mut rows) = self.spec(*pair, at) else { return top };
                let at = at.at("spec");
                let list = objects(&mut rows.rows, &mut rows.rest, (at, "rows"), self.losses).unwrap_or_default();
                self.losses.rest(at, rows.rest);
                self.sections(list, at.at("rows"), |row| row, top, out)
            }
            Layout::Tabs(pair) => {
                self.losses.add(at.at("spec"), "the classic format has no tabs: they become rows");
                let Some(mut tabs) = self.spec(*pair, at) else { return top };
                let at = at.at("spec");
                let list = objects(&mut tabs.tabs, &mut tabs.rest, (at, "tabs"), self.losses).unwrap_or_default();
                self.losses.rest(at, tabs.rest);
                self.sections(list, at.at("tabs"), row_of, top, out)
            }
            Layout::Auto(pair) => {
                let grid = self.spec(*pair, at).unwrap_or_else(AutoGrid::empty);
                self.auto_grid(grid, at.at("spec"), top, out)
            }
            Layout::Other(Json(other)) => {
                let pair = Kinded::<Grid>::read(other).unwrap_or_else(|_| Kinded::empty());
                let kind = pair.kind.clone().unwrap_or_default();
                self.losses.add(at, format!("there is no layout of the kind `{kind}`"));
                self.spec(pair, at);
                top
            }
        }
    }

    /// Takes what is specified of a kind that was looked at.
    fn spec<K>(&mut self, pair: Kinded<K>, at: Place<'_>) -> Option<K> {
        self.losses.rest(at, pair.rest);
        pair.spec
    }

    fn grid(&mut self, mut grid: Grid, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        let items = objects(&mut grid.items, &mut grid.rest, (at, "items"), self.losses).unwrap_or_default();
        self.losses.rest(at, grid.rest);
        let (mut bottom, mut has_row, list) = (top, false, at.at("items"));
        for (index, entry) in by_place(items) {
            let at = list.item(index);
            match entry {
                GridEntry::Item(pair) => {
                    if has_row {
                        self.losses.add(at.at("spec"), "it stood below a row, and becomes a part of it");
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
        self.losses.rest(at, pair.rest);
        self.losses.add(at.at("spec"), format!("nothing in this layout has the kind `{kind}`"));
    }

    /// Cells of one size, from left to right. The sizes are those that Grafana's conversion gives them.
    fn auto_grid(&mut self, grid: AutoGrid, at: Place<'_>, top: i64, out: &mut Vec<Panel>) -> i64 {
        self.losses.add(at, "the classic format has no auto grid: each panel gets a place of its own");
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
        self.losses.rest_but(at, rest, &["columnWidth", "columnWidthMode", "fillScreen"], &[]);
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
            self.losses.rest(at, rest);
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
                let what = "the classic format has no rows without a headline: its panels join those above";
                self.losses.add(at, what);
            }
            return self.layout(layout, at_layout, top, out);
        }
        if matches!(layout, Layout::Rows(_)) {
            self.losses.add(at_layout, "the classic format has no rows in rows: they come after it");
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
                self.losses
                    .add(self.at, format!("the row `{title}` stood in a folded row, and gives way to its panels"));
                kept.extend(panel.panels.unwrap_or_default());
            } else {
                kept.push(panel);
            }
        }
        kept
    }

    /// Takes an element; one that stands somewhere else as well stays.
    fn element(&mut self, name: &str) -> Option<Element> {
        match self.places.get_mut(name) {
            Some(left) if *left > 1 => {
                *left -= 1;
                self.elements.get(name).cloned()
            }
            _ => self.elements.remove(name),
        }
    }

    fn panel(
        &mut self,
        element: Option<ElementReference>,
        at: Place<'_>,
        cells: [i64; 4],
        repeat: Option<Repeat>,
        out: &mut Vec<Panel>,
    ) {
        let name = element.map(|element| self.reference(element, at.at("element"))).unwrap_or_default();
        let Some(element) = self.element(&name) else {
            if self.odd.contains(&*name) {
                self.used.insert(name.clone().into_owned());
                return self.losses.add(at, format!("the element `{name}` is no object"));
            }
            return self.losses.add(at, format!("there is no element `{name}`"));
        };
        let own = self.at;
        let own = own.at(&name);
        let made = panel::of(element, own, self.losses);
        let stood = !self.used.insert(name.clone().into_owned());
        let id = made.id.filter(|id| !stood && self.ids.insert(*id));
        let id = id.unwrap_or_else(|| self.id());
        match made.id {
            Some(_) if stood => self.losses.add(at, format!("`{name}` stands here once more, and gets another id")),
            Some(same) if same != id => {
                let what = format!("another panel has the id {same}, so this one gets {id}");
                self.losses.add(own.at("spec").at("id"), what);
            }
            _ => {}
        }
        let mut panel = made.panel.grid_pos(grid_pos(cells)).id(Some(id));
        if let Some(Repeat { direction, max_per_row, value, .. }) = repeat {
            panel.max_per_row = max_per_row;
            panel.repeat = filled(value).map(Some);
            panel.repeat_direction = filled(direction);
        }
        out.push(panel);
    }

    /// Takes the name of an element that is referred to.
    fn reference(&mut self, element: ElementReference, at: Place<'_>) -> Text {
        let ElementReference { kind, name, rest } = element;
        self.losses.field(at.at("kind"), kind.filter(|kind| kind != "ElementReference"));
        self.losses.rest(at, rest);
        name.unwrap_or_default()
    }

    /// Takes how something is repeated. There is only one mode.
    fn repeat(&mut self, repeat: Repeat, item: Place<'_>) -> Repeat {
        let Repeat { direction, max_per_row, mode, value, rest } = repeat;
        let at = item.at("repeat");
        self.losses.field(at.at("mode"), mode.filter(|mode| mode != "variable"));
        self.losses.rest(at, rest);
        Repeat { direction, max_per_row, value, ..Repeat::empty() }
    }

    /// Takes the variable that a row is repeated for.
    fn row_repeat(&mut self, repeat: Repeat, row: Place<'_>) -> Option<Text> {
        let Repeat { direction, max_per_row, value, .. } = self.repeat(repeat, row);
        self.losses.left(row.at("repeat"), Repeat { direction, max_per_row, ..Repeat::empty() });
        filled(value)
    }
}

fn id_of(element: &Element) -> Option<f64> {
    match element {
        Element::Panel(pair) => pair.spec.as_ref()?.id,
        Element::Library(pair) => pair.spec.as_ref()?.id,
        Element::Other(Json(other)) => other.get("spec")?.get("id")?.as_f64(),
    }
}

fn grid_pos([x, y, width, height]: [i64; 4]) -> GridPos {
    GridPos::empty().h(number(height)).w(number(width)).x(number(x)).y(number(y))
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

/// Counts in how many places of a layout each element stands.
fn count_places(layout: &Layout, places: &mut BTreeMap<Text, usize>) {
    match layout {
        Layout::Grid(pair) => {
            let Some(grid) = &pair.spec else { return };
            count_odd(&grid.rest, places);
            for entry in grid.items.iter().flatten() {
                match entry {
                    GridEntry::Item(pair) => count(pair.spec.as_ref().and_then(|item| item.element.as_ref()), places),
                    GridEntry::Row(pair) => {
                        let Some(row) = &pair.spec else { continue };
                        count_odd(&row.rest, places);
                        specs(row.elements.as_ref()).for_each(|item| count(item.element.as_ref(), places));
                    }
                    GridEntry::Other(_) => {}
                }
            }
        }
        Layout::Auto(pair) => {
            let Some(grid) = &pair.spec else { return };
            count_odd(&grid.rest, places);
            specs(grid.items.as_ref()).for_each(|item| count(item.element.as_ref(), places));
        }
        Layout::Rows(pair) => {
            let Some(rows) = &pair.spec else { return };
            count_odd(&rows.rest, places);
            specs(rows.rows.as_ref()).filter_map(|row| row.layout.as_ref()).for_each(|it| count_places(it, places));
        }
        Layout::Tabs(pair) => {
            let Some(tabs) = &pair.spec else { return };
            count_odd(&tabs.rest, places);
            specs(tabs.tabs.as_ref()).filter_map(|tab| tab.layout.as_ref()).for_each(|it| count_places(it, places));
        }
        Layout::Other(_) => {}
    }
}

fn specs<K>(list: Option<&Vec<Kinded<K>>>) -> impl Iterator<Item = &K> {
    list.into_iter().flatten().filter_map(|pair| pair.spec.as_ref())
}

fn count(element: Option<&ElementReference>, places: &mut BTreeMap<Text, usize>) {
    if let Some(name) = element.and_then(|element| element.name.clone()) {
        *places.entry(name).or_default() += 1;
    }
}

/// Counts what stands in lists of which an item is odd.
fn count_odd(rest: &Rest, places: &mut BTreeMap<Text, usize>) {
    fn inside(value: &Value, places: &mut BTreeMap<Text, usize>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| inside(item, places)),
            Value::Object(members) => {
                if let Some(name) = members.get("element").and_then(|element| element.get("name")?.as_str()) {
                    *places.entry(name.to_owned().into()).or_default() += 1;
                }
                members.values().for_each(|member| inside(member, places));
            }
            _ => {}
        }
    }
    rest.iter().for_each(|(_, value)| inside(value, places));
}

/// Sorts what stands on a grid from top to bottom, where there are rows: a row has what follows it.
fn by_place(items: Items<GridEntry>) -> Vec<(usize, GridEntry)> {
    let mut items: Vec<_> = items.collect();
    if items.iter().any(|(_, entry)| !matches!(entry, GridEntry::Item(_))) {
        items.sort_by(|(_, a), (_, b)| line(a).total_cmp(&line(b)));
    }
    items
}

fn line(entry: &GridEntry) -> f64 {
    let line = match entry {
        GridEntry::Item(pair) => pair.spec.as_ref().and_then(|item| item.y),
        GridEntry::Row(pair) => pair.spec.as_ref().and_then(|row| row.y),
        GridEntry::Other(Json(other)) => other["spec"]["y"].as_f64(),
    };
    line.unwrap_or_default()
}
