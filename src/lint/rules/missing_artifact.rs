//! A file that the code makes and that is not there.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-artifact",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file that the code makes and that is not there.
# Why
Grafana cannot load a dashboard that was never written.
# Example
A dashboard was added to the suite, and the commit has its source but not its JSON: run `dashgen build`.
",
    check: Check::Elsewhere,
};
