//! `FlameGraph`: a profile. It has no options; what it shows comes from a datasource of profiles.

use dashgen::model::{Dashboard, DatasourceRef, FlameGraph, Panel, Uid, Var};

pub(crate) fn page() -> Dashboard {
    let (choice, chosen) = super::choice("grafana-pyroscope-datasource", Var::literal("profiles"));
    super::page(Uid::literal("gallery-flame-graph"), "Flame graph").variable(choice).panel(processor(chosen))
}

fn processor(datasource: DatasourceRef) -> Panel {
    Panel::new("processor", "Where the processor's time goes", FlameGraph::default()).datasource(datasource)
}
