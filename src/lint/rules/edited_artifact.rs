//! A generated file that was edited by hand.

use crate::lint::{Check, Group, Lint, Severity};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "edited-artifact",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a generated file that was edited by hand.
# Why
The next build would undo the edit, and until then the code does not match what Grafana shows.
# Example
A dashboard was exported from Grafana over `dashboards/api.json`: apply the change to the Rust source, then run
`dashgen build`. ",
    check: Check::Elsewhere,
};
