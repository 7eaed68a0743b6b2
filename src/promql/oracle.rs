//! Other judges of our parser: promql-parser, Prometheus itself, and properties over made-up trees.

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

/// Whether promql-parser takes a query, placeholders replaced; free-standing ones by names first, then by numbers.
fn oracle_accepts(query: &str) -> bool {
    let accepts = |text: &str| promql_parser::parser::parse(text).is_ok();
    let free = mask::free_placeholders(query).min(6);
    (0..1u32 << free).any(|numbers| accepts(&mask::mask(query, numbers)))
}

#[test]
fn real_queries_are_read_and_printed() {
    let Some(queries) = corpus::corpus() else { return };
    let (mut ours, mut theirs) = (0, 0);
    let mut differences = Vec::new();
    for query in &queries {
        let (mine, other) = (parse(query), oracle_accepts(query));
        ours += usize::from(mine.is_ok());
        theirs += usize::from(other);
        match mine {
            Err(error) if other => {
                differences.push(format!("only the oracle takes {query:?}: {error} {:?}", error.span));
            }
            Err(error) => eprintln!("nobody takes {query:?}: {error}"),
            Ok(expr) => {
                if !other {
                    eprintln!("only we take {query:?}");
                }
                for problem in check(&expr) {
                    differences.push(format!("{query:?}: {} {:?}", problem.message, problem.hint));
                }
                let printed = expr.to_string();
                if parse(&printed).as_ref() != Ok(&expr) {
                    differences.push(format!("{query:?} came back as {printed:?}"));
                }
                if other && !oracle_accepts(&printed) {
                    differences.push(format!("the oracle refuses {printed:?}, printed from {query:?}"));
                }
            }
        }
    }
    eprintln!("{} distinct queries: we take {ours}, the oracle {theirs}", queries.len());
    assert!(queries.len() > 1000, "the corpus is nearly empty");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
