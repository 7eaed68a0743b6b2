//! Axes and gauges that end before they begin.

use crate::json::tree::Tree;
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "empty-range",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a panel whose `max` is below its `min`.
# Why
No value lies between them: a gauge stays empty, and an axis draws nothing or upside down.
# Example
`\"min\": 100, \"max\": 1` on a ratio that was once in percent.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let Some(defaults) = panel.defaults() else { continue };
        let number = |key| defaults.get(key).and_then(Tree::as_f64);
        if let (Some(min), Some(max)) = (number("min"), number("max"))
            && min > max
        {
            let message = format!("the range goes from {min} to {max}, and nothing lies between");
            report(Draft::new(Spot::panel(index, panel, "/fieldConfig/defaults/max"), message));
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
    fn from_100_to_1() {
        assert_snapshot!(findings(&LINT, &panel(json!({"fieldConfig": {"defaults": {"min": 100, "max": 1}}}))), @r#"
        test.json:12:18: error[empty-range]: the range goes from 100 to 1, and nothing lies between
          in panel "Panel" (id 1)
        "#);
    }

    #[test]
    fn ranges_that_hold_something() {
        assert_eq!(findings(&LINT, &panel(json!({"fieldConfig": {"defaults": {"min": 0, "max": 1}}}))), "");
        assert_eq!(findings(&LINT, &panel(json!({"fieldConfig": {"defaults": {"min": 5}}}))), "");
    }
}
