//! The trend panel: lines over something else than time.
//!
//! Names: `@grafana/schema` 13.2.3, trend.

use super::defaults::PanelDefaults;
use super::graph::{AXIS_FILLED, GRAPH_FILLED, HIDE_FROM_FILLED};
use super::shared::{LEGEND_FILLED, TOOLTIP_FILLED};
use super::{GraphField, Kind, LegendOptions, TooltipOptions};
use crate::json::object;
use crate::vocabulary::Text;

/// Lines over a number that grows.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/trend/>. A new one:
///
/// ```json
/// {
///   "fieldConfig": {
///     "defaults": {
///       "custom": {
///         "drawStyle": "line",
///         "fillOpacity": 0,
///         "lineWidth": 1,
///         "showPoints": "auto"
///       }
///     }
///   },
///   "options": {
///     "legend": {
///       "calcs": [],
///       "displayMode": "list",
///       "placement": "bottom",
///       "showLegend": true
///     },
///     "tooltip": {
///       "mode": "single",
///       "sort": "none"
///     }
///   },
///   "type": "trend"
/// }
/// ```
pub type Trend = Kind<TrendOptions, GraphField>;

object! {
    /// The options of a trend panel.
    pub struct TrendOptions {
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// What is shown beside the mouse.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
        /// The field along the axis; the first number where it is missing.
        "xField" x_field: Text,
    }
}

impl Trend {
    /// Returns lines over this field.
    pub fn over(field: impl Into<Text>) -> Self {
        Self::default().with(|options| options.x_field(field))
    }
}

/// What Grafana fills into a trend.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/trend/module.tsx",
    options: &[LEGEND_FILLED, TOOLTIP_FILLED],
    custom: &[GRAPH_FILLED, AXIS_FILLED, HIDE_FROM_FILLED],
    color: Some("palette-classic"),
};
