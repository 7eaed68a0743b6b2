//! The syntax of Prometheus, construct by construct: what it takes and what it refuses.

use super::our_error;

struct Construct {
    name: &'static str,
    takes: &'static [&'static str],
    refuses: &'static [&'static str],
}

const SYNTAX: &[Construct] = &[
    Construct {
        name: "numbers",
        takes: &["1", "-1.5", "+.5", "5.", "1e3", "1E-2", "0x1F", "0755", "1_000", "Inf", "-inf", "NaN", "nan"],
        refuses: &["1__0", "1_", "1e", "1.2.3", "0xg", "1e999", "0b1", "1 2", "5mm"],
    },
    Construct {
        name: "durations",
        takes: &["x[5m]", "x[1h30m]", "x[1y2w3d4h5m6s7ms]", "x[300]", "x[1.5]", "x[0x1f]", "5m + 1", "x[292y]"],
        refuses: &["x[0]", "x[0s]", "x[-5m]", "x[1m1h]", "x[1m1m]", "x[1.5h]", "x[5]5", "x[]", "x[300y]", "x[9.5e10]"],
    },
    Construct {
        name: "texts",
        takes: &[r#""a""#, "'a'", "`a\\d\n`", r#""\n\x41\101\u00fc\U0001F600\"""#, r"'\''", r#""\ufffd""#],
        refuses: &["\"a\nb\"", r#""\d""#, r#""\x4""#, r#""\400""#, r#""\ud800""#, "\"open", "`open", "\"\u{fffd}\""],
    },
    Construct {
        name: "selectors",
        takes: &[
            "x",
            "job:x:rate5m",
            ":x",
            "x{}",
            "x{a=\"b\"}",
            "x{a='b',}",
            "{a!=\"\"}",
            "{a=~\".+\"}",
            "x{sum=\"\"}",
        ],
        refuses: &[
            "{}",
            "{a=\"\"}",
            "{a=~\".*\"}",
            "x{a}",
            "x{a=b}",
            "x{,}",
            "x{a=\"b\" c=\"d\"}",
            "x{a:b=\"c\"}",
            "x.y",
        ],
    },
    Construct {
        name: "names in quotes",
        takes: &["{\"my.x\"}", "{\"my.x\", a=\"b\"}", "x{\"my.a\"=\"b\"}", "{\"a\", \"b\"}", "{\"a\", __name__=\"b\"}"],
        refuses: &["x{\"y\"}", "x{__name__=\"y\"}", "{\"\"}", "\"my.x\"{a=\"b\"}", "sum by (\"\") (x)"],
    },
    Construct {
        name: "regular expressions",
        takes: &["x{a=~\"a|b\"}", "x{a!~\"(?i)a\"}", "x{a=~`\\d+\\.[^/]*`}", "x{a=~\"(?P<n>a)\"}", "x{a=~\"\\\\pL\"}"],
        refuses: &[
            "x{a=~\"(\"}",
            "x{a=~\"(?=a)\"}",
            "x{a=~\"*\"}",
            "x{a=~\"a{2,1}\"}",
            "x{a=~\"[b-a]\"}",
            "x{a=~`\\y`}",
        ],
    },
    Construct {
        name: "keywords as names",
        takes: &[
            "sum",
            "sum + count",
            "sum{a=\"b\"}",
            "by",
            "and and and",
            "offset offset 5m",
            "start",
            "fill + fill",
            "by[5m]",
        ],
        refuses: &["on", "bool", "ignoring", "group_left", "group_right", "atan2", "on{a=\"b\"}", "a + bool"],
    },
    Construct {
        name: "keywords as labels",
        takes: &[
            "sum by (on, by, sum, offset) (x)",
            "x{on=\"a\", inf=\"b\", by=\"c\"}",
            "sum by (a:b) (x)",
            "sum by (\"inf\") (x)",
        ],
        refuses: &["sum by (inf) (x)", "sum by (nan) (x)", "sum by (without) (x)", "sum by (5) (x)"],
    },
    Construct {
        name: "ranges and subqueries",
        takes: &["x[5m:]", "x[5m:1m]", "rate(x[5m])[1h:30s]", "(x)[5m:]", "x[1h:1m] offset 5m @ end()"],
        refuses: &[
            "(x)[5m]",
            "rate(x)[5m]",
            "x[5m][1h:]",
            "x[5m][5m]",
            "x[5m:][1h:]",
            "5[1m:]",
            "x[:1m]",
            "x[5m:0s]",
            "x[5m:1m:1m]",
            "x offset 5m [5m]",
        ],
    },
    Construct {
        name: "arithmetic of durations",
        takes: &[
            "x[2m + 2m]",
            "x[step()]",
            "x[-(-5m)]",
            "x[max_of(1m, step()) * 2]",
            "x[5m / 2:range() ^ 2]",
            "x[(5m)]",
        ],
        refuses: &[
            "x[5m / 0]",
            "x[5m % 0s]",
            "x[time()]",
            "x[x]",
            "x[5m atan2 1m]",
            "x[min_of(1m)]",
            "x[step]",
            "x[# c\n5m]",
        ],
    },
    Construct {
        name: "offset",
        takes: &[
            "x offset 5m",
            "x offset -5m",
            "x offset (1h + 5m)",
            "x[5m] offset step()",
            "x offset 5m + y",
            "x offset (5m) + 1m",
        ],
        refuses: &[
            "x offset",
            "(x) offset 5m",
            "1 offset 5m",
            "x offset 5m offset 5m",
            "x offset (5m) + y",
            "x offset y",
        ],
    },
    Construct {
        name: "at",
        takes: &[
            "x @ 0",
            "x @ -1.5",
            "x @ start()",
            "x[5m] @ end()",
            "x @ 1m",
            "x @ 1 offset 5m",
            "x offset 5m @ 1",
            "x @ 9e12",
        ],
        refuses: &[
            "x @",
            "x @ y",
            "x @ start",
            "x @ Inf",
            "x @ NaN",
            "x @ 1e19",
            "x @ 1 @ 2",
            "1 @ 0",
            "x @ (1)",
            "x @ step()",
        ],
    },
    Construct {
        name: "anchored and smoothed",
        takes: &["x anchored", "x[5m] smoothed offset 1m", "rate(x[5m] anchored)", "anchored smoothed"],
        refuses: &["x anchored smoothed", "(x) anchored", "x[5m:] smoothed", "1 anchored"],
    },
    Construct {
        name: "signs and powers",
        takes: &["-x", "--x", "+-1", "-1 ^ 2", "2 ^ -1", "2 ^ 3 ^ 2", "-x ^ 2 * 3", "a - -b"],
        refuses: &["-", "*x", "-\"a\"", "-x[5m]", "x ^", "x ** 2"],
    },
    Construct {
        name: "operators",
        takes: &[
            "a + b - c * d / e % f",
            "a atan2 b ATAN2 c",
            "a </ 5 >/ 2",
            "a > b < c",
            "1 > bool 2",
            "a and b OR c unless d",
        ],
        refuses: &[
            "a = b",
            "a =~ b",
            "a && b",
            "a ! b",
            "1 > 2",
            "a + bool b",
            "1 and a",
            "\"a\" + 1",
            "a[5m] + 1",
            "a </ bool 5",
        ],
    },
    Construct {
        name: "matching of series",
        takes: &[
            "a + on (b, b) c",
            "a + on () c",
            "a * on (b,) group_left c",
            "a * ignoring (b) group_right (c) d",
            "1 + on () a",
        ],
        refuses: &[
            "a + on c",
            "a + group_left c",
            "a and on (b) group_left c",
            "a + on (b) group_left (b) c",
            "a + on (b) 1",
            "a on (b) + c",
        ],
    },
    Construct {
        name: "fill",
        takes: &[
            "a + fill(0) b",
            "a + on (c) fill_right(-Inf) b",
            "a + fill_left(1) fill_right(NaN) b",
            "a == bool fill(5m) b",
        ],
        refuses: &[
            "a + fill(x) b",
            "a + fill() b",
            "a and fill(0) b",
            "a + fill(0) 1",
            "a + fill(0) fill_left(1) b",
            "a + fill_left(0) fill_left(1) b",
        ],
    },
    Construct {
        name: "aggregations",
        takes: &[
            "sum(x)",
            "SUM(x) BY (a)",
            "sum by () (x)",
            "topk without (a) (3, x)",
            "count_values(\"v\", x)",
            "limitk(1, x)",
            "sum by (a, a) (x)",
        ],
        refuses: &[
            "sum()",
            "sum(1)",
            "sum(x, y)",
            "topk(x)",
            "topk(x, y)",
            "count_values(1, x)",
            "sum by (a) (x) by (b)",
            "sum by a (x)",
            "rate by (a) (x)",
        ],
    },
    Construct {
        name: "functions",
        takes: &[
            "rate(x[5m])",
            "time()",
            "round(x)",
            "round(x, 5)",
            "label_join(x, \"a\", \"b\", \"c\")",
            "hour()",
            "info(x, {a=~\".*\"})",
            "info(x, {\"i\"})",
        ],
        refuses: &[
            "rate(x)",
            "rate(x[5m],)",
            "RATE(x[5m])",
            "nosuch(x)",
            "time(1)",
            "round(x, 1, 2)",
            "abs(1)",
            "vector(x)",
            "info(x, i)",
            "info(x, -i)",
        ],
    },
    Construct {
        name: "blanks and comments",
        takes: &["a # b\n + c", "a\t+\r\nb", "sum#\n(x)", "x{#\na=\"b\"}", "x[5m # c\n]", "# a\nx"],
        refuses: &["", " ", "# a", "a\u{a0}+ b", "a; b", "(a", "a)", "x{a=\"b\"", "x[5m"],
    },
];

/// All queries of the table.
pub(super) fn queries() -> impl Iterator<Item = &'static str> {
    SYNTAX.iter().flat_map(|construct| construct.takes.iter().chain(construct.refuses).copied())
}

#[test]
fn we_take_and_refuse_what_the_table_says() {
    for construct in SYNTAX {
        for query in construct.takes {
            assert_eq!(our_error(query), None, "{}: {query}", construct.name);
        }
        for query in construct.refuses {
            assert_ne!(our_error(query), None, "{}: {query}", construct.name);
        }
    }
}
