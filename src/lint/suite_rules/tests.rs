use std::time::Duration;

use insta::assert_snapshot;

use super::*;
use crate::lint::testing::{CATALOGUE, plain};
use crate::promql::{AnyLabel, Recorded, minutes, raw, seconds};
use crate::rule::{Alert, AlertRule, Case, NoData, Recording, RuleGroup, Rules};
use crate::unit::{Amount, Number, Seconds};

fn alert(name: &'static str) -> Alert<AnyLabel> {
    let p90 = raw::<Seconds>("max by (method) (rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m]))");
    Alert::above(name, p90.in_unit::<Number>(), Amount::of(1.0))
        .pending_period(minutes(2))
        .summary(("It is slow: ", AnyLabel("method")))
        .runbook("https://example.com")
        .no_data(NoData::Ok)
        .case(Case::fires("slow", Duration::ZERO, 2.0))
        .case(Case::quiet("fast", Duration::ZERO, 0.5))
}

fn findings(rule: impl Into<AlertRule>) -> String {
    let mut rule = rule.into();
    // As the parser reads what a program from outside wrote.
    rule.query = crate::promql::parse(&rule.query.to_string()).unwrap();
    let group = RuleGroup::new("group", minutes(1)).rule(rule);
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
    let dollars = Alert::above("Slow", raw::<crate::unit::Usd>("latency_seconds_sum"), Amount::of(1.0));
    let quick = alert("Quick").pending_period(seconds(90));
    let all = [
        findings(bare),
        findings(quick),
        findings(alert("slow requests!")),
        findings(alert("Dropped").summary(AnyLabel("path"))),
        findings(dollars),
    ];
    assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_recorded_name_that_says_something_else() {
    const RATE: Recorded<AnyLabel, Number> = Recorded::literal("job:http_requests:rate5m");
    let mut rule = Recording::new(&RATE, raw("0"));
    rule.expr = crate::promql::parse("sum by (job) (rate(http_requests_total[1m]))").unwrap();
    let rules = Rules { recording: vec![RuleGroup::new("group", seconds(15)).rule(rule)], ..Rules::default() };
    assert_snapshot!(found(&rules), @"recorded-name]: `job:http_requests:rate5m` is recorded from what should be called `job:http_requests:rate1m`");
}

fn recording(name: &'static Recorded<AnyLabel, Number>, query: &str) -> Recording {
    let mut rule = Recording::new(name, raw("0"));
    rule.expr = crate::promql::parse(query).unwrap();
    rule
}

static QUEUE: Recorded<AnyLabel, Number> = Recorded::literal("job:queue_length:sum");

fn with_queries(alert_query: &str, recorded_query: &str) -> Rules {
    let mut rule = AlertRule::from(alert("SlowRequests").summary("It is slow."));
    rule.query = crate::promql::parse(alert_query).unwrap();
    Rules {
        alerting: vec![RuleGroup::new("alerts", minutes(1)).rule(rule)],
        recording: vec![RuleGroup::new("kept", minutes(1)).rule(recording(&QUEUE, recorded_query))],
        ..Rules::default()
    }
}

#[test]
fn queries_go_through_the_lints_of_panels() {
    let rules = with_queries(
        "sum by (methd) (rate(queue_length[5m])) / rate(http_request_total)",
        "sum by (job) (queue_lenght)",
    );
    let context = Context { catalogue: Some(&CATALOGUE), ..Context::default() };
    let findings = check_rules(&rules, &context);
    let shown = plain(&findings);
    let without_lines = shown.lines().map(|line| match line.split_once(": ") {
        Some((place, rest)) if place.starts_with("src/") => format!("tests.rs: {rest}"),
        _ => line.to_owned(),
    });
    assert_snapshot!(without_lines.collect::<Vec<_>>().join("\n"));
    assert!(findings.iter().all(|finding| finding.place.source.is_some() && finding.place.panel.is_none()));
    let ignored = Context { selection: crate::lint::Selection::new(&[], &["all"]).unwrap(), ..context };
    assert_eq!(check_rules(&rules, &ignored), []);
}

#[test]
fn queries_without_mistakes() {
    let recorded = "sum by (job) (queue_length)";
    for query in ["job:queue_length:sum", "max by (method) (queue_length) and up"] {
        assert_eq!(found(&with_queries(query, recorded)), "", "{query}");
    }
    assert_eq!(check_rules(&with_queries("anything", "sum by (job) (queue_length)"), &Context::default()), []);
}

#[test]
fn a_group_of_too_many_rules() {
    let group = |count: usize| {
        let rules = (0..count).map(|number| AlertRule::from(alert("Slow").key(uid(number))));
        rules.fold(RuleGroup::new("everything", minutes(1)), RuleGroup::rule)
    };
    let rules = |count| Rules { alerting: vec![group(count)], ..Rules::default() };
    assert_eq!(found(&rules(20)), "");
    assert_snapshot!(found(&rules(21)), @"long-group]: the group `everything` has 21 rules, of which this is the first beyond 20");
    let kept = (0..21).map(|_| recording(&QUEUE, "sum by (job) (queue_length)"));
    let kept = kept.fold(RuleGroup::new("kept", minutes(1)), RuleGroup::rule);
    let rules = Rules { recording: vec![kept], ..Rules::default() };
    assert_snapshot!(found(&rules), @"long-group]: the group `kept` has 21 rules, of which this is the first beyond 20");
}

fn uid(number: usize) -> crate::model::Uid {
    crate::model::Uid::new(format!("slow-{number}")).unwrap()
}
