//! An alert without a runbook, or without a summary.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-runbook",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags an alert without a runbook, or without a summary.
# Why
Whoever is woken by it must know what has happened and what to do.
# Example
`Alert::above(\"QueueLong\", queue, limit)` without `.summary(..)` and `.runbook(\"https://..\")`.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    for (_, alert) in subject.alerts() {
        let lacks = match (alert.summary.is_empty(), alert.runbook.is_none()) {
            (false, false) => continue,
            (true, false) => "summary",
            (false, true) => "runbook",
            (true, true) => "summary and no runbook",
        };
        report(RuleDraft {
            origin: alert.origin,
            message: format!("the alert `{}` has no {lacks}", alert.title()),
            hint: "say in a line what has happened (`.summary(..)`), and link to what to do (`.runbook(..)`)",
        });
    }
}
