use std::fmt::Write as _;

use insta::assert_snapshot;

use super::{Choice, Pasted, Texts, paste};
use crate::promql::parse;

/// Variables and their texts.
type Known<'a> = &'a [(&'a str, &'a [&'a str])];

/// Reads a query in which variables hold these texts, or one of which nothing is known.
fn pasted(query: &str, known: Known<'_>) -> String {
    let Err(error) = parse(query) else { return "parses as it stands".to_owned() };
    let texts = |name: &str| {
        let texts = known.iter().find(|(variable, _)| *variable == name).map(|(_, texts)| *texts);
        let choices: Vec<Choice> = texts.unwrap_or(&[]).iter().map(|text| Choice(vec![(*text).to_owned()])).collect();
        Texts { is_complete: !choices.is_empty(), choices }
    };
    match paste(query, error, &texts) {
        Pasted::Reads(_) => "reads".to_owned(),
        Pasted::Open(_) => "open".to_owned(),
        Pasted::Broken(error) => format!("{} at `{}`", error.message, &query[error.span.range()]),
    }
}

#[test]
fn known_texts_that_all_make_promql() {
    let cases: &[(&str, Known<'_>)] = &[
        ("x $op on (e) y", &[("op", &["or", "unless"])]),
        ("x $cmp 5", &[("cmp", &[">", "<", "== bool"])]),
        ("x [[cmp]] 5", &[("cmp", &[">", "<"])]),
        ("x ${op:raw} y", &[("op", &["+"])]),
        ("x{job=\"a\"$more}", &[("more", &["", ",a=\"b\""])]),
        ("x{$more job=\"a\"}", &[("more", &["a=\"b\",", ""])]),
        ("x{job $is \"a\"}", &[("is", &["=", "!="])]),
        ("sum(x) by (receiver $level)", &[("level", &["", ",transport"])]),
        ("sum $by (x)", &[("by", &["", "by (a)", "without (b)"])]),
        ("sum by $labels (x)", &[("labels", &["(a)", "(a, b)"])]),
        ("sum by (a) $rest", &[("rest", &["(x)"])]),
        ("rate(x{a=\"b\"}$window)", &[("window", &["[5m]"])]),
        ("x[5m $step]", &[("step", &[":1m", ":"])]),
        ("x $shift", &[("shift", &["", "offset 1d"])]),
        ("x > $bool 5", &[("bool", &["bool", ""])]),
        ("x / $on y", &[("on", &["on (a)", ""])]),
        ("x and $how (a) y", &[("how", &["on", "ignoring"])]),
        ("topk($args)", &[("args", &["5, x"])]),
        ("x $a y $b z", &[("a", &["+"]), ("b", &["-", "*"])]),
        ("x $a$b", &[("a", &["+"]), ("b", &["y"])]),
        ("$open x)", &[("open", &["sum(", "max("])]),
        ("sum(x $close", &[("close", &[")", ") + y"])]),
        ("$left y", &[("left", &["x +", "-"])]),
    ];
    for (query, known) in cases {
        assert_eq!(pasted(query, known), "reads", "{query}");
    }
}

#[test]
fn a_variable_of_which_nothing_is_known() {
    for query in [
        "x $op on (e) y",
        "x $cmp 5",
        "x $cmp bool 5",
        "x $a$b",
        "x{job=\"a\"$more}",
        "x{$more job=\"a\"}",
        "x{a=\"b\", job $is \"a\"}",
        "x{$label$is\"a\"}",
        "sum(x) by (receiver $level)",
        "sum(x) by ($level receiver)",
        "sum $by (x)",
        "sum(x) $by",
        "sum by $labels (x)",
        "sum by (a) $rest",
        "rate(x{a=\"b\"}$window)",
        "x[5m $step]",
        "x[5m $colon 1m]",
        "x $shift",
        "x $offset 5m",
        "x > $bool 5",
        "x / $on y",
        "x and $how (a) y",
        "x * on (a) $group (b) y",
        "x * on (a) group_left$labels y",
        "topk($args)",
        "x $a y $b z",
        "$open x)",
        "sum(x $close",
        "$left y",
    ] {
        assert_eq!(pasted(query, &[]), "open", "{query}");
    }
}

#[test]
fn mistakes_elsewhere_and_texts_that_do_not_fit() {
    let op: &[(&str, &[&str])] = &[("op", &["or", "unless"])];
    let shown = [
        ("sum(rate(x[5m]) $op on (e) y", op),
        ("sum(rate(x[5m]) $op on (e) y", &[]),
        ("x $op on (e y", op),
        ("x{a=b} $op y", &[]),
        ("x $op on (e) y + * z", &[]),
        ("x + * y $op z", &[]),
        ("y $op x)", &[]),
        ("x $op on (e) y", &[("op", &["or", "unlesss"])]),
        ("x $op y", &[("op", &["5", "6"])]),
        ("x $op y)", op),
        ("$open x)", &[("open", &["sum(", ""])]),
        ("x $__interval y", &[("__interval", &["1m"])]),
        ("a b", &[]),
    ]
    .map(|(query, known)| format!("{query:30} {}", pasted(query, known)));
    assert_snapshot!(shown.join("\n"), @r"
    sum(rate(x[5m]) $op on (e) y   `(` is never closed at `(`
    sum(rate(x[5m]) $op on (e) y   `(` is never closed at `(`
    x $op on (e y                  expected `,` or `)`, found `y` at `y`
    x{a=b} $op y                   expected a value in quotes, found `b` at `b`
    x $op on (e) y + * z           expected an expression, found `*` at `*`
    x + * y $op z                  expected an expression, found `*` at `*`
    y $op x)                       this `)` closes nothing at `)`
    x $op on (e) y                 with `unlesss` for `$op`: expected an operator or the end, found `unlesss` at `$op`
    x $op y                        with `5` for `$op`: expected an operator or the end, found `5` at `$op`
    x $op y)                       this `)` closes nothing at `)`
    $open x)                       with `$open` empty: this `)` closes nothing at `)`
    x $__interval y                with `1m` for `$__interval`: expected an operator or the end, found `1m` at `$__interval`
    a b                            expected an operator or the end, found `b` at `b`
    ");
}

#[test]
fn spans_are_those_of_the_query() {
    let query = "rate(abc) ${op} ${op} rate(def)";
    let texts = |_: &str| Texts { choices: vec![Choice(vec!["+".to_owned()])], is_complete: true };
    let Pasted::Reads(expr) = paste(query, parse(query).unwrap_err(), &texts) else { panic!("it reads") };
    let problems = crate::promql::check(&expr);
    let shown: Vec<&str> = problems.iter().map(|problem| &query[problem.span.range()]).collect();
    assert_eq!(shown, ["abc", "def"]);
}

#[test]
fn long_queries_end() {
    for query in ["x $a ".repeat(2_000), "$a x ".repeat(2_000), format!("x{}", " $a$b$c".repeat(1_000))] {
        assert_ne!(pasted(&query, &[]), "reads");
    }
    let mut many = String::new();
    for index in 0..1_000 {
        let _ = write!(many, "$v{index} x ");
    }
    assert_ne!(pasted(&many, &[]), "reads");
}
