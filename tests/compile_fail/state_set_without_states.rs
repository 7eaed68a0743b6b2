//! The states of a state set are values of a label that is named like it.

use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// What the worker does.
    state_set STATE("worker_state", Number) by state { State = "state" ["idle", "busy"] }
}

fn main() {
    let _ = STATE.value();
}
