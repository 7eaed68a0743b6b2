//! Only a share can be turned into percent.

use dashgen::unit::Seconds;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Age of the oldest job.
    gauge AGE("age_seconds", Seconds) by age { Queue = "queue" }
}

fn main() {
    let _ = AGE.value().sum().as_percent();
}
