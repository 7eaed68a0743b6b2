//! Two queries of a panel with one letter.

use std::collections::HashSet;

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "duplicate-ref-id",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a query with the letter (`refId`) of another query of the panel.
# Why
Answers are told apart by the letter: one of the two gets lost, or both are drawn as one.
# Example
Two targets with `\"refId\": \"A\"`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let mut seen = HashSet::new();
        for (at, target) in panel.targets.iter().enumerate().filter(|(_, target)| !target.ref_id.is_empty()) {
            if !seen.insert(target.ref_id) {
                let message = format!("the panel has a query `{}` already", target.ref_id);
                let hint = "give each query a letter of its own";
                report(Draft::new(Spot::target(index, panel, at, "/refId"), message).hint(hint));
            }
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
    fn the_same_letter_twice() {
        let targets = json!([{"refId": "A", "expr": "up"}, {"refId": "A", "expr": "down"}]);
        assert_snapshot!(findings(&LINT, &panel(json!({"targets": targets}))), @r#"
        test.json:15:20: error[duplicate-ref-id]: the panel has a query `A` already
          in panel "Panel" (id 1), query A
          hint: give each query a letter of its own
        "#);
    }

    #[test]
    fn two_letters_and_none() {
        let targets = json!([{"refId": "A"}, {"refId": "B"}, {}, {}]);
        assert_snapshot!(findings(&LINT, &panel(json!({"targets": targets}))), @"");
    }
}
