//! Counters shown as raw values.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::{AggregateOp, Expr, ExprKind, Selector};
use crate::promql::{Catalogue, MetricKind, SeriesPart};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "counter-without-rate",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags a counter whose raw value is shown, rather than its rate or increase. Without a catalogue, names ending in
`_total` count as counters.
# Why
A counter contains everything since the process started, and is reset to zero when it restarts: the value says little,
and a sum over instances jumps. Grafana's dashboard-linter has this as `target-counter-agg-rule`.
# Example
`sum(http_requests_total)`; right: `sum(rate(http_requests_total[$__rate_interval]))`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (query, expr) in subject.read_queries().filter(|(query, _)| query.panel.is_some()) {
        let mut waiting = vec![expr];
        while let Some(node) = waiting.pop() {
            match &node.kind {
                ExprKind::Selector(selector) if is_bare_counter(selector, subject.catalogue()) => {
                    let name = &query.text[name_of(selector)];
                    let message = match subject.catalogue() {
                        Some(catalogue) => format!("the raw value of the {} `{name}` is shown", what(catalogue, name)),
                        None => format!("the raw value of `{name}`, a counter by its name, is shown"),
                    };
                    let hint = "use `rate(..)` for its rate, or `increase(..)` for its increase";
                    report(Draft::of_query(query, node.span, message).hint(hint));
                }
                _ if asks_for_presence(node) => {}
                _ => waiting.extend(node.children()),
            }
        }
    }
}

fn name_of(selector: &Selector) -> std::ops::Range<usize> {
    selector.name.as_ref().map_or(0..0, |name| name.span.range())
}

fn is_bare_counter(selector: &Selector, catalogue: Option<&Catalogue>) -> bool {
    let Some(name) = selector.name.as_ref().filter(|_| selector.range.is_none()) else { return false };
    match catalogue.map(|catalogue| catalogue.find(&name.text)) {
        Some(Some((metric, part))) => {
            matches!(metric.kind, MetricKind::Counter | MetricKind::NativeHistogram) || part != SeriesPart::Whole
        }
        Some(None) => false,
        None => name.text.ends_with("_total"),
    }
}

fn what(catalogue: &Catalogue, name: &str) -> &'static str {
    let native = catalogue.find(name).filter(|(metric, _)| metric.kind == MetricKind::NativeHistogram);
    native.map_or("counter", |(metric, _)| metric.kind.name())
}

/// Returns whether only the presence or the timestamps of the series matter, not their values.
fn asks_for_presence(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Aggregate(aggregate) => matches!(aggregate.op, AggregateOp::Count | AggregateOp::Group),
        ExprKind::Call { function, .. } => matches!(&**function, "absent" | "timestamp" | "scalar"),
        ExprKind::Subquery(_) => true,
        ExprKind::Binary(binary) => binary.op.is_set() || binary.op.is_comparison(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, foreign_findings, query};

    #[test]
    fn a_bare_counter() {
        assert_snapshot!(findings(&LINT, &query("sum(http_requests_total)")), @r#"
        test.json:16:24: warning[counter-without-rate]: the raw value of the counter `http_requests_total` is shown
          in panel "Panel" (id 1), query A
         |
         | sum(http_requests_total)
         |     ^^^^^^^^^^^^^^^^^^^
          hint: use `rate(..)` for its rate, or `increase(..)` for its increase
        "#);
        assert_snapshot!(findings(&LINT, &query("histogram_quantile(0.9, size_bytes)")), @r#"
        test.json:16:44: warning[counter-without-rate]: the raw value of the native histogram `size_bytes` is shown
          in panel "Panel" (id 1), query A
         |
         | histogram_quantile(0.9, size_bytes)
         |                         ^^^^^^^^^^
          hint: use `rate(..)` for its rate, or `increase(..)` for its increase
        "#);
        assert_snapshot!(foreign_findings(&LINT, &query("a_total / 5")), @r#"
        test.json:16:19: warning[counter-without-rate]: the raw value of `a_total`, a counter by its name, is shown
          in panel "Panel" (id 1), query A
         |
         | a_total / 5
         | ^^^^^^^
          hint: use `rate(..)` for its rate, or `increase(..)` for its increase
        "#);
    }

    #[test]
    fn rates_gauges_and_questions_of_presence() {
        for text in [
            "rate(http_requests_total[5m])",
            "queue_length",
            "count(http_requests_total)",
            "a_total",
            "pause_seconds",
            "things",
        ] {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
    }
}
