//! A share needs the same unit above and below the line.

use dashgen::unit::{Seconds, Usd};

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Age of the oldest job.
    gauge AGE("age_seconds", Seconds) by age { Queue = "queue" }
    /// Money in the bank.
    gauge MONEY("money_usd", Usd) by money {}
}

fn main() {
    let _ = MONEY.value().sum() / AGE.value().sum();
}
