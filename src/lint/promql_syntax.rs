//! PromQL that does not parse.

use super::check::Subject;
use super::draft::Draft;
use super::query::Verdict;
use super::{Check, Group, Lint, Severity};

pub(super) const LINT: Lint = Lint {
    name: "promql-syntax",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a query that is no PromQL. Grafana's placeholders (`$var`, `${var:fmt}`, `[[var]]`, `$__rate_interval`) may stand
wherever Grafana can replace them by something that is.
# Why
Prometheus refuses the query, and the panel shows an error instead of data.
Grafana's dashboard-linter has this as `target-promql-rule`.
# Example
`sum(rate(errors_total[5m])` misses a parenthesis.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    for query in &subject.queries {
        if let Verdict::Broken(error) = &query.verdict {
            let draft = Draft::of_query(query, error.span, &*error.message);
            report(Draft { hint: error.hint.clone(), ..draft });
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::testing::{findings, panel, query};

    #[test]
    fn a_parenthesis_is_missing() {
        assert_snapshot!(findings(&LINT, &query("sum(rate(errors_total[5m])")), @r#"
        test.json:16:23: error[promql-syntax]: `(` is never closed
          in panel "Panel" (id 1), query A
         |
         | sum(rate(errors_total[5m])
         |    ^
        "#);
    }

    #[test]
    fn in_the_second_line_of_a_query() {
        assert_snapshot!(findings(&LINT, &query("sum by (job) (\n  rate(\"x\"y[5m])\n)")), @r#"
        test.json:16:48: error[promql-syntax]: expected `,` or `)`, found `y`
          in panel "Panel" (id 1), query A
         |
         |   rate("x"y[5m])
         |           ^
        "#);
    }

    #[test]
    fn in_the_query_of_a_variable() {
        let variable = json!({"name": "job", "type": "query", "datasource": {"type": "prometheus", "uid": "p"},
            "query": {"query": "label_values(up{, job)", "refId": "x"}});
        assert_snapshot!(findings(&LINT, &json!({"panels": [], "templating": {"list": [variable]}})), @r"
        test.json:13:37: error[promql-syntax]: expected a label or `}`, found the end of the expression
          in variable job
         |
         | up{
         |    ^
        ");
    }

    #[test]
    fn placeholders_wherever_grafana_replaces_them() {
        for text in
            ["rate(x{job=~\"$job\", $filter}[$__rate_interval])", "topk($n, ${metric:raw})", "[[a]] / on ($b) c"]
        {
            assert_eq!(findings(&LINT, &query(text)), "");
        }
    }

    #[test]
    fn other_languages() {
        let targets =
            json!([{"refId": "A", "expr": "{app=\"x\"} |= `error`", "datasource": {"type": "loki", "uid": "l"}}]);
        assert_eq!(findings(&LINT, &panel(json!({"targets": targets}))), "");
    }
}
