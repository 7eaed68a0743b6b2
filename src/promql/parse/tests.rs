use insta::assert_snapshot;

use super::super::ast::{ExprKind, Matcher};
use super::parse;

/// Prints what was read, to be compared with what was written.
fn reprint(text: &str) -> String {
    match parse(text) {
        Ok(expr) => expr.to_string(),
        Err(error) => format!("{error} at {}..{}", error.span.start, error.span.end),
    }
}

fn kept(texts: &[&str]) {
    for text in texts {
        assert_eq!(reprint(text), *text);
    }
}

#[test]
fn printed_as_written() {
    kept(&[
        "up",
        "job:http_requests:rate5m",
        r#"up{job="api", instance!="a", path=~"/v1/.*", code!~"5.."}"#,
        "rate(http_requests_total[5m])",
        "rate(http_requests_total[5m] offset 1h @ end())",
        "x[5m] anchored offset 1m",
        "x smoothed",
        "x offset -5m @ 1609746000",
        "x @ -1609746000000",
        "x @ 1m40s",
        "max_over_time(rate(x[5m])[1h:1m])",
        "x[5m:] offset 5m",
        "sum by (job, le) (rate(x[5m]))",
        "sum without () (x)",
        "topk by (job) (3, x)",
        r#"count_values("version", build)"#,
        "limitk(2, x) / limit_ratio(-0.5, x)",
        "a / on (job) group_left (version) b",
        "a * ignoring () group_right () b",
        "a == bool b",
        "a == bool on () b",
        "a + on (x) fill(0) b",
        "a + fill_left(1) fill_right(-2) b",
        "a and b or c unless d",
        "a + b * c ^ d ^ e",
        "-1 ^ 2",
        "(-1) ^ 2",
        "-x ^ 2 * 3",
        "a atan2 b",
        "h </ 5 >/ 2",
        r#"{"my.metric", "my.label"="x"}"#,
        r#"sum by ("my.label", group) (x)"#,
        "x[2m + 2m]",
        "x[step() * 2:max_of(step(), 1m)] offset -range()",
        "x offset (1h + 5m)",
        "(x offset (1h + 5m)) + y",
        "-x offset (1h + 5m) > y",
        "min_over_time(x[-(-5m)])",
        "NaN + Inf",
        "time() - 5m",
        r#"label_replace(x, "a", "$1", "b", "(.*)")"#,
        "a > b < c",
    ]);
}

#[test]
fn other_ways_to_write_the_same() {
    let cases = [
        ("sum(x) by (job)", "sum by (job) (x)"),
        ("SUM(x) WITHOUT (job,)", "sum without (job) (x)"),
        ("x @ start() offset 5m", "x offset 5m @ start()"),
        ("x[300]", "x[300]"),
        ("x{a='b',}", r#"x{a="b"}"#),
        (r"x{a=~`\d+`}", r#"x{a=~"\\d+"}"#),
        ("0x1f + 0755 + 1_000 + .5", "31 + 493 + 1000 + 0.5"),
        ("--1", "1"),
        ("+x - -1", "+x - -1"),
        ("a # comment ) \n + b", "a + b"),
        (r#"{"up"}"#, "up"),
        (r#"{"sum"}"#, "sum"),
        (r#"{"on"}"#, r#"{"on"}"#),
        ("by + offset offset 5m", "by + offset offset 5m"),
        ("fill + fill", "fill + fill"),
        ("sum(sum) by (by)", "sum by (by) (sum)"),
        (r#"{"a", "b"}"#, r#"{"a", __name__="b"}"#),
        ("x offset (5m) + 1m", "x offset ((5m) + 1m)"),
        ("x offset 5m + 1m", "x offset 5m + 1m"),
        ("x offset - -5m * 2", "x offset (5m * 2)"),
        ("a*on(b)group_left c", "a * on (b) group_left () c"),
        ("1h30m + 90m", "1h30m + 1h30m"),
        ("5m[1h:]", "5m[1h:]"),
    ];
    for (text, expected) in cases {
        assert_eq!(reprint(text), expected);
    }
}

#[test]
fn placeholders_by_position() {
    kept(&[
        "$query",
        "${query:raw} / [[other]]",
        "rate(x[$__rate_interval])",
        "rate(x[${n}m])",
        "rate(x[[[interval]]])",
        "x[$range:$step] offset $shift",
        "x @ ${__to:date:seconds}",
        "node_${resource}_total",
        r#"$metric{job="x"}"#,
        "$metric[5m]",
        r#"x{job="x", $filters}"#,
        "x{job=$job, ${label}!~${value:doublequote}}",
        r#"x{job=~"$job|${other:regex}"}"#,
        "sum by ($labels) (x)",
        "sum by (a, ${b:csv}) (x)",
        "topk($n, x) > $limit",
        "$agg(x)",
        "${fn}(x[5m])",
        "$agg by (job) (x)",
        "x * $__range_s",
        "${prefix}_total:rate5m[5m:]",
        r#"{"$metric", a="b"}"#,
        "a * on ($labels) group_left ($more) b",
    ]);
    assert_eq!(reprint("$agg(x) by (job)"), "$agg by (job) (x)");
    assert_eq!(reprint(r#"{__name__=~"$metric"}"#), r#"{__name__=~"$metric"}"#);
}

#[test]
fn spans() {
    let text = "sum(rate(x{a=\"b\"}[5m]))  / y";
    let ExprKind::Binary(binary) = parse(text).unwrap().kind else { panic!("no operation") };
    assert_eq!(&text[binary.lhs.span.range()], "sum(rate(x{a=\"b\"}[5m]))");
    assert_eq!(&text[binary.rhs.span.range()], "y");
    assert_eq!(&text[binary.op_span.range()], "/");
    let ExprKind::Aggregate(sum) = &binary.lhs.kind else { panic!("no aggregation") };
    let ExprKind::Call { args, .. } = &sum.expr.kind else { panic!("no call") };
    assert_eq!(&text[args[0].span.range()], "x{a=\"b\"}[5m]");
    let ExprKind::Selector(selector) = &args[0].kind else { panic!("no selector") };
    let Matcher::Label { label, value_span, .. } = &selector.matchers[0] else { panic!("no label") };
    assert_eq!((&text[label.span.range()], &text[value_span.range()]), ("a", "\"b\""));
}

#[test]
fn errors_say_what_and_where() {
    let texts = [
        "",
        "sum(x",
        "sum(x))",
        "x{a=b}",
        "x{a}",
        "x{a=\"b\" c=\"d\"}",
        "x{\"y\"}",
        "a = b",
        "a && b",
        "a b",
        "rate(x)[5m]",
        "x offset 5m [5m]",
        "(x) offset 5m",
        "x offset 5m offset 5m",
        "x[]",
        "x[0m]",
        "x[5m1h]",
        "x @ foo",
        "topk(x)",
        "rate(x[5m],)",
        "on + 1",
        "a + on b",
        "\"\\d\"",
        "'open",
        "5mx",
        "sum by (5) (x)",
        "x-y.z",
        "1 + ",
        "a:b{c:d=\"e\"}",
        "$",
    ];
    let shown = texts.map(|text| {
        let error = parse(text).unwrap_err();
        let hint = error.hint.as_ref().map(|hint| format!("  ({hint})")).unwrap_or_default();
        format!("{text:25} {:?}: {error}{hint}", error.span.range())
    });
    assert_snapshot!(shown.join("\n"), @r##"
                              0..0: the expression is empty
    sum(x                     3..4: `(` is never closed
    sum(x))                   6..7: this `)` closes nothing
    x{a=b}                    4..5: expected a value in quotes, found `b`
    x{a}                      3..4: expected `=`, `!=`, `=~` or `!~`, found `}`
    x{a="b" c="d"}            8..9: expected `,` or `}`, found `c`
    x{"y"}                    2..5: the metric's name is given twice  (the first is `x`)
    a = b                     2..3: expected an operator or the end, found `=`  (two values are compared with `==`)
    a && b                    2..3: unexpected character `&`  (PromQL writes `and`)
    a b                       2..3: expected an operator or the end, found `b`
    rate(x)[5m]               7..11: a range must follow a metric's name or its labels  (for any other expression, use a subquery: `[5m:]`)
    x offset 5m [5m]          12..16: `offset` and `@` must follow the range
    (x) offset 5m             4..10: `offset` must follow a selector or a subquery  (put it after the metric, inside the parentheses)
    x offset 5m offset 5m     12..18: `offset` is given twice
    x[]                       2..3: expected a duration, found `]`  (durations are written `5m`, `1h30m`, `500ms`)
    x[0m]                     2..4: the duration must be greater than 0
    x[5m1h]                   2..6: `5m1h` is neither a number nor a duration  (a duration is written `1h30m`, largest unit first)
    x @ foo                   4..7: expected a time in seconds, `start()` or `end()`, found `foo`
    topk(x)                   4..7: `topk` takes 2 arguments, found 1
    rate(x[5m],)              10..11: unexpected comma after the last argument
    on + 1                    0..2: expected an expression, found the keyword `on`  (a metric of this name is written `{"on"}`)
    a + on b                  7..8: expected `(` and a list of labels, found `b`
    "\d"                      1..3: unknown escape sequence  (write a backslash as `\\`, or use backticks)
    'open                     0..5: the quoted text is never closed  (a line break inside double or single quotes is written `\n`)
    5mx                       0..3: `5mx` is neither a number nor a duration  (a duration is written `1h30m`, largest unit first)
    sum by (5) (x)            8..9: expected a label, found `5`
    x-y.z                     3..4: unexpected character `.`  (names with such characters must be in braces and quotes: `{"my.metric"}`)
    1 +                       4..4: expected an expression, found the end of the expression
    a:b{c:d="e"}              5..6: expected `=`, `!=`, `=~` or `!~`, found `:`
    $                         0..1: unexpected character `$`  (a placeholder is written `$name` or `${name}`)
    "##);
}

#[test]
fn depth_has_an_end() {
    for text in ["(".repeat(5000), "-".repeat(5000), "x[1m:".repeat(5000), "a^".repeat(5000), "f(".repeat(5000)] {
        assert!(parse(&text).is_err());
    }
    let nested = format!("x[{}1m{}]", "(".repeat(5000), ")".repeat(5000));
    assert!(parse(&nested).unwrap_err().message.contains("deep"));
    assert!(parse(&format!("x{}", "[1m:]".repeat(5000))).is_err());
}

#[test]
fn long_chains_do_not_exhaust_the_stack() {
    let text = vec!["a"; 10_000].join(" + ");
    let expr = parse(&text).unwrap();
    let copy = expr.clone();
    assert_eq!(expr, copy);
    assert_eq!(copy.to_string(), text);
}
