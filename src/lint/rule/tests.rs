use std::time::Duration;

use insta::assert_snapshot;

use super::*;
use crate::lint::testing::{CATALOGUE, plain};
use crate::promql::{AnyLabel, Recorded, raw};
use crate::rule::{Absence, Alert, Case, Recording};
use crate::unit::{Amount, Number, Seconds};

fn alert(name: &'static str) -> Alert<AnyLabel> {
    let p90 = raw::<Seconds>("max by (method) (rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m]))");
    Alert::above(name, p90.in_unit::<Number>(), Amount::of(1.0))
        .hold(Duration::from_mins(2))
        .summary(("It is slow: ", AnyLabel("method")))
        .runbook("https://example.com")
        .absence(Absence::Quiet)
        .case(Case::fires("slow", Duration::ZERO, 2.0))
        .case(Case::quiet("fast", Duration::ZERO, 0.5))
}

fn findings(rule: impl Into<AlertRule>) -> String {
    let mut rule = rule.into();
    // As the parser reads what a program from outside wrote.
    rule.query = crate::promql::parse(&rule.query.to_string()).unwrap();
    let group = RuleGroup::new("group", Duration::from_mins(1)).rule(rule);
    found(&Rules { alerting: vec![group], ..Rules::default() })
}

fn found(rules: &Rules) -> String {
    let context = Context { catalogue: Some(&CATALOGUE), ..Context::default() };
    let findings = check_rules(rules, &context);
    let messages = plain(&findings).lines().filter(|line| !line.starts_with("  ")).collect::<Vec<_>>().join("\n");
    messages
        .split("error[")
        .flat_map(|part| part.split("warning["))
        .skip(1)
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn an_alert_without_fault() {
    assert_eq!(findings(alert("SlowRequests")), "");
}

#[test]
fn each_fault_by_itself() {
    let bare = Alert::above("Bare", raw::<Number>("queue_length"), Amount::of(1.0));
    let seconds = Alert::above("Slow", raw::<crate::unit::Usd>("latency_seconds_sum"), Amount::of(1.0));
    let quick = alert("Quick").hold(Duration::from_secs(90));
    let all = [
        findings(bare),
        findings(quick),
        findings(alert("slow requests!")),
        findings(alert("Dropped").summary(AnyLabel("path"))),
        findings(seconds),
    ];
    assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_recorded_name_that_says_something_else() {
    const RATE: Recorded<AnyLabel, Number> = Recorded::literal("job:http_requests:rate5m");
    let mut rule = Recording::new(&RATE, raw("0"));
    rule.expr = crate::promql::parse("sum by (job) (rate(http_requests_total[1m]))").unwrap();
    let rules =
        Rules { recording: vec![RuleGroup::new("group", Duration::from_secs(15)).rule(rule)], ..Rules::default() };
    assert_snapshot!(found(&rules), @"recorded-name]: `job:http_requests:rate5m` is recorded from what should be called `job:http_requests:rate1m`");
}
