//! Dashboards that the UI may change.

use crate::json::tree::Tree;
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "editable-dashboard",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags a dashboard that can be edited in the UI.
# Why
Where code is the truth, an edit in the UI is lost with the next deployment, or overwrites it.
Grafana's dashboard-linter has this as `uneditable-dashboard`.
# Example
`\"editable\": true`; right: `\"editable\": false`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    if dashboard.root.get("editable") != Some(&Tree::Bool(false)) {
        let draft =
            Draft::new(Spot::at(format!("{}/editable", dashboard.pointer)), "the dashboard can be edited in the UI");
        report(draft.hint("`\"editable\": false` makes code the only way"));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::findings;

    #[test]
    fn editable_by_default() {
        assert_snapshot!(findings(&LINT, &json!({"panels": []})), @r#"
        test.json:1:1: warning[editable-dashboard]: the dashboard can be edited in the UI
          hint: `"editable": false` makes code the only way
        "#);
    }

    #[test]
    fn not_editable() {
        assert_eq!(findings(&LINT, &json!({"panels": [], "editable": false})), "");
    }
}
