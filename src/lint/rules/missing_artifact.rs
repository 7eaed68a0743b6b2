//! A file that the code generates but that does not exist.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-artifact",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file that the code generates but that does not exist.
# Why
Grafana cannot load a dashboard that was never written.
# Example
A dashboard was added to the suite, and its source was committed without the JSON: run `dashgen build`.
",
    check: Check::Elsewhere,
};
