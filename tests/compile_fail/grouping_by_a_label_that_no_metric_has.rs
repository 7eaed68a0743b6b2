//! A label that the metric does not declare has no name in Rust.

use dashgen::promql::minutes;
use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Requests answered.
    counter REQUESTS("requests_total", Number) by requests { Path = "path" }
}

fn main() {
    let _ = REQUESTS.rate(minutes(5)).sum_by([requests::Method]);
}
