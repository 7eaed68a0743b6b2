//! A uid that Grafana refuses.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::vocabulary::{Uid, UidError};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "illegal-uid",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a dashboard uid of more than 40 characters, or with others than `a-z A-Z 0-9 - _`.
# Why
Grafana refuses the dashboard: `uid contains illegal characters`, `uid too long, max 40 characters`.
# Example
`\"uid\": \"api overview\"`; right: `\"uid\": \"api-overview\"`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let dashboard = &subject.dashboard;
    if let Err(error @ (UidError::TooLong { .. } | UidError::Character { .. })) = Uid::new(dashboard.uid.to_owned()) {
        report(Draft::new(Spot::at(format!("{}/uid", dashboard.pointer)), error.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::findings;

    #[test]
    fn a_space_and_a_long_one() {
        assert_snapshot!(findings(&LINT, &json!({"uid": "two words", "panels": []})), @"test.json:2:10: error[illegal-uid]: uid `two words` has the character ' ', but only a-z, A-Z, 0-9, `-` and `_` are allowed");
        assert_snapshot!(findings(&LINT, &json!({"uid": "x".repeat(41), "panels": []})), @"test.json:2:10: error[illegal-uid]: uid `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` has 41 characters, but Grafana keeps 40");
    }

    #[test]
    fn none_and_good_ones() {
        for uid in [json!(null), json!(""), json!("api-overview_2")] {
            assert_eq!(findings(&LINT, &json!({"uid": uid, "panels": []})), "");
        }
    }
}
