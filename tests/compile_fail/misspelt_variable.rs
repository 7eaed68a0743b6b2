//! A variable is named through its handle, so a slip of the pen does not build.

use dashgen::model::Var;
use dashgen::unit::Seconds;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Age of the oldest job.
    gauge AGE("age_seconds", Seconds) by age { Queue = "queue" }
}

fn main() {
    const INSTANCE: Var = Var::literal("instance");
    let _ = INSTANCE.name();
    let _ = AGE.within(&[INSTANC.filters("instance")]).value();
}
