//! Thresholds out of order.

use crate::json::tree::Object;
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{Panel, object, objects, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unsorted-thresholds",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags threshold steps whose values do not rise. The first step holds for all values up to the next, whatever value it has.
# Why
Grafana goes through the steps and stops at the first one that lies above the value. A step below an earlier one begins
only where that one does, and takes its place: the colour of the earlier step is never shown.
# Example
`null`, `90`, `80`: 85 has the first colour, 95 the last, and nothing the second; right: `null`, `80`, `90`
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        for (thresholds, pointer) in thresholds(panel) {
            look(index, panel, thresholds, &pointer, report);
        }
    }
}

/// Returns the thresholds of a panel and of its overrides, with their pointers in it.
fn thresholds<'a>(panel: &'a Panel<'a>) -> impl Iterator<Item = (&'a Object<'a>, String)> {
    let own = panel.defaults().and_then(|defaults| object(defaults, "thresholds"));
    let own = own.map(|own| (own, "/fieldConfig/defaults/thresholds".to_owned()));
    let properties = panel.overrides().flat_map(|(exception, at)| objects(exception, &at, "properties"));
    let other = properties.filter(|(property, _)| text(property, "id") == "thresholds").filter_map(|(property, at)| {
        Some((object(property, "value")?, format!("{}/value", at.strip_prefix(&*panel.pointer)?)))
    });
    own.into_iter().chain(other)
}

fn look(index: usize, panel: &Panel<'_>, thresholds: &Object<'_>, pointer: &str, report: &mut dyn FnMut(Draft)) {
    let steps = objects(thresholds, pointer, "steps");
    // Grafana sets the value of the first step to -Infinity, whatever it is.
    let steps: Vec<(f64, String)> =
        steps.skip(1).filter_map(|(step, pointer)| Some((step.get("value")?.as_f64()?, pointer))).collect();
    let mut highest = f64::NEG_INFINITY;
    for (at, (value, pointer)) in steps.iter().enumerate() {
        if *value < highest {
            let (before, next) = (at.checked_sub(1).map(|at| steps[at].0), steps.get(at + 1).map(|next| next.0));
            let message = message(*value, highest, before.unwrap_or(highest), next);
            let spot = Spot::panel(index, panel, pointer);
            report(Draft::new(spot, message).hint("sort the steps by their values"));
        }
        highest = highest.max(*value);
    }
}

/// Says what happens to a step below the highest one before it: it begins where that one does, and ends at the next.
///
/// Source: `getActiveThreshold` in Grafana's `packages/grafana-data/src/field/thresholds.ts`.
fn message(value: f64, highest: f64, before: f64, next: Option<f64>) -> String {
    let order = format!("the step at {value} comes after the one at {highest}");
    if next.is_some_and(|next| next <= highest) {
        return format!("{order}: neither it nor the one at {before} is ever shown");
    }
    format!("{order}: it begins only at {highest}, and the one at {before} is never shown")
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

    /// Returns the steps that are shown for some value, as Grafana finds them.
    fn shown(values: &[f64]) -> Vec<f64> {
        let active = |value: f64| {
            let rest = values[1..].iter().take_while(|step| value >= **step);
            rest.last().copied().unwrap_or(f64::NEG_INFINITY)
        };
        let mut shown: Vec<f64> = (-10..=1_000).map(|value| active(f64::from(value) / 2.0)).collect();
        shown.dedup();
        shown
    }

    #[test]
    fn falling_steps() {
        assert_snapshot!(with_steps(&[json!(null), json!(90), json!(80)]), @r#"
        test.json:21:15: error[unsorted-thresholds]: the step at 80 comes after the one at 90: it begins only at 90, and the one at 90 is never shown
          in panel "Panel" (id 1)
          hint: sort the steps by their values
        "#);
        assert_eq!(shown(&[0.0, 90.0, 80.0]), [f64::NEG_INFINITY, 80.0]);
    }

    #[test]
    fn falling_steps_in_an_override() {
        let steps = json!([{"color": "a", "value": null}, {"color": "b", "value": 90}, {"color": "c", "value": 80}]);
        let properties = json!([{"id": "unit", "value": "s"}, {"id": "thresholds", "value": {"steps": steps}}]);
        let exception = json!({"matcher": {"id": "byName", "options": "a"}, "properties": properties});
        assert_snapshot!(findings(&LINT, &panel(json!({"fieldConfig": {"overrides": [exception]}}))), @r#"
        test.json:33:21: error[unsorted-thresholds]: the step at 80 comes after the one at 90: it begins only at 90, and the one at 90 is never shown
          in panel "Panel" (id 1)
          hint: sort the steps by their values
        "#);
    }

    #[test]
    fn a_step_that_is_too_low_between_others() {
        assert_snapshot!(with_steps(&[json!(null), json!(90), json!(80), json!(85), json!(100)]), @r#"
        test.json:21:15: error[unsorted-thresholds]: the step at 80 comes after the one at 90: neither it nor the one at 90 is ever shown
          in panel "Panel" (id 1)
          hint: sort the steps by their values
        test.json:25:15: error[unsorted-thresholds]: the step at 85 comes after the one at 90: it begins only at 90, and the one at 80 is never shown
          in panel "Panel" (id 1)
          hint: sort the steps by their values
        "#);
        assert_eq!(shown(&[0.0, 90.0, 80.0, 85.0, 100.0]), [f64::NEG_INFINITY, 85.0, 100.0]);
    }

    #[test]
    fn the_value_of_the_first_step_means_nothing() {
        assert_eq!(with_steps(&[json!(50), json!(20)]), "");
    }

    #[test]
    fn rising_steps() {
        assert_eq!(with_steps(&[json!(null), json!(-1), json!(0), json!(0), json!(2.5)]), "");
    }
}
