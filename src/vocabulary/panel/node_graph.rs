//! The node graph panel: nodes and the edges between them.
//!
//! Names: `@grafana/schema` 13.2.3, nodegraph.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;
use crate::vocabulary::field::Color;

/// Nodes and the edges between them: services that call each other.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/node-graph/>. A new one:
///
/// ```json
/// {
///   "options": {},
///   "type": "nodeGraph"
/// }
/// ```
pub type NodeGraph = Kind<NodeGraphOptions>;

object! {
    /// The options of a node graph panel.
    pub struct NodeGraphOptions {
        /// How edges are shown.
        "edges" edges: GraphEdges,
        /// How nodes are laid out.
        "layoutAlgorithm" layout_algorithm: NodeLayout,
        /// How nodes are shown.
        "nodes" nodes: GraphNodes,
        /// When the mouse wheel zooms.
        "zoomMode" zoom_mode: NodeZoom,
    }
}

object! {
    /// How the edges of a node graph are shown.
    pub struct GraphEdges {
        /// Grafana's ID of the unit of the first number.
        "mainStatUnit" main_stat_unit: Text,
        /// Grafana's ID of the unit of the second number.
        "secondaryStatUnit" secondary_stat_unit: Text,
    }
}

object! {
    /// How the nodes of a node graph are shown.
    pub struct GraphNodes {
        /// The segments of the ring around a node.
        "arcs" arcs: Vec<NodeArc>,
        /// Grafana's ID of the unit of the first number.
        "mainStatUnit" main_stat_unit: Text,
        /// Grafana's ID of the unit of the second number.
        "secondaryStatUnit" secondary_stat_unit: Text,
    }
}

object! {
    /// A segment of the ring around a node.
    pub struct NodeArc {
        /// The colour.
        "color" color: Color,
        /// The field with its share of the ring, from 0 to 1.
        "field" field: Text,
    }
}

words! {
    /// How the nodes of a graph are laid out.
    pub enum NodeLayout {
        /// Layered.
        "layered" Layered,
        /// Force-directed.
        "force" Force,
        /// In a grid.
        "grid" Grid,
    }
}

words! {
    /// When the mouse wheel zooms a node graph.
    pub enum NodeZoom {
        /// With a modifier key.
        "cooperative" Cooperative,
        /// Always.
        "greedy" Greedy,
    }
}

/// The defaults of a node graph.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/nodeGraph/module.tsx",
    options: &[&[
        filled!("8.0" { "edges": {}, "nodes": {} }),
        filled!("11.4" { "zoomMode": "cooperative" }),
        filled!("12.1" { "layoutAlgorithm": "layered" }),
    ]],
    custom: &[],
    color: None,
};
