//! Only a histogram knows how observations are spread.

use dashgen::promql::minutes;
use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Requests answered.
    counter REQUESTS("requests_total", Number) by requests { Path = "path" }
}

fn main() {
    let _ = REQUESTS.quantile(0.95, minutes(5));
}
