//! A dashboard becomes a resource of version 2: what its classic form says, and what only this format can.

use super::error::RenderError;
use crate::convert::{self, Loss};
use crate::json;
use crate::layout::{self, GridPos};
use crate::model::{
    AutoGrid, ColumnWidth, Condition, ConditionOperator, Conditions, Dashboard, Item, Panel, PanelId, Repeat, Row,
    RowHeight, Tab, Var, Variable, panel_ids,
};
use crate::schema::envelope::{Content, Document};
use crate::schema::v1;
use crate::schema::v2::{self, Kinded, Layout};

/// Returns a dashboard as version 2 has it, given its classic JSON.
///
/// Its elements are converted, so that both files say the same; how they are placed comes from the dashboard.
pub(super) fn dashboard(dashboard: &Dashboard, classic: &[u8]) -> Result<String, RenderError> {
    let unread = |source| RenderError::Unread { dashboard: dashboard.uid.clone(), source };
    let document = serde_json::from_slice(classic).map_err(|error| unread(error.into()))?;
    let mut document = Document::read(document).map_err(|error| unread(Box::new(error)))?;
    if let Some(Content::Classic(classic)) = document.content_mut() {
        classic.panels.iter_mut().flatten().for_each(leave_to_library);
    }
    let lost = |loss: String| RenderError::LostInV2 { dashboard: dashboard.uid.clone(), loss };
    let (mut converted, losses) = convert::document_to_v2(document).map_err(|deep| lost(deep.to_string()))?;
    if let Some(loss) = losses.first() {
        return Err(lost(loss.to_string()));
    }
    if needs_v2(dashboard)
        && let Some(spec) = &mut converted.spec
    {
        let own = spec.variables.as_mut().map(|all| all.split_off(dashboard.variables.len().min(all.len())));
        spec.layout = Some(Page::of(dashboard, own.unwrap_or_default()).layout());
    }
    Ok(json::text(&converted))
}

/// Takes away what the library says of its panels: version 2 has only their names.
fn leave_to_library(panel: &mut v1::Panel) {
    panel.panels.iter_mut().flatten().for_each(leave_to_library);
    if panel.library_panel.is_some() {
        let whole = std::mem::replace(panel, v1::Panel::empty());
        panel.grid_pos = whole.grid_pos;
        panel.id = whole.id;
        panel.kind = whole.kind;
        panel.library_panel = whole.library_panel;
        panel.max_per_row = whole.max_per_row;
        panel.repeat = whole.repeat;
        panel.repeat_direction = whole.repeat_direction;
        panel.title = whole.title;
    }
}

/// Returns whether a dashboard has what the classic format has no place for.
fn needs_v2(dashboard: &Dashboard) -> bool {
    dashboard.auto_grid.is_some()
        || dashboard.items.iter().any(|item| match item {
            Item::Panel(_) => false,
            Item::Row(row) => {
                row.auto_grid.is_some()
                    || row.shown.is_some()
                    || row.hide_header
                    || row.fill_screen
                    || !row.variables.is_empty()
            }
            Item::Tab(_) => true,
        })
}

/// Returns what the classic format has no place for, in reading order.
pub(super) fn lost_in_classic(dashboard: &Dashboard) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut add = |place: String, what: &str| losses.push(Loss { place, what: what.to_owned() });
    if dashboard.auto_grid.is_some() {
        add("page".to_owned(), NO_AUTO_GRID);
    }
    for item in &dashboard.items {
        match item {
            Item::Panel(panel) => lost_of_panels(std::slice::from_ref(panel), &mut add),
            Item::Row(row) => lost_of_row(row, &mut add),
            Item::Tab(tab) => {
                let place = format!("tab `{}`", tab.title);
                add(place.clone(), "the classic format has no tabs: it becomes a row");
                lost_of_section(place, (tab.auto_grid.is_some(), tab.shown.is_some(), &tab.variables), &mut add);
                lost_of_panels(&tab.panels, &mut add);
                tab.rows.iter().for_each(|row| lost_of_row(row, &mut add));
            }
        }
    }
    losses
}

const NO_AUTO_GRID: &str = "the classic format has no auto grid: each panel gets a place of its own";
const NO_CONDITIONS: &str = "the classic format has no conditions: it is always there";

fn lost_of_row(row: &Row, add: &mut dyn FnMut(String, &str)) {
    let place = format!("row `{}`", row.title);
    if row.hide_header {
        add(place.clone(), "the classic format shows the headline of every row");
    }
    if row.fill_screen {
        add(place.clone(), "the classic format has no rows as high as the window: it is as high as its panels");
    }
    lost_of_section(place, (row.auto_grid.is_some(), row.shown.is_some(), &row.variables), add);
    lost_of_panels(&row.panels, add);
}

fn lost_of_section(
    place: String,
    (has_auto_grid, has_conditions, variables): (bool, bool, &[Variable]),
    add: &mut dyn FnMut(String, &str),
) {
    for variable in variables {
        let name = variable.var.name();
        add(
            format!("{place}, variable `{name}`"),
            "the classic format has variables of the whole page only: it becomes one",
        );
    }
    if has_auto_grid {
        add(place.clone(), NO_AUTO_GRID);
    }
    if has_conditions {
        add(place, NO_CONDITIONS);
    }
}

fn lost_of_panels<P: std::borrow::Borrow<Panel>>(panels: &[P], add: &mut dyn FnMut(String, &str)) {
    for panel in panels.iter().map(std::borrow::Borrow::borrow).filter(|panel| panel.shown.is_some()) {
        add(format!("panel `{}`", panel.title), NO_CONDITIONS);
    }
}

/// Panels, rows and tabs in the order of their keys, with ids and places, and the variables of rows and tabs.
struct Page<'a> {
    dashboard: &'a Dashboard,
    variables: std::vec::IntoIter<v2::Variable>,
    ids: Vec<PanelId>,
    places: Vec<GridPos>,
    next: usize,
}

impl<'a> Page<'a> {
    fn of(dashboard: &'a Dashboard, variables: Vec<v2::Variable>) -> Self {
        let (ids, _) = panel_ids(&dashboard.keys());
        Self { dashboard, variables: variables.into_iter(), ids, places: layout::place(dashboard), next: 0 }
    }

    /// Tabs beside nothing else are the page; else each group of tabs stands in a row without a headline, as panels
    /// before the first row do.
    fn layout(mut self) -> Layout {
        let items = &self.dashboard.items;
        let has_tab = items.iter().any(|item| matches!(item, Item::Tab(_)));
        if has_tab && items.iter().all(|item| matches!(item, Item::Tab(_))) {
            let tabs = items.iter().filter_map(|item| self.tab_of(item)).collect();
            return tabs_of(tabs);
        }
        if items.iter().all(|item| matches!(item, Item::Panel(_))) {
            let panels: Vec<&Panel> = items.iter().filter_map(panel_of).collect();
            return self.panels(&panels, self.dashboard.auto_grid.as_ref(), 0);
        }
        let groups = items.chunk_by(|a, b| is_tab(a) == is_tab(b) && !matches!(b, Item::Row(_)));
        let mut rows = Vec::new();
        for group in groups {
            rows.push(match group {
                [Item::Row(row), panels @ ..] => self.row(row, panels),
                [Item::Tab(_), ..] => {
                    let tabs = group.iter().filter_map(|item| self.tab_of(item)).collect();
                    untitled(tabs_of(tabs))
                }
                panels => {
                    let panels: Vec<&Panel> = panels.iter().filter_map(panel_of).collect();
                    untitled(self.panels(&panels, self.dashboard.auto_grid.as_ref(), self.top()))
                }
            });
        }
        rows_of(rows)
    }

    /// The line in which the next part begins.
    fn top(&self) -> u32 {
        self.places.get(self.next).map_or(0, |place| place.y)
    }

    fn tab_of(&mut self, item: &Item) -> Option<v2::Tab> {
        let Item::Tab(tab) = item else { return None };
        let place = self.skip();
        let variables = self.variables_of(&tab.variables);
        let own: Vec<&Panel> = tab.panels.iter().collect();
        let layout = if tab.rows.is_empty() {
            self.panels(&own, tab.auto_grid.as_ref(), place.y + 1)
        } else {
            let mut rows = Vec::new();
            if !own.is_empty() {
                rows.push(untitled(self.panels(&own, tab.auto_grid.as_ref(), place.y + 1)));
            }
            rows.extend(tab.rows.iter().map(|row| self.row(row, &[])));
            rows_of(rows)
        };
        Some(v2::Tab { variables, ..made_tab(tab, layout) })
    }

    /// A row has its own panels, and on the page those that follow it.
    fn row(&mut self, row: &Row, following: &[Item]) -> Kinded<v2::Row> {
        let place = self.skip();
        let variables = self.variables_of(&row.variables);
        let panels: Vec<&Panel> = row.panels.iter().chain(following.iter().filter_map(panel_of)).collect();
        let layout = self.panels(&panels, row.auto_grid.as_ref(), place.y + 1);
        let mut made = v2::Row::empty().collapse(row.collapsed).layout(layout).title(row.title.clone());
        made.condition = row.shown.as_ref().map(conditions);
        made.fill_screen = row.fill_screen.then_some(true);
        made.hide_header = row.hide_header.then_some(true);
        made.repeat = row.repeat.as_ref().map(repeated);
        v2::Row { variables, ..made }.into()
    }

    /// Takes the variables of a part of the page, which stand in its order.
    fn variables_of(&mut self, own: &[Variable]) -> Option<Vec<v2::Variable>> {
        (!own.is_empty()).then(|| self.variables.by_ref().take(own.len()).collect())
    }

    fn skip(&mut self) -> GridPos {
        self.next += 1;
        self.places[self.next - 1]
    }

    fn panels(&mut self, panels: &[&Panel], grid: Option<&AutoGrid>, top: u32) -> Layout {
        if let Some(grid) = grid {
            let items = panels.iter().map(|panel| self.cell(panel)).collect::<Vec<_>>();
            return Kinded::from(auto_grid(grid).items(items)).into();
        }
        let items = panels.iter().map(|panel| self.placed(panel, top)).collect::<Vec<_>>();
        Kinded::from(v2::Grid::empty().items(items)).into()
    }

    fn element(&mut self) -> v2::ElementReference {
        v2::ElementReference::new().name(format!("panel-{}", self.ids[self.next].0))
    }

    fn placed(&mut self, panel: &Panel, top: u32) -> v2::GridEntry {
        let element = self.element();
        let place = self.skip();
        let mut item = v2::GridItem::empty().element(element).height(place.h).width(place.w).x(place.x);
        item = item.y(place.y.saturating_sub(top));
        item.repeat = panel.repeat.as_ref().map(|repeat| {
            let direction = if repeat.is_downwards { "v" } else { "h" };
            let made = repeated(&repeat.variable).direction(direction);
            v2::Repeat { max_per_row: repeat.max_per_row.map(f64::from), ..made }
        });
        Kinded::from(item).into()
    }

    fn cell(&mut self, panel: &Panel) -> Kinded<v2::AutoGridItem> {
        let mut item = v2::AutoGridItem::empty().element(self.element());
        self.skip();
        item.condition = panel.shown.as_deref().map(conditions);
        item.repeat = panel.repeat.as_ref().map(|Repeat { variable, .. }| repeated(variable));
        item.into()
    }
}

fn is_tab(item: &Item) -> bool {
    matches!(item, Item::Tab(_))
}

fn panel_of(item: &Item) -> Option<&Panel> {
    if let Item::Panel(panel) = item { Some(panel) } else { None }
}

fn rows_of(rows: Vec<Kinded<v2::Row>>) -> Layout {
    Kinded::from(v2::Rows::empty().rows(rows)).into()
}

fn tabs_of(tabs: Vec<v2::Tab>) -> Layout {
    let tabs: Vec<Kinded<v2::Tab>> = tabs.into_iter().map(Into::into).collect();
    Kinded::from(v2::Tabs::empty().tabs(tabs)).into()
}

fn untitled(layout: Layout) -> Kinded<v2::Row> {
    v2::Row::empty().collapse(false).hide_header(true).layout(layout).title("").into()
}

fn made_tab(tab: &Tab, layout: Layout) -> v2::Tab {
    let mut made = v2::Tab::empty().layout(layout).title(tab.title.clone());
    made.condition = tab.shown.as_ref().map(conditions);
    made.repeat = tab.repeat.as_ref().map(repeated);
    made
}

fn repeated(variable: &Var) -> v2::Repeat {
    v2::Repeat::new().value(variable.name().to_owned())
}

fn auto_grid(grid: &AutoGrid) -> v2::AutoGrid {
    let (width, width_pixels) = match grid.column_width {
        ColumnWidth::Narrow => ("narrow", None),
        ColumnWidth::Standard => ("standard", None),
        ColumnWidth::Wide => ("wide", None),
        ColumnWidth::Pixels(pixels) => ("custom", Some(f64::from(pixels))),
    };
    let (height, height_pixels) = match grid.row_height {
        RowHeight::Short => ("short", None),
        RowHeight::Standard => ("standard", None),
        RowHeight::Tall => ("tall", None),
        RowHeight::Pixels(pixels) => ("custom", Some(f64::from(pixels))),
    };
    let made = v2::AutoGrid::empty().column_width_mode(width).row_height_mode(height).fill_screen(grid.fill_screen);
    v2::AutoGrid { column_width: width_pixels, row_height: height_pixels, ..made.max_column_count(grid.columns) }
}

fn conditions(conditions: &Conditions) -> Kinded<v2::ConditionGroup> {
    let items: Vec<v2::Condition> = conditions.list.iter().map(condition).collect();
    let group = v2::ConditionGroup::empty().condition(if conditions.any { "or" } else { "and" }).items(items);
    group.visibility(if conditions.hides { "hide" } else { "show" }).into()
}

fn condition(condition: &Condition) -> v2::Condition {
    match condition {
        Condition::Variable { variable, operator, value } => {
            let operator = match operator {
                ConditionOperator::Equals => "equals",
                ConditionOperator::NotEquals => "notEquals",
                ConditionOperator::Matches => "matches",
                ConditionOperator::NotMatches => "notMatches",
            };
            let made = v2::VariableCondition::empty().operator(operator).value(value.clone());
            Kinded::from(made.variable(variable.name().to_owned())).into()
        }
        Condition::Data(value) => Kinded::from(v2::DataCondition::empty().value(*value)).into(),
        Condition::ShorterThan(duration) => {
            Kinded::from(v2::TimeRangeCondition::empty().value(duration.clone())).into()
        }
    }
}

#[cfg(test)]
mod tests;
