//! Prometheus's own parser as the judge: `tests/judges/promql/run` builds it, where Go is, and runs these tests.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Deserialize;

use super::super::ast::{Expr, ExprKind};
use super::super::functions::FUNCTIONS;
use super::super::{Type, arbitrary, parse, placeholder};
use super::canonical::{cut_as_printed, without_prints_changes};
use super::{corpus, mask, mutants, our_error, syntax};
use crate::json::skipped::skipped;

/// What Prometheus says of a query.
#[derive(Deserialize)]
struct Verdict {
    taken: bool,
    #[serde(default)]
    printed: String,
    #[serde(default)]
    error: String,
}

/// The program that judges.
struct Judge(OsString);

impl Judge {
    /// Returns the judge, or nothing where there is none, which counts as a skipped test.
    fn of(what: &str) -> Option<Self> {
        let program = std::env::var_os("DASHGEN_PROMQL_JUDGE").map(Self);
        if program.is_none() {
            skipped(what, "DASHGEN_PROMQL_JUDGE names no judge; `tests/judges/promql/run` builds one");
        }
        program
    }

    /// Returns what it says to these arguments and this input.
    fn ask(&self, arguments: &[&str], input: String) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/promql");
        let mut command = Command::new(&self.0);
        command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("DASHGEN_PROMQL_JUDGE is a program");
        let mut stdin = child.stdin.take().expect("it is piped");
        // Answers come while questions are still being asked: one thread for each, or both sides wait for ever.
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        assert!(output.status.success(), "the judge failed");
        String::from_utf8(output.stdout).unwrap()
    }

    fn verdicts(&self, queries: &[String]) -> Vec<Verdict> {
        let input: String = queries.iter().map(|query| serde_json::to_string(query).unwrap() + "\n").collect();
        let verdicts = lines(&self.ask(&[], input));
        assert_eq!(verdicts.len(), queries.len());
        verdicts
    }

    /// Fails where Prometheus and we say different things of queries.
    fn agrees(&self, source: &str, queries: impl IntoIterator<Item = String>) {
        let queries: Vec<String> = queries.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        let found = differences(self, source, &queries);
        assert!(found.is_empty(), "{} differences\n{}", found.len(), found.join("\n"));
    }
}

fn lines<T: for<'a> Deserialize<'a>>(text: &str) -> Vec<T> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What we refuse and Prometheus takes, by our messages.
const BY_DESIGN: &[&str] = &[
    // Our texts are UTF-8, as all labels of Prometheus must be.
    "the escape sequences are not valid UTF-8",
    // `offset NaN` is a time of its machine's choice.
    "expected a duration, found `NaN`",
];

fn is_by_design(query: &str, error: &str) -> bool {
    // Prometheus compiles the expression of `label_replace` when the query runs, and fails then.
    let is_late = query.contains("label_replace") && error.starts_with("the regular expression does not compile");
    BY_DESIGN.contains(&error) || is_late
}

/// Compares what Prometheus and we say of queries, and returns the differences.
fn differences(judge: &Judge, source: &str, queries: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut printed_otherwise = Vec::new();
    let (mut taken, mut refused, mut by_design) = (0, 0, 0);
    for (query, verdict) in queries.iter().zip(judge.verdicts(queries)) {
        match (verdict.taken, our_error(query)) {
            (true, None) => {
                taken += 1;
                if !says_the_same(query, &verdict.printed) {
                    printed_otherwise.push((query, verdict.printed));
                }
            }
            (false, Some(_)) => refused += 1,
            (true, Some(error)) if is_by_design(query, &error) => by_design += 1,
            (true, Some(error)) => found.push(format!("Prometheus takes {query:?}, we do not: {error}")),
            (false, None) => found.push(format!("we take {query:?}, Prometheus does not: {}", verdict.error)),
        }
    }
    eprintln!(
        "{source}: {} queries, both take {taken}, both refuse {refused}, {by_design} refused by us by design",
        queries.len()
    );
    // It prints the labels `without` and `inf` without the quotes that it asks for.
    let printed: Vec<String> = printed_otherwise.iter().map(|(_, printed)| printed.clone()).collect();
    let readable = judge.verdicts(&printed).into_iter().map(|verdict| verdict.taken);
    let otherwise = printed_otherwise.into_iter().zip(readable).filter(|(_, is_readable)| *is_readable);
    found.extend(otherwise.map(|((query, printed), _)| format!("{query:?} says something else than {printed:?}")));
    found
}

/// Compares a query with itself as Prometheus has printed it.
fn says_the_same(query: &str, printed: &str) -> bool {
    let ours = parse(query).expect("we took it");
    if ours.nodes().any(is_misprinted) {
        return true;
    }
    let ours = cut_as_printed(&ours);
    parse(printed).is_ok_and(|theirs| without_prints_changes(&ours) == without_prints_changes(&theirs))
}

/// Whether Prometheus prints something else than it read: `x offset (5m) @ 0 + y` as `x @ 0 offset (5m) + y`, where the
/// offset goes on.
fn is_misprinted(expr: &Expr) -> bool {
    let time = match &expr.kind {
        ExprKind::Selector(selector) => &selector.time,
        ExprKind::Subquery(subquery) => &subquery.time,
        _ => return false,
    };
    time.at.is_some() && time.offset.as_deref().is_some_and(|offset| matches!(offset.kind, ExprKind::Paren(_)))
}

fn sample(strategy: &impl Strategy<Value = String>, count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn the_table_of_syntax() {
    let Some(judge) = Judge::of("the table of PromQL's syntax") else { return };
    judge.agrees("syntax", syntax::queries().map(str::to_owned));
}

#[test]
fn made_up_queries() {
    let Some(judge) = Judge::of("made-up PromQL") else { return };
    let strategy = arbitrary::expr_of_prometheus().prop_map(|expr| expr.to_string());
    let strategy = strategy.prop_filter("no placeholders", |query| !placeholder::is_in(query));
    let queries = sample(&strategy, 4000);
    let refused =
        queries.iter().find_map(|query| Some((query, our_error(query)?)).filter(|(_, it)| !is_by_design(query, it)));
    assert_eq!(refused, None);
    judge.agrees("made up", queries);
}

#[test]
fn mutants_of_queries() {
    let Some(judge) = Judge::of("mutants of PromQL") else { return };
    judge.agrees("mutants", sample(&mutants::mutant(), 8000));
}

#[test]
fn regular_expressions() {
    let Some(judge) = Judge::of("regular expressions in PromQL") else { return };
    let parts =
        r"([ab.|^$)]|[*+?]\??|\((\?[:<Pi])?|\\[a-zA-Z0-9.]|\[\^?[a-c]|[]},0-9:-]|\{[0-9]{1,4},?[0-9]?\}|[ab]{2}){0,7}";
    let queries = parts.prop_map(|pattern| format!("{{a=~`{pattern}`}}"));
    judge.agrees(
        "regular expressions",
        sample(&queries.prop_filter("no placeholders", |query| !placeholder::is_in(query)), 4000),
    );
}

#[test]
fn queries_of_our_dashboards() {
    let Some(judge) = Judge::of("the PromQL of our dashboards") else { return };
    let queries = corpus::suite();
    assert!(queries.len() > 20, "our dashboards are nearly empty");
    judge.agrees("our dashboards", queries.iter().map(|query| mask::mask(query, 0)));
}

#[test]
fn queries_of_real_dashboards() {
    let Some(judge) = Judge::of("the PromQL of other people's dashboards") else { return };
    let Some(queries) = corpus::corpus() else { return };
    let masked = queries.iter().flat_map(|query| {
        let free = mask::free_placeholders(query).min(3);
        (0..1u32 << free).map(|numbers| mask::mask(query, numbers))
    });
    judge.agrees("real dashboards", masked);
}

#[test]
fn queries_of_prometheus_itself() {
    let Some(judge) = Judge::of("the PromQL of Prometheus's tests") else { return };
    let queries = judge.ask(&["inputs"], String::new());
    judge.agrees("Prometheus's tests", lines(&queries));
}

#[test]
fn functions_of_prometheus() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Row {
        name: String,
        args: Vec<String>,
        variadic: i64,
        returns: String,
        experimental: bool,
    }
    let Some(judge) = Judge::of("the table of PromQL's functions") else { return };
    let theirs = judge.ask(&["functions"], String::new());
    let name = |kind: &Type| match kind {
        Type::Instant => "vector".to_owned(),
        Type::Range => "matrix".to_owned(),
        Type::Scalar => "scalar".to_owned(),
        Type::String => "string".to_owned(),
    };
    let ours = FUNCTIONS.iter().map(|function| Row {
        name: function.name.to_owned(),
        args: function.args.iter().map(name).collect(),
        variadic: match function.most {
            255 => -1,
            most if most == function.least => 0,
            most => i64::try_from(most + 1 - function.args.len()).unwrap(),
        },
        returns: name(&function.returns),
        experimental: function.is_experimental,
    });
    assert_eq!(ours.collect::<Vec<_>>(), lines::<Row>(&theirs));
}
