//! `MetricsQL`, the dialect of PromQL that `VictoriaMetrics` reads.
//!
//! It is mostly asked through the same kind of datasource, so that only the queries themselves tell.

use std::collections::HashSet;

use super::query::{Query, Verdict};
use crate::promql::metricsql::{self, Reading};
use crate::promql::{Dialect, ParseError, Problem};

/// Why a query is not checked.
pub(super) const METRICSQL: &str = "MetricsQL";

/// Settles what becomes of the queries that Prometheus refuses.
///
/// Where the datasource or whoever asks does not say which dialect counts, a query is taken for `MetricsQL` when that
/// reads it, and it or another one of the same datasource has something that only `MetricsQL` has: a rate without a
/// window is right there. What no dialect reads stays a mistake.
pub(super) fn settle(queries: &mut [Query<'_>], dialect: Option<Dialect>) {
    let mut waiting = Vec::new();
    let mut peculiar = HashSet::new();
    for (index, query) in queries.iter_mut().enumerate() {
        let dialect = if query.is_victoria { Some(Dialect::MetricsQl) } else { dialect };
        if dialect == Some(Dialect::Prometheus) || !is_refused(query) {
            continue;
        }
        let Reading { result, word } = metricsql::read(query.text);
        if dialect == Some(Dialect::MetricsQl) {
            take(query, result);
        } else if word.is_some() {
            peculiar.insert(query.datasource);
            query.word = word;
            take(query, result);
        } else {
            waiting.push((index, result));
        }
    }
    for (index, result) in waiting {
        let query = &mut queries[index];
        if result.as_ref().is_ok_and(Vec::is_empty) && peculiar.contains(query.datasource) {
            take(query, result);
        }
    }
}

/// Returns whether Prometheus refuses a query, or asks for nothing by it.
fn is_refused(query: &Query<'_>) -> bool {
    let keeps_ranges = || query.text.contains("vmrange");
    match query.verdict {
        Verdict::Broken(_) => true,
        Verdict::Read(_) | Verdict::Pasted(_) | Verdict::Open => !query.problems.is_empty() || keeps_ranges(),
        Verdict::NotChecked(_) => false,
    }
}

/// Takes a query for what `MetricsQL` makes of it: its labels and units are not followed.
fn take(query: &mut Query<'_>, result: Result<Vec<Problem>, ParseError>) {
    match result {
        Ok(problems) => {
            query.problems = problems;
            query.verdict = Verdict::NotChecked(METRICSQL);
        }
        Err(error) => {
            query.problems.clear();
            query.verdict = Verdict::Broken(error);
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use crate::lint::testing::{foreign_findings, panel, tally, target};
    use crate::lint::{find, promql_type};
    use crate::promql::Dialect;

    fn with_targets(exprs: &[&str]) -> Value {
        let mut targets: Vec<Value> = exprs.iter().map(|expr| target(expr, "")).collect();
        for (target, letter) in targets.iter_mut().zip(["A", "B", "C"]) {
            target["refId"] = json!(letter);
        }
        panel(json!({"targets": targets}))
    }

    fn both(dashboard: &Value) -> String {
        let syntax = foreign_findings(find("promql-syntax").unwrap(), dashboard);
        format!("{syntax}{}", foreign_findings(&promql_type::LINT, dashboard))
    }

    #[test]
    fn a_dashboard_of_victoriametrics() {
        assert_snapshot!(both(&with_targets(&["sum(rate(x))", "topk_max(5, x)"])), @r#"
        test.json:25:19: warning[promql-type]: `topk_max` is a function of MetricsQL, which Prometheus does not have
          in panel "Panel" (id 1), query B
         |
         | topk_max(5, x)
         | ^^^^^^^^
          hint: if VictoriaMetrics answers, say so: `--dialect metricsql`
        "#);
    }

    #[test]
    fn an_error_that_no_dialect_reads_beside_metricsql() {
        assert_snapshot!(both(&with_targets(&["median(x)", "sum(rate(y[5m])", "a + * b"])), @r#"
        test.json:25:23: error[promql-syntax]: `(` is never closed
          in panel "Panel" (id 1), query B
         |
         | sum(rate(y[5m])
         |    ^
        test.json:34:24: error[promql-syntax]: expected an expression, found `*`
          in panel "Panel" (id 1), query C
         |
         | a + * b
         |     ^
        test.json:16:19: warning[promql-type]: `median` is a function of MetricsQL, which Prometheus does not have
          in panel "Panel" (id 1), query A
         |
         | median(x)
         | ^^^^^^
          hint: if VictoriaMetrics answers, say so: `--dialect metricsql`
        "#);
    }

    #[test]
    fn a_word_of_metricsql_at_another_datasource_excuses_nothing() {
        let mut dashboard = with_targets(&["sum(rate(x))", "topk_max(5, x)"]);
        dashboard["panels"][0]["targets"][1]["datasource"]["uid"] = json!("victoria");
        assert_snapshot!(foreign_findings(&promql_type::LINT, &dashboard), @r#"
        test.json:16:29: error[promql-type]: argument 1 of `rate` takes a range vector, found an instant vector
          in panel "Panel" (id 1), query A
         |
         | sum(rate(x))
         |          ^
          hint: add a range: `[5m]`
        test.json:25:19: warning[promql-type]: `topk_max` is a function of MetricsQL, which Prometheus does not have
          in panel "Panel" (id 1), query B
         |
         | topk_max(5, x)
         | ^^^^^^^^
          hint: if VictoriaMetrics answers, say so: `--dialect metricsql`
        "#);
    }

    #[test]
    fn templates_and_ranges_of_buckets() {
        for expr in ["WITH(f={a=\"b\"}) count(x{f})", "histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (vmrange))"] {
            let dashboard = panel(json!({"targets": [target(expr, "")]}));
            for lint in ["promql-syntax", "missing-le"] {
                assert_eq!(foreign_findings(find(lint).unwrap(), &dashboard), "", "{expr}");
            }
        }
    }

    #[test]
    fn a_dashboard_of_prometheus() {
        assert_ne!(foreign_findings(&promql_type::LINT, &with_targets(&["sum(rate(x))"])), "");
    }

    #[test]
    fn the_datasource_says_that_it_is_victoriametrics() {
        let mut dashboard = with_targets(&["sum(rate(x))", "median(x)", "rate(x[5m]"]);
        for target in dashboard["panels"][0]["targets"].as_array_mut().unwrap() {
            target["datasource"]["type"] = json!("victoriametrics-metrics-datasource");
        }
        assert_snapshot!(both(&dashboard), @r#"
        test.json:34:24: error[promql-syntax]: `(` is never closed
          in panel "Panel" (id 1), query C
         |
         | rate(x[5m]
         |     ^
        "#);
    }

    #[test]
    fn whoever_asks_says_which_dialect_counts() {
        let dashboard = with_targets(&["sum(rate(x))", "median(x)"]);
        assert_eq!(tally(&dashboard, Some(Dialect::MetricsQl)), "0 mistakes, 0 checked, 2 MetricsQL");
        assert_eq!(tally(&dashboard, Some(Dialect::Prometheus)), "2 mistakes, 2 checked");
        assert_eq!(tally(&dashboard, None), "1 mistakes, 0 checked, 2 MetricsQL");
    }
}
