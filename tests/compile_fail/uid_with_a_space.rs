//! Grafana would refuse this uid.

use dashgen::model::Uid;

fn main() {
    const UID: Uid = Uid::literal("two words");
    let _ = UID;
}
