//! Rates of metrics that can decrease.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::{Expr, ExprKind, Selector};
use crate::promql::{MetricKind, SeriesPart};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "rate-of-gauge",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags `rate`, `irate`, `increase` and `resets` of a gauge, a state set or the quantiles of a summary. Requires a catalogue.
# Why
These functions treat every decrease as a counter reset: for a gauge that goes up and down, the rate is far too high.
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
            let Some((metric, part)) = name.and_then(|name| catalogue.find(&name.text)) else { continue };
            let name = metric.name;
            let (what, hint) = match metric.kind {
                MetricKind::Gauge | MetricKind::Info => ("gauge", format!("use `{instead}` for gauges")),
                MetricKind::StateSet => ("state set", format!("use `{instead}` for values that go up and down")),
                MetricKind::Summary if part == SeriesPart::Whole => {
                    ("quantiles of", format!("`{name}_count` and `{name}_sum` are counters"))
                }
                _ => continue,
            };
            let message = format!("`{function}` of the {what} `{name}`, which can decrease");
            report(Draft::of_query(query, *function_span, message).hint(hint));
        }
    }
}

/// Returns the series that a range selects.
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
        test.json:16:24: error[rate-of-gauge]: `rate` of the gauge `queue_length`, which can decrease
          in panel "Panel" (id 1), query A
         |
         | sum(rate(queue_length[5m]))
         |     ^^^^
          hint: use `deriv` for gauges
        "#);
    }

    #[test]
    fn rates_of_quantiles_and_states() {
        assert_snapshot!(findings(&LINT, &query("rate(pause_seconds[5m]) + increase(worker_state[5m])")), @r#"
        test.json:16:19: error[rate-of-gauge]: `rate` of the quantiles of `pause_seconds`, which can decrease
          in panel "Panel" (id 1), query A
         |
         | rate(pause_seconds[5m]) + increase(worker_state[5m])
         | ^^^^
          hint: `pause_seconds_count` and `pause_seconds_sum` are counters
        test.json:16:46: error[rate-of-gauge]: `increase` of the state set `worker_state`, which can decrease
          in panel "Panel" (id 1), query A
         |
         | rate(pause_seconds[5m]) + increase(worker_state[5m])
         |                           ^^^^^^^^
          hint: use `delta` for values that go up and down
        "#);
    }

    #[test]
    fn rates_of_counters_and_of_the_unknown() {
        for text in [
            "rate(http_requests_total[5m])",
            "rate(latency_seconds_sum[5m])",
            "rate(pause_seconds_count[5m])",
            "rate(size_bytes[5m])",
            "rate(things[5m])",
            "deriv(queue_length[5m])",
            "rate(x[5m])",
        ] {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
    }
}
