//! Quantiles of metrics without buckets.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::ExprKind;
use crate::promql::{MetricKind, SeriesPart};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "not-a-histogram",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags `histogram_quantile` of a counter, gauge or summary, or of the `_sum` or `_count` of a histogram. Requires a catalogue.
# Why
There are no buckets to calculate a quantile from, so the panel stays empty.
# Example
`histogram_quantile(0.99, rate(latency_seconds_sum[5m]))`; right: `.. latency_seconds_bucket ..`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(catalogue) = subject.catalogue() else { return };
    for (query, expr) in subject.read_queries() {
        for node in expr.nodes() {
            let ExprKind::Call { function, args, .. } = &node.kind else { continue };
            let buckets = args.get(1).filter(|_| function == "histogram_quantile");
            for inner in buckets.into_iter().flat_map(|buckets| buckets.nodes()) {
                let ExprKind::Selector(selector) = &inner.kind else { continue };
                let Some(name) = &selector.name else { continue };
                let Some((metric, part)) = catalogue.find(&name.text) else { continue };
                let may_be = matches!(metric.kind, MetricKind::NativeHistogram | MetricKind::Untyped);
                if may_be || part == SeriesPart::Bucket {
                    continue;
                }
                let draft = Draft::of_query(query, name.span, format!("`{}` has no buckets", name.text));
                report(match metric.kind {
                    MetricKind::Histogram => draft.hint(format!("use `{}_bucket`", metric.name)),
                    MetricKind::Summary => draft
                        .hint(format!("it is a summary, whose quantiles are series: `{}{{quantile=..}}`", metric.name)),
                    _ => draft,
                });
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
    fn a_sum_and_a_gauge() {
        let text = "histogram_quantile(0.9, rate(latency_seconds_sum[5m])) or histogram_quantile(0.5, queue_length)";
        assert_snapshot!(findings(&LINT, &query(text)), @r#"
        test.json:16:49: error[not-a-histogram]: `latency_seconds_sum` has no buckets
          in panel "Panel" (id 1), query A
         |
         | histogram_quantile(0.9, rate(latency_seconds_sum[5m])) or histogram_quantile(0.5, queue_length)
         |                              ^^^^^^^^^^^^^^^^^^^
          hint: use `latency_seconds_bucket`
        test.json:16:102: error[not-a-histogram]: `queue_length` has no buckets
          in panel "Panel" (id 1), query A
         |
         | histogram_quantile(0.9, rate(latency_seconds_sum[5m])) or histogram_quantile(0.5, queue_length)
         |                                                                                   ^^^^^^^^^^^^
        "#);
    }

    #[test]
    fn a_summary() {
        assert_snapshot!(findings(&LINT, &query("histogram_quantile(0.9, rate(pause_seconds_count[5m]))")), @r#"
        test.json:16:49: error[not-a-histogram]: `pause_seconds_count` has no buckets
          in panel "Panel" (id 1), query A
         |
         | histogram_quantile(0.9, rate(pause_seconds_count[5m]))
         |                              ^^^^^^^^^^^^^^^^^^^
          hint: it is a summary, whose quantiles are series: `pause_seconds{quantile=..}`
        "#);
    }

    #[test]
    fn buckets() {
        assert_eq!(findings(&LINT, &query("histogram_quantile(0.9, sum(rate(size_bytes[5m])))")), "");
        assert_eq!(findings(&LINT, &query("histogram_quantile(0.9, rate(things[5m]))")), "");
        assert_eq!(findings(&LINT, &query("histogram_quantile(0.9, rate(latency_seconds_bucket[5m]))")), "");
        assert_eq!(findings(&LINT, &query("histogram_quantile(0.9, rate(x[5m])) + queue_length")), "");
    }
}
