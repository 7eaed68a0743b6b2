//! The status history panel: states at points in time.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, statushistory.

use super::axis::axis_object;
use super::defaults::PanelDefaults;
use super::graph::HIDE_FROM_FILLED;
use super::shared::{LEGEND_FILLED, MULTI_LANE_FILLED, TOOLTIP_FILLED};
use super::{AnnotationOptions, HideFrom, Kind, LegendOptions, ShowValue, TooltipOptions};
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// States at points in time: one row per series, one box per value. Value mappings give names to states.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/status-history/>. A new one:
///
/// ```json
/// {
///   "fieldConfig": {
///     "defaults": {
///       "custom": {
///         "fillOpacity": 70,
///         "lineWidth": 1
///       }
///     }
///   },
///   "options": {
///     "colWidth": 0.9,
///     "legend": {
///       "calcs": [],
///       "displayMode": "list",
///       "placement": "bottom",
///       "showLegend": true
///     },
///     "perPage": 20,
///     "rowHeight": 0.9,
///     "showValue": "auto",
///     "tooltip": {
///       "mode": "single",
///       "sort": "none"
///     }
///   },
///   "type": "status-history"
/// }
/// ```
pub type StatusHistory = Kind<StatusHistoryOptions, StatusHistoryField>;

object! {
    /// The options of a status history panel.
    pub struct StatusHistoryOptions {
        /// How annotations are drawn.
        "annotations" annotations: AnnotationOptions,
        /// The width of a box relative to the available space, from 0 to 1.
        "colWidth" col_width: f64 = 0.9,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// The number of rows per page; 0 for all.
        "perPage" per_page: f64 = 20.0,
        /// The height of a row relative to the available space, from 0 to 1.
        "rowHeight" row_height: f64 = 0.9,
        /// Whether values are shown in their boxes.
        "showValue" show_value: ShowValue = ShowValue::Auto,
        /// The time zones of the axes, one for each axis.
        "timezone" timezone: Vec<Text>,
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

axis_object! {
    /// How the boxes of a status history are drawn.
    pub struct StatusHistoryField {
        /// The opacity of boxes, from 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 70.0,
        /// Where it is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
        /// The width of the border of a box, from 0 to 10 pixels.
        "lineWidth" line_width: f64 = 1.0,
        axis,
    }
}

/// The defaults of a status history.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/status-history/module.tsx",
    options: &[
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        MULTI_LANE_FILLED,
        &[filled!("8.0" { "colWidth": 0.9, "rowHeight": 0.9, "showValue": "auto" }), filled!("11.2" { "perPage": 20 })],
    ],
    custom: &[
        HIDE_FROM_FILLED,
        &[filled!("8.0" { "fillOpacity": 70, "lineWidth": 1 }), filled!("10.2" { "axisPlacement": "auto" })],
    ],
    color: Some("thresholds"),
};
