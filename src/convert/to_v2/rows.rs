//! Rows from before Grafana 5, which had panels of a width of twelfths in place of a grid.
//!
//! Grafana's migration to schema version 16, but that panels of unequal height are not fitted into each other.

use serde_json::{Value, json};

use super::super::loss::Losses;
use super::super::parts::{Parts, whole};

/// What a cell of the grid is high, with the gap below it, in pixels.
const CELL: f64 = 38.0;
/// What rows and panels are high at least, and when nothing is said, in pixels.
const LOWEST: f64 = 90.0;
const USUAL: f64 = 250.0;

/// Takes the old rows of a dashboard, as panels with places.
pub(super) fn panels(dashboard: &mut Parts, losses: &mut Losses) -> Vec<Parts> {
    let rows = dashboard.objects("rows").unwrap_or_default();
    let is_set = |row: &Parts, name: &str| row.get(name).is_some_and(|it| *it == true);
    let has_headlines = rows.iter().any(|row| {
        let is_repeated = row.get("repeat").and_then(Value::as_str).is_some_and(|it| !it.is_empty());
        is_repeated || ["collapse", "collapsed", "showTitle"].iter().any(|name| is_set(row, name))
    });
    let (mut line, mut all) = (0, Vec::new());
    for mut row in rows {
        let height = height(&mut row).unwrap_or_else(|| cells(USUAL));
        let folded = [row.flag("collapse"), row.flag("collapsed")].contains(&Some(true));
        let mut inner = row.objects("panels").unwrap_or_default();
        let first = if has_headlines { line + 1 } else { line };
        let bottom = place(&mut inner, height, first).max(first + if inner.is_empty() { height } else { 0 });
        if has_headlines {
            all.extend(header(&mut row, line, folded, if folded { std::mem::take(&mut inner) } else { Vec::new() }));
        }
        all.append(&mut inner);
        line = if folded { first } else { bottom };
        row.forget(&[
            "editable",
            "repeat",
            "repeatIteration",
            "repeatRowId",
            "showTitle",
            "title",
            "titleSize",
            "type",
        ]);
        row.end(losses);
    }
    all
}

/// Returns the row that stands above the panels of an old one.
fn header(row: &mut Parts, line: i64, folded: bool, panels: Vec<Parts>) -> Option<Parts> {
    let panels: Vec<_> = panels.into_iter().map(|panel| Value::Object(panel.all())).collect();
    let header = json!({
        "collapsed": folded, "gridPos": { "h": 1, "w": 24, "x": 0, "y": line }, "panels": panels,
        "repeat": row.text("repeat"), "title": row.text("title"), "type": "row",
    });
    Parts::of(header, row.here().to_owned()).ok()
}

/// Gives panels places from left to right, and returns the line below them.
fn place(panels: &mut [Parts], usual: i64, top: i64) -> i64 {
    let (mut x, mut y, mut bottom) = (0, top, top);
    for panel in panels {
        let width = panel.number("span").and_then(|span| whole(span.floor() * 2.0)).unwrap_or(8).clamp(1, 24);
        let height = height(panel).unwrap_or(usual);
        if x + width > 24 {
            (x, y) = (0, bottom);
        }
        panel.put("gridPos", json!({ "h": height, "w": width, "x": x, "y": y }));
        panel.forget(&["minSpan"]);
        x += width;
        bottom = bottom.max(y + height);
    }
    bottom
}

/// Takes a height in pixels, a number or `250px`, as cells.
fn height(parts: &mut Parts) -> Option<i64> {
    let text = parts.text("height").and_then(|text| text.trim_end_matches("px").trim().parse().ok());
    parts.number("height").or(text).map(cells)
}

fn cells(pixels: f64) -> i64 {
    whole((pixels.clamp(LOWEST, 100_000.0) / CELL).ceil()).unwrap_or(1)
}
