//! The quantiles of a summary go up and down: only its parts have a rate.

use dashgen::promql::minutes;
use dashgen::unit::Seconds;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Pauses of the garbage collector.
    summary PAUSES("gc_pause_seconds", Seconds) by pauses { Quantile = "quantile" ["0.5", "0.99"] }
}

fn main() {
    let _ = PAUSES.rate(minutes(5));
}
