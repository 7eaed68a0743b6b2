//! Panels that reuse the result of a panel that is not there.

use std::collections::HashSet;

use crate::grafana::datasource::DASHBOARD;
use crate::json::tree::Tree;
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-panel",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a query of the datasource `-- Dashboard --` that names a panel the dashboard does not have.
# Why
It takes over the result of that panel, and without it there is none.
# Example
`{\"datasource\": {\"uid\": \"-- Dashboard --\"}, \"panelId\": 7}`, when panel 7 was removed.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let panels = &subject.dashboard.panels;
    let ids: HashSet<i64> = panels.iter().filter_map(|panel| panel.id).collect();
    for (index, panel) in panels.iter().enumerate() {
        for (at, target) in panel.targets.iter().enumerate() {
            let datasource = target.object.get("datasource").or_else(|| panel.object.get("datasource"));
            let (true, Some(id)) = (is_dashboard(datasource), target.object.get("panelId").and_then(Tree::as_i64))
            else {
                continue;
            };
            if !ids.contains(&id) {
                let message = format!("the query takes over the result of panel {id}, which is not there");
                report(Draft::new(Spot::target(index, panel, at, "/panelId"), message));
            }
        }
    }
}

fn is_dashboard(datasource: Option<&Tree<'_>>) -> bool {
    match datasource {
        Some(Tree::Text(name)) => name == DASHBOARD,
        Some(Tree::Object(reference)) => text(reference, "uid") == DASHBOARD,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel};

    fn taking_over(id: u32) -> Value {
        let datasource = json!({"type": "datasource", "uid": "-- Dashboard --"});
        panel(json!({"targets": [{"refId": "A", "datasource": datasource, "panelId": id}]}))
    }

    #[test]
    fn a_panel_that_was_removed() {
        assert_snapshot!(findings(&LINT, &taking_over(7)), @r#"
        test.json:16:22: error[unknown-panel]: the query takes over the result of panel 7, which is not there
          in panel "Panel" (id 1), query A
        "#);
    }

    #[test]
    fn a_panel_that_is_there() {
        assert_eq!(findings(&LINT, &taking_over(1)), "");
    }
}
