//! Functions that Prometheus does not have, and what was meant.

use crate::promql::ast::{AggregateOp, Span};
use crate::promql::error::Problem;
use crate::promql::functions::FUNCTIONS;
use crate::promql::metricsql::words;
use crate::spelling;

/// Returns what is to be said of a function that Prometheus does not have.
pub(super) fn function(name: &str, span: Span) -> Problem {
    let lower = name.to_ascii_lowercase();
    let known = KNOWN.iter().find(|(known, _)| *known == lower).map(|(_, hint)| *hint);
    if words::is_function(&lower) {
        let message = format!("`{name}` is a MetricsQL function, which Prometheus does not have");
        let problem = Problem::new(span, message);
        let hint = known.unwrap_or("if the datasource is VictoriaMetrics, use `--dialect metricsql`");
        return problem.with_hint(hint);
    }
    let problem = Problem::new(span, format!("unknown function `{name}`"));
    match (known, nearest(&lower)) {
        (Some(hint), _) => problem.with_hint(hint),
        (None, Some(near)) if near == lower => problem.with_hint(format!("functions are lower case: `{near}`")),
        (None, Some(near)) => problem.with_hint(format!("did you mean `{near}`?")),
        (None, None) => problem,
    }
}

fn nearest(name: &str) -> Option<&'static str> {
    let aggregations = AggregateOp::ALL.iter().map(|op| op.as_str());
    spelling::nearest(name, FUNCTIONS.iter().map(|function| function.name).chain(aggregations))
}

/// Functions that Prometheus had, and those of other languages, sorted; with what to write today.
///
/// Source: the changelogs of Prometheus 2.0 and 3.0.
const KNOWN: &[(&str, &str)] = &[
    ("approx_quantile", "the quantile of series: `quantile(0.9, ..)`; of a histogram: `histogram_quantile(0.9, ..)`"),
    ("average", "the average over series is `avg(..)`, over time `avg_over_time(..[5m])`"),
    ("bytes_over_time", "that is LogQL; PromQL only queries metrics"),
    ("bytes_rate", "that is LogQL; PromQL only queries metrics"),
    ("ceiling", "rounding up is `ceil(..)`"),
    ("count_distinct", "different values of a label: `count(count by (label) (..))`"),
    ("count_scalar", "removed in Prometheus 2.0: `count(..) or vector(0)`"),
    ("derivative", "per second, of gauges: `deriv(..[5m])`; of counters: `rate(..[5m])`"),
    ("diff", "the change of a gauge over time: `delta(..[5m])`"),
    ("distinct", "different values of a label: `count(count by (label) (..))`"),
    ("drop_common_labels", "removed in Prometheus 2.0: list the labels to drop, `sum without (label) (..)`"),
    ("first", "the first value in a window: `first_over_time(..[5m])`"),
    (
        "holt_winters",
        "renamed in Prometheus 3.0: `double_exponential_smoothing(..)`, which needs \
         `--enable-feature=promql-experimental-functions`",
    ),
    ("if", "series that exist on both sides: `a and b`; those above a value: `a > 5`"),
    ("increase_over_time", "the increase over time is `increase(..[5m])`"),
    ("instant_rate", "the rate between the last two samples: `irate(..[5m])`"),
    ("last", "the last value in a window: `last_over_time(..[5m])`"),
    ("log", "the natural logarithm is `ln(..)`; others: `log2(..)`, `log10(..)`"),
    ("maximum", "the highest of series is `max(..)`, over time `max_over_time(..[5m])`"),
    ("mean", "the average over series is `avg(..)`, over time `avg_over_time(..[5m])`"),
    ("mean_over_time", "the average over time is `avg_over_time(..[5m])`"),
    ("median", "the median over series is `quantile(0.5, ..)`"),
    ("median_over_time", "the median over time is `quantile_over_time(0.5, ..[5m])`"),
    ("minimum", "the lowest of series is `min(..)`, over time `min_over_time(..[5m])`"),
    ("mod", "the remainder is the operator `%`"),
    ("moving_average", "the average over time is `avg_over_time(..[5m])`"),
    ("non_negative_derivative", "per second, of counters: `rate(..[5m])`"),
    ("now", "the time of evaluation is `time()`"),
    ("percentile", "the quantile of series: `quantile(0.9, ..)`; of a histogram: `histogram_quantile(0.9, ..)`"),
    ("percentile_over_time", "the quantile over time is `quantile_over_time(0.9, ..[5m])`"),
    ("pow", "powers are the operator `^`"),
    ("power", "powers are the operator `^`"),
    ("rate_over_time", "the rate over time is `rate(..[5m])`"),
    ("std", "the standard deviation of series is `stddev(..)`, over time `stddev_over_time(..[5m])`"),
    ("stdev", "the standard deviation of series is `stddev(..)`, over time `stddev_over_time(..[5m])`"),
    ("top", "the highest series: `topk(5, ..)`"),
    ("total", "the sum of series is `sum(..)`"),
    ("union", "series of both sides: `a or b`"),
    ("variance", "the variance of series is `stdvar(..)`, over time `stdvar_over_time(..[5m])`"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promql::functions;

    #[test]
    fn the_table_is_sorted_and_names_what_there_is_not() {
        assert!(KNOWN.is_sorted_by(|a, b| a.0 < b.0));
        for (name, _) in KNOWN {
            assert_eq!(functions::find(name), None, "{name}");
        }
    }

    #[test]
    fn what_hints_name_exists() {
        for (name, hint) in KNOWN {
            let calls = hint.match_indices('(').filter_map(|(at, _)| {
                let before = &hint[..at];
                let start =
                    before.rfind(|char: char| !char.is_ascii_alphanumeric() && char != '_').map_or(0, |at| at + 1);
                Some(&before[start..]).filter(|word| !word.is_empty())
            });
            for call in calls {
                let is_aggregation = AggregateOp::ALL.iter().any(|op| op.as_str() == call);
                assert!(is_aggregation || functions::find(call).is_some(), "{name}: {call}");
            }
        }
    }

    #[test]
    fn renamed_misspelt_and_of_other_languages() {
        let hint = |name| function(name, Span::default()).hint.unwrap_or_default();
        assert!(hint("holt_winters").contains("double_exponential_smoothing"));
        assert!(hint("holt_winters").contains("--enable-feature=promql-experimental-functions"));
        assert_eq!(hint("Rate"), "functions are lower case: `rate`");
        assert_eq!(hint("histogram_quantil"), "did you mean `histogram_quantile`?");
        assert_eq!(hint("median"), "the median over series is `quantile(0.5, ..)`");
        assert_eq!(hint("topk_max"), "if the datasource is VictoriaMetrics, use `--dialect metricsql`");
        assert_eq!(hint("nothing_like_it"), "");
        let message = function("topk_max", Span::default()).message;
        assert_eq!(message, "`topk_max` is a MetricsQL function, which Prometheus does not have");
    }
}
