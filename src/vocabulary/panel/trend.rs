//! The trend panel: lines over an x-axis other than time.
//!
//! Names: `@grafana/schema` 13.2.3, trend.

use super::defaults::PanelDefaults;
use super::graph::{AXIS_FILLED, GRAPH_FILLED, HIDE_FROM_FILLED};
use super::shared::{LEGEND_FILLED, TOOLTIP_FILLED};
use super::{GraphField, Kind, LegendOptions, TooltipOptions};
use crate::json::object;
use crate::vocabulary::Text;

/// Lines over an ascending number.
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
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
        /// The field for the x-axis; by default, the first numeric field.
        "xField" x_field: Text,
    }
}

impl Trend {
    /// Returns lines with this field as the x-axis.
    pub fn over(field: impl Into<Text>) -> Self {
        Self::default().with(|options| options.x_field(field))
    }
}

/// The defaults of a trend.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/trend/module.tsx",
    options: &[LEGEND_FILLED, TOOLTIP_FILLED],
    custom: &[GRAPH_FILLED, AXIS_FILLED, HIDE_FROM_FILLED],
    color: Some("palette-classic"),
};
