//! Numbers without a unit.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-unit",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags a panel of numbers that names no unit.
# Why
Is 250 a count, milliseconds or percent? A number that means nothing else has the unit `short` or `none`.
Grafana's dashboard-linter has this as `panel-units-rule`.
# Example
`\"fieldConfig\": {\"defaults\": {\"unit\": \"s\"}}`
",
    check: Check::Dashboard(check),
};

/// The panels whose numbers are drawn with the unit of the field config.
const KINDS: [&str; 7] = ["bargauge", "barchart", "gauge", "piechart", "stat", "timeseries", "trend"];

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let has_numbers = KINDS.contains(&panel.kind) && !panel.targets.is_empty();
        let has_unit = panel.defaults().is_some_and(|defaults| !text(defaults, "unit").is_empty());
        let has_mappings =
            panel.defaults().and_then(|it| it.get("mappings")?.as_array()).is_some_and(|it| !it.is_empty());
        if has_numbers && !has_unit && !has_mappings {
            report(Draft::new(Spot::panel(index, panel, "/fieldConfig/defaults/unit"), "the panel names no unit"));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::{findings, query};

    #[test]
    fn none() {
        assert_snapshot!(findings(&LINT, &query("up")), @r#"
        test.json:5:5: warning[missing-unit]: the panel names no unit
          in panel "Panel" (id 1)
        "#);
    }

    #[test]
    fn a_unit_and_words_for_values() {
        for defaults in [json!({"unit": "none"}), json!({"mappings": [{"type": "value", "options": {}}]})] {
            let mut dashboard = query("up");
            dashboard["panels"][0]["fieldConfig"] = json!({"defaults": defaults});
            assert_eq!(findings(&LINT, &dashboard), "");
        }
    }
}
