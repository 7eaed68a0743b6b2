//! A recorded series whose name says something else than its query.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};
use crate::rule::derived_name;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "recorded-name",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a recorded series whose name says something else than its query.
# Why
Readers trust the name: `job:requests:rate5m` promises one series a job, of the metric `requests`, as a rate over five minutes.
# Example
`job:requests:rate5m` for `sum by (job) (rate(requests_total[1m]))`.
",
    check: Check::Rules(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    for rule in subject.rules.recordings() {
        let Some(name) = derived_name(&rule.expr).filter(|name| name != rule.name) else { continue };
        report(RuleDraft {
            origin: rule.origin,
            message: format!("`{}` is recorded from what should be called `{name}`", rule.name),
            hint: "a name is `level:metric:operations`: the labels that are left, the metric, what was done to it",
        });
    }
}
