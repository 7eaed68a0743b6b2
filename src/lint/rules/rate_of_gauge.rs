//! Rates of what does not only grow.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::MetricKind;
use crate::promql::ast::{Expr, ExprKind, Selector};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "rate-of-gauge",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags `rate`, `irate`, `increase` and `resets` of a gauge. Needs a catalogue.
# Why
These functions take every fall for a restart of a counter that begins at zero again: a gauge that goes up and down
gets a rate that is far too high.
# Example
`rate(queue_length[5m])`; right: `deriv(queue_length[5m])` or `delta(queue_length[5m])`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(catalogue) = subject.catalogue() else { return };
    for (query, expr) in subject.read_queries() {
        for node in expr.nodes() {
            let ExprKind::Call { function, function_span, args } = &node.kind else { continue };
            let instead = match &**function {
                "rate" => "deriv",
                "irate" => "idelta",
                "increase" => "delta",
                "resets" => "changes",
                _ => continue,
            };
            let name = args.first().and_then(series).and_then(|selector| selector.name.as_ref());
            let metric = name.and_then(|name| catalogue.find(&name.text)).map(|(metric, _)| metric);
            if let Some(metric) = metric.filter(|metric| matches!(metric.kind, MetricKind::Gauge | MetricKind::Info)) {
                let message = format!("`{function}` of the gauge `{}`, which can fall", metric.name);
                report(Draft::of_query(query, *function_span, message).hint(format!("`{instead}` is made for gauges")));
            }
        }
    }
}

/// Returns the series that a range is taken of.
fn series(arg: &Expr) -> Option<&Selector> {
    match &arg.without_parens().kind {
        ExprKind::Selector(selector) => Some(selector),
        ExprKind::Subquery(subquery) => series(&subquery.expr),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, query};

    #[test]
    fn a_rate_of_a_gauge() {
        assert_snapshot!(findings(&LINT, &query("sum(rate(queue_length[5m]))")), @r#"
        test.json:16:24: error[rate-of-gauge]: `rate` of the gauge `queue_length`, which can fall
          in panel "Panel" (id 1), query A
         |
         | sum(rate(queue_length[5m]))
         |     ^^^^
          hint: `deriv` is made for gauges
        "#);
    }

    #[test]
    fn rates_of_counters_and_of_the_unknown() {
        for text in
            ["rate(http_requests_total[5m])", "rate(latency_seconds_sum[5m])", "deriv(queue_length[5m])", "rate(x[5m])"]
        {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
    }
}
