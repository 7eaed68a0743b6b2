//! Rates over a fixed window.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::{ExprKind, Number};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "fixed-rate-interval",
    group: Group::Style,
    severity: Severity::Warning,
    docs: "
Flags `rate`, `irate` or `increase` over a fixed window of less than an hour in a panel.
# Why
Zoomed out, a fixed window sees only a part of the samples between two points: short peaks vanish. Zoomed in, or with
a slower scrape, it holds fewer than two samples and the graph is empty. `$__rate_interval` fits both.
Grafana's dashboard-linter has this as `target-rate-interval-rule`.
# Example
`rate(http_requests_total[5m])`; right: `rate(http_requests_total[$__rate_interval])`.
",
    check: Check::Dashboard(check),
};

/// From here on, in seconds, a window is meant: the errors of the last day.
const LONG: f64 = 3_600.0;

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (query, expr) in subject.read_queries().filter(|(query, _)| query.panel.is_some()) {
        for node in expr.nodes() {
            let ExprKind::Call { function, args, .. } = &node.kind else { continue };
            let Some(ExprKind::Selector(selector)) = args.first().map(|arg| &arg.without_parens().kind) else {
                continue;
            };
            let Some(range) = selector.range.as_deref() else { continue };
            let is_rate = matches!(&**function, "rate" | "irate" | "increase");
            if is_rate && matches!(range.kind, ExprKind::Number(Number { value, .. }) if value < LONG) {
                let message = format!("`{function}` over a fixed window of {}", &query.text[range.span.range()]);
                report(Draft::of_query(query, range.span, message).hint("`$__rate_interval` fits every zoom"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, query};

    #[test]
    fn five_minutes() {
        assert_snapshot!(findings(&LINT, &query("sum(rate(errors_total[5m]))")), @r#"
        test.json:16:42: warning[fixed-rate-interval]: `rate` over a fixed window of 5m
          in panel "Panel" (id 1), query A
         |
         | sum(rate(errors_total[5m]))
         |                       ^^
          hint: `$__rate_interval` fits every zoom
        "#);
    }

    #[test]
    fn windows_that_fit_or_that_are_meant() {
        assert_eq!(findings(&LINT, &query("rate(errors_total[$__rate_interval])")), "");
        assert_eq!(findings(&LINT, &query("avg_over_time(up[1d]) + increase(x[1d])")), "");
    }
}
