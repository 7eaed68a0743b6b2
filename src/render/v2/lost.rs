//! What either format has no place for.

use crate::convert::Loss;
use crate::model::{Dashboard, Item, Link, LinkKind, Panel, Row, Variable};

/// Returns what the classic format has no place for, in reading order.
pub(in crate::render) fn lost_in_classic(dashboard: &Dashboard) -> Vec<Loss> {
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
                lost_of_section(place, (tab.auto_grid.is_some(), tab.show_when.is_some(), &tab.variables), &mut add);
                lost_of_panels(&tab.panels, &mut add);
                tab.rows.iter().for_each(|row| lost_of_row(row, &mut add));
            }
        }
    }
    losses
}

const NO_AUTO_GRID: &str = "the classic format has no auto grid: each panel gets a position on the grid";
const NO_CONDITIONS: &str = "the classic format has no conditions: it is always shown";

fn lost_of_row(row: &Row, add: &mut dyn FnMut(String, &str)) {
    let place = format!("row `{}`", row.title);
    if row.hide_header {
        add(place.clone(), "the classic format shows the title of every row");
    }
    if row.fill_screen {
        add(place.clone(), "the classic format has no rows that fill the window: it is as high as its panels");
    }
    lost_of_section(place, (row.auto_grid.is_some(), row.show_when.is_some(), &row.variables), add);
    lost_of_panels(&row.panels, add);
}

fn lost_of_section(
    place: String,
    (has_auto_grid, has_conditions, variables): (bool, bool, &[Variable]),
    add: &mut dyn FnMut(String, &str),
) {
    for variable in variables {
        let name = variable.var.name();
        add(format!("{place}, variable `{name}`"), "the classic format only has dashboard variables: it becomes one");
    }
    if has_auto_grid {
        add(place.clone(), NO_AUTO_GRID);
    }
    if has_conditions {
        add(place, NO_CONDITIONS);
    }
}

fn lost_of_panels<P: std::borrow::Borrow<Panel>>(panels: &[P], add: &mut dyn FnMut(String, &str)) {
    for panel in panels.iter().map(std::borrow::Borrow::borrow).filter(|panel| panel.show_when.is_some()) {
        add(format!("panel `{}`", panel.title), NO_CONDITIONS);
    }
}

/// Returns the first thing that version 2 has no place for.
pub(super) fn lost_in_v2(dashboard: &Dashboard) -> Option<Loss> {
    dashboard.panels().filter(|panel| panel.library.is_none()).find_map(|panel| {
        let link = panel.links.iter().find_map(|link| Some((link, lost_of_link(link)?)));
        let step = || panel.transformations.iter().find(|step| !step.rest.is_empty());
        let (part, what) = match link {
            Some((link, what)) => (format!("link `{}`", link.title), what),
            None => (format!("transformation `{}`", step()?.id.as_deref().unwrap_or_default()), "unknown members"),
        };
        let what = format!("v2 cannot represent {what}");
        Some(Loss { place: format!("panel `{}`, {part}", panel.title), what })
    })
}

/// Links in the corner of a panel have an address, and nothing else that Grafana reads.
fn lost_of_link(link: &Link) -> Option<&'static str> {
    match &link.kind {
        LinkKind::Dashboards { .. } => Some("a list of dashboards in the header of a panel"),
        _ if link.keep_time => Some("a link of a panel that keeps the time range"),
        _ if link.include_variables => Some("a link of a panel that keeps the variables"),
        _ if !link.tooltip.is_empty() => Some("the tooltip of a panel's link"),
        _ => None,
    }
}
