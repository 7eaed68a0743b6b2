//! A panel that has no type here.

use serde_json::{Map, Value};

use super::Visualization;
use crate::json::Json;
use crate::vocabulary::Text;

/// A panel of any plugin, its options and field config as Grafana takes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Plugin {
    /// The plugin's id: `marcusolsson-treemap-panel`.
    pub id: Text,
    /// The options: a JSON object.
    pub options: Json,
    /// What is particular to the kind in the field config: a JSON object.
    pub custom: Json,
}

impl Plugin {
    /// Returns a panel of a plugin, with its options.
    pub fn new(id: impl Into<Text>, options: Map<String, Value>) -> Self {
        Self { id: id.into(), options: Json(options.into()), custom: Json(Map::new().into()) }
    }
}

impl From<Plugin> for Visualization {
    fn from(plugin: Plugin) -> Self {
        Self::Plugin(plugin)
    }
}
