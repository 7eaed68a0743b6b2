//! A file among the generated dashboards that was not written by a build.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "stray-file",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a file among the generated dashboards that was not written by a build.
# Why
Grafana loads every JSON file in the folder, so this one is shown although it is not in the code and not checked with
it.
# Example
A dashboard was exported from Grafana to `dashboards/` but never added to the code.
",
    check: Check::Elsewhere,
};
