//! Two dashboards with one uid.

use crate::lint::context::Context;
use crate::lint::finding::{Finding, Place};
use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "duplicate-uid",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a dashboard with the uid of another one.
# Why
A uid names one dashboard: the second file overwrites the first, or provisioning refuses both and logs a warning.
# Example
A file was copied to begin a new dashboard, and kept `\"uid\": \"api-overview\"`.
",
    check: Check::Elsewhere,
};

pub(in crate::lint) fn finding(uid: &str, first: &str, place: Place, context: &Context<'_>) -> Option<Finding> {
    context.selection.contains(&LINT).then(|| Finding {
        lint: LINT.name,
        severity: LINT.severity,
        message: format!("the uid `{uid}` is taken by {first}"),
        place,
        hint: Some("give this dashboard a uid of its own".to_owned()),
        excerpt: None,
    })
}
