//! An alert whose limit is in another unit than its query.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::unit;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "rule-unit",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags an alert whose limit is in another unit than its query.
# Why
A limit of 100 ms for a query in seconds fires after 100 seconds.
# Example
`raw::<Percent>(\"errors_total / requests_total\")` compared with `Amount::<Percent>::of(5.0)`.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    let Some(catalogue) = subject.catalogue else { return };
    for (_, alert) in subject.alerts() {
        let message = match unit(&alert.query, catalogue) {
            Err(error) => format!("`{}` of {} and {}", error.op, error.left, error.right),
            Ok(unit) if alert.unit.joined_with(&unit).is_some() => continue,
            Ok(unit) => format!("the query is in {unit}, the limit in {}", alert.unit),
        };
        report(RuleDraft {
            origin: alert.origin,
            message: format!("the alert `{}` compares what does not fit: {message}", alert.title()),
            hint: "give the limit the unit of the query",
        });
    }
}
