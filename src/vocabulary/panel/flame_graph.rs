//! The flame graph panel: profiles.
//!
//! It has no options.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::object;

/// A profile, which shows where time or memory is spent.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/flame-graph/>. A new one:
///
/// ```json
/// {
///   "options": {},
///   "type": "flamegraph"
/// }
/// ```
pub type FlameGraph = Kind<FlameGraphOptions>;

object! {
    /// The options of a flame graph panel: none.
    pub struct FlameGraphOptions {}
}

/// The defaults of a flame graph.
pub(super) const DEFAULTS: PanelDefaults =
    PanelDefaults { source: "public/app/plugins/panel/flamegraph/module.tsx", options: &[], custom: &[], color: None };
