//! Quantiles of buckets whose bounds are gone.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::ast::{Aggregate, AggregateOp, Expr, ExprKind};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-le",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags `histogram_quantile` over an aggregation of `_bucket` series that drops the label `le`.
# Why
`le` is the bound of each bucket: without it there is nothing to calculate a quantile from, and the panel stays empty.
# Example
`histogram_quantile(0.99, sum by (job) (rate(x_bucket[5m])))`; right:
`histogram_quantile(0.99, sum by (job, le) (rate(x_bucket[5m])))`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for (query, expr) in subject.read_queries() {
        for node in expr.nodes() {
            let ExprKind::Call { function, args, .. } = &node.kind else { continue };
            let (true, Some(buckets)) = (function == "histogram_quantile", args.get(1)) else { continue };
            let ExprKind::Aggregate(aggregate) = &buckets.without_parens().kind else { continue };
            if drops_le(aggregate) && aggregate.expr.nodes().any(is_buckets) {
                let message = format!("`{}` drops the label `le`, the bounds of the buckets", aggregate.op);
                report(Draft::of_query(query, aggregate.op_span, message).hint(hint(aggregate)));
            }
        }
    }
}

fn drops_le(aggregate: &Aggregate) -> bool {
    let keeps_labels = matches!(
        aggregate.op,
        AggregateOp::Topk | AggregateOp::Bottomk | AggregateOp::Limitk | AggregateOp::LimitRatio
    );
    match &aggregate.grouping {
        _ if keeps_labels || aggregate.op == AggregateOp::CountValues => false,
        None => true,
        Some(grouping) if grouping.without => grouping.labels.iter().any(|label| label.text == "le"),
        Some(grouping) => !grouping.labels.iter().any(|label| label.text == "le" || label.text.contains(['$', '['])),
    }
}

fn is_buckets(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Selector(selector) => selector.name.as_ref().is_some_and(|name| name.text.ends_with("_bucket")),
        _ => false,
    }
}

fn hint(aggregate: &Aggregate) -> String {
    match &aggregate.grouping {
        Some(grouping) if grouping.without => "take `le` out of `without`".to_owned(),
        Some(grouping) => {
            let labels: Vec<&str> = grouping.labels.iter().map(|label| &*label.text).chain(["le"]).collect();
            format!("`{} by ({}) (..)` keeps it", aggregate.op, labels.join(", "))
        }
        None => format!("`{} by (le) (..)` keeps it", aggregate.op),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::LINT;
    use crate::lint::testing::{findings, query};

    #[test]
    fn grouped_by_something_else() {
        assert_snapshot!(findings(&LINT, &query("histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m])))")), @r#"
        test.json:16:44: error[missing-le]: `sum` drops the label `le`, the bounds of the buckets
          in panel "Panel" (id 1), query A
         |
         | histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m])))
         |                         ^^^
          hint: `sum by (job, le) (..)` keeps it
        "#);
        assert_snapshot!(findings(&LINT, &query("histogram_quantile(0.9, sum(rate(x_bucket[5m])))")), @r#"
        test.json:16:44: error[missing-le]: `sum` drops the label `le`, the bounds of the buckets
          in panel "Panel" (id 1), query A
         |
         | histogram_quantile(0.9, sum(rate(x_bucket[5m])))
         |                         ^^^
          hint: `sum by (le) (..)` keeps it
        "#);
    }

    #[test]
    fn bounds_that_stay_and_native_histograms() {
        for text in [
            "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))",
            "histogram_quantile(0.9, sum by ($group) (rate(x_bucket[5m])))",
            "histogram_quantile(0.9, sum without (pod) (rate(x_bucket[5m])))",
            "histogram_quantile(0.9, sum(rate(x[5m])))",
            "histogram_quantile(0.9, rate(x_bucket[5m]))",
        ] {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
    }
}
