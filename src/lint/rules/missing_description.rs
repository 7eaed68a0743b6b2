//! Panels that do not say what they show.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-description",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags a panel without a description; rows and text panels need none.
# Why
Whoever is on call at night did not build the panel: what does it show, and what is to be done when it looks wrong?
Grafana's dashboard-linter has this as `panel-title-description-rule`.
# Example
`\"description\": \"Requests that failed. Above 1%, look at the logs of the gateway first.\"`
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let needs_one = !panel.is_row() && !panel.is_library() && panel.kind != "text";
        if needs_one && text(panel.object, "description").trim().is_empty() {
            report(Draft::new(Spot::panel(index, panel, "/description"), "the panel has no description"));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::{findings, panel};

    #[test]
    fn none() {
        assert_snapshot!(findings(&LINT, &panel(json!({}))), @r#"
        test.json:5:5: warning[missing-description]: the panel has no description
          in panel "Panel" (id 1)
        "#);
    }

    #[test]
    fn a_good_one_and_panels_that_need_none() {
        assert_eq!(findings(&LINT, &panel(json!({"description": "Requests that failed."}))), "");
        assert_eq!(findings(&LINT, &panel(json!({"type": "row"}))), "");
    }
}
