//! What Grafana does to a query before it sends it: placeholders become the values of variables and of the time range.
//!
//! Text in, text out; nothing is parsed, as in Grafana itself.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use super::placeholder;
use crate::grafana::variable;

/// What placeholders stand for.
#[derive(Debug, Clone, Default)]
pub struct Variables {
    values: BTreeMap<String, VariableValue>,
    times: Option<Times>,
}

/// What is selected in a dashboard variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariableValue {
    /// The value of a variable that has exactly one: it is escaped for a string in double quotes.
    Single(String),
    /// The values of a variable with `multi` or `includeAll`: they are escaped for a regular expression in double quotes,
    /// and joined as `(a|b)`.
    Several(Vec<String>),
    /// "All" in a variable with an `allValue`: it stands as it is, whatever the format.
    All(String),
}

/// The time range of a dashboard and the steps of its queries, for `$__range`, `$__interval` and their like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The first moment, in milliseconds since 1970.
    pub from: i64,
    /// The last moment, in milliseconds since 1970.
    pub to: i64,
    /// The step of the query, `$__interval`.
    pub interval: Duration,
    /// How often Prometheus scrapes, as the datasource says (`timeInterval`; Grafana assumes 15 s without it).
    pub scrape_interval: Duration,
}

impl Times {
    /// Returns the length of the range.
    pub fn range(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.to.saturating_sub(self.from)).unwrap_or(0))
    }

    /// Returns `$__rate_interval`: four scrapes, or one more than the step, whichever is longer.
    pub fn rate_interval(&self) -> Duration {
        self.interval.saturating_add(self.scrape_interval).max(self.scrape_interval.saturating_mul(4))
    }
}

impl Variables {
    /// Returns the placeholders of a time range; variables are added with [`set`](Self::set).
    pub const fn at(times: Times) -> Self {
        Self { values: BTreeMap::new(), times: Some(times) }
    }

    /// Replaces the time range, and keeps the variables.
    pub const fn with_times(mut self, times: Times) -> Self {
        self.times = Some(times);
        self
    }

    /// Sets the value of a variable, by its name without `$`.
    pub fn set(&mut self, name: impl Into<String>, value: VariableValue) {
        self.values.insert(name.into(), value);
    }

    fn value(&self, name: &str) -> Option<String> {
        let times = self.times?;
        let (kind, form) =
            ["_ms", "_s"].into_iter().find_map(|form| Some((name.strip_suffix(form)?, form))).unwrap_or((name, ""));
        let duration = match kind {
            variable::INTERVAL => times.interval,
            variable::RATE_INTERVAL => times.rate_interval(),
            variable::RANGE => times.range(),
            variable::FROM if form.is_empty() => return Some(times.from.to_string()),
            variable::TO if form.is_empty() => return Some(times.to.to_string()),
            _ => return None,
        };
        Some(match form {
            "_ms" => duration.as_millis().to_string(),
            "_s" => duration.as_secs().to_string(),
            _ => promql_duration(duration),
        })
    }
}

/// Why a text cannot be interpolated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InterpolateError {
    /// No value is known for a placeholder.
    #[error("the value of `{placeholder}` is unknown")]
    Unknown {
        /// The placeholder, as written.
        placeholder: String,
        /// Where it stands, in bytes.
        at: Range<usize>,
    },
    /// A placeholder asks for a format that means nothing in a query, or that dashgen does not know.
    #[error("`{placeholder}`: unknown format `{format}`")]
    UnknownFormat {
        /// The placeholder, as written.
        placeholder: String,
        /// The format.
        format: String,
        /// Where the placeholder stands, in bytes.
        at: Range<usize>,
    },
}

/// Replaces the placeholders of a query by their values, as Grafana's Prometheus datasource does.
///
/// ```
/// use dashgen::promql::{VariableValue, Variables, interpolate};
///
/// let mut variables = Variables::default();
/// variables.set("job", VariableValue::Several(vec!["api".into(), "a.b".into()]));
/// assert_eq!(interpolate(r#"up{job=~"$job"}"#, &variables).unwrap(), r#"up{job=~"(api|a\\.b)"}"#);
/// ```
///
/// # Errors
/// [`InterpolateError`] for the first placeholder without a value, where Grafana would send it as it stands.
pub fn interpolate(text: &str, variables: &Variables) -> Result<String, InterpolateError> {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    while at < text.len() {
        let Some(length) = placeholder::length_at(text.as_bytes(), at) else {
            at += 1;
            continue;
        };
        let range = at..at + length;
        result.push_str(&text[copied..at]);
        result.push_str(&replaced(&text[range.clone()], range.clone(), variables)?);
        at = range.end;
        copied = at;
    }
    result.push_str(&text[copied..]);
    Ok(result)
}

fn replaced(placeholder: &str, at: Range<usize>, variables: &Variables) -> Result<String, InterpolateError> {
    let (name, format) = parts(placeholder);
    if let Some(value) = variables.values.get(name) {
        return formatted(value, format).ok_or_else(|| InterpolateError::UnknownFormat {
            placeholder: placeholder.to_owned(),
            format: format.unwrap_or_default().to_owned(),
            at,
        });
    }
    match (variables.value(name), format) {
        (Some(value), None | Some("raw" | "text")) => Ok(value),
        (Some(_), Some(format)) => {
            Err(InterpolateError::UnknownFormat { placeholder: placeholder.to_owned(), format: format.to_owned(), at })
        }
        (None, _) => Err(InterpolateError::Unknown { placeholder: placeholder.to_owned(), at }),
    }
}

/// Returns the name and the format of a placeholder: `${name:format}`, `$name`, `[[name:format]]`.
pub(super) fn parts(placeholder: &str) -> (&str, Option<&str>) {
    let inner = placeholder.trim_start_matches(['$', '{', '[']).trim_end_matches(['}', ']']);
    match inner.split_once(':') {
        Some((name, format)) => (name, Some(format)),
        None => (inner, None),
    }
}

fn formatted(value: &VariableValue, format: Option<&str>) -> Option<String> {
    let values: Vec<&str> = match value {
        VariableValue::All(_) if format == Some("text") => return Some("All".to_owned()),
        VariableValue::All(all) => return Some(all.clone()),
        VariableValue::Single(value) => vec![value.as_str()],
        VariableValue::Several(values) => values.iter().map(String::as_str).collect(),
    };
    let each = |change: fn(&str) -> String| values.iter().map(|value| change(value)).collect::<Vec<_>>();
    Some(match format {
        None if matches!(value, VariableValue::Single(_)) => in_string(values.first()?),
        None => one_of(&each(|value| in_string(&in_regex(value))), "(", "|", ")"),
        Some("regex") => one_of(&each(in_regex), "(", "|", ")"),
        Some("pipe") => values.join("|"),
        Some("csv" | "raw") => values.join(","),
        Some("text") => values.join(" + "),
        Some("glob") => one_of(&each(str::to_owned), "{", ",", "}"),
        Some("doublequote") => each(|value| format!("\"{}\"", value.replace('"', "\\\""))).join(","),
        Some("singlequote") => each(|value| format!("'{}'", value.replace('\'', "\\'"))).join(","),
        Some(_) => return None,
    })
}

/// Joins several values with brackets around; one stands alone.
fn one_of(values: &[String], open: &str, separator: &str, close: &str) -> String {
    match values {
        [one] => one.clone(),
        several => format!("{open}{}{close}", several.join(separator)),
    }
}

/// Escapes a text for a regular expression of RE2.
fn in_regex(text: &str) -> String {
    escaped(text, |character| "\\^$*+?.()|[]{}".contains(character))
}

/// Escapes a text for a PromQL string in double quotes.
fn in_string(text: &str) -> String {
    escaped(text, |character| matches!(character, '\\' | '"')).replace('\n', "\\n")
}

fn escaped(text: &str, special: impl Fn(char) -> bool) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if special(character) {
            result.push('\\');
        }
        result.push(character);
    }
    result
}

/// Writes a duration as PromQL reads it, in the greatest unit that leaves no rest; never 0.
fn promql_duration(duration: Duration) -> String {
    const UNITS: [(u128, &str); 4] = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s")];
    let milliseconds = duration.as_millis().max(1);
    let unit = UNITS.into_iter().find(|(length, _)| milliseconds.is_multiple_of(*length));
    let (length, name) = unit.unwrap_or((1, "ms"));
    format!("{}{name}", milliseconds / length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::promql::ast::ExprKind;
    use crate::promql::parse;

    fn variables() -> Variables {
        let mut variables = Variables::at(Times {
            from: 1_700_000_000_000,
            to: 1_700_003_600_000,
            interval: Duration::from_secs(15),
            scrape_interval: Duration::from_secs(15),
        });
        variables.set("one", VariableValue::Single("a\"b\\c.d".to_owned()));
        variables.set("jobs", VariableValue::Several(vec!["api".to_owned(), "a.b\\".to_owned()]));
        variables.set("job", VariableValue::Several(vec!["a+b".to_owned()]));
        variables.set("all", VariableValue::All(".+".to_owned()));
        variables
    }

    fn text(text: &str) -> String {
        interpolate(text, &variables()).unwrap()
    }

    #[test]
    fn intervals_and_ranges() {
        assert_eq!(text("rate(x[$__rate_interval])"), "rate(x[1m])");
        assert_eq!(text("$__interval ${__interval} [[__interval]] $__interval_ms"), "15s 15s 15s 15000");
        assert_eq!(text("$__range $__range_s $__range_ms $__rate_interval_ms"), "1h 3600 3600000 60000");
        assert_eq!(text("$__from ${__to:raw}"), "1700000000000 1700003600000");
    }

    #[test]
    fn a_long_step_makes_the_rate_interval_longer() {
        let (interval, scrape_interval) = (Duration::from_mins(5), Duration::from_secs(15));
        let times = Times { from: 0, to: 1, interval, scrape_interval };
        assert_eq!(interpolate("$__rate_interval", &Variables::at(times)).unwrap(), "315s");
    }

    #[test]
    fn one_value_is_escaped_for_a_string() {
        assert_eq!(text(r#"x{a="$one"}"#), r#"x{a="a\"b\\c.d"}"#);
    }

    #[test]
    fn several_values_are_escaped_for_a_regular_expression_in_a_string() {
        assert_eq!(text(r#"x{a=~"$jobs"}"#), r#"x{a=~"(api|a\\.b\\\\)"}"#);
        assert_eq!(text(r#"x{a=~"${job}"}"#), r#"x{a=~"a\\+b"}"#);
    }

    #[test]
    fn all_stands_as_it_is() {
        assert_eq!(text("[[all]] ${all:regex} ${all:text}"), ".+ .+ All");
    }

    #[test]
    fn formats() {
        assert_eq!(text("${jobs:regex} ${jobs:pipe} ${jobs:csv}"), r"(api|a\.b\\) api|a.b\ api,a.b\");
        assert_eq!(text("${jobs:glob} ${job:glob} ${jobs:doublequote}"), r#"{api,a.b\} a+b "api","a.b\""#);
        assert_eq!(text("${one:raw} [[one:singlequote]]"), r#"a"b\c.d 'a"b\c.d'"#);
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        for same in [r#"label_replace(up, "a", "$1", "b", "(.*)$")"#, "x[5m] > 1 # cost in $", "été ${", ""] {
            assert_eq!(text(same), same);
        }
    }

    #[test]
    fn an_unknown_variable_and_an_unknown_format() {
        let error = |text| interpolate(text, &variables()).unwrap_err();
        assert_eq!(error("up{a=\"$nope\"}").to_string(), "the value of `$nope` is unknown");
        assert!(matches!(error("é $nope"), InterpolateError::Unknown { at, .. } if at == (3..8)));
        assert_eq!(error("${job:lucene}").to_string(), "`${job:lucene}`: unknown format `lucene`");
        assert_eq!(error("${__from:date:iso}").to_string(), "`${__from:date:iso}`: unknown format `date:iso`");
        assert!(interpolate("$__interval", &Variables::default()).is_err());
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[$\\[\\]{}:a-z_.é\"0-9]{0,40}", value in ".*") {
            let mut variables = variables();
            variables.set("a", VariableValue::Single(value));
            drop(interpolate(&text, &variables));
        }

        #[test]
        fn a_single_value_comes_back_from_its_string(value in "[^\n\r\t\u{fffd}]*") {
            let mut variables = Variables::default();
            variables.set("a", VariableValue::Single(value.clone()));
            let quoted = interpolate("\"$a\"", &variables).unwrap();
            let ExprKind::String(read) = parse(&quoted).unwrap().kind else { panic!("no string: {quoted}") };
            prop_assert_eq!(read, value);
        }
    }
}
