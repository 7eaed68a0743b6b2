//! Rows from before Grafana 5, which had panels of a width of twelfths in place of a grid.
//!
//! Grafana's migration to schema version 16, but that panels of unequal height are not fitted into each other.

use super::super::loss::{Losses, Place};
use super::super::member::{Items, number, objects, whole};
use super::place::Placed;
use crate::json::Either;
use crate::schema::v1::legacy::{Frame, Number};
use crate::schema::v1::{GridPos, OldRow, Panel};

/// What a cell of the grid is high, with the gap below it, in pixels.
const CELL: f64 = 38.0;
/// What rows and panels are high at least, and when nothing is said, in pixels.
const LOWEST: f64 = 90.0;
const USUAL: f64 = 250.0;

/// Members of rows that mean nothing without them.
const SILENT: &[&str] =
    &["editable", "repeat", "repeatIteration", "repeatRowId", "showTitle", "title", "titleSize", "type"];

/// Returns old rows as panels with places.
pub(super) fn panels(rows: Items<OldRow>, losses: &mut Losses) -> Vec<Placed> {
    let has_headlines = rows.as_slice().iter().any(|row| {
        let is_repeated = row.repeat.as_ref().and_then(Option::as_ref).is_some_and(|it| !it.is_empty());
        is_repeated || [row.collapse, row.collapsed, row.show_title].contains(&Some(true))
    });
    let (mut line, mut all) = (0, Vec::new());
    for (index, mut row) in rows {
        let list = Place::Document.at("rows");
        let at = list.item(index);
        let height = height(row.height.take()).unwrap_or_else(|| cells(USUAL));
        let folded = [row.collapse.take(), row.collapsed.take()].contains(&Some(true));
        let inner = objects(&mut row.panels, &mut row.rest, (at, "panels"), losses).unwrap_or_default();
        let mut inner: Vec<Placed> =
            inner.map_all(|index, panel| Placed { panel, at: Err(at.at("panels").item(index).to_string()) });
        let first = if has_headlines { line + 1 } else { line };
        let bottom = place(&mut inner, height, first).max(first + if inner.is_empty() { height } else { 0 });
        if has_headlines {
            let held = if folded { std::mem::take(&mut inner) } else { Vec::new() };
            all.push(Placed { panel: header(&mut row, line, folded, held), at: Err(at.to_string()) });
        }
        all.append(&mut inner);
        line = if folded { first } else { bottom };
        losses.but(at, row, SILENT, &[]);
    }
    all
}

/// Returns the row that stands above the panels of an old one.
fn header(row: &mut OldRow, line: i64, folded: bool, panels: Vec<Placed>) -> Panel {
    Panel {
        collapsed: Some(folded),
        grid_pos: Some(cells_at(0, line, 24, 1)),
        panels: Some(panels.into_iter().map(|placed| placed.panel).collect()),
        repeat: row.repeat.take(),
        title: row.title.take(),
        kind: Some("row".into()),
        ..Panel::empty()
    }
}

/// Gives panels places from left to right, and returns the line below them.
fn place(panels: &mut [Placed], usual: i64, top: i64) -> i64 {
    let (mut x, mut y, mut bottom) = (0, top, top);
    for Placed { panel, .. } in panels {
        let mut unplaced = Frame::empty();
        let frame = panel.legacy.as_mut().and_then(|legacy| legacy.frame.as_deref_mut()).unwrap_or(&mut unplaced);
        let span = match frame.span.take().flatten() {
            Some(Either::Left(span)) => Some(span),
            text => {
                frame.span = text.map(Some);
                None
            }
        };
        let width = span.and_then(|span| whole(span.floor() * 2.0)).unwrap_or(8).clamp(1, 24);
        let height = height(frame.height.take()).unwrap_or(usual);
        frame.min_span = None;
        panel.rest.remove("minSpan");
        if x + width > 24 {
            (x, y) = (0, bottom);
        }
        panel.rest.remove("gridPos");
        panel.grid_pos = Some(cells_at(x, y, width, height));
        x += width;
        bottom = bottom.max(y + height);
    }
    bottom
}

fn cells_at(x: i64, y: i64, width: i64, height: i64) -> GridPos {
    GridPos::empty().h(number(height)).w(number(width)).x(number(x)).y(number(y))
}

/// Returns a height in pixels, a number or `250px`, as cells.
fn height(height: Option<Number>) -> Option<i64> {
    let pixels = match height.flatten()? {
        Either::Left(pixels) => pixels,
        Either::Right(text) => text.trim_end_matches("px").trim().parse().ok()?,
    };
    Some(cells(pixels))
}

fn cells(pixels: f64) -> i64 {
    whole((pixels.clamp(LOWEST, 100_000.0) / CELL).ceil()).unwrap_or(1)
}
