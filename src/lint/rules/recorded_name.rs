//! A recorded series whose name does not match its query.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};
use crate::rule::derived_name;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "recorded-name",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a recorded series whose name does not match its query.
# Why
Readers trust the name: `job:requests:rate5m` promises one series per job, of the metric `requests`, as a rate over five
minutes.
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
            message: format!("`{}` should be called `{name}`, according to its query", rule.name),
            hint: "a name is `level:metric:operations`: the remaining labels, the metric, the operations applied",
        });
    }
}
