//! A query can be grouped by the labels of its metric, and by no other's.

use dashgen::promql::minutes;
use dashgen::unit::{Number, Seconds};

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Requests answered.
    counter REQUESTS("requests_total", Number) by requests { Path = "path" }
    /// Age of the oldest job.
    gauge AGE("age_seconds", Seconds) by age { Queue = "queue" }
}

fn main() {
    let _ = REQUESTS.rate(minutes(5)).sum_by([age::Queue]);
}
