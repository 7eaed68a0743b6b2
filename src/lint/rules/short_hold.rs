//! An alert that waits for less than two evaluations (`for`).

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::duration;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "short-hold",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags an alert that waits for less than two evaluations (`for`).
# Why
A single bad scrape then fires it. Over two evaluations, it must be bad twice.
# Example
`.pending_period(seconds(30))` in a group that is evaluated every minute.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    for (group, alert) in subject.alerts().filter(|(group, alert)| alert.pending_period < group.interval * 2) {
        let (hold, interval) = (duration(alert.pending_period), duration(group.interval));
        report(RuleDraft {
            origin: alert.origin,
            message: format!("the alert `{}` waits {hold}, but is evaluated every {interval}", alert.title()),
            hint: "let it wait for at least two evaluations (`.hold(..)`)",
        });
    }
}
