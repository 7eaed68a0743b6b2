//! Rows of dashboards from before Grafana 5 become places on the grid.

use super::loss::Losses;
use super::value::number;
use crate::json::Either;
use crate::schema::v1::legacy::Number;
use crate::schema::v1::{Dashboard, GridPos, OldRow, Panel};

/// The columns of the grid.
const COLUMNS: usize = 24;

/// The width of a panel that says none, and the height of a row that says none, in twelfths and pixels.
const SPAN: f64 = 4.0;
const HEIGHT: f64 = 250.0;

/// The height of a cell and of the gap below it, and of the lowest panel, in pixels.
const CELL: f64 = 38.0;
const LOWEST: f64 = 90.0;

/// Puts the panels of rows in their places, with a row panel each where rows could be seen.
pub(super) fn to_panels(dashboard: &mut Dashboard, losses: &mut Losses) {
    let Some(rows) = dashboard.rows.take() else { return };
    let mut panels = dashboard.panels.take().unwrap_or_default();
    let are_shown = rows.iter().any(|row| row.collapse == Some(true) || row.show_title == Some(true) || repeats(row));
    let ids = rows.iter().flat_map(|row| row.panels.iter().flatten()).filter_map(|it| it.id?);
    let mut next_id = ids.max().unwrap_or(0).saturating_add(1);
    let mut y = 0;
    for (index, row) in rows.into_iter().enumerate() {
        // What repeating made comes again by itself.
        if row.repeat_iteration.flatten().is_some() {
            losses
                .inside("rows", index, |losses| losses.note("it was a repeat of another row, which Grafana recreates"));
            continue;
        }
        let head = are_shown.then(|| row_panel(&row, next_id, y));
        next_id = next_id.saturating_add(i64::from(are_shown));
        y += usize::from(are_shown);
        let (placed, height) = place(row, y);
        match head {
            Some(head) if head.collapsed == Some(true) => panels.push(Panel { panels: Some(placed), ..head }),
            head => {
                panels.extend(head);
                panels.extend(placed);
                y += height;
            }
        }
    }
    dashboard.panels = Some(panels);
}

fn repeats(row: &OldRow) -> bool {
    row.repeat.as_ref().and_then(Option::as_ref).is_some_and(|variable| !variable.is_empty())
}

fn row_panel(row: &OldRow, id: i64, y: usize) -> Panel {
    let mut panel = Panel::empty().kind("row").id(id).grid_pos(grid_pos(0, y, COLUMNS, 1));
    panel.collapsed = Some(row.collapse == Some(true));
    panel.title = Some(row.title.clone().unwrap_or_default());
    panel.panels = Some(Vec::new());
    panel.repeat = repeats(row).then(|| row.repeat.clone()).flatten();
    panel
}

/// Returns a row's panels in their places, and how high they are together.
fn place(row: OldRow, top: usize) -> (Vec<Panel>, usize) {
    let row_height = cells(row.height).unwrap_or_else(|| height_of(HEIGHT));
    let mut skyline = [0; COLUMNS];
    let mut panels = row.panels.unwrap_or_default();
    for panel in &mut panels {
        let (width, height) = take_size(panel, row_height);
        let (x, y) = free_place(&skyline, width);
        skyline[x..x + width].fill(y + height);
        panel.grid_pos = Some(grid_pos(x, top + y, width, height));
    }
    (panels, skyline.into_iter().max().unwrap_or(0).max(row_height))
}

/// Takes the size out of a panel's old members.
fn take_size(panel: &mut Panel, row_height: usize) -> (usize, usize) {
    let frame = panel.legacy.as_mut().and_then(|it| it.frame.as_mut());
    let Some(frame) = frame else { return (columns(SPAN), row_height) };
    let width = columns(number(frame.span.take()).unwrap_or(SPAN));
    // In columns of the grid, like all widths after this.
    frame.min_span = number(frame.min_span.take()).map(|width| Some(Either::Left((width * 2.0).min(24.0))));
    (width, cells(frame.height.take()).unwrap_or(row_height))
}

fn columns(span: f64) -> usize {
    (1..=COLUMNS).take_while(|columns| in_cells(*columns) <= span * 2.0).last().unwrap_or(1)
}

fn in_cells(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// Returns a height, as `250px` or a number of pixels, in cells.
fn cells(height: Option<Number>) -> Option<usize> {
    let pixels = match height?? {
        Either::Left(pixels) => pixels,
        Either::Right(text) => super::value::parsed(text.trim_end_matches("px"))?,
    };
    Some(height_of(pixels))
}

/// At most so many cells: no screen is higher.
const HIGHEST: usize = 1_000;

fn height_of(pixels: f64) -> usize {
    let pixels = pixels.max(LOWEST);
    (1..HIGHEST).find(|cells| in_cells(*cells) * CELL >= pixels).unwrap_or(HIGHEST)
}

/// Returns the highest place that is wide enough, the leftmost of these.
fn free_place(skyline: &[usize; COLUMNS], width: usize) -> (usize, usize) {
    let places = (0..=COLUMNS - width).map(|x| (skyline[x..x + width].iter().copied().max().unwrap_or(0), x));
    places.min().map_or((0, 0), |(y, x)| (x, y))
}

fn grid_pos(x: usize, y: usize, width: usize, height: usize) -> GridPos {
    GridPos::empty().x(in_cells(x)).y(in_cells(y)).w(in_cells(width)).h(in_cells(height))
}
