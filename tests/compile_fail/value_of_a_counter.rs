//! The bare value of a counter means nothing: it has a rate and an increase.

use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Requests answered.
    counter REQUESTS("requests_total", Number) by requests { Path = "path" }
}

fn main() {
    let _ = REQUESTS.value();
}
