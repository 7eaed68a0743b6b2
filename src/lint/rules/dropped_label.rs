//! A label in the text of an alert that its query drops.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};
use crate::promql::labels;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "dropped-label",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a label in the text of an alert that its query drops.
# Why
The text then has a hole: `Job  fails` instead of `Job api fails`.
# Example
`.summary((\"Job \", requests::Job, \" fails\"))` for a query that ends with `.sum()`.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    let Some(catalogue) = subject.catalogue else { return };
    for (_, alert) in subject.alerts() {
        let known = labels(&alert.query, catalogue);
        let named = alert.summary.labels().chain(alert.description.labels());
        for label in named.filter(|label| !known.may_have(label)) {
            report(RuleDraft {
                origin: alert.origin,
                message: format!("the alert `{}` names the label `{label}`, which its query drops", alert.title()),
                hint: "keep the label in the query (`sum_by`), or leave it out of the text",
            });
        }
    }
}
