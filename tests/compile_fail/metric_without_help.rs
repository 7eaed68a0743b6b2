//! A metric says what it means.

use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    counter REQUESTS("requests_total", Number) by requests {}
}

fn main() {
    let _ = REQUESTS;
}
