//! What `MetricsQL` has and PromQL has not.

use crate::promql::ast::Span;

/// Something that PromQL does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: What,
}

/// What PromQL does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A function.
    Function,
    /// An operator.
    Operator,
    /// Another word of the language.
    Keyword,
    /// A label that only `VictoriaMetrics` makes.
    Label,
    /// A number with a suffix.
    Number,
    /// Several expressions in parentheses.
    Union,
}

impl Word {
    /// Returns what it is, with its article.
    pub const fn name(&self) -> &'static str {
        match self.what {
            What::Function => "a function",
            What::Operator => "an operator",
            What::Keyword => "a keyword",
            What::Label => "a label",
            What::Number => "a number",
            What::Union => "a union",
        }
    }
}

/// Returns whether only `MetricsQL` has a function of this name.
pub(in crate::promql) fn is_function(name: &str) -> bool {
    FUNCTIONS.iter().any(|known| match known.strip_suffix('*') {
        Some(family) => name.len() > family.len() && name.starts_with(family),
        None => name == *known,
    })
}

/// Functions that only `MetricsQL` has, sorted; those of a family by their beginning, with `*`.
pub(super) const FUNCTIONS: &[&str] = &[
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
    "ideriv",
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
    "mad",
    "median",
    "median_over_time",
    "mode",
    "mode_over_time",
    "now",
    "outlier_iqr_over_time",
    "outliers_iqr",
    "outliers_mad",
    "outliersk",
    "prometheus_buckets",
    "quantiles",
    "quantiles_over_time",
    "rand",
    "rand_exponential",
    "rand_normal",
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
    "sort_by_label_numeric",
    "sort_by_label_numeric_desc",
    "stale_samples_over_time",
    "sum2",
    "sum2_over_time",
    "sum_eq_over_time",
    "sum_gt_over_time",
    "sum_le_over_time",
    "tfirst_over_time",
    "timestamp_with_name",
    "timezone_offset",
    "tlast_change_over_time",
    "tlast_over_time",
    "tmax_over_time",
    "tmin_over_time",
    "topk_*",
    "ttf",
    "union",
    "zscore",
    "zscore_over_time",
];

#[cfg(test)]
mod tests {
    use super::FUNCTIONS;

    #[test]
    fn functions_are_sorted() {
        assert!(FUNCTIONS.is_sorted());
    }
}
