//! A variable that groups by a label has labels of the metric only.

use dashgen::model::LabelVar;

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Requests.
    counter REQUESTS("requests_total", dashgen::unit::Number) by requests { Method = "method" }
    /// Memory in use.
    gauge MEMORY("memory_bytes", dashgen::unit::Bytes) by memory { Pod = "pod" }
}

const GROUP: LabelVar<requests::Label> = LabelVar::literal("group", &[requests::Method]);

fn main() {
    let _ = MEMORY.value().by(GROUP).sum();
}
