//! Panels that cover each other.

use std::collections::BTreeMap;

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{Grid, Nest, Panel};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "grid-overlap",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a panel whose place on the grid is partly taken by another one.
# Why
Grafana pushes one of them down when it draws the dashboard, so that it looks different from what the file says,
and saves that.
# Example
`{\"x\": 0, \"y\": 0, \"w\": 12, \"h\": 8}` and `{\"x\": 6, \"y\": 4, \"w\": 12, \"h\": 8}`.
",
    check: Check::Dashboard(check),
};

/// A panel and its place.
type Placed<'a> = (usize, &'a Panel<'a>, Grid);

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let mut grids: BTreeMap<Option<usize>, Vec<Placed<'_>>> = BTreeMap::new();
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let grid = match panel.nest {
            Nest::Top => None,
            Nest::Row(row) => Some(row),
            Nest::OldRow => continue,
        };
        let place = panel.grid.map(|grid| if panel.is_row() { row_at(grid.y) } else { grid });
        if let Some(place) = place.filter(is_on_the_grid) {
            grids.entry(grid).or_default().push((index, panel, place));
        }
    }
    for placed in grids.into_values() {
        check_grid(placed, report);
    }
}

/// Grafana gives rows the whole width and one line, whatever the file says.
fn row_at(y: f64) -> Grid {
    Grid { x: 0.0, y, width: 24.0, height: 1.0 }
}

/// What [`super::grid_overflow`] flags covers others for that reason alone.
fn is_on_the_grid(grid: &Grid) -> bool {
    grid.width >= 1.0 && grid.height >= 1.0 && grid.x >= 0.0 && grid.x + grid.width <= 24.0
}

/// Goes through the panels from top to bottom, and remembers for each column which panel reaches lowest so far.
fn check_grid(mut placed: Vec<Placed<'_>>, report: &mut dyn FnMut(Draft)) {
    placed.sort_by(|a, b| a.2.y.total_cmp(&b.2.y).then(a.0.cmp(&b.0)));
    let mut lowest: [Option<Placed<'_>>; 24] = [None; 24];
    let mut first: Option<Draft> = None;
    let mut others = Vec::new();
    for panel @ (index, lower, grid) in placed {
        let columns = &mut lowest[columns(grid)];
        let covered = columns.iter().flatten().find(|(.., above)| above.y + above.height > grid.y);
        if let Some((_, upper, above)) = covered {
            if first.is_some() {
                others.push(format!("`{}`", lower.title));
            } else {
                let message = format!("the panel covers a part of `{}`", upper.title);
                let hint = format!("that one takes {}, and this one {}", cells(*above), cells(grid));
                first = Some(Draft::new(Spot::panel(index, lower, "/gridPos"), message).hint(hint));
            }
        }
        for column in columns {
            let bottom = column.map_or(f64::MIN, |(.., above)| above.y + above.height);
            if grid.y + grid.height > bottom {
                *column = Some(panel);
            }
        }
    }
    if let Some(draft) = first {
        report(with_others(draft, &others));
    }
}

/// One panel too high often moves all that follow: they are named, not reported one by one.
fn with_others(mut draft: Draft, others: &[String]) -> Draft {
    const SHOWN: usize = 5;
    if !others.is_empty() {
        let more = if others.len() > SHOWN { ", .." } else { "" };
        let names = others[..others.len().min(SHOWN)].join(", ");
        draft.message = format!("{}; {} more cover others: {names}{more}", draft.message, others.len());
    }
    draft
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 24, see is_on_the_grid")]
fn columns(grid: Grid) -> std::ops::Range<usize> {
    grid.x.floor() as usize..(grid.x + grid.width).ceil() as usize
}

fn cells(Grid { x, y, width, height }: Grid) -> String {
    format!("columns {x} to {} and lines {y} to {}", x + width, y + height)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::findings;

    fn panel(title: &str, [x, y, w, h]: [u32; 4]) -> Value {
        json!({"type": "text", "title": title, "gridPos": {"x": x, "y": y, "w": w, "h": h}})
    }

    #[test]
    fn one_over_another() {
        let panels = [panel("A", [0, 0, 12, 8]), panel("B", [12, 0, 12, 4]), panel("C", [6, 4, 12, 8])];
        assert_snapshot!(findings(&LINT, &json!({"panels": panels})), @r#"
        test.json:26:18: warning[grid-overlap]: the panel covers a part of `A`
          in panel "C"
          hint: that one takes columns 0 to 12 and lines 0 to 8, and this one columns 6 to 18 and lines 4 to 12
        "#);
    }

    #[test]
    fn a_whole_column_too_high() {
        let panels: Vec<Value> = (0..9).map(|at| panel(&format!("P{at}"), [0, at, 12, 2])).collect();
        assert_snapshot!(findings(&LINT, &json!({"panels": panels})), @r#"
        test.json:16:18: warning[grid-overlap]: the panel covers a part of `P0`; 7 more cover others: `P2`, `P3`, `P4`, `P5`, `P6`, ..
          in panel "P1"
          hint: that one takes columns 0 to 12 and lines 0 to 2, and this one columns 0 to 12 and lines 1 to 3
        "#);
    }

    #[test]
    fn panels_side_by_side_and_below_each_other() {
        let panels = [panel("A", [0, 0, 12, 8]), panel("B", [12, 0, 12, 4]), panel("C", [12, 4, 12, 8])];
        assert_eq!(findings(&LINT, &json!({"panels": panels})), "");
    }

    #[test]
    fn a_collapsed_row_takes_no_room_for_its_panels() {
        let row = json!({"type": "row", "collapsed": true, "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1},
            "panels": [panel("Inner", [0, 1, 12, 8])]});
        assert_eq!(findings(&LINT, &json!({"panels": [row, panel("Next", [0, 1, 24, 8])]})), "");
    }

    #[test]
    fn ten_thousand_panels() {
        let panels: Vec<Value> = (0..10_000).map(|at| panel("x", [at % 2 * 12, at / 2 * 8, 12, 8])).collect();
        assert_eq!(findings(&LINT, &json!({"panels": panels})), "");
    }
}
