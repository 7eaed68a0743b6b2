//! `MetricsQL`, what `VictoriaMetrics` makes of PromQL: which queries it reads, and what only it has.
//!
//! Source: <https://github.com/VictoriaMetrics/metricsql>.

use super::ast::{ExprKind, Span};
use super::error::{ParseError, Problem};
use super::parse::victoria;
use super::{functions, regex};
use crate::spelling;

mod certain;
pub(super) mod words;

use words::{FUNCTIONS, is_function};
pub use words::{What, Word};

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
                problems.extend(regex::label_replace_problem(function, args));
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
    let message = format!("unknown function `{name}`, in both PromQL and MetricsQL");
    Some(Problem::new(span, message).with_hint(format!("did you mean `{near}`?")))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(problems[0].message, "unknown function `ratte`, in both PromQL and MetricsQL");
        assert_eq!(problems[0].hint.as_deref(), Some("did you mean `rate`?"));
    }
}
