//! An alert whose pending period (`for`) is shorter than two evaluations.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::duration;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "short-hold",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags an alert whose pending period (`for`) is shorter than two evaluations.
# Why
A single bad scrape is then enough to fire it. Over two evaluations, there must be two.
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
            message: format!(
                "the alert `{}` has a pending period of {hold}, but is evaluated every {interval}",
                alert.title()
            ),
            hint: "set it to at least two evaluations (`.pending_period(..)`)",
        });
    }
}
