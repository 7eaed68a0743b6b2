//! Legends with labels that the query drops.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::{Catalogue, Labels, labels};
use crate::spelling;
use crate::view::{Spot, labels_in};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "legend-label",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags `{{label}}` in a legend if the series of the query cannot have the label: an aggregation drops it, or, with a
catalogue, the metric does not have it.
# Why
The name of the series has a gap, and several series get the same name.
# Example
`sum by (job) (up)` with the legend `{{instance}}`; right: `{{job}}`, or `sum by (job, instance) (up)`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let catalogue = subject.catalogue().unwrap_or(Catalogue::empty());
    for (query, expr) in subject.read_queries() {
        let Some(index) = query.panel else { continue };
        let panel = &subject.dashboard.panels[index];
        let target = &panel.targets[query.target];
        let legend = target.legend();
        if !legend.contains("{{") || !target.is_time_series() || target.is_hidden() {
            continue;
        }
        let labels = labels(expr, catalogue);
        let missing: Vec<(&str, usize)> = labels_in(legend)
            // VictoriaMetrics keeps the metric name in many functions.
            .filter(|(label, _)| !(query.is_victoria && *label == "__name__"))
            .filter(|(label, _)| !labels.may_have(label))
            .collect();
        let Some((first, at)) = missing.first() else { continue };
        let shown: Vec<String> = missing.iter().map(|(label, _)| format!("`{label}`")).collect();
        let what = if missing.len() == 1 { "a label" } else { "labels" };
        let message = format!("the legend uses {}, {what} that the query drops", shown.join(" and "));
        let spot = Spot::target(index, panel, query.target, "/legendFormat");
        let draft = Draft::new(spot, message).within(legend, *at..at + first.len()).hint(hint(&missing, &labels));
        // In other dashboards, one series with an odd name may be acceptable; our own must be right.
        report(if subject.catalogue().is_some() { draft } else { draft.warning() });
    }
}

fn hint(missing: &[(&str, usize)], labels: &Labels) -> String {
    let Labels::Known(known) = labels else { return "keep the label, or remove it from the legend".to_owned() };
    let known: Vec<&str> = known.iter().map(String::as_str).filter(|label| *label != "__name__").collect();
    let near = match missing {
        [(only, _)] => spelling::nearest(only, known.iter().copied()),
        _ => None,
    };
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "its series have no labels at all".to_owned(),
        None => format!("its series only have {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::{findings, foreign_findings, panel, target};

    fn with_legend(expr: &str, legend: &str) -> Value {
        panel(json!({"targets": [target(expr, legend)]}))
    }

    #[test]
    fn a_label_that_the_aggregation_drops() {
        assert_snapshot!(foreign_findings(&LINT, &with_legend("sum by (job) (up)", "{{job}} on {{ instance }}")), @r#"
        test.json:17:42: warning[legend-label]: the legend uses `instance`, a label that the query drops
          in panel "Panel" (id 1), query A
         |
         | {{job}} on {{ instance }}
         |               ^^^^^^^^
          hint: its series only have job
        "#);
        assert_snapshot!(foreign_findings(&LINT, &with_legend("sum(up)", "{{instance}}")), @r#"
        test.json:17:30: warning[legend-label]: the legend uses `instance`, a label that the query drops
          in panel "Panel" (id 1), query A
         |
         | {{instance}}
         |   ^^^^^^^^
          hint: its series have no labels at all
        "#);
    }

    #[test]
    fn a_label_that_the_metric_never_had() {
        assert_snapshot!(findings(&LINT, &with_legend("queue_length", "{{methd}}")), @r#"
        test.json:17:30: error[legend-label]: the legend uses `methd`, a label that the query drops
          in panel "Panel" (id 1), query A
         |
         | {{methd}}
         |   ^^^^^
          hint: did you mean `method`?
        "#);
    }

    #[test]
    fn victoriametrics_keeps_names() {
        let mut dashboard = with_legend("max_over_time(x[5m])", "{{__name__}}");
        assert_ne!(foreign_findings(&LINT, &dashboard), "");
        dashboard["panels"][0]["targets"][0]["datasource"]["type"] = json!("victoriametrics-metrics-datasource");
        assert_eq!(foreign_findings(&LINT, &dashboard), "");
        dashboard["panels"][0]["targets"][0]["expr"] = json!("sum by (job) (up)");
        dashboard["panels"][0]["targets"][0]["legendFormat"] = json!("{{instance}}");
        assert_ne!(foreign_findings(&LINT, &dashboard), "");
    }

    #[test]
    fn labels_that_are_there_or_may_be() {
        for (expr, legend) in [
            ("sum by (job) (up)", "{{job}}"),
            ("up", "{{anything}}"),
            ("sum by ($group) (up)", "{{anything}}"),
            ("sum by (job) (up)", "__auto"),
            ("sum by (job) (up)", "{{$group}}"),
            ("label_replace(sum(up), \"x\", \"y\", \"\", \"\")", "{{x}}"),
        ] {
            assert_eq!(foreign_findings(&LINT, &with_legend(expr, legend)), "");
        }
    }
}
