//! Counters as they are.

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
Flags a counter that is shown as it is, rather than its rate or increase. Without a catalogue, a counter is what ends in
`_total`.
# Why
A counter holds everything since the process began, and falls to zero when it restarts: the number says little,
and a sum over instances jumps.
Grafana's dashboard-linter has this as `target-counter-agg-rule`.
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
                        Some(_) => format!("the counter `{name}` is shown as it is"),
                        None => format!("`{name}`, a counter by its name, is shown as it is"),
                    };
                    let hint = "`rate(..)` shows how fast it grows, `increase(..)` by how much";
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
        Some(Some((metric, part))) => metric.kind == MetricKind::Counter || part != SeriesPart::Whole,
        Some(None) => false,
        None => name.text.ends_with("_total"),
    }
}

/// Returns whether only it matters which series there are, or when, and not their values.
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
        test.json:16:24: warning[counter-without-rate]: the counter `http_requests_total` is shown as it is
          in panel "Panel" (id 1), query A
         |
         | sum(http_requests_total)
         |     ^^^^^^^^^^^^^^^^^^^
          hint: `rate(..)` shows how fast it grows, `increase(..)` by how much
        "#);
        assert_snapshot!(foreign_findings(&LINT, &query("a_total / 5")), @r#"
        test.json:16:19: warning[counter-without-rate]: `a_total`, a counter by its name, is shown as it is
          in panel "Panel" (id 1), query A
         |
         | a_total / 5
         | ^^^^^^^
          hint: `rate(..)` shows how fast it grows, `increase(..)` by how much
        "#);
    }

    #[test]
    fn rates_gauges_and_questions_of_presence() {
        for text in ["rate(http_requests_total[5m])", "queue_length", "count(http_requests_total)", "a_total"] {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
    }
}
