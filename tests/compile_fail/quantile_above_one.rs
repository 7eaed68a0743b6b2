//! A quantile that a summary exports is a number from 0 to 1.

use dashgen::unit::Seconds;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Pauses of the garbage collector.
    summary PAUSES("gc_pause_seconds", Seconds) by pauses { Quantile = "quantile" ["50", "99"] }
}

fn main() {
    let _ = PAUSES.quantiles();
}
