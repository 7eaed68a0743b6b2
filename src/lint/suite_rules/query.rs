//! The queries of rules, for the lints that look at the queries of panels.

use serde_json::json;

use crate::lint::check::check;
use crate::lint::context::Context;
use crate::lint::entry::Lint;
use crate::lint::finding::{Finding, Place};
use crate::lint::input::{Input, Sources};
use crate::lint::rules::{
    counter_without_rate, missing_le, not_a_histogram, promql_syntax, promql_type, rate_of_gauge, unknown_label,
    unknown_metric,
};
use crate::model::Origin;
use crate::promql::Dialect;
use crate::promql::ast::Expr;
use crate::rule::Rules;

/// The lints that need to know no more than the query.
const LINTS: [&Lint; 8] = [
    &counter_without_rate::LINT,
    &missing_le::LINT,
    &not_a_histogram::LINT,
    &promql_syntax::LINT,
    &promql_type::LINT,
    &rate_of_gauge::LINT,
    &unknown_label::LINT,
    &unknown_metric::LINT,
];

/// A rule, as far as its query matters.
struct Rule<'a> {
    file: &'static str,
    /// How people know it.
    name: String,
    expr: &'a Expr,
    origin: Origin,
}

fn rules(rules: &Rules) -> impl Iterator<Item = Rule<'_>> {
    let recording = rules.recordings().map(|rule| Rule {
        file: "provisioning/prometheus/recording.rules.yml",
        name: format!("the recorded series `{}`", rule.name),
        expr: &rule.expr,
        origin: rule.origin,
    });
    let alerting = rules.alerts().map(|alert| Rule {
        file: "provisioning/prometheus/alerting.rules.yml",
        name: format!("the alert `{}`", alert.title()),
        expr: &alert.query,
        origin: alert.origin,
    });
    recording.chain(alerting)
}

/// Looks for mistakes in the queries, each taken for the only one of a panel.
pub(super) fn findings(all: &Rules, context: &Context<'_>) -> Vec<Finding> {
    let context = Context {
        catalogue: context.catalogue,
        recorded: all.recordings().map(|rule| rule.name).collect(),
        dialect: Some(Dialect::Prometheus),
        selection: context.selection.among(&LINTS),
        ..Context::default()
    };
    rules(all).flat_map(|rule| findings_of(&rule, &context)).collect()
}

fn findings_of(rule: &Rule<'_>, context: &Context<'_>) -> Vec<Finding> {
    let target = json!({"refId": "A", "datasource": {"type": "prometheus"}, "expr": rule.expr.to_string()});
    let panel = json!({"id": 1, "type": "timeseries", "targets": [target]});
    let text = json!({"schemaVersion": 42, "panels": [panel]}).to_string();
    let sources = Sources { dashboard: Some(rule.origin), ..Sources::default() };
    let mut findings = check(Input { name: rule.file, text: &text, sources: Some(&sources) }, context).findings;
    for finding in &mut findings {
        let source = finding.place.source.take();
        finding.place = Place { file: rule.file.to_owned(), source, ..Place::default() };
        finding.message = format!("{}: {}", rule.name, finding.message);
    }
    findings
}
