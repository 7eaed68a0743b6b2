//! `MetricsQL`, what `VictoriaMetrics` makes of PromQL: which queries it reads, and what only it has.
//!
//! Source: <https://github.com/VictoriaMetrics/metricsql>.

use super::ast::{ExprKind, Span};
use super::check::{Problem, label_replace_problem};
use super::functions;
use super::parse::{ParseError, victoria};
use crate::spelling;

mod certain;

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
    /// What `VictoriaMetrics` makes of it.
    pub outcome: Outcome,
    /// The first thing in it that PromQL does not have.
    pub word: Option<Word>,
}

/// What `VictoriaMetrics` makes of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It can be read; with what would be refused all the same.
    Reads(Vec<Problem>),
    /// It is refused for sure.
    Refused(ParseError),
    /// It cannot be read here, which says little of `VictoriaMetrics`; with what would be refused in any case.
    Unsure(Vec<Problem>),
}

/// Reads a query as `MetricsQL`.
pub fn read(text: &str) -> Reading {
    let (parsed, word) = victoria::attempt(text);
    let mut problems = certain::regexes(text);
    let outcome = match parsed {
        Ok(expr) => {
            // What a template is called, and what functions it makes, is not followed.
            let has_templates = certain::has_templates(text);
            for node in expr.nodes() {
                let ExprKind::Call { function, function_span, args } = &node.kind else { continue };
                problems.extend(label_replace_problem(function, args));
                problems.extend(misspelt_function(function, *function_span).filter(|_| !has_templates));
            }
            problems.sort_by_key(|problem| problem.span.start);
            Outcome::Reads(problems)
        }
        Err(_) => match certain::mistake(text) {
            Some(error) => Outcome::Refused(error),
            None => Outcome::Unsure(problems),
        },
    };
    Reading { outcome, word }
}

/// Returns what is wrong with a function that is nearly one that exists: any other may be newer than the list.
fn misspelt_function(name: &str, span: Span) -> Option<Problem> {
    let lower = name.to_ascii_lowercase();
    let is_known = functions::find(&lower).is_some()
        || is_function(&lower)
        || lower == "holt_winters"
        || name.contains('\\')
        || super::placeholder::is_in(name)
        || super::words::aggregate_op(name).is_some();
    if is_known {
        return None;
    }
    let known = functions::FUNCTIONS.iter().map(|function| function.name).chain(FUNCTIONS.iter().copied());
    let near = spelling::nearest(&lower, known.filter(|known| !known.ends_with('*')))?;
    let message = format!("`{name}` is neither a function of Prometheus nor of MetricsQL");
    Some(Problem::new(span, message).with_hint(format!("did you mean `{near}`?")))
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
            "a + on () group_left (*) prefix \"foo\" b",
            "x > 45Mib",
            "x > 1.23Gb + 12Kb",
            "0b1011 + 0O17",
            "rate(x[1H] offset 0.5H)",
            "temperatur_außen{größe=\"a\"}",
            "温度{a=\"b\"}",
            "foo\\-bar{a=\"b\"}",
            "metric{__name__=\"metric\"}",
            "m{foo=\"bar\" + \"baz\", a=\"b\"}",
            "some_function_of_tomorrow(x)",
            "r\\ate(x)",
        ] {
            assert_eq!(read(text).outcome, Outcome::Reads(Vec::new()), "{text}");
        }
    }

    #[test]
    fn what_no_dialect_reads() {
        for text in [
            "sum(rate(y[5m])",
            "sum(median(y[5m)",
            "a + * b",
            "median(* b)",
            "a + ",
            "(a default)",
            "x{a=\"b\"",
            "x{a=\"b}",
            "a b",
            "x{a=\"b\"} 5",
            "x ofset 5m",
            "x default",
            "sum(x))",
            "x]",
            "WITH (a",
            "sum(median(x{a=\"$a\"}[$__interval])",
        ] {
            assert!(matches!(read(text).outcome, Outcome::Refused(_)), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_judged() {
        let deep = "x @ ".repeat(5_000) + "1";
        for text in [
            "limit 5",
            "x{a=b}",
            "x ? y",
            "x $op y default 0",
            "sum(median(x) $close",
            "x{a~\"b\"}",
            "WITH (f(x) = a + on () group_left (c) prefix x b) f(\"d\")",
            &deep,
        ] {
            assert_eq!(read(text).outcome, Outcome::Unsure(Vec::new()), "{text}");
        }
    }

    #[test]
    fn regular_expressions_that_do_not_compile() {
        for text in [
            "x{a=~\"(\"}",
            "median(x{a!~\"*a\"})",
            "sum(a, x{b=\"c\" or a=~'['})",
            "label_replace(x, \"a\", \"$1\", \"b\", \"(\")",
            "x{a=~\"(\"} ? 5",
        ] {
            let (Outcome::Reads(problems) | Outcome::Unsure(problems)) = read(text).outcome else { panic!("{text}") };
            assert_eq!(problems.len(), 1, "{text}");
            assert!(problems[0].in_every_dialect, "{text}");
        }
        for text in ["x{a=~\"(\" + \"b)\"}", "x{a=~\"$v(\"}", "x{a=\"(\"}", "x =~ \"(\""] {
            let (Outcome::Reads(problems) | Outcome::Unsure(problems)) = read(text).outcome else { panic!("{text}") };
            assert_eq!(problems, [], "{text}");
        }
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
        let Outcome::Reads(problems) = read("sum(ratte(x))").outcome else { panic!("it reads") };
        assert_eq!(problems[0].message, "`ratte` is neither a function of Prometheus nor of MetricsQL");
        assert_eq!(problems[0].hint.as_deref(), Some("did you mean `rate`?"));
    }
}
