//! A gauge goes up and down: only a counter has a rate.

use dashgen::promql::minutes;
use dashgen::unit::Seconds;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Age of the oldest job.
    gauge AGE("age_seconds", Seconds) by age { Queue = "queue" }
}

fn main() {
    let _ = AGE.rate(minutes(5));
}
