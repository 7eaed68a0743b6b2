//! `NodeGraph`: nodes and edges. What it shows comes from a datasource of graphs, such as one of traces.

use dashgen::model::{Color, Dashboard, DatasourceRef, NodeGraph, Panel, Uid, Var};
use dashgen::vocabulary::panel::{GraphEdges, GraphNodes, NodeArc, NodeLayout, NodeZoom};

pub(crate) fn page() -> Dashboard {
    let (choice, chosen) = super::choice("tempo", Var::literal("traces"));
    super::page(Uid::literal("gallery-node-graph"), "Node graph").variable(choice).panel(services(chosen))
}

fn services(datasource: DatasourceRef) -> Panel {
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
    Panel::new("services", "Who calls whom", graph).datasource(datasource)
}
