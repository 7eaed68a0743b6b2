//! Two dashboards with the same UID.

use crate::lint::context::Context;
use crate::lint::finding::{Finding, Place};
use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "duplicate-uid",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a dashboard with the same UID as another one.
# Why
A UID identifies one dashboard: the second file overwrites the first, or provisioning rejects both and logs a warning.
# Example
A file was copied to begin a new dashboard, and kept `\"uid\": \"api-overview\"`.
",
    check: Check::Elsewhere,
};

pub(in crate::lint) fn finding(uid: &str, first: &str, place: Place, context: &Context<'_>) -> Option<Finding> {
    context.selection.contains(&LINT).then(|| Finding {
        lint: LINT.name,
        severity: LINT.severity,
        message: format!("the uid `{uid}` is already used by {first}"),
        place,
        hint: Some("give this dashboard a unique uid".to_owned()),
        excerpt: None,
    })
}
