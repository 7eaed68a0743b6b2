//! Calculations that do not exist.

use crate::json::tree::{Object, Tree};
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Spot;
use crate::view::{object, text};
use crate::vocabulary::field::Calculation;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-calculation",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a calculation that Grafana does not have, in the legend or the value options of one of its own panels or in a
transformation.
# Why
With one in its legend, the whole panel fails and shows an error instead of data, and so does adding a field by one; with
one in its value options, it shows no value; when series are reduced or grouped by one, the column is empty or missing.
# Example
`\"calcs\": [\"average\"]`; right: `\"calcs\": [\"mean\"]`.
",
    check: Check::Dashboard(check),
};

/// The panels of Grafana with such options; what the calculations of others are called, their plugins say.
const KINDS: [&str; 14] = [
    "bargauge",
    "barchart",
    "candlestick",
    "gauge",
    "geomap",
    "heatmap",
    "histogram",
    "piechart",
    "stat",
    "state-timeline",
    "status-history",
    "timeseries",
    "trend",
    "xychart",
];

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (index, panel) in subject.dashboard.panels.iter().enumerate() {
        let mut used = Vec::new();
        if KINDS.contains(&panel.kind)
            && let Some(options) = object(panel.object, "options")
        {
            of_options(options, &mut used);
        }
        of_transformations(panel.object, &mut used);
        for Used { id, pointer, effect } in used {
            if Calculation::of(id).is_none() {
                let spot = Spot::panel(index, panel, &pointer);
                let draft = Draft::new(spot, format!("unknown calculation `{id}`: {effect}"));
                report(draft.did_you_mean(Calculation::meant_by(id)));
            }
        }
    }
}

/// A calculation, where it is and what becomes of one that does not exist.
struct Used<'a> {
    id: &'a str,
    pointer: String,
    effect: &'static str,
}

/// Takes the calculations of a list.
fn take<'a>(list: Option<&'a Tree<'a>>, pointer: &str, effect: &'static str, used: &mut Vec<Used<'a>>) {
    let items = list.and_then(Tree::as_array).into_iter().flatten().enumerate();
    let ids = items.filter_map(|(at, id)| Some((at, id.as_str()?)));
    used.extend(ids.map(|(at, id)| Used { id, pointer: format!("{pointer}/{at}"), effect }));
}

fn of_options<'a>(options: &'a Object<'a>, used: &mut Vec<Used<'a>>) {
    for (holder, effect) in [("legend", "the panel fails"), ("reduceOptions", "the panel shows no value")] {
        let shown = object(options, holder).filter(|it| !is_hidden(it));
        take(shown.and_then(|it| it.get("calcs")), &format!("/options/{holder}/calcs"), effect, used);
    }
}

fn of_transformations<'a>(panel: &'a Object<'a>, used: &mut Vec<Used<'a>>) {
    let list = panel.get("transformations").and_then(Tree::as_array).into_iter().flatten().enumerate();
    for (at, transformation) in list.filter_map(|(at, it)| Some((at, it.as_object()?))) {
        let Some(options) = object(transformation, "options") else { continue };
        if transformation.get("disabled") == Some(&Tree::Bool(true)) {
            continue;
        }
        let pointer = format!("/transformations/{at}/options");
        match text(transformation, "id") {
            "reduce" => take(options.get("reducers"), &format!("{pointer}/reducers"), "its column is missing", used),
            "groupBy" => {
                for (name, field) in object(options, "fields").into_iter().flatten() {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    let pointer = format!("{pointer}/fields/{name}/aggregations");
                    let is_aggregated = field.get("operation").and_then(Tree::as_str) == Some("aggregate");
                    let list = field.get("aggregations").filter(|_| is_aggregated);
                    take(list, &pointer, "its column is empty", used);
                }
            }
            "calculateField" if matches!(text(options, "mode"), "" | "reduceRow") => {
                let id = object(options, "reduce").map(|reduce| text(reduce, "reducer")).filter(|id| !id.is_empty());
                let pointer = format!("{pointer}/reduce/reducer");
                used.extend(id.map(|id| Used { id, pointer, effect: "the panel fails" }));
            }
            _ => {}
        }
    }
}

/// A legend that is not shown calculates nothing.
fn is_hidden(legend: &Object<'_>) -> bool {
    legend.get("showLegend") == Some(&Tree::Bool(false)) || text(legend, "displayMode") == "hidden"
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
    fn in_transformations() {
        let with = |reduce: &str, group: &str, add: &str| {
            panel(json!({"transformations": [
                {"id": "reduce", "options": {"reducers": ["max", reduce]}},
                {"id": "groupBy", "options": {"fields": {"a/b": {"operation": "aggregate", "aggregations": [group]}}}},
                {"id": "calculateField", "options": {"mode": "reduceRow", "reduce": {"reducer": add}}},
                {"id": "calculateField", "options": {"mode": "index", "reduce": {"reducer": "nothing"}}},
                {"id": "reduce", "disabled": true, "options": {"reducers": ["nothing"]}},
            ]}))
        };
        assert_eq!(findings(&LINT, &with("mean", "lastNotNull", "sum")), "");
        assert_snapshot!(findings(&LINT, &with("average", "minn", "totl")), @r#"
        test.json:15:15: error[unknown-calculation]: unknown calculation `average`: its column is missing
          in panel "Panel" (id 1)
          hint: did you mean `mean`?
        test.json:26:19: error[unknown-calculation]: unknown calculation `minn`: its column is empty
          in panel "Panel" (id 1)
          hint: did you mean `min`?
        test.json:37:26: error[unknown-calculation]: unknown calculation `totl`: the panel fails
          in panel "Panel" (id 1)
        "#);
    }

    #[test]
    fn a_panel_of_a_plugin() {
        let calcs = json!({"calcs": ["its own"]});
        let plugin = panel(json!({"type": "acme-x", "options": {"legend": calcs, "reduceOptions": calcs}}));
        assert_eq!(findings(&LINT, &plugin), "");
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
