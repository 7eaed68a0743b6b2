//! Panels and dashboards without a title.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-title",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags a dashboard or panel without a title; text panels may do without.
# Why
Search, alerts, the list of panels and every conversation about the dashboard need a name.
Grafana's dashboard-linter has this as `panel-title-description-rule`.
# Example
`\"title\": \"\"`
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    if dashboard.title.trim().is_empty() {
        report(Draft::new(Spot::at(format!("{}/title", dashboard.pointer)), "the dashboard has no title"));
    }
    for (index, panel) in dashboard.panels.iter().enumerate() {
        if panel.title.trim().is_empty() && panel.kind != "text" && !panel.is_library() {
            report(Draft::new(Spot::panel(index, panel, "/title"), "the panel has no title"));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::findings;

    #[test]
    fn a_dashboard_and_a_panel_without() {
        assert_snapshot!(findings(&LINT, &json!({"title": " ", "panels": [{"id": 1, "type": "stat"}]})), @r"
        test.json:2:12: warning[missing-title]: the dashboard has no title
        test.json:4:5: warning[missing-title]: the panel has no title
          in panel without title (id 1)
        ");
    }

    #[test]
    fn text_needs_none() {
        assert_eq!(findings(&LINT, &json!({"title": "x", "panels": [{"id": 1, "type": "text"}]})), "");
    }
}
