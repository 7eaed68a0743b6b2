//! The rules of a suite, and the lints that check them.

mod query;

#[cfg(test)]
mod tests;

use super::Lint;
use super::context::Context;
use super::finding::{Finding, Place, SourcePlace};
use crate::model::Origin;
use crate::promql::Catalogue;
use crate::rule::{AlertRule, RuleGroup, Rules};

/// The rules of a suite, and the metrics that they ask for.
pub(super) struct Subject<'a> {
    pub(super) rules: &'a Rules,
    pub(super) catalogue: Option<&'a Catalogue>,
}

impl Subject<'_> {
    /// Returns all alerts, each with its group.
    pub(super) fn alerts(&self) -> impl Iterator<Item = (&RuleGroup<AlertRule>, &AlertRule)> {
        self.rules.alerting.iter().flat_map(|group| group.rules.iter().map(move |rule| (group, rule)))
    }
}

/// What a lint says of a rule.
pub(super) struct RuleDraft {
    pub(super) origin: Origin,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

/// Looks for mistakes in the rules of a suite, their queries among them.
pub fn check_rules(rules: &Rules, context: &Context<'_>) -> Vec<Finding> {
    let catalogue = context.catalogue.filter(|catalogue| !catalogue.metrics().is_empty());
    let subject = Subject { rules, catalogue };
    let mut findings = Vec::new();
    for lint in super::LINTS.iter().filter(|lint| context.selection.contains(lint)) {
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
