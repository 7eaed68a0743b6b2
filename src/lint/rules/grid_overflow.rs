//! Panels beyond the grid.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{Grid, Nest, Panel};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "grid-overflow",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a panel that reaches beyond the 24 columns of the grid, or has no width or height.
# Why
Grafana moves or shrinks it, so that the dashboard looks different from what the file says, and saves that.
# Example
`{\"x\": 18, \"y\": 0, \"w\": 12, \"h\": 8}` ends at column 30.
",
    check: Check::Dashboard(check),
};

/// How many columns the grid has.
const COLUMNS: f64 = 24.0;

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    // Grafana gives rows the whole width and one line, whatever the file says.
    let is_placed = |panel: &Panel<'_>| panel.nest != Nest::OldRow && !panel.is_row();
    for (index, panel) in subject.dashboard.panels.iter().enumerate().filter(|(_, panel)| is_placed(panel)) {
        if let Some(message) = panel.grid.and_then(message) {
            report(Draft::new(Spot::panel(index, panel, "/gridPos"), message));
        }
    }
}

fn message(Grid { x, y, width, height }: Grid) -> Option<String> {
    if width <= 0.0 || height <= 0.0 {
        Some(format!("the panel is {width} wide and {height} high, but needs at least 1 of each"))
    } else if x < 0.0 || y < 0.0 {
        Some(format!("the panel begins at x {x}, y {y}, outside the grid"))
    } else if x + width > COLUMNS {
        Some(format!("the panel ends at column {}, but the grid has {COLUMNS}", x + width))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::{findings, panel};

    #[test]
    fn over_the_edge() {
        assert_snapshot!(findings(&LINT, &panel(json!({"gridPos": {"x": 18, "y": 0, "w": 12, "h": 8}}))), @r#"
        test.json:9:18: warning[grid-overflow]: the panel ends at column 30, but the grid has 24
          in panel "Panel" (id 1)
        "#);
    }

    #[test]
    fn without_height() {
        assert_snapshot!(findings(&LINT, &panel(json!({"gridPos": {"x": 0, "y": 0, "w": 12, "h": 0}}))), @r#"
        test.json:9:18: warning[grid-overflow]: the panel is 12 wide and 0 high, but needs at least 1 of each
          in panel "Panel" (id 1)
        "#);
    }

    #[test]
    fn a_full_line_and_no_place_at_all() {
        assert_eq!(findings(&LINT, &panel(json!({"gridPos": {"x": 0, "y": 7, "w": 24, "h": 8}}))), "");
        assert_eq!(findings(&LINT, &panel(json!({}))), "");
        assert_eq!(findings(&LINT, &panel(json!({"type": "row", "gridPos": {"x": 0, "y": 7, "w": 0, "h": 0}}))), "");
    }
}
