//! A metric is of a kind that there is.

use dashgen::promql::minutes;
use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Requests answered.
    counter REQUESTS("requests_total", Number) by requests {}
    /// Requests refused.
    countr REFUSED("refused_total", Number) by refused {}
    /// Time to an answer.
    timer DURATION("duration_seconds", Number) by duration {}
}

fn main() {
    let _ = REFUSED.rate(minutes(5));
    let _ = DURATION;
}
