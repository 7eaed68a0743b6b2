//! A panel of any other plugin.

use serde_json::{Map, Value};

use super::Visualization;
use crate::json::Json;
use crate::vocabulary::Text;

/// A panel of any plugin, with its options and field config as JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Plugin {
    /// The plugin ID: `marcusolsson-treemap-panel`.
    pub id: Text,
    /// The options: a JSON object.
    pub options: Json,
    /// The custom field config: a JSON object.
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
