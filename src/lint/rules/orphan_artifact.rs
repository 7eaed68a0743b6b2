//! A file that a former build wrote and that has no source any more.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "orphan-artifact",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file that a former build wrote and that has no source any more.
# Why
Grafana goes on showing a dashboard that nobody maintains.
# Example
A dashboard was taken out of the suite, but its JSON stayed: run `dashgen build`, which removes it.
",
    check: Check::Elsewhere,
};
