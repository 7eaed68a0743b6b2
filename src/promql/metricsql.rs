//! `MetricsQL`, what `VictoriaMetrics` makes of PromQL: which queries it reads, and what only it has.
//!
//! Source: <https://github.com/VictoriaMetrics/metricsql>.

use super::ast::{ExprKind, Span};
use super::check::Problem;
use super::functions;
use super::parse::{ParseError, victoria};
use crate::spelling;

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

/// A query, read as `MetricsQL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What `VictoriaMetrics` would refuse although it parses, or why it does not parse.
    pub result: Result<Vec<Problem>, ParseError>,
    /// The first thing in it that PromQL does not have.
    pub word: Option<Word>,
}

/// Reads a query as `MetricsQL`.
pub fn read(text: &str) -> Reading {
    let (parsed, word) = victoria::attempt(text);
    // What a template is called, and what functions it makes, is not followed.
    let has_templates = word.as_ref().is_some_and(|word| word.text.eq_ignore_ascii_case("with"));
    let result = parsed.map(|expr| {
        let unknown = expr.nodes().filter(|_| !has_templates).filter_map(|node| match &node.kind {
            ExprKind::Call { function, function_span, .. } => unknown_function(function, *function_span),
            _ => None,
        });
        unknown.collect()
    });
    Reading { result, word }
}

fn unknown_function(name: &str, span: Span) -> Option<Problem> {
    let lower = name.to_ascii_lowercase();
    let is_known = functions::find(&lower).is_some()
        || is_function(&lower)
        || lower == "holt_winters"
        || super::placeholder::is_in(name)
        || super::words::aggregate_op(name).is_some();
    if is_known {
        return None;
    }
    let problem = Problem::new(span, format!("`{name}` is neither a function of Prometheus nor of MetricsQL"));
    let known = functions::FUNCTIONS.iter().map(|function| function.name).chain(FUNCTIONS.iter().copied());
    Some(match spelling::nearest(&lower, known.filter(|known| !known.ends_with('*'))) {
        Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
        None => problem,
    })
}

/// Returns whether only `MetricsQL` has a function of this name.
pub(super) fn is_function(name: &str) -> bool {
    FUNCTIONS.iter().any(|known| match known.strip_suffix('*') {
        Some(family) => name.len() > family.len() && name.starts_with(family),
        None => name == *known,
    })
}

/// Functions that only `MetricsQL` has, sorted; those of a family by their beginning, with `*`.
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
    use super::*;

    #[test]
    fn functions_are_sorted() {
        assert!(FUNCTIONS.is_sorted());
    }

    #[test]
    fn what_metricsql_reads() {
        for text in [
            "rate(x)",
            "sum(x[5m])",
            "x default 0",
            "a if b ifnot c",
            "rate(x[5i]) keep_metric_names",
            "sum(x) by (job) limit 5",
            "(a, b, )",
            "()",
            "x[:1m]",
            "rate(x)[1h:]",
            "(a + b) offset 5m",
            "x @ (end() - 1h)",
            "{a=\"b\" or c=\"d\", e=\"f\"}",
            "WITH (f = {a=\"b\"}, g(x) = x / 2) g(count(up{f}[w])) by (f)",
            "sum(a, b)",
            "quantiles(\"phi\", 0.5, 0.9, x)",
            "x > 10Ki * 1.5h",
            "my.metric{a=\"b\"}",
            "a * on (b) group_left (c) prefix \"d_\" e",
            "Median_Over_Time(x)",
            "median by (job) (x)",
            "any(x) by (job) limit 1",
        ] {
            assert_eq!(read(text).result, Ok(Vec::new()), "{text}");
        }
    }

    #[test]
    fn what_no_dialect_reads() {
        for text in
            ["sum(rate(y[5m])", "a + * b", "x{a=\"b\"", "a b", "x default", "sum(x))", "limit 5", "WITH (a", "x{a=b}"]
        {
            assert!(read(text).result.is_err(), "{text}");
        }
        let deep = "x @ ".repeat(5_000) + "1";
        assert!(read(&deep).result.is_err());
    }

    #[test]
    fn what_gives_it_away() {
        let word = |text| read(text).word.map(|word| word.text);
        assert_eq!(word("sum(rate(x[5m]))"), None);
        assert_eq!(word("sum(rate(x))"), None);
        assert_eq!(word("median(x) default 0").as_deref(), Some("median"));
        assert_eq!(word("median(x").as_deref(), Some("median"));
        assert_eq!(word("x default 0").as_deref(), Some("default"));
        assert_eq!(word("sum by (vmrange) (x)").as_deref(), Some("vmrange"));
    }

    #[test]
    fn a_function_that_nobody_has() {
        let problems = read("sum(ratte(x))").result.unwrap();
        assert_eq!(problems[0].message, "`ratte` is neither a function of Prometheus nor of MetricsQL");
        assert_eq!(problems[0].hint.as_deref(), Some("did you mean `rate`?"));
    }
}
