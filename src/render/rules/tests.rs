use insta::assert_snapshot;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value as Json;

use super::*;
use crate::model::{Dashboard, DashboardRef, Panel, Stat, Uid, panel_ids};
use crate::promql::{AnyLabel, Recorded, minutes, raw, seconds};
use crate::render::testing::{HOSTILE, expanded, filled, hostile_text};
use crate::render::{Options, ProvisioningError, provisioning};
use crate::rule::{Alert, AlertRule, Case, ExecError, NoData, Recording, RuleGroup, Rules, Series, Severity, Value};
use crate::suite::routing::{ContactPoint, Receiver, Routing};
use crate::suite::{Dashboards, Datasource, Setting, Suite};
use crate::unit::{Amount, Number, Ratio, Seconds};

const SERVICE: DashboardRef = DashboardRef::new(Uid::literal("service"));

fn dashboard() -> Dashboard {
    let panel = Panel::new("errors", "Errors", Stat::default()).query(raw::<Ratio>("sum(errors)"));
    Dashboard::new(SERVICE.uid, "Service").panel(panel)
}

/// Returns a tree that sends all to a contact point.
fn told(name: &str, receiver: Receiver) -> Routing {
    Routing::to(&ContactPoint::new(name.to_owned(), receiver))
}

fn prometheus() -> Datasource {
    Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", "http://localhost:9090").make_default().into()
}

fn suite(rules: Rules) -> Suite {
    Suite {
        rules,
        dashboards: Dashboards::from_functions(&[dashboard]),
        datasources: vec![prometheus()],
        ..Suite::new("sample")
    }
}

fn errors() -> Alert<AnyLabel> {
    Alert::above("ManyErrors", raw::<Ratio>("max by (job) (error_ratio{code=~\"5..\"})"), Amount::percent(5.0))
        .pending_period(minutes(5))
        .severity(Severity::Critical)
        .summary(("Job ", AnyLabel("job"), " fails ", Value))
        .runbook("https://example.com/$runbooks")
        .panel(SERVICE.panel("errors"))
        .label("team", "api: $5")
        .no_data(NoData::Alerting)
}

fn alerts(alert: impl Into<AlertRule>) -> Suite {
    suite(Rules { alerting: vec![RuleGroup::new("service", minutes(1)).rule(alert)], ..Rules::default() })
}

fn sample() -> Suite {
    const RATE: Recorded<AnyLabel, Number> = Recorded::literal("job:up:sum");
    let case = Case::fires("half fail", minutes(2), 0.5)
        .label("job", "api")
        .series(Series::gauge("error_ratio", &[(0.0, 2), (0.5, 9)]).label("job", "api").label("code", "500"));
    let mut suite = alerts(errors().keep_firing_for(seconds(90)).case(case));
    let group = RuleGroup::new("kept", seconds(15));
    suite.rules.recording = vec![group.rule(Recording::new(&RATE, raw("sum by (job) (up)")))];
    let addresses = Setting::environment("ADDRESSES", "a@example.com");
    suite.routing = Some(told("team", Receiver::email(Uid::literal("team"), addresses)));
    suite
}

/// Returns the files of rules and contact points.
fn rules(suite: &Suite, alerts: AlertsBy) -> Result<Vec<(String, String)>, ProvisioningError> {
    let mut files = provisioning(suite, &Options { alerts, ..Options::default() })?;
    files.retain(|(path, _)| path.contains("/alerting/") || path.contains("/prometheus/"));
    Ok(files)
}

fn all(suite: &Suite) -> Vec<(String, String)> {
    rules(suite, AlertsBy::default()).unwrap()
}

fn file(files: &[(String, String)], name: &str) -> String {
    files.iter().find(|(path, _)| path.ends_with(name)).unwrap_or_else(|| panic!("{name}")).1.clone()
}

#[test]
fn the_files_of_prometheus() {
    let files = all(&sample());
    assert_snapshot!(file(&files, "recording.rules.yml"));
    assert_snapshot!(file(&files, "alerting.rules.yml"));
    assert_snapshot!(file(&files, "tests.yml"));
}

#[test]
fn the_files_of_grafana() {
    let files = all(&sample());
    assert_snapshot!(file(&files, "alerting/rules.yml"));
    assert_snapshot!(file(&files, "notifications.yml"));
}

#[test]
fn who_evaluates_the_alerts() {
    let paths = |alerts, contact_point: bool| {
        let mut suite = sample();
        suite.routing.take_if(|_| !contact_point);
        let files = rules(&suite, alerts).unwrap();
        files.iter().map(|(path, _)| path.trim_start_matches("provisioning/")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(paths(AlertsBy::Grafana, false), "alerting/rules.yml prometheus/recording.rules.yml");
    assert_eq!(
        paths(AlertsBy::Prometheus, false),
        "prometheus/recording.rules.yml prometheus/alerting.rules.yml prometheus/tests.yml"
    );
    assert_eq!(
        paths(AlertsBy::Either, true),
        "alerting/rules.yml alerting/notifications.yml prometheus/recording.rules.yml prometheus/alerting.rules.yml \
         prometheus/tests.yml"
    );
    assert_eq!(paths(AlertsBy::Nobody, false), "prometheus/recording.rules.yml");
    assert_eq!(rules(&Suite::new("empty"), AlertsBy::default()).unwrap(), []);
}

#[test]
fn a_group_without_rules_is_no_group_of_grafana() {
    let mut suite = sample();
    suite.rules.alerting.insert(0, RuleGroup::new("empty", minutes(1)));
    let file = file(&all(&suite), "alerting/rules.yml");
    assert!(file.contains("name: \"service\"") && !file.contains("name: \"empty\""), "{file}");
}

#[test]
fn the_same_bytes_twice() {
    assert_eq!(all(&sample()), all(&sample()));
}

#[test]
fn suites_that_would_be_refused() {
    let with = |change: fn(&mut Suite)| {
        let mut suite = sample();
        change(&mut suite);
        suite
    };
    let nan = Alert::above("Nan", raw::<Ratio>("up"), Amount::of(f64::NAN));
    let suites = [
        alerts(errors().panel(SERVICE.panel("latency"))),
        alerts(errors().panel(DashboardRef::new(Uid::literal("other")).panel("errors"))),
        alerts(Alert::above("Up", raw::<Number>("up{job=\"$job\"}"), Amount::of(0.0))),
        alerts(nan),
        alerts(errors().label("severity", "high")),
        alerts(errors().label("1st", "high")),
        alerts(errors().label("team", "other")),
        alerts(Alert::above("x".repeat(200), raw::<Number>("up"), Amount::of(0.0))),
        alerts(Alert::above("", raw::<Number>("up"), Amount::of(0.0))),
        with(|suite| suite.datasources.clear()),
        with(|suite| suite.rules.datasource = Some(Uid::literal("other"))),
        with(|suite| suite.rules.alerting[0].interval = seconds(15)),
        with(|suite| suite.rules.alerting[0].rules.push(errors().into())),
        with(|suite| suite.rules.alerting.extend(suite.rules.alerting.clone())),
        with(|suite| suite.rules.recording[0].name = "".into()),
    ];
    let place =
        |message: String| message.split_once(": the ").map_or(message.clone(), |(_, rest)| format!("the {rest}"));
    let messages = suites.map(|suite| place(rules(&suite, AlertsBy::default()).expect_err("refused").to_string()));
    assert_snapshot!(messages.join("\n"));
}

/// Returns what Grafana's and Prometheus's file say when there is nothing to watch, or no answer.
fn without_data(alert: Alert<AnyLabel>) -> [String; 3] {
    let files = all(&alerts(alert));
    let line = |name: &str, key: &str| {
        let text = file(&files, name);
        let found = text.lines().find_map(|line| line.trim().strip_prefix(key)).map(str::to_owned);
        found.unwrap_or_else(|| panic!("{key}"))
    };
    [
        line("alerting/rules.yml", "noDataState: "),
        line("alerting/rules.yml", "execErrState: "),
        line("prometheus/alerting.rules.yml", "expr: "),
    ]
}

#[test]
fn what_an_alert_does_without_data_and_without_an_answer() {
    let alert = || Alert::above("Up", raw::<Number>("max(up)"), Amount::of(0.0));
    assert_eq!(without_data(alert()), ["\"NoData\"", "\"Error\"", "\"(max(up)) > 0\""]);
    let silent = alert().no_data(NoData::Ok).exec_error(ExecError::Ok);
    assert_eq!(without_data(silent), ["\"OK\"", "\"OK\"", "\"(max(up)) > 0\""]);
    let lasting = alert().no_data(NoData::KeepLast).exec_error(ExecError::KeepLast);
    assert_eq!(without_data(lasting), ["\"KeepLast\"", "\"KeepLast\"", "\"(max(up)) > 0\""]);
    let loud = alert().no_data(NoData::Alerting).exec_error(ExecError::Alerting);
    assert_eq!(without_data(loud), ["\"Alerting\"", "\"Alerting\"", "\"(max(up)) > 0 or absent(max(up))\""]);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrometheusFile<R> {
    groups: Vec<PrometheusGroup<R>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrometheusGroup<R> {
    name: String,
    interval: String,
    rules: Vec<R>,
}

type Map = std::collections::BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrometheusAlert {
    alert: String,
    expr: String,
    r#for: String,
    keep_firing_for: Option<String>,
    labels: Map,
    #[serde(default)]
    annotations: Map,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrometheusRecording {
    record: String,
    expr: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GrafanaFile {
    api_version: u32,
    groups: Vec<GrafanaFileGroup>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GrafanaFileGroup {
    org_id: u32,
    name: String,
    folder: String,
    interval: String,
    rules: Vec<GrafanaFileRule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GrafanaFileRule {
    uid: String,
    title: String,
    condition: String,
    r#for: String,
    keep_firing_for: Option<String>,
    no_data_state: String,
    exec_err_state: String,
    is_paused: bool,
    dashboard_uid: String,
    panel_id: u32,
    labels: Map,
    #[serde(default)]
    annotations: Map,
    data: [Node; 3],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Node {
    ref_id: String,
    relative_time_range: Option<Json>,
    datasource_uid: String,
    model: Json,
}

#[test]
fn every_field_of_prometheus_is_as_meant() {
    let files = all(&sample());
    let read: PrometheusFile<PrometheusAlert> = serde_saphyr::from_str(&file(&files, "alerting.rules.yml")).unwrap();
    let group = &read.groups[0];
    let rule = &group.rules[0];
    assert_eq!((group.name.as_str(), group.interval.as_str()), ("service", "1m"));
    assert_eq!(
        (rule.alert.as_str(), rule.r#for.as_str(), rule.keep_firing_for.as_deref()),
        ("ManyErrors", "5m", Some("90s"))
    );
    crate::promql::parse(&rule.expr).unwrap();
    assert_eq!(rule.labels["team"], "api: $5");
    assert_eq!(
        rule.annotations["summary"],
        "Job {{ with $labels.job }}{{ . }}{{ else }}an unknown job{{ end }} fails \
         {{ if eq $value $value }}{{ $value | humanizePercentage }}{{ else }}an unknown share{{ end }}"
    );
    let read: PrometheusFile<PrometheusRecording> =
        serde_saphyr::from_str(&file(&files, "recording.rules.yml")).unwrap();
    let rule = &read.groups[0].rules[0];
    assert_eq!((rule.record.as_str(), rule.expr.as_str()), ("job:up:sum", "sum by (job) (up)"));
}

#[test]
fn every_field_of_grafana_is_as_meant() {
    let read: GrafanaFile = serde_saphyr::from_str(&file(&all(&sample()), "alerting/rules.yml")).unwrap();
    let group = &read.groups[0];
    assert_eq!((read.api_version, group.org_id, group.name.as_str()), (1, 1, "service"));
    assert_eq!((group.folder.as_str(), group.interval.as_str()), ("sample", "1m"));
    let rule = &group.rules[0];
    assert_eq!((rule.uid.as_str(), rule.title.as_str()), ("many-errors-critical", "ManyErrors (critical)"));
    assert_eq!((rule.r#for.as_str(), rule.keep_firing_for.as_deref()), ("5m", Some("90s")));
    assert_eq!(
        (rule.no_data_state.as_str(), rule.exec_err_state.as_str(), rule.is_paused),
        ("Alerting", "Error", false)
    );
    let panel = panel_ids(&["errors"]).0[0].0;
    assert_eq!((rule.dashboard_uid.as_str(), rule.panel_id), ("service", panel));
    let tied = (rule.annotations["__dashboardUid__"].as_str(), rule.annotations["__panelId__"].as_str());
    assert_eq!(tied, ("service", panel.to_string().as_str()));
    assert_eq!(expanded(&rule.labels["team"]), "api: {{ \"$\" }}5");
    assert_eq!(rule.annotations["runbook_url"], "https://example.com/{{ \"$\" }}runbooks");
    let [query, reduce, threshold] = &rule.data;
    let ids = [query, reduce, threshold].map(|node| (node.ref_id.as_str(), node.datasource_uid.as_str()));
    assert_eq!(ids, [("A", "prometheus"), ("B", "__expr__"), ("C", "__expr__")]);
    assert!(rule.data.iter().all(|node| node.model["refId"] == node.ref_id.as_str()));
    assert!(rule.data.iter().all(|node| node.model["datasource"]["uid"] == node.datasource_uid.as_str()));
    assert_eq!(query.relative_time_range, Some(serde_json::json!({"from": 600, "to": 0})));
    crate::promql::parse(query.model["expr"].as_str().unwrap()).unwrap();
    assert_eq!((&query.model["instant"], &query.model["range"]), (&Json::Bool(true), &Json::Bool(false)));
    assert_eq!((reduce.model["type"].as_str(), reduce.model["expression"].as_str()), (Some("reduce"), Some("A")));
    assert_eq!(
        (threshold.model["type"].as_str(), threshold.model["expression"].as_str()),
        (Some("threshold"), Some("B"))
    );
    let evaluator = &threshold.model["conditions"][0]["evaluator"];
    assert_eq!(*evaluator, serde_json::json!({"type": "gt", "params": [0.05]}));
    assert_eq!(rule.condition, "C");
}

fn survives(text: &str) {
    let alert = Alert::below("Odd", raw::<Seconds>("up"), Amount::of(1.0))
        .pending_period(minutes(1))
        .summary((text.to_owned(), String::new()))
        .description(text.to_owned())
        .runbook(text.to_owned())
        .label("odd", text.to_owned())
        .panel(SERVICE.panel("errors"));
    let mut suite = alerts(alert);
    suite.rules.folder = text.to_owned().into();
    suite.rules.alerting[0].name = format!("group {text}").into();
    let name = if text.trim().is_empty() { "team" } else { text };
    suite.routing = Some(told(name, Receiver::webhook(Uid::literal("team"), text.to_owned())));
    suite.name = text.to_owned().into();
    let files = all(&suite);
    let read: PrometheusFile<PrometheusAlert> = serde_saphyr::from_str(&file(&files, "alerting.rules.yml")).unwrap();
    assert_eq!(read.groups[0].name, format!("group {text}"));
    let rule = &read.groups[0].rules[0];
    let read: GrafanaFile = serde_saphyr::from_str(&file(&files, "alerting/rules.yml")).unwrap();
    // A slash alone would part a folder from one in it.
    assert_eq!(expanded(&read.groups[0].folder), text.replace('/', "\\/"));
    let grafana = &read.groups[0].rules[0];
    if !text.trim().is_empty() {
        assert_eq!(filled(&rule.annotations["summary"]), text);
        assert_eq!(filled(&grafana.annotations["description"]), text);
        assert!(!grafana.annotations["description"].contains("${"), "{text:?}");
    }
    assert_eq!(filled(&rule.labels["odd"]), text);
    let read: Json = serde_saphyr::from_str(&file(&files, "notifications.yml")).unwrap();
    let value = |pointer: &str| expanded(read.pointer(pointer).unwrap().as_str().unwrap());
    assert_eq!(value("/contactPoints/0/receivers/0/settings/url"), text);
    assert_eq!([value("/contactPoints/0/name"), value("/policies/0/receiver")], [name, name]);
    assert_eq!(filled(&expanded(&grafana.labels["odd"])), text);
}

#[test]
fn hostile_texts_come_back() {
    for text in HOSTILE {
        survives(text);
    }
    survives(&"{$ ".repeat(3_000));
}

proptest! {
    #[test]
    fn any_text_comes_back(text in hostile_text()) {
        survives(&text);
    }
}
