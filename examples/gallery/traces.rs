//! `Traces`: one trace. What it shows comes from a datasource of traces.

use dashgen::model::{Dashboard, DatasourceRef, Panel, Traces, Uid};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-traces"), "Traces").panel(checkout())
}

fn checkout() -> Panel {
    let tempo = DatasourceRef::Other { kind: "tempo".into(), uid: "tempo".into() };
    Panel::new("checkout", "A checkout", Traces::default()).datasource(tempo)
}
