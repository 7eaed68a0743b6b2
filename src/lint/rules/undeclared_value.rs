//! Quantiles that no summary exports, and states that nothing is ever in.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::{ExprKind, MatchOp, Matcher, Selector};
use crate::promql::{Catalogue, MetricInfo, MetricKind};
use crate::spelling;
use crate::view::{Query, names_in};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "undeclared-value",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a query for a quantile of a summary, or a state of a state set, that its declaration does not list. Requires a
catalogue.
# Why
There is no such series: the panel stays empty.
# Example
`pause_seconds{quantile=\"0.95\"}`, of a summary that exports 0.5 and 0.99; right: `pause_seconds{quantile=\"0.99\"}`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(catalogue) = subject.catalogue() else { return };
    for (query, expr) in subject.read_queries() {
        for node in expr.nodes() {
            if let ExprKind::Selector(selector) = &node.kind {
                check_selector(query, selector, catalogue, report);
            }
        }
    }
}

fn check_selector(query: &Query<'_>, selector: &Selector, catalogue: &Catalogue, report: &mut dyn FnMut(Draft)) {
    let found = selector.name.as_ref().and_then(|name| catalogue.find(&name.text));
    let Some((metric, _)) = found else { return };
    let Some(dimension) = metric.own_dimension().filter(|dimension| !dimension.values.is_empty()) else { return };
    for matcher in &selector.matchers {
        let Matcher::Label { label, op, value, value_span, bare: false, .. } = matcher else { continue };
        if label.text != dimension.name || names_in(value).next().is_some() {
            continue;
        }
        let Some(wanted) = wanted(*op, value) else { continue };
        if !dimension.values.iter().any(|value| is_same(metric, value, wanted)) {
            let what = if metric.kind == MetricKind::Summary { "quantile" } else { "state" };
            let draft = Draft::of_query(query, *value_span, format!("`{}` has no {what} `{wanted}`", metric.name));
            report(match spelling::nearest(wanted, dimension.values.iter().copied()) {
                Some(near) if metric.kind == MetricKind::StateSet => draft.did_you_mean(Some(near)),
                _ => draft.hint(format!("it declares `{}`", dimension.values.join("`, `"))),
            });
        }
    }
}

/// Returns the one value that a matcher takes, if it is one: of regular expressions, only the `1(\\.0)?` of
/// [`Summary::quantile_of`](crate::promql::Summary::quantile_of).
fn wanted(op: MatchOp, value: &str) -> Option<&str> {
    match op {
        MatchOp::Equal => Some(value),
        MatchOp::Matches => value.strip_suffix("(\\.0)?"),
        _ => None,
    }
}

/// Quantiles are compared as numbers: Prometheus 3 stores `1` as `1.0`.
fn is_same(metric: &MetricInfo, declared: &str, wanted: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok().map(f64::to_bits);
    declared == wanted
        || (metric.kind == MetricKind::Summary && number(wanted).is_some_and(|it| Some(it) == number(declared)))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, foreign_findings, query};

    #[test]
    fn a_quantile_and_a_state() {
        let text = "pause_seconds{quantile=\"0.95\"} + pause_seconds{quantile=~\"0(\\\\.0)?\"} + worker_state{worker_state=\"bsy\"}";
        assert_snapshot!(findings(&LINT, &query(text)), @r#"
        test.json:16:43: error[undeclared-value]: `pause_seconds` has no quantile `0.95`
          in panel "Panel" (id 1), query A
         |
         | pause_seconds{quantile="0.95"} + pause_seconds{quantile=~"0(\\.0)?"} + worker_state{worker_state="bsy"}
         |                        ^^^^^^
          hint: it declares `0.5`, `0.99`, `1`
        test.json:16:79: error[undeclared-value]: `pause_seconds` has no quantile `0`
          in panel "Panel" (id 1), query A
         |
         | pause_seconds{quantile="0.95"} + pause_seconds{quantile=~"0(\\.0)?"} + worker_state{worker_state="bsy"}
         |                                                          ^^^^^^^^^^
          hint: it declares `0.5`, `0.99`, `1`
        test.json:16:123: error[undeclared-value]: `worker_state` has no state `bsy`
          in panel "Panel" (id 1), query A
         |
         | pause_seconds{quantile="0.95"} + pause_seconds{quantile=~"0(\\.0)?"} + worker_state{worker_state="bsy"}
         |                                                                                                  ^^^^^
          hint: did you mean `busy`?
        "#);
    }

    #[test]
    fn values_that_are_there_or_may_be() {
        for text in [
            "pause_seconds{quantile=\"0.50\"}",
            "pause_seconds{quantile=\"1.0\"}",
            "pause_seconds{quantile=~\"1(\\\\.0)?\"}",
            "pause_seconds{quantile=~\"0.9.*\"}",
            "pause_seconds{quantile!=\"0.9\"}",
            "pause_seconds{quantile=\"$quantile\"}",
            "worker_state{worker_state=\"idle\"}",
            "queue_length{method=\"other\"}",
        ] {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
        assert_eq!(foreign_findings(&LINT, &query("pause_seconds{quantile=\"0.95\"}")), "");
    }
}
