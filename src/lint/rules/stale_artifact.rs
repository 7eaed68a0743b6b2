//! A generated file that differs from what the code makes now.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "stale-artifact",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a generated file that differs from what the code makes now.
# Why
Grafana shows the old version, and the next build brings the change into a commit that is about something else.
# Example
A query was changed, and `dashgen build` was not run before the commit.
",
    check: Check::Elsewhere,
};
