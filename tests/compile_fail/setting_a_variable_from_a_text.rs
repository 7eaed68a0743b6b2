//! A link takes a variable's value from a label of a metric, not from a text.

use dashgen::model::{DashboardRef, DataLink, Uid, Var};

const POD_PAGE: DashboardRef = DashboardRef::new(Uid::literal("pod"));
const POD: Var = Var::literal("pod");

fn main() {
    let _ = DataLink::to_dashboard("This pod", POD_PAGE).set(POD, "pod");
}
