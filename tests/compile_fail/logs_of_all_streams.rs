//! Loki answers no query for all streams: it needs a label.

use dashgen::model::{Logs, Panel, Var, logs};

const LOKI: Var = Var::literal("loki");

fn main() {
    let _ = Panel::new("errors", "Errors", Logs::default()).query(logs(&LOKI));
}
