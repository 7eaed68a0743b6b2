//! Panels that Grafana has given up: their options stand beside the panel's own members.

use serde_json::Value;

use crate::json::{Found, Json, Rest, Trail, Typed, object};
use crate::model::Text;

/// The options of a panel that Grafana has given up.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Legacy {
    /// `graph`: lines, bars or points over time.
    Graph(Box<Graph>),
}

impl Legacy {
    /// The ids of the plugins that have a type here.
    pub const TYPED: &[&str] = &["graph"];

    /// Takes the options of a kind out of the members that the panel itself does not know.
    pub(super) fn take(kind: &str, rest: &mut Rest) -> Option<Self> {
        match kind {
            "graph" => Graph::read(rest.take_all()).ok().map(|options| Self::Graph(Box::new(options))),
            _ => None,
        }
    }
}

impl Typed for Legacy {
    fn fits(_: &Value) -> bool {
        false
    }

    fn read(value: Value) -> Result<Self, Value> {
        Err(value)
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        match self {
            Self::Graph(options) => options.unknown(at, found),
        }
    }
}

object! {
    /// The options of a `graph` panel.
    pub struct Graph {
        /// The colours of series, by name.
        "aliasColors" alias_colors: std::collections::BTreeMap<String, Text>,
        /// Whether bars are drawn.
        "bars" bars: bool,
        /// The axes at the left and right.
        "yaxes" yaxes: Json,
    }
}
