//! Two panels with one id.

use std::collections::HashMap;

use crate::lint::draft::Draft;
use crate::lint::finding::short;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "duplicate-panel-id",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a panel with the id of another panel of the dashboard; those in collapsed rows count, too. The id 0 is like none:
Grafana gives an id to every panel that has none.
# Why
Grafana gives one of them a new id whenever the dashboard is opened: links to the panel, alerts on it and
panels that use its result then mean another one.
# Example
A panel was copied in the JSON and kept `\"id\": 4`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let mut first = HashMap::new();
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let Some(id) = panel.id.filter(|id| *id != 0) else { continue };
        if let Some(other) = first.insert(id, panel) {
            let message = format!("the id {id} is taken by the panel `{}`", short(other.title));
            report(Draft::new(Spot::panel(index, panel, "/id"), message).hint("give each panel an id of its own"));
            first.insert(id, other);
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
    fn a_panel_in_a_collapsed_row() {
        let dashboard = json!({"title": "test", "panels": [
            {"id": 1, "type": "text", "title": "Top"},
            {"id": 2, "type": "row", "collapsed": true, "panels": [{"id": 1, "type": "text", "title": "Inner"}]},
        ]});
        assert_snapshot!(findings(&LINT, &dashboard), @r#"
        test.json:15:17: error[duplicate-panel-id]: the id 1 is taken by the panel `Top`
          in panel "Inner" (id 1)
          hint: give each panel an id of its own
        "#);
    }

    #[test]
    fn panels_without_ids() {
        let dashboard = json!({"panels": [{"type": "text"}, {"type": "text", "id": null}, {"type": "text", "id": 1}]});
        assert_snapshot!(findings(&LINT, &dashboard), @"");
    }

    #[test]
    fn two_rows_whose_id_is_0() {
        let rows = json!([{"id": 0, "type": "row", "panels": []}, {"id": 0, "type": "row", "panels": [{"id": 0}]}]);
        assert_eq!(findings(&LINT, &json!({"panels": rows})), "");
    }
}
