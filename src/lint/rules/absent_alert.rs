//! An alert that does not say what happens while its query has no series.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "absent-alert",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags an alert that does not say what happens while its query has no series.
# Why
A metric that is gone fires nothing: an outage can silence the alert about it. Whether that is right only its author knows.
# Example
`Alert::above(\"QueueLong\", queue, limit)` without `.no_data(NoData::Ok)` or `.no_data(NoData::Alerting)`.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    for (_, alert) in subject.alerts().filter(|(_, alert)| alert.no_data.is_none()) {
        report(RuleDraft {
            origin: alert.origin,
            message: format!("the alert `{}` does not say what happens without data", alert.title()),
            hint: "add `.no_data(NoData::Ok)`, or `NoData::Alerting` where the series must be there",
        });
    }
}
