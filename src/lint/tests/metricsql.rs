//! What becomes of queries that only `MetricsQL` has.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::lint::find;
use crate::lint::rules::promql_type;
use crate::lint::testing::{foreign_findings, panel, tally, target};
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
    assert_snapshot!(both(&with_targets(&["sum(rate(x))", "topk_max(5, x)", "x default 0"])), @r#"
    test.json:25:19: warning[promql-type]: `topk_max` is a function of MetricsQL, which Prometheus does not have
      in panel "Panel" (id 1), query B
     |
     | topk_max(5, x)
     | ^^^^^^^^
      hint: if the datasource is VictoriaMetrics, use `--dialect metricsql`
    test.json:34:22: warning[promql-type]: `default` is an operator of MetricsQL, which Prometheus does not have
      in panel "Panel" (id 1), query C
     |
     | x default 0
     |   ^^^^^^^
      hint: if the datasource is VictoriaMetrics, use `--dialect metricsql`
    "#);
}

#[test]
fn one_word_of_metricsql_may_be_a_slip() {
    assert_snapshot!(both(&with_targets(&["rate(x{a=~\"(\"})", "median(x{b=~\"(\"})", "(x) offset 5m"])), @r#"
    test.json:34:24: warning[promql-syntax]: `offset` must follow a selector or a subquery
      in panel "Panel" (id 1), query C
     |
     | (x) offset 5m
     |     ^^^^^^
      hint: put it after the metric, inside the parentheses; if the datasource is VictoriaMetrics, use `--dialect metricsql`
    test.json:16:25: warning[promql-type]: argument 1 of `rate` takes a range vector, found an instant vector
      in panel "Panel" (id 1), query A
     |
     | rate(x{a=~"("})
     |      ^^^^^^^^^
      hint: add a range: `[5m]`; if the datasource is VictoriaMetrics, use `--dialect metricsql`
    test.json:16:30: error[promql-type]: the regular expression does not compile: a `(` is never closed
      in panel "Panel" (id 1), query A
     |
     | rate(x{a=~"("})
     |           ^^^
    test.json:25:19: warning[promql-type]: `median` is a function of MetricsQL, which Prometheus does not have
      in panel "Panel" (id 1), query B
     |
     | median(x{b=~"("})
     | ^^^^^^
      hint: if the datasource is VictoriaMetrics, use `--dialect metricsql`
    test.json:25:32: error[promql-type]: the regular expression does not compile: a `(` is never closed
      in panel "Panel" (id 1), query B
     |
     | median(x{b=~"("})
     |             ^^^
    "#);
}

#[test]
fn what_only_prometheus_refuses() {
    assert_snapshot!(both(&with_targets(&["x or 0", "(x) offset 5m"])), @r#"
    test.json:25:24: error[promql-syntax]: `offset` must follow a selector or a subquery
      in panel "Panel" (id 1), query B
     |
     | (x) offset 5m
     |     ^^^^^^
      hint: put it after the metric, inside the parentheses; if the datasource is VictoriaMetrics, use `--dialect metricsql`
    test.json:16:22: error[promql-type]: `or` combines series, and a scalar has none
      in panel "Panel" (id 1), query A
     |
     | x or 0
     |   ^^
      hint: make it a vector: `vector(..)`; if the datasource is VictoriaMetrics, use `--dialect metricsql`
    "#);
    let dashboard = with_targets(&["x or 0"]);
    assert_eq!(tally(&dashboard, Some(Dialect::MetricsQl)), "0 mistakes, 0 checked, 1 MetricsQL");
}

#[test]
fn what_victoriametrics_refuses_for_sure() {
    for (expr, summary) in [
        ("x{a=~\"(\"}", "1 mistakes, 1 checked"),
        ("x{a!~\"*a\"}", "1 mistakes, 1 checked"),
        ("label_replace(x, \"a\", \"$1\", \"b\", \"(\")", "1 mistakes, 1 checked"),
        ("median(x{a=~\"(\"})", "1 mistakes, 0 checked, 1 MetricsQL"),
        ("median(x", "1 mistakes, 1 checked"),
        ("x{a=b}", "0 mistakes, 0 checked, 1 MetricsQL"),
        ("rate(x[1H]) > 1.23Gb", "0 mistakes, 0 checked, 1 MetricsQL"),
    ] {
        assert_eq!(tally(&with_targets(&[expr]), Some(Dialect::MetricsQl)), summary, "{expr}");
    }
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
      hint: if the datasource is VictoriaMetrics, use `--dialect metricsql`
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
      hint: add a range: `[5m]`; if the datasource is VictoriaMetrics, use `--dialect metricsql`
    test.json:25:19: warning[promql-type]: `topk_max` is a function of MetricsQL, which Prometheus does not have
      in panel "Panel" (id 1), query B
     |
     | topk_max(5, x)
     | ^^^^^^^^
      hint: if the datasource is VictoriaMetrics, use `--dialect metricsql`
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
    assert_eq!(tally(&dashboard, None), "2 mistakes, 1 checked, 1 MetricsQL");
}
