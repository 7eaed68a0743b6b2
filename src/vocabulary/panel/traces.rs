//! The traces panel: one trace.
//!
//! Grafana publishes no types of its options.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{Json, object};

/// One trace.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/traces/>. A new one:
///
/// ```json
/// {
///   "options": {},
///   "type": "traces"
/// }
/// ```
pub type Traces = Kind<TracesOptions>;

object! {
    /// The options of a traces panel.
    pub struct TracesOptions {
        /// The initial span filters, in the panel's own format.
        "spanFilters" span_filters: Json,
    }
}

/// The defaults of a traces panel.
pub(super) const DEFAULTS: PanelDefaults =
    PanelDefaults { source: "public/app/plugins/panel/traces/module.tsx", options: &[], custom: &[], color: None };
