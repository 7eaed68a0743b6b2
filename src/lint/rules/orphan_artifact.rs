//! A file that was written by an earlier build and no longer has a source.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "orphan-artifact",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file that was written by an earlier build and no longer has a source.
# Why
Grafana keeps showing a dashboard that nobody maintains.
# Example
A dashboard was removed from the suite, but its JSON was not: run `dashgen build`, which removes it.
",
    check: Check::Elsewhere,
};
