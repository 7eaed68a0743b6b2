//! A matcher of another metric's label selects nothing.

use dashgen::promql::{Label, minutes};
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
    let _ = REQUESTS.with(age::Queue.is("mail")).rate(minutes(5));
}
