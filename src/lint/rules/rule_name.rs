//! An alert whose name is not written `LikeThis`.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "rule-name",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags an alert whose name is not written `LikeThis`.
# Why
Names of alerts are labels: silences, routes and links match them letter by letter, and spaces or signs go wrong there.
# Example
`high error rate!` instead of `HighErrorRate`.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    for (_, alert) in subject.alerts().filter(|(_, alert)| !is_name(&alert.name)) {
        report(RuleDraft {
            origin: alert.origin,
            message: format!("`{}` is no name for an alert", alert.name),
            hint: "use letters and digits, each word with a capital: `HighErrorRate`",
        });
    }
}
