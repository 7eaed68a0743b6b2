//! Calculations that do not exist.

use serde_json::Value;

use super::check::Subject;
use super::document::{Object, object, text};
use super::draft::{Draft, Spot};
use super::{Check, Group, Lint, Severity};
use crate::model::field::Calculation;

pub(super) const LINT: Lint = Lint {
    name: "unknown-calculation",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a calculation in the legend or the value options of a panel that Grafana does not have.
# Why
With one in its legend, the whole panel fails and shows an error instead of data; with one in its value options, it shows
no value.
# Example
`\"calcs\": [\"average\"]`; right: `\"calcs\": [\"mean\"]`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.document.panels.iter().enumerate() {
        let Some(options) = object(panel.object, "options") else { continue };
        for (holder, effect) in [("legend", "the panel fails"), ("reduceOptions", "the panel shows no value")] {
            let calcs = object(options, holder).filter(|it| !is_hidden(it)).and_then(|it| it.get("calcs")?.as_array());
            for (at, id) in calcs.into_iter().flatten().enumerate() {
                let Some(id) = id.as_str().filter(|id| Calculation::of(id).is_none()) else { continue };
                let spot = Spot::panel(index, panel, &format!("/options/{holder}/calcs/{at}"));
                report(
                    Draft::new(spot, format!("unknown calculation `{id}`: {effect}"))
                        .did_you_mean(Calculation::meant_by(id)),
                );
            }
        }
    }
}

/// A legend that is not shown calculates nothing.
fn is_hidden(legend: &Object) -> bool {
    legend.get("showLegend") == Some(&Value::Bool(false)) || text(legend, "displayMode") == "hidden"
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel};

    fn legend(calcs: &Value) -> Value {
        panel(json!({"options": {"legend": {"showLegend": true, "calcs": calcs}}}))
    }

    #[test]
    fn in_a_legend() {
        assert_snapshot!(findings(&LINT, &legend(&json!(["max", "minAboveZero", "lastNotNul"]))), @r#"
        test.json:14:13: error[unknown-calculation]: unknown calculation `minAboveZero`: the panel fails
          in panel "Panel" (id 1)
          hint: did you mean `logmin`?
        test.json:15:13: error[unknown-calculation]: unknown calculation `lastNotNul`: the panel fails
          in panel "Panel" (id 1)
          hint: did you mean `lastNotNull`?
        "#);
    }

    #[test]
    fn in_the_value_options() {
        let stat = panel(json!({"type": "stat", "options": {"reduceOptions": {"calcs": ["average"]}}}));
        assert_snapshot!(findings(&LINT, &stat), @r#"
        test.json:12:13: error[unknown-calculation]: unknown calculation `average`: the panel shows no value
          in panel "Panel" (id 1)
          hint: did you mean `mean`?
        "#);
    }

    #[test]
    fn those_that_exist() {
        assert_eq!(
            findings(&LINT, &legend(&json!(["lastNotNull", "logmin", "avg", "current", "p1", "p99", null]))),
            ""
        );
        assert_ne!(findings(&LINT, &legend(&json!(["p0"]))), "");
        assert_ne!(findings(&LINT, &legend(&json!(["p100"]))), "");
    }

    #[test]
    fn a_legend_that_is_not_shown() {
        let hidden = json!({"options": {"legend": {"showLegend": false, "calcs": ["avrg"]}}});
        assert_eq!(findings(&LINT, &panel(hidden)), "");
    }
}
