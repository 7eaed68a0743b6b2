//! Thresholds out of order.

use serde_json::Value;

use super::check::Subject;
use super::document::{object, objects};
use super::draft::{Draft, Spot};
use super::{Check, Group, Lint, Severity};

pub(super) const LINT: Lint = Lint {
    name: "unsorted-thresholds",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags threshold steps whose values do not rise.
# Why
Grafana goes through the steps and stops at the first one that lies above the value: what comes after a
higher step is never reached, and its colour never shown.
# Example
`null`, `80`, `50`: a value of 60 stays green.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.document.panels.iter().enumerate() {
        let Some(thresholds) = panel.defaults().and_then(|defaults| object(defaults, "thresholds")) else { continue };
        let mut highest = f64::NEG_INFINITY;
        for (step, pointer) in objects(thresholds, "/fieldConfig/defaults/thresholds", "steps") {
            let Some(value) = step.get("value").and_then(Value::as_f64) else { continue };
            if value < highest {
                let message = format!("the step at {value} comes after the one at {highest}, and is never reached");
                let spot = Spot::panel(index, panel, &pointer);
                report(Draft::new(spot, message).hint("sort the steps by their values"));
            }
            highest = highest.max(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel};

    fn with_steps(values: &[Value]) -> String {
        let steps: Vec<Value> = values.iter().map(|value| json!({"color": "red", "value": value})).collect();
        findings(&LINT, &panel(json!({"fieldConfig": {"defaults": {"thresholds": {"steps": steps}}}})))
    }

    #[test]
    fn falling_steps() {
        assert_snapshot!(with_steps(&[json!(null), json!(80), json!(50)]), @r#"
        test.json:21:15: error[unsorted-thresholds]: the step at 50 comes after the one at 80, and is never reached
          in panel "Panel" (id 1)
          hint: sort the steps by their values
        "#);
    }

    #[test]
    fn rising_steps() {
        assert_eq!(with_steps(&[json!(null), json!(-1), json!(0), json!(0), json!(2.5)]), "");
    }
}
