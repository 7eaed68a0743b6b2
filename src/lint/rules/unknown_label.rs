//! Labels that the series do not have.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::{Aggregate, ExprKind, Matcher, Selector};
use crate::promql::{Catalogue, Labels, MetricInfo, labels};
use crate::spelling;
use crate::view::Query;
use crate::view::names_in;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-label",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a label in a matcher or in `by (..)` that the series cannot have. Needs a catalogue.
# Why
A matcher on a label that is not there finds nothing, or everything; grouping by it gives one series where many were
meant.
# Example
`sum by (methd) (rate(http_requests_total[5m]))`, when the label is called `method`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(catalogue) = subject.catalogue() else { return };
    for (query, expr) in subject.read_queries() {
        for node in expr.nodes() {
            match &node.kind {
                ExprKind::Selector(selector) => check_matchers(query, selector, catalogue, report),
                ExprKind::Aggregate(aggregate) => check_grouping(query, aggregate, catalogue, report),
                _ => {}
            }
        }
    }
}

fn check_matchers(query: &Query<'_>, selector: &Selector, catalogue: &Catalogue, report: &mut dyn FnMut(Draft)) {
    let found = selector.name.as_ref().and_then(|name| catalogue.find(&name.text));
    let Some((metric, _)) = found else { return };
    for matcher in &selector.matchers {
        let Matcher::Label { label, .. } = matcher else { continue };
        let is_open = names_in(&label.text).next().is_some();
        if !is_open && label.text != "__name__" && !metric.has_label(&label.text) {
            let message = format!("`{}` has no label `{}`", metric.name, label.text);
            report(Draft::of_query(query, label.span, message).did_you_mean(nearest(metric, &label.text)));
        }
    }
}

fn nearest(metric: &MetricInfo, label: &str) -> Option<&'static str> {
    spelling::nearest(label, metric.labels.iter().map(|label| label.name))
}

fn check_grouping(query: &Query<'_>, aggregate: &Aggregate, catalogue: &Catalogue, report: &mut dyn FnMut(Draft)) {
    let Some(grouping) = aggregate.grouping.as_ref().filter(|grouping| !grouping.without) else { return };
    let inner = labels(&aggregate.expr, catalogue);
    for label in &grouping.labels {
        if !inner.may_have(&label.text) && names_in(&label.text).next().is_none() {
            let message = format!("the series grouped here have no label `{}`", label.text);
            let known: Vec<&str> = match &inner {
                Labels::Known(known) => known.iter().map(String::as_str).collect(),
                Labels::Unknown { .. } => Vec::new(),
            };
            report(Draft::of_query(query, label.span, message).did_you_mean(spelling::nearest(&label.text, known)));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, foreign_findings, query};

    #[test]
    fn in_a_matcher_and_in_a_grouping() {
        let text = "sum by (methd) (rate(http_requests_total{staus=\"500\"}[5m]))";
        assert_snapshot!(findings(&LINT, &query(text)), @r#"
        test.json:16:28: error[unknown-label]: the series grouped here have no label `methd`
          in panel "Panel" (id 1), query A
         |
         | sum by (methd) (rate(http_requests_total{staus="500"}[5m]))
         |         ^^^^^
          hint: did you mean `method`?
        test.json:16:61: error[unknown-label]: `http_requests_total` has no label `staus`
          in panel "Panel" (id 1), query A
         |
         | sum by (methd) (rate(http_requests_total{staus="500"}[5m]))
         |                                          ^^^^^
        "#);
    }

    #[test]
    fn labels_that_are_there_or_may_be() {
        for text in [
            "sum by (method, job) (rate(http_requests_total{instance=~\"a\", $filter}[5m]))",
            "sum by (le) (rate(latency_seconds_bucket{le=\"1\"}[5m]))",
            "sum by ($group) (queue_length)",
            "sum by (anything) (unknown_metric{anything=\"x\"})",
            "sum without (anything) (queue_length)",
        ] {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
        assert_eq!(foreign_findings(&LINT, &query("sum by (a) (sum by (b) (x))")), "");
    }
}
