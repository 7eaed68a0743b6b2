//! Two units on one axis.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::Span;
use crate::promql::{self, Catalogue};
use crate::unit::Unit;
use crate::view::Query;
use crate::view::{Panel, objects, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "mixed-units",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a panel whose queries have different units, unless an override gives a unit or an axis to one of them; and a query
that adds or compares two units. Needs a catalogue.
# Why
A panel has one axis and one unit: seconds drawn as requests per second are read as traffic.
# Example
A latency quantile (`s`) beside `rate(http_requests_total[5m])` (`reqps`): give each its own panel, or its own axis.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(catalogue) = subject.catalogue() else { return };
    for (query, expr) in subject.read_queries() {
        if let Err(error) = promql::unit(expr, catalogue) {
            report(Draft::of_query(query, error.span, error.to_string()));
        }
    }
    for (index, _) in subject.dashboard.panels.iter().enumerate().filter(|(_, panel)| !separates(panel)) {
        check_panel(subject.queries_of(index), &subject.dashboard.panels[index], catalogue, report);
    }
}

fn check_panel(queries: &[Query<'_>], panel: &Panel<'_>, catalogue: &Catalogue, report: &mut dyn FnMut(Draft)) {
    let mut known: Option<(&str, Unit)> = None;
    for query in queries.iter().filter(|query| !panel.targets[query.target].is_hidden()) {
        let Some(Ok(unit)) = query.expr().map(|expr| promql::unit(expr, catalogue)) else { continue };
        let letter = query.spot.query.as_deref().unwrap_or_default();
        let Some((first, of_first)) = &known else {
            known = Some((letter, unit));
            continue;
        };
        if let Some(joined) = of_first.joined_with(&unit) {
            known = Some((*first, joined));
        } else {
            let message = format!("query `{letter}` is in {unit}, and query `{first}` in {of_first}, on one axis");
            let draft = Draft::of_query(query, Span::new(0, query.text.len()), message);
            report(draft.hint("give each its own panel, axis or unit"));
        }
    }
}

/// Returns whether an override may tell the queries apart.
fn separates(panel: &Panel<'_>) -> bool {
    let is_separate = |id: &str| matches!(id, "unit" | "custom.axisPlacement");
    panel
        .overrides()
        .any(|(exception, _)| objects(exception, "", "properties").any(|(it, _)| is_separate(text(it, "id"))))
        || panel.kind == "table"
        || panel.has_transformations()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, panel, query, target};

    fn two(first: &str, second: &str) -> Value {
        let mut targets = [target(first, ""), target(second, "")];
        targets[1]["refId"] = json!("B");
        panel(json!({"targets": targets}))
    }

    #[test]
    fn seconds_beside_a_rate() {
        let quantile = "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m])))";
        assert_snapshot!(findings(&LINT, &two(quantile, "sum(rate(http_requests_total[5m]))")), @r#"
        test.json:25:19: error[mixed-units]: query `B` is in requests/s, and query `A` in s, on one axis
          in panel "Panel" (id 1), query B
         |
         | sum(rate(http_requests_total[5m]))
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: give each its own panel, axis or unit
        "#);
    }

    #[test]
    fn seconds_and_messages_in_one_sum() {
        assert_snapshot!(findings(&LINT, &query("rate(latency_seconds_sum[5m]) * 5 + queue_length")), @r#"
        test.json:16:19: error[mixed-units]: `+` meets ratio on its left and messages on its right
          in panel "Panel" (id 1), query A
         |
         | rate(latency_seconds_sum[5m]) * 5 + queue_length
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "#);
    }

    #[test]
    fn equal_units_unknown_ones_and_an_axis_each() {
        assert_eq!(findings(&LINT, &two("queue_length", "max(queue_length)")), "");
        assert_eq!(findings(&LINT, &two("queue_length", "something_else")), "");
        let mut apart = two("queue_length", "rate(http_requests_total[5m])");
        let properties = json!([{"id": "custom.axisPlacement", "value": "right"}]);
        apart["panels"][0]["fieldConfig"] =
            json!({"overrides": [{"matcher": {"id": "byFrameRefID", "options": "B"}, "properties": properties}]});
        assert_eq!(findings(&LINT, &apart), "");
    }
}
