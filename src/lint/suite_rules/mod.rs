//! The rules of a suite, and the lints that look at them.

mod query;
pub(super) mod subject;

#[cfg(test)]
mod tests;

use super::context::Context;
use super::entry::{Check, Lint};
use super::finding::{Finding, Place, SourcePlace};
use super::rules::LINTS;
use crate::rule::Rules;
use subject::{RuleDraft, Subject};

/// Looks for mistakes in the rules of a suite, their queries among them.
pub fn check_rules(rules: &Rules, context: &Context<'_>) -> Vec<Finding> {
    let catalogue = context.catalogue.filter(|catalogue| !catalogue.metrics().is_empty());
    let subject = Subject { rules, catalogue };
    let mut findings = Vec::new();
    for lint in LINTS.iter().filter(|lint| context.selection.contains(lint)) {
        if let Check::Rules(run) = lint.check {
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
