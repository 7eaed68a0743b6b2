//! Where the parts of a dashboard stand.

use super::variable;
use crate::layout::GridPos;
use crate::model::{
    AutoGrid, ColumnWidth, Condition, ConditionOperator, Conditions, Item, Panel, Repeat, Row, RowHeight, Tab, Var,
    Variable,
};
use crate::render::v1::{Page, Placed};
use crate::schema::v2::{self, Kinded, Layout};

/// Places panels, rows and tabs in the order of their keys, and collects the panels.
struct Placing<'a> {
    page: Page<'a>,
    next: usize,
    panels: Vec<(String, Placed<'a>)>,
}

/// Returns the layout of a page, and its panels by the names of their elements, in the order of those.
pub(super) fn place(page: Page<'_>) -> (Layout, Vec<(String, Placed<'_>)>) {
    let mut placing = Placing { page, next: 0, panels: Vec::new() };
    let layout = placing.layout();
    placing.panels.sort_by(|(one, _), (other, _)| one.cmp(other));
    (layout, placing.panels)
}

impl<'a> Placing<'a> {
    /// Tabs beside nothing else are the page; else each group of tabs stands in a row without a headline, as panels
    /// before the first row do.
    fn layout(&mut self) -> Layout {
        let items = &self.page.dashboard.items;
        let has_tab = items.iter().any(|item| matches!(item, Item::Tab(_)));
        if has_tab && items.iter().all(|item| matches!(item, Item::Tab(_))) {
            let tabs = items.iter().filter_map(|item| self.tab_of(item)).collect();
            return tabs_of(tabs);
        }
        if items.iter().all(|item| matches!(item, Item::Panel(_))) {
            let panels: Vec<&Panel> = items.iter().filter_map(panel_of).collect();
            return self.panels(&panels, self.page.dashboard.auto_grid.as_ref(), 0);
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
                    untitled(self.panels(&panels, self.page.dashboard.auto_grid.as_ref(), self.top(panels.len())))
                }
            });
        }
        rows_of(rows)
    }

    /// The line in which so many panels begin that come next.
    fn top(&self, count: usize) -> u32 {
        self.page.places.iter().skip(self.next).take(count).map(|place| place.y).min().unwrap_or_default()
    }

    fn tab_of(&mut self, item: &'a Item) -> Option<v2::Tab> {
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
    fn row(&mut self, row: &'a Row, following: &'a [Item]) -> Kinded<v2::Row> {
        let place = self.skip();
        let variables = self.variables_of(&row.variables);
        let panels: Vec<&Panel> = row.panels.iter().chain(following.iter().filter_map(panel_of)).collect();
        let layout = self.panels(&panels, row.auto_grid.as_ref(), place.y + 1);
        let mut made = v2::Row::empty().collapse(row.collapsed).layout(layout).title(row.title.clone());
        made.condition = row.show_when.as_ref().map(conditions);
        made.fill_screen = row.fill_screen.then_some(true);
        made.hide_header = row.hide_header.then_some(true);
        made.repeat = row.repeat.as_ref().map(repeated);
        v2::Row { variables, ..made }.into()
    }

    fn variables_of(&self, own: &[Variable]) -> Option<Vec<v2::Variable>> {
        (!own.is_empty()).then(|| variable::all(own, self.page.dashboard))
    }

    fn skip(&mut self) -> GridPos {
        self.next += 1;
        self.page.places[self.next - 1]
    }

    fn panels(&mut self, panels: &[&'a Panel], grid: Option<&AutoGrid>, top: u32) -> Layout {
        if let Some(grid) = grid {
            let items = panels.iter().map(|panel| self.cell(panel)).collect::<Vec<_>>();
            return Kinded::from(auto_grid(grid).items(items)).into();
        }
        let items = panels.iter().map(|panel| self.placed(panel, top)).collect::<Vec<_>>();
        Kinded::from(v2::Grid::empty().items(items)).into()
    }

    fn element(&mut self, panel: &'a Panel) -> v2::ElementReference {
        let name = format!("panel-{}", self.page.ids.at(self.next));
        self.panels.push((name.clone(), Placed { page: self.page, panel, at: self.next }));
        v2::ElementReference::new().name(name)
    }

    fn placed(&mut self, panel: &'a Panel, top: u32) -> v2::GridEntry {
        let element = self.element(panel);
        let place = self.skip();
        let mut item = v2::GridItem::empty().element(element).height(place.h).width(place.w).x(place.x);
        item = item.y(place.y.saturating_sub(top));
        item.repeat = panel.repeat.as_ref().map(|repeat| {
            let direction = if repeat.is_downwards { "v" } else { "h" };
            let made = repeated(&repeat.variable).direction(direction);
            v2::Repeat { max_per_row: repeat.max_per_row.filter(|most| *most > 0).map(f64::from), ..made }
        });
        Kinded::from(item).into()
    }

    fn cell(&mut self, panel: &'a Panel) -> Kinded<v2::AutoGridItem> {
        let mut item = v2::AutoGridItem::empty().element(self.element(panel));
        self.skip();
        item.condition = panel.show_when.as_deref().map(conditions);
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
    made.condition = tab.show_when.as_ref().map(conditions);
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
