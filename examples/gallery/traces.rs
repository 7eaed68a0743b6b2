//! `Traces`: one trace. What it shows comes from a datasource of traces.

use dashgen::model::{Dashboard, DatasourceRef, Panel, Traces, Uid, Var};

pub(crate) fn page() -> Dashboard {
    let (choice, chosen) = super::choice("tempo", Var::literal("traces"));
    super::page(Uid::literal("gallery-traces"), "Traces").variable(choice).panel(checkout(chosen))
}

fn checkout(datasource: DatasourceRef) -> Panel {
    Panel::new("checkout", "A checkout", Traces::default()).datasource(datasource)
}
