//! The traces panel: one trace.
//!
//! Grafana publishes no types of its options.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{Json, object};

/// One trace.
///
/// It adds nothing to the field config.
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
        /// Which spans are shown at first, as the panel itself writes it.
        "spanFilters" span_filters: Json,
    }
}

/// What Grafana fills into a traces panel.
pub(super) const DEFAULTS: PanelDefaults =
    PanelDefaults { source: "public/app/plugins/panel/traces/module.tsx", options: &[], custom: &[], color: None };
