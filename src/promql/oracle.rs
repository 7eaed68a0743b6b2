//! Other judges of our parser: Prometheus itself, and properties over made-up trees.

use std::collections::BTreeSet;

use super::{check, parse};

mod canonical;
mod corpus;
mod laws;
mod mask;
mod mutants;
mod prometheus;
mod syntax;

/// Why we would not take a query.
fn our_error(query: &str) -> Option<String> {
    let expr = match parse(query) {
        Ok(expr) => expr,
        Err(error) => return Some(error.message),
    };
    check(&expr).into_iter().next().map(|problem| problem.message)
}

#[test]
fn real_queries_are_read_and_printed() {
    let Some(queries) = corpus::corpus() else { return };
    assert!(queries.len() > 1000, "the corpus is nearly empty");
    let not_read = are_read_and_printed(&queries);
    // Whether those are wrong, Prometheus's own parser says: `prometheus::queries_of_real_dashboards`.
    assert!(not_read.len() * 200 <= queries.len(), "{} are not read: {not_read:#?}", not_read.len());
}

#[test]
fn queries_of_our_own_dashboards_are_read_and_printed() {
    let mut queries = corpus::own();
    assert!(queries.len() > 50, "only {} queries", queries.len());
    assert!(queries.remove("rate(up)"), "the type that is wrong on purpose");
    assert_eq!(are_read_and_printed(&queries), ["sum(rate(x_total[5m])"], "the syntax that is wrong on purpose");
}

/// Fails where a query is read as something that would not run, or is another after printing; returns those that are
/// not read.
fn are_read_and_printed(queries: &BTreeSet<String>) -> Vec<&str> {
    let mut differences = Vec::new();
    let mut not_read = Vec::new();
    for query in queries {
        let Ok(expr) = parse(query) else {
            not_read.push(query.as_str());
            continue;
        };
        for problem in check(&expr) {
            differences.push(format!("{query:?}: {} {:?}", problem.message, problem.hint));
        }
        let printed = expr.to_string();
        if parse(&printed).as_ref() != Ok(&expr) {
            differences.push(format!("{query:?} came back as {printed:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    not_read
}
