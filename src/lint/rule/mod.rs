//! The lints of rules.

mod absent_alert;
mod dropped_label;
mod long_group;
mod missing_runbook;
mod query;
mod recorded_name;
mod rule_name;
mod rule_unit;
mod short_hold;
mod untested_alert;

#[cfg(test)]
mod tests;

use super::Lint;
use super::context::Context;
use super::finding::{Finding, Place, SourcePlace};
use crate::model::Origin;
use crate::promql::Catalogue;
use crate::rule::{AlertRule, RuleGroup, Rules};

pub(super) const LINTS: [&Lint; 9] = [
    &absent_alert::LINT,
    &dropped_label::LINT,
    &long_group::LINT,
    &missing_runbook::LINT,
    &recorded_name::LINT,
    &rule_name::LINT,
    &rule_unit::LINT,
    &short_hold::LINT,
    &untested_alert::LINT,
];

pub(super) use absent_alert::LINT as ABSENT_ALERT;
pub(super) use dropped_label::LINT as DROPPED_LABEL;
pub(super) use long_group::LINT as LONG_GROUP;
pub(super) use missing_runbook::LINT as MISSING_RUNBOOK;
pub(super) use recorded_name::LINT as RECORDED_NAME;
pub(super) use rule_name::LINT as RULE_NAME;
pub(super) use rule_unit::LINT as RULE_UNIT;
pub(super) use short_hold::LINT as SHORT_HOLD;
pub(super) use untested_alert::LINT as UNTESTED_ALERT;

/// The rules of a suite, and the metrics that they ask for.
pub(super) struct Subject<'a> {
    rules: &'a Rules,
    catalogue: Option<&'a Catalogue>,
}

impl Subject<'_> {
    /// Returns all alerts, each with its group.
    fn alerts(&self) -> impl Iterator<Item = (&RuleGroup<AlertRule>, &AlertRule)> {
        self.rules.alerting.iter().flat_map(|group| group.rules.iter().map(move |rule| (group, rule)))
    }
}

/// What a lint says of a rule.
pub(super) struct RuleDraft {
    origin: Origin,
    message: String,
    hint: &'static str,
}

/// Looks for mistakes in the rules of a suite, their queries among them.
pub fn check_rules(rules: &Rules, context: &Context<'_>) -> Vec<Finding> {
    let catalogue = context.catalogue.filter(|catalogue| !catalogue.metrics().is_empty());
    let subject = Subject { rules, catalogue };
    let mut findings = Vec::new();
    for lint in LINTS.into_iter().filter(|lint| context.selection.contains(lint)) {
        if let super::Check::Rules(run) = lint.check {
            run(&subject, &mut |draft| findings.push(finding(lint, draft)));
        }
    }
    findings.extend(query::findings(rules, context));
    findings
}

fn finding(lint: &Lint, draft: RuleDraft) -> Finding {
    let RuleDraft { origin, message, hint } = draft;
    let source = Some(SourcePlace { file: origin.file().to_owned(), line: origin.line() });
    let place = Place { file: "provisioning/prometheus".to_owned(), source, ..Place::default() };
    Finding { lint: lint.name, severity: lint.severity, message, place, hint: Some(hint.to_owned()), excerpt: None }
}
