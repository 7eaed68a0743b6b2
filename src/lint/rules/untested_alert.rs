//! An alert without a case that fires it, or without one that does not.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "untested-alert",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags an alert without a case that fires it, or without one that does not.
# Why
A query that never has a value is silent for ever. A case of each kind becomes a test for promtool.
# Example
`Alert::above(\"QueueLong\", queue, limit)` without `.case(Case::fires(..))` and `.case(Case::quiet(..))`.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    for (_, alert) in subject.alerts() {
        let has = |fires| alert.cases.iter().any(|case| case.fires == fires);
        let lacks = match (has(true), has(false)) {
            (true, true) => continue,
            (false, true) => "that fires it",
            (true, false) => "that does not fire it",
            (false, false) => "that fires it and none that does not",
        };
        report(RuleDraft {
            origin: alert.origin,
            message: format!("the alert `{}` has no case {lacks}", alert.title()),
            hint: "add cases on both sides of the limit: `.case(Case::fires(..))`, `.case(Case::quiet(..))`",
        });
    }
}
