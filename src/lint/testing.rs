//! Helpers for the tests of the lints.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Context, Input, Lint, Report, Selection, check, human};
use crate::promql::{Catalogue, Dialect, LabelInfo, MetricInfo, MetricKind};
use crate::unit::Unit;

const LABELS: &[LabelInfo] = &[
    LabelInfo { name: "method", values: &["get", "post"], of_target: false },
    LabelInfo { name: "job", values: &[], of_target: true },
    LabelInfo { name: "instance", values: &[], of_target: true },
];

const fn metric(name: &'static str, kind: MetricKind, unit: Unit) -> MetricInfo {
    labelled(name, kind, unit, LABELS)
}

const fn labelled(name: &'static str, kind: MetricKind, unit: Unit, labels: &'static [LabelInfo]) -> MetricInfo {
    MetricInfo { name, kind, unit, help: "A metric of the tests.", labels }
}

const QUANTILE: &[LabelInfo] = &[LabelInfo { name: "quantile", values: &["0.5", "0.99", "1"], of_target: false }];
const STATES: &[LabelInfo] = &[LabelInfo { name: "worker_state", values: &["idle", "busy"], of_target: false }];

/// A metric of each kind.
pub(super) static CATALOGUE: Catalogue = Catalogue::new(&[
    const { &metric("http_requests_total", MetricKind::Counter, Unit::count("requests")) },
    const { &metric("queue_length", MetricKind::Gauge, Unit::count("messages")) },
    const { &metric("latency_seconds", MetricKind::Histogram, Unit::SECONDS) },
    const { &labelled("pause_seconds", MetricKind::Summary, Unit::SECONDS, QUANTILE) },
    const { &labelled("worker_state", MetricKind::StateSet, Unit::Number, STATES) },
    const { &metric("size_bytes", MetricKind::NativeHistogram, Unit::BYTES) },
    const { &metric("things", MetricKind::Untyped, Unit::Number) },
]);

/// Returns a dashboard with one panel, which has these members.
pub(super) fn panel(members: Value) -> Value {
    let mut panel = json!({"id": 1, "title": "Panel", "type": "timeseries"});
    if let (Value::Object(panel), Value::Object(members)) = (&mut panel, members) {
        panel.extend(members);
    }
    json!({"title": "Test", "schemaVersion": 42, "panels": [panel]})
}

/// Returns a dashboard with one query of Prometheus.
pub(super) fn query(expr: &str) -> Value {
    panel(json!({"targets": [target(expr, "")]}))
}

/// Returns a query of Prometheus with a legend.
pub(super) fn target(expr: &str, legend: &str) -> Value {
    let datasource = json!({"type": "prometheus", "uid": "prometheus"});
    json!({"refId": "A", "datasource": datasource, "expr": expr, "legendFormat": legend})
}

/// Returns the findings of a lint for a dashboard of our own, with a catalogue.
pub(super) fn findings(lint: &Lint, dashboard: &Value) -> String {
    let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>());
    let context = Context {
        catalogue: Some(&CATALOGUE),
        recorded: BTreeSet::from(["job:queue_length:sum"]),
        datasources: Some([("prometheus".to_owned(), "prometheus".to_owned())].into()),
        dashboards: names(&["infrastructure"]),
        selection: Selection::only(lint),
        ..Context::default()
    };
    shown(&serde_json::to_string_pretty(dashboard).unwrap(), &context)
}

/// Returns the findings of a lint for any other dashboard.
pub(super) fn foreign_findings(lint: &Lint, dashboard: &Value) -> String {
    let context = Context { selection: Selection::only(lint), ..Context::default() };
    shown(&serde_json::to_string_pretty(dashboard).unwrap(), &context)
}

/// Returns the findings of the correctness lints for a text.
pub(super) fn findings_in_text(text: &str) -> String {
    shown(text, &Context::default())
}

/// Returns why a text is not checked.
pub(super) fn skipped(text: &str) -> Option<String> {
    check(Input { name: "test.json", text, sources: None }, &Context::default()).skipped.map(String::from)
}

fn shown(text: &str, context: &Context<'_>) -> String {
    let mut report = Report::default();
    report.add(check(Input { name: "test.json", text, sources: None }, context).insist(context), context);
    plain(&report.findings)
}

/// Returns how many queries were checked in a dialect, how many were not, and how many mistakes there are.
pub(super) fn tally(dashboard: &Value, dialect: Option<Dialect>) -> String {
    let context = Context { dialect, ..Context::default() };
    let text = dashboard.to_string();
    let report = check(Input { name: "test.json", text: &text, sources: None }, &context);
    let not_checked = report.queries.not_checked.iter().map(|(why, count)| format!(", {count} {why}"));
    let not_checked: String = not_checked.collect();
    format!("{} mistakes, {} checked{not_checked}", report.findings.len(), report.queries.checked)
}

/// Returns findings as shown on a terminal without colours.
pub(super) fn plain(findings: &[super::Finding]) -> String {
    findings.iter().map(|finding| human(finding).plain()).collect()
}
