//! A file among the generated dashboards that no build made.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "stray-file",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file among the generated dashboards that no build made.
# Why
Grafana loads every JSON file of the folder, so this one is on screen without being in the code, and without being
checked with it.
# Example
A dashboard was exported from Grafana into `dashboards/` and not brought into the code.
",
    check: Check::Elsewhere,
};
