//! The buckets of a native histogram are not series: they have no label `le`.

use dashgen::promql::{AnyLabel, minutes};
use dashgen::unit::{Bytes, Seconds};

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Sizes of answers.
    native_histogram SIZES("answer_bytes", Bytes) by sizes { Path = "path" }
    /// Time to an answer.
    histogram DURATION("duration_seconds", Seconds) by duration { Path = "path" }
}

fn main() {
    let _ = SIZES.rate(minutes(5)).sum_by([sizes::Le]);
    let _ = SIZES.rate(minutes(5)).sum_by([AnyLabel("le")]);
}
