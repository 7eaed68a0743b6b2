//! `FlameGraph`: a profile. It has no options; what it shows comes from a datasource of profiles.

use dashgen::model::{Dashboard, DatasourceRef, FlameGraph, Panel, Uid};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-flame-graph"), "Flame graph").panel(processor())
}

fn processor() -> Panel {
    let profiles = DatasourceRef::Other { kind: "grafana-pyroscope-datasource".into(), uid: "profiles".into() };
    Panel::new("processor", "Where the processor's time goes", FlameGraph::default()).datasource(profiles)
}
