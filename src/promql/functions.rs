//! The functions of Prometheus 3.16, with the types of what they take and give.

/// The types of PromQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// One value for each series.
    Instant,
    /// Many values for each series: `x[5m]`.
    Range,
    /// One number.
    Scalar,
    /// A text.
    String,
}

impl Type {
    /// Returns the type with its article, for messages.
    pub(super) const fn with_article(self) -> &'static str {
        match self {
            Self::Instant => "an instant vector",
            Self::Range => "a range vector",
            Self::Scalar => "a scalar",
            Self::String => "a string",
        }
    }
}

/// What is known of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function {
    /// The name.
    pub name: &'static str,
    /// The types of its arguments; the last repeats where more are allowed.
    pub args: &'static [Type],
    /// The fewest arguments.
    pub least: usize,
    /// The most arguments; 255 where there is no limit.
    pub most: usize,
    /// The type of the result.
    pub returns: Type,
    /// Whether Prometheus takes it only with `--enable-feature=promql-experimental-functions`.
    pub is_experimental: bool,
}

/// Returns what is known of a function.
pub fn find(name: &str) -> Option<&'static Function> {
    let at = FUNCTIONS.binary_search_by(|function| function.name.cmp(name)).ok()?;
    FUNCTIONS.get(at)
}

const V: Type = Type::Instant;
const M: Type = Type::Range;
const S: Type = Type::Scalar;
const T: Type = Type::String;

/// All functions, by name.
///
/// Source: `promql/parser/functions.go` of Prometheus; `tests/judges/promql/run` compares.
pub const FUNCTIONS: [Function; COUNT] = {
    let mut functions =
        [Function { name: "", args: &[], least: 0, most: 0, returns: S, is_experimental: false }; COUNT];
    let mut at = 0;
    while at < COUNT {
        let (name, args, least, most, returns, is_experimental) = ROWS[at];
        functions[at] = Function { name, args, least, most, returns, is_experimental };
        at += 1;
    }
    functions
};

type Row = (&'static str, &'static [Type], usize, usize, Type, bool);

const COUNT: usize = ROWS.len();

/// Name, arguments, fewest, most, result, experimental.
const ROWS: &[Row] = &[
    ("abs", &[V], 1, 1, V, false),
    ("absent", &[V], 1, 1, V, false),
    ("absent_over_time", &[M], 1, 1, V, false),
    ("acos", &[V], 1, 1, V, false),
    ("acosh", &[V], 1, 1, V, false),
    ("asin", &[V], 1, 1, V, false),
    ("asinh", &[V], 1, 1, V, false),
    ("atan", &[V], 1, 1, V, false),
    ("atanh", &[V], 1, 1, V, false),
    ("avg_over_time", &[M], 1, 1, V, false),
    ("ceil", &[V], 1, 1, V, false),
    ("changes", &[M], 1, 1, V, false),
    ("clamp", &[V, S, S], 3, 3, V, false),
    ("clamp_max", &[V, S], 2, 2, V, false),
    ("clamp_min", &[V, S], 2, 2, V, false),
    ("cos", &[V], 1, 1, V, false),
    ("cosh", &[V], 1, 1, V, false),
    ("count_over_time", &[M], 1, 1, V, false),
    ("day_of_month", &[V], 0, 1, V, false),
    ("day_of_week", &[V], 0, 1, V, false),
    ("day_of_year", &[V], 0, 1, V, false),
    ("days_in_month", &[V], 0, 1, V, false),
    ("deg", &[V], 1, 1, V, false),
    ("delta", &[M], 1, 1, V, false),
    ("deriv", &[M], 1, 1, V, false),
    ("double_exponential_smoothing", &[M, S, S], 3, 3, V, true),
    ("end", &[], 0, 0, S, true),
    ("exp", &[V], 1, 1, V, false),
    ("first_over_time", &[M], 1, 1, V, false),
    ("floor", &[V], 1, 1, V, false),
    ("histogram_avg", &[V], 1, 1, V, false),
    ("histogram_count", &[V], 1, 1, V, false),
    ("histogram_fraction", &[S, S, V], 3, 3, V, false),
    ("histogram_quantile", &[S, V], 2, 2, V, false),
    ("histogram_quantiles", &[V, T, S, S], 3, 12, V, true),
    ("histogram_stddev", &[V], 1, 1, V, false),
    ("histogram_stdvar", &[V], 1, 1, V, false),
    ("histogram_sum", &[V], 1, 1, V, false),
    ("hour", &[V], 0, 1, V, false),
    ("idelta", &[M], 1, 1, V, false),
    ("increase", &[M], 1, 1, V, false),
    ("info", &[V, V], 1, 2, V, true),
    ("integral", &[M, S], 1, 2, V, true),
    ("irate", &[M], 1, 1, V, false),
    ("label_join", &[V, T, T, T], 3, 255, V, false),
    ("label_replace", &[V, T, T, T, T], 5, 5, V, false),
    ("last_over_time", &[M], 1, 1, V, false),
    ("ln", &[V], 1, 1, V, false),
    ("log10", &[V], 1, 1, V, false),
    ("log2", &[V], 1, 1, V, false),
    ("mad_over_time", &[M], 1, 1, V, true),
    ("max_of", &[S, S], 2, 2, S, true),
    ("max_over_time", &[M], 1, 1, V, false),
    ("min_of", &[S, S], 2, 2, S, true),
    ("min_over_time", &[M], 1, 1, V, false),
    ("minute", &[V], 0, 1, V, false),
    ("month", &[V], 0, 1, V, false),
    ("pi", &[], 0, 0, S, false),
    ("predict_linear", &[M, S], 2, 2, V, false),
    ("present_over_time", &[M], 1, 1, V, false),
    ("quantile_over_time", &[S, M], 2, 2, V, false),
    ("rad", &[V], 1, 1, V, false),
    ("range", &[], 0, 0, S, true),
    ("rate", &[M], 1, 1, V, false),
    ("resets", &[M], 1, 1, V, false),
    ("round", &[V, S], 1, 2, V, false),
    ("scalar", &[V], 1, 1, S, false),
    ("sgn", &[V], 1, 1, V, false),
    ("sin", &[V], 1, 1, V, false),
    ("sinh", &[V], 1, 1, V, false),
    ("sort", &[V], 1, 1, V, false),
    ("sort_by_label", &[V, T], 1, 255, V, true),
    ("sort_by_label_desc", &[V, T], 1, 255, V, true),
    ("sort_desc", &[V], 1, 1, V, false),
    ("sqrt", &[V], 1, 1, V, false),
    ("start", &[], 0, 0, S, true),
    ("start_timestamp", &[V], 1, 1, V, true),
    ("stddev_over_time", &[M], 1, 1, V, false),
    ("stdvar_over_time", &[M], 1, 1, V, false),
    ("step", &[], 0, 0, S, true),
    ("sum_over_time", &[M], 1, 1, V, false),
    ("tan", &[V], 1, 1, V, false),
    ("tanh", &[V], 1, 1, V, false),
    ("time", &[], 0, 0, S, false),
    ("timestamp", &[V], 1, 1, V, false),
    ("ts_of_first_over_time", &[M], 1, 1, V, true),
    ("ts_of_last_over_time", &[M], 1, 1, V, true),
    ("ts_of_max_over_time", &[M], 1, 1, V, true),
    ("ts_of_min_over_time", &[M], 1, 1, V, true),
    ("vector", &[S], 1, 1, V, false),
    ("year", &[V], 0, 1, V, false),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_and_found() {
        assert!(FUNCTIONS.is_sorted_by(|a, b| a.name < b.name));
        assert!(FUNCTIONS.iter().all(|function| find(function.name) == Some(function)));
        assert_eq!(find("rate").map(|rate| rate.returns), Some(Type::Instant));
        assert_eq!(find("rates"), None);
    }
}
