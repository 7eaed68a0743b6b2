//! `MetricsQL`, the dialect of PromQL that `VictoriaMetrics` reads.
//!
//! It is mostly asked through the same kind of datasource, so that only the queries themselves tell.

use std::collections::{HashMap, HashSet};

use super::{Query, Verdict};
use crate::promql::metricsql::{self, Outcome, Reading};
use crate::promql::{Dialect, Problem};

/// Why a query is not checked.
pub(crate) const METRICSQL: &str = "MetricsQL";

/// How many different queries with something that only `MetricsQL` has show that `VictoriaMetrics` answers: one may be a
/// slip, such as `median` for a quantile.
const PROOF: usize = 2;

/// Settles what becomes of the queries that Prometheus refuses.
///
/// Where the datasource or whoever asks does not say which dialect counts, a query is taken for `MetricsQL` when it has
/// something that only `MetricsQL` has, or when enough others of the same datasource have and `MetricsQL` reads it: a
/// rate without a window is right there. What no dialect reads stays a mistake.
pub(crate) fn settle(queries: &mut [Query<'_>], dialect: Option<Dialect>) {
    let mut waiting = Vec::new();
    let mut peculiar: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (index, query) in queries.iter_mut().enumerate() {
        let dialect = if query.is_victoria { Some(Dialect::MetricsQl) } else { dialect };
        query.is_victoria = dialect == Some(Dialect::MetricsQl);
        if dialect == Some(Dialect::Prometheus) || !is_refused(query) {
            continue;
        }
        let Reading { outcome, word } = metricsql::read(query.text);
        if query.is_victoria {
            take(query, outcome);
        } else if word.is_some() {
            peculiar.entry(query.datasource).or_default().insert(query.text);
            query.word = word;
            take(query, outcome);
        } else {
            waiting.push((index, outcome));
        }
    }
    let count = |datasource: &str| peculiar.get(datasource).map_or(0, HashSet::len);
    for query in queries.iter_mut() {
        query.is_victoria |= count(query.datasource) >= PROOF;
    }
    for (index, outcome) in waiting {
        let query = &mut queries[index];
        let Outcome::Reads(problems) = &outcome else { continue };
        if !problems.iter().all(|problem| problem.in_every_dialect) {
            continue;
        }
        if query.is_victoria {
            take(query, outcome);
        } else {
            query.is_doubtful = count(query.datasource) > 0;
            name_the_dialect(query);
        }
    }
}

/// Returns whether Prometheus refuses a query that another dialect may take, or asks for nothing by it.
fn is_refused(query: &Query<'_>) -> bool {
    let keeps_ranges = || query.text.contains("vmrange");
    match query.verdict {
        Verdict::Broken(_) => true,
        Verdict::Read(_) | Verdict::Pasted(_) | Verdict::Open => {
            query.problems.iter().any(|problem| !problem.in_every_dialect) || keeps_ranges()
        }
        Verdict::NotChecked(_) => false,
    }
}

/// Takes a query for what `MetricsQL` makes of it: its labels and units are not followed.
fn take(query: &mut Query<'_>, outcome: Outcome) {
    match outcome {
        Outcome::Reads(problems) | Outcome::Unsure(problems) => {
            query.problems = problems;
            query.verdict = Verdict::NotChecked(METRICSQL);
        }
        Outcome::Refused(error) => {
            query.problems.clear();
            query.verdict = Verdict::Broken(error);
        }
    }
}

/// Says of what only Prometheus refuses how to have it read as `MetricsQL`.
fn name_the_dialect(query: &mut Query<'_>) {
    const DIALECT: &str = "if the datasource is VictoriaMetrics, use `--dialect metricsql`";
    let of_problems = query.problems.iter_mut().filter(|problem| !problem.in_every_dialect);
    let mut hints: Vec<&mut Option<String>> = of_problems.map(|Problem { hint, .. }| hint).collect();
    if let Verdict::Broken(error) = &mut query.verdict {
        hints.push(&mut error.hint);
    }
    for hint in hints {
        *hint = Some(match hint.take() {
            Some(hint) => format!("{hint}; {DIALECT}"),
            None => DIALECT.to_owned(),
        });
    }
}
