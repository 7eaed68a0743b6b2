//! A group with so many rules that its evaluation takes long.

use crate::lint::suite_rules::subject::{RuleDraft, Subject};
use crate::lint::{Check, Group, Lint, Severity};
use crate::model::Origin;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "long-group",
    group: Group::Correctness,
    severity: Severity::Warning,
    docs: "
Flags a group of more than 20 rules.
# Why
The rules of a group are evaluated one after the other. When all of them together take longer than the interval,
evaluations are skipped: recorded series have gaps, and alerts come late. Mimir refuses more than 20 by default.
# Example
One group `everything` with 60 rules; right: a group for each part of the system.
",
    check: Check::Rules(check),
};

/// What Mimir takes by default (`-ruler.max-rules-per-rule-group`).
const MOST: usize = 20;

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(RuleDraft)) {
    let alerting = subject.rules.alerting.iter().map(|group| {
        let origins = group.rules.iter().map(|rule| rule.origin).collect();
        (&group.name, origins)
    });
    let recording = subject.rules.recording.iter().map(|group| {
        let origins = group.rules.iter().map(|rule| rule.origin).collect();
        (&group.name, origins)
    });
    for (name, origins) in recording.chain(alerting) {
        let origins: Vec<Origin> = origins;
        let Some(origin) = origins.get(MOST) else { continue };
        report(RuleDraft {
            origin: *origin,
            message: format!(
                "the group `{name}` has {} rules, of which this is the first beyond {MOST}",
                origins.len()
            ),
            hint: "split the group: groups are evaluated side by side",
        });
    }
}
