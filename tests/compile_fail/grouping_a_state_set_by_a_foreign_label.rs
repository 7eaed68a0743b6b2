//! A state set is grouped by the labels that it has.

use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// What the worker does.
    state_set STATE("worker_state", Number) by state { Worker = "worker", State = "worker_state" ["idle", "busy"] }
    /// Jobs that wait.
    gauge QUEUE("queue_length", Number) by queue { Queue = "queue" }
}

fn main() {
    let _ = STATE.value().sum_by([queue::Queue]);
}
