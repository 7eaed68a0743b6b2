//! A summary has only the quantiles that its target has calculated.

use dashgen::promql::minutes;
use dashgen::unit::Seconds;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Pauses of the garbage collector.
    summary PAUSES("gc_pause_seconds", Seconds) by pauses { Quantile = "quantile" ["0.5", "0.99"] }
}

fn main() {
    let _ = PAUSES.quantile(0.9, minutes(5));
}
