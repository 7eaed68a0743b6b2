//! Queries with one token too many, too few or in the wrong place: most are wrong, and a few still mean something.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::arbitrary;
use super::super::lex::{Kind, Lexer};
use super::super::placeholder;

/// What is put between tokens or in their place.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "@",
    "=",
    "=~",
    "!~",
    "!=",
    "==",
    "<",
    "</",
    ">/",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "atan2",
    "and",
    "or",
    "unless",
    "bool",
    "on",
    "ignoring",
    "group_left",
    "group_right",
    "fill",
    "fill_left(1)",
    "by",
    "without",
    "offset",
    "anchored",
    "smoothed",
    "start()",
    "end",
    "step()",
    "range()",
    "min_of",
    "sum",
    "topk",
    "count_values",
    "rate",
    "nosuch",
    "time()",
    "inf",
    "NaN",
    "x",
    "job:x",
    "5",
    "0",
    "5m",
    "1h30m",
    "-1",
    "0x1f",
    "\"text\"",
    "'a'",
    "`\\d`",
    "(x)",
    "(job)",
    "()",
    "[5m]",
    "[5m:]",
    "{a=\"b\"}",
    "# c\n",
    "é",
];

/// A query that Prometheus takes, with one to three changes.
pub(super) fn mutant() -> impl Strategy<Value = String> {
    let change = (any::<Index>(), any::<Index>(), select(TOKENS), 0..4);
    let separator = prop_oneof![2 => Just(" "), 1 => Just("")];
    let changes = prop_oneof![vec(change.clone(), 1), vec(change, 1..4)];
    (arbitrary::expr_of_prometheus(), changes, separator)
        .prop_map(|(expr, changes, separator)| {
            let mut tokens = tokens(&expr.to_string());
            for (at, other, with, how) in changes {
                let at = at.index(tokens.len());
                match how {
                    0 if tokens.len() > 1 => drop(tokens.remove(at)),
                    1 => tokens.insert(at, with.to_owned()),
                    2 => with.clone_into(&mut tokens[at]),
                    _ => {
                        let other = other.index(tokens.len());
                        tokens.swap(at, other);
                    }
                }
            }
            tokens.join(separator)
        })
        .prop_filter("no placeholders", |query| !placeholder::is_in(query))
}

fn tokens(text: &str) -> Vec<String> {
    let mut lexer = Lexer::new(text);
    let mut tokens = Vec::new();
    while let Ok(token) = lexer.next() {
        if token.kind == Kind::End {
            break;
        }
        tokens.push(text[token.span.range()].to_owned());
    }
    tokens
}
