//! PromQL that does not parse.

use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::view::Verdict;

pub(in crate::lint) const LINT: Lint = Lint {
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
            let draft = Draft { hint: error.hint.clone(), ..draft };
            report(if query.is_doubtful { draft.warning() } else { draft });
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::LINT;
    use crate::lint::find;
    use crate::lint::testing::{findings, panel, query, tally};

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

    fn with_variable(expr: &str, variable: serde_json::Value) -> serde_json::Value {
        let mut dashboard = query(expr);
        let mut variable = variable;
        variable["name"] = json!("v");
        dashboard["templating"] = json!({"list": [variable]});
        dashboard
    }

    #[test]
    fn an_operator_in_a_variable() {
        let operators = json!({"type": "custom", "query": "Include : or, Exclude : unless"});
        for text in ["x $v on (entity) y", "x ${v} y", "x [[v]] on () y", "x ${v:raw} on (a, b) y"] {
            let dashboard = with_variable(text, operators.clone());
            assert_eq!(findings(&LINT, &dashboard), "", "{text}");
            assert_eq!(tally(&dashboard, None), "0 mistakes, 1 checked", "{text}");
        }
        assert_eq!(findings(&LINT, &with_variable("x $v 5", json!({"type": "custom", "query": ">,<"}))), "");
    }

    #[test]
    fn lists_and_clauses_in_variables() {
        let custom = |query: &str| json!({"type": "custom", "query": query});
        for (text, variable) in [
            ("x{job=\"a\"$v}", custom("none : , one : \\,a=\"b\"")),
            ("sum(rate(x[5m])) by (receiver $v)", custom("Basic :  , Detailed : \\\\,transport")),
            ("sum(rate(x[5m])) by (receiver $v)", custom("Basic :  , Detailed : \\,transport")),
            ("sum $v (x)", json!({"type": "constant", "query": "by (job)"})),
            ("x $v", json!({"type": "textbox", "query": "offset 1d"})),
            ("x[5m $v]", json!({"type": "interval", "query": ":1m,:5m"})),
            ("x $v y", json!({"type": "query", "query": "q", "current": {"value": "+"}})),
            ("x $v y", json!({"type": "textbox", "query": ""})),
            ("$v x)", custom("sum(,max(")),
        ] {
            assert_eq!(findings(&LINT, &with_variable(text, variable)), "", "{text}");
        }
    }

    #[test]
    fn a_variable_in_a_variable() {
        let operators = json!({"name": "o", "type": "custom", "query": "or,and"});
        let unknown = json!({"name": "q", "type": "query", "query": "label_values(x, y)"});
        let labels = json!({"name": "l", "type": "custom", "query": "job,pod"});
        for (text, variable) in [
            ("x $v y", json!({"type": "custom", "query": "$o on(a)"})),
            ("x $v y", json!({"type": "constant", "query": "${o} on (a)"})),
            ("x $v y", json!({"type": "textbox", "query": "$o"})),
            ("x $v y", json!({"type": "custom", "query": "$q"})),
            ("x $v y", json!({"type": "custom", "query": "$v,[[o]]"})),
            ("sum $v (x)", json!({"type": "constant", "query": "by ($l)"})),
        ] {
            let mut dashboard = with_variable(text, variable);
            let list = dashboard["templating"]["list"].as_array_mut().unwrap();
            list.extend([operators.clone(), unknown.clone(), labels.clone()]);
            assert_eq!(findings(&LINT, &dashboard), "", "{text}");
        }
        let mut wrong = with_variable("x $v y", json!({"type": "custom", "query": "$o on(a)"}));
        let values = json!({"name": "o", "type": "custom", "query": "or,unles"});
        wrong["templating"]["list"].as_array_mut().unwrap().push(values);
        assert_ne!(findings(&LINT, &wrong), "");
    }

    #[test]
    fn a_choice_that_is_no_operator() {
        let operators = json!({"type": "custom", "query": "or,unles"});
        assert_snapshot!(findings(&LINT, &with_variable("x $v on (entity) y", operators)), @r#"
        test.json:16:22: error[promql-syntax]: with `unles` for `$v`: expected an operator or the end, found `unles`
          in panel "Panel" (id 1), query A
         |
         | x $v on (entity) y
         |   ^^
        "#);
    }

    #[test]
    fn a_mistake_beside_an_operator_in_a_variable() {
        let operators = json!({"type": "custom", "query": "or,unless"});
        assert_snapshot!(findings(&LINT, &with_variable("sum(rate(x[5m]) $v on (e) y", operators)), @r#"
        test.json:16:23: error[promql-syntax]: `(` is never closed
          in panel "Panel" (id 1), query A
         |
         | sum(rate(x[5m]) $v on (e) y
         |    ^
        "#);
    }

    #[test]
    fn a_variable_of_which_nothing_is_known() {
        let dashboard = with_variable("x $v on (e) y", json!({"type": "query"}));
        let summary = "0 mistakes, 0 checked, 1 variable in the place of an operator or clause";
        assert_eq!(tally(&dashboard, None), summary);
        let undefined = find("undefined-variable").unwrap();
        assert_ne!(findings(undefined, &query("x $nope on (e) y")), "");
        let with_mistake = with_variable("rate(x) $v on (e) y", json!({"type": "query"}));
        assert_ne!(findings(find("promql-type").unwrap(), &with_mistake), "");
    }

    #[test]
    fn other_languages() {
        let targets =
            json!([{"refId": "A", "expr": "{app=\"x\"} |= `error`", "datasource": {"type": "loki", "uid": "l"}}]);
        assert_eq!(findings(&LINT, &panel(json!({"targets": targets}))), "");
    }
}
