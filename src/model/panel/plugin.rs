//! A panel that has no type here.

use super::Visualization;
use crate::model::Text;

/// A panel of any plugin, its options and field config as Grafana takes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Plugin {
    /// The plugin's id: `marcusolsson-treemap-panel`.
    pub id: Text,
    /// The options: a JSON object.
    pub options: serde_json::Map<String, serde_json::Value>,
    /// What is particular to the kind in the field config: a JSON object.
    pub custom: serde_json::Map<String, serde_json::Value>,
}

impl Plugin {
    /// Returns a panel of a plugin, with its options.
    pub fn new(id: impl Into<Text>, options: serde_json::Map<String, serde_json::Value>) -> Self {
        Self { id: id.into(), options, custom: serde_json::Map::new() }
    }
}

impl From<Plugin> for Visualization {
    fn from(plugin: Plugin) -> Self {
        Self::Plugin(plugin)
    }
}
