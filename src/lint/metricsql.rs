//! MetricsQL, the dialect of PromQL that `VictoriaMetrics` reads: it is not checked.
//!
//! It is asked through the same kind of datasource, so that only the queries themselves tell.

use super::query::{Query, Verdict};
use crate::promql::ast::{Aggregate, ExprKind};

/// Functions that only MetricsQL has, sorted; those of a family by their beginning, with `*`.
const FUNCTIONS: &[&str] = &[
    "aggr_over_time",
    "alias",
    "any",
    "ascent_over_time",
    "bitmap_*",
    "bottomk_*",
    "buckets_limit",
    "changes_prometheus",
    "count_eq_over_time",
    "count_gt_over_time",
    "count_le_over_time",
    "count_ne_over_time",
    "count_values_over_time",
    "decreases_over_time",
    "default_rollup",
    "delta_prometheus",
    "deriv_fast",
    "descent_over_time",
    "distinct",
    "distinct_over_time",
    "drop_common_labels",
    "drop_empty_series",
    "duration_over_time",
    "geomean",
    "geomean_over_time",
    "histogram",
    "histogram_over_time",
    "histogram_share",
    "hoeffding_*",
    "increase_prometheus",
    "increase_pure",
    "increases_over_time",
    "integrate",
    "interpolate",
    "iqr_over_time",
    "keep_last_value",
    "keep_next_value",
    "label_copy",
    "label_del",
    "label_graphite_group",
    "label_keep",
    "label_lowercase",
    "label_map",
    "label_match",
    "label_mismatch",
    "label_move",
    "label_set",
    "label_transform",
    "label_uppercase",
    "label_value",
    "labels_equal",
    "lag",
    "lifetime",
    "limit_offset",
    "median",
    "median_over_time",
    "mode",
    "mode_over_time",
    "now",
    "outliers_iqr",
    "outliers_mad",
    "outliersk",
    "prometheus_buckets",
    "quantiles",
    "quantiles_over_time",
    "rand",
    "range_*",
    "rate_over_sum",
    "rate_prometheus",
    "remove_resets",
    "rollup",
    "rollup_*",
    "ru",
    "running_*",
    "scrape_interval",
    "share",
    "share_*",
    "smooth_exponential",
    "stale_samples_over_time",
    "sum2",
    "sum2_over_time",
    "tfirst_over_time",
    "timestamp_with_name",
    "tlast_over_time",
    "tmax_over_time",
    "tmin_over_time",
    "topk_*",
    "ttf",
    "union",
    "zscore",
    "zscore_over_time",
];

/// Takes the verdict of "broken" from the queries of a dashboard that is written in MetricsQL: what Prometheus refuses
/// may be right there, such as a rate without a window.
pub(super) fn excuse(queries: &mut [Query<'_>]) {
    if !queries.iter().any(is_metricsql) {
        return;
    }
    for query in queries {
        let is_refused = matches!(query.verdict, Verdict::Broken(_)) || !query.problems.is_empty();
        if is_refused || is_metricsql(query) {
            query.verdict = Verdict::NotChecked("MetricsQL");
        }
    }
}

fn is_metricsql(query: &Query<'_>) -> bool {
    match &query.verdict {
        Verdict::Read(expr) => expr.nodes().any(|node| match &node.kind {
            ExprKind::Call { function, .. } => !query.problems.is_empty() && is_function(function),
            ExprKind::Aggregate(aggregate) => keeps_ranges(aggregate),
            _ => false,
        }),
        Verdict::Broken(_) => calls(query.text).any(|it| is_function(it) || it == "WITH") || has_keyword(query.text),
        Verdict::NotChecked(_) => false,
    }
}

/// Returns whether series are grouped by the ranges of the buckets that only `VictoriaMetrics` has.
fn keeps_ranges(aggregate: &Aggregate) -> bool {
    aggregate.grouping.iter().flat_map(|grouping| &grouping.labels).any(|label| label.text == "vmrange")
}

fn is_function(name: &str) -> bool {
    FUNCTIONS.iter().any(|known| match known.strip_suffix('*') {
        Some(family) => name.len() > family.len() && name.starts_with(family),
        None => name == *known,
    })
}

/// Returns the words before a parenthesis.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    let word_before = |at: usize| {
        let before = text[..at].trim_end();
        let start = before.rfind(|char: char| !char.is_ascii_alphanumeric() && char != '_').map_or(0, |end| end + 1);
        before.get(start..).unwrap_or_default()
    };
    text.match_indices('(').map(move |(at, _)| word_before(at))
}

fn has_keyword(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    words.any(|word| matches!(word, "default" | "if" | "ifnot" | "keep_metric_names" | "limit"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::testing::{foreign_findings, panel, target};
    use crate::lint::{find, promql_type};

    #[test]
    fn functions_are_sorted() {
        assert!(FUNCTIONS.is_sorted());
    }

    #[test]
    fn a_dashboard_of_victoriametrics() {
        let mut targets = [target("sum(rate(x))", ""), target("topk_max(5, x)", "")];
        targets[1]["refId"] = json!("B");
        let dashboard = panel(json!({"targets": targets}));
        assert_eq!(foreign_findings(&promql_type::LINT, &dashboard), "");
        assert_eq!(foreign_findings(find("promql-syntax").unwrap(), &dashboard), "");
    }

    #[test]
    fn templates_and_ranges_of_buckets() {
        for expr in ["WITH(f={a=\"b\"}) count(x{f})", "histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (vmrange))"] {
            let dashboard = panel(json!({"targets": [target(expr, "")]}));
            for lint in ["promql-syntax", "promql-type", "missing-le"] {
                assert_eq!(foreign_findings(find(lint).unwrap(), &dashboard), "", "{expr}");
            }
        }
    }

    #[test]
    fn a_dashboard_of_prometheus() {
        assert_ne!(foreign_findings(&promql_type::LINT, &panel(json!({"targets": [target("sum(rate(x))", "")]}))), "");
    }
}
