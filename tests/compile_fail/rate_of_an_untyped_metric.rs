//! Of an untyped metric, nobody knows whether it only grows.

use dashgen::promql::minutes;
use dashgen::unit::Number;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Things.
    untyped THINGS("things", Number) by things {}
}

fn main() {
    let _ = THINGS.rate(minutes(5));
}
