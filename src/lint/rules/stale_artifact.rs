//! A generated file that differs from what the code now generates.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "stale-artifact",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a generated file that differs from what the code now generates.
# Why
Grafana shows the old version, and the change ends up in the next, unrelated commit.
# Example
A query was changed, and `dashgen build` was not run before the commit.
",
    check: Check::Elsewhere,
};
