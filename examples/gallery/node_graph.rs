//! `NodeGraph`: nodes and edges. What it shows comes from a datasource of graphs, such as one of traces.

use dashgen::model::panel::{GraphEdges, GraphNodes, NodeArc, NodeLayout, NodeZoom};
use dashgen::model::{Color, Dashboard, DatasourceRef, NodeGraph, Panel, Uid};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-node-graph"), "Node graph").panel(services())
}

fn services() -> Panel {
    let arc = |field, color| NodeArc::new().field(field).color(color);
    let nodes = GraphNodes::new()
        .main_stat_unit("reqps")
        .secondary_stat_unit("s")
        .arcs([arc("arc__ok", Color::GREEN), arc("arc__failed", Color::RED)]);
    let graph = NodeGraph::default().with(|options| {
        options
            .nodes(nodes)
            .edges(GraphEdges::new().main_stat_unit("reqps"))
            .layout_algorithm(NodeLayout::Layered)
            .zoom_mode(NodeZoom::Cooperative)
    });
    let tempo = DatasourceRef::Other { kind: "tempo".into(), uid: "tempo".into() };
    Panel::new("services", "Who calls whom", graph).datasource(tempo)
}
