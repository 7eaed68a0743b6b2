//! The state timeline panel: states, and how long each lasted.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, statetimeline.

use super::axis::axis_object;
use super::defaults::PanelDefaults;
use super::graph::HIDE_FROM_FILLED;
use super::shared::{LEGEND_FILLED, MULTI_LANE_FILLED, TOOLTIP_FILLED};
use super::{AnnotationOptions, HideFrom, Kind, LegendOptions, ShowValue, TooltipOptions};
use crate::json::{Either, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// States over time: one row per series, one region per state. Value mappings give names to states.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/state-timeline/>. A new one:
///
/// ```json
/// {
///   "fieldConfig": {
///     "defaults": {
///       "custom": {
///         "fillOpacity": 70,
///         "lineWidth": 0
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
///     "mergeValues": true,
///     "perPage": 20,
///     "rowHeight": 0.9,
///     "showValue": "auto",
///     "tooltip": {
///       "mode": "single",
///       "sort": "none"
///     }
///   },
///   "type": "state-timeline"
/// }
/// ```
pub type StateTimeline = Kind<StateTimelineOptions, StateTimelineField>;

object! {
    /// The options of a state timeline panel.
    pub struct StateTimelineOptions {
        /// The alignment of values in their regions.
        "alignValue" align_value: ValueAlignment,
        /// How annotations are drawn.
        "annotations" annotations: AnnotationOptions,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// Whether consecutive equal states are merged.
        "mergeValues" merge_values: bool = true,
        /// The number of rows per page; 0 for all.
        "perPage" per_page: f64 = 20.0,
        /// The height of a row relative to the available space, from 0 to 1.
        "rowHeight" row_height: f64 = 0.9,
        /// Whether values are shown in their regions.
        "showValue" show_value: ShowValue = ShowValue::Auto,
        /// The time zones of the axes, one for each axis.
        "timezone" timezone: Vec<Text>,
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

words! {
    /// The alignment of values in the regions of a timeline.
    #[derive(Default)]
    pub enum ValueAlignment {
        /// On the left.
        #[default]
        "left" Left,
        /// In the middle.
        "center" Center,
        /// On the right.
        "right" Right,
    }
}

axis_object! {
    /// How the rows of a state timeline are drawn.
    pub struct StateTimelineField {
        /// The opacity of regions, from 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 70.0,
        /// Where it is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
        /// The gap in milliseconds after which a state ends; `true` for any gap.
        "insertNulls" insert_nulls: Either<bool, f64>,
        /// The width of the border of a region, from 0 to 10 pixels.
        "lineWidth" line_width: f64 = 0.0,
        axis,
        /// Whether a state extends over missing values; a number limits the gap, in milliseconds.
        "spanNulls" span_nulls: Either<bool, f64>,
    }
}

/// The defaults of a state timeline.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/state-timeline/module.tsx",
    options: &[
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        MULTI_LANE_FILLED,
        &[
            filled!("8.0" { "alignValue": "left", "mergeValues": true, "rowHeight": 0.9, "showValue": "auto" }),
            filled!("11.2" { "perPage": 20 }),
        ],
    ],
    custom: &[
        HIDE_FROM_FILLED,
        &[
            filled!("8.0" { "fillOpacity": 70, "lineWidth": 0, "spanNulls": false }),
            filled!("10.0" { "insertNulls": false }),
            filled!("10.2" { "axisPlacement": "auto" }),
        ],
    ],
    color: Some("thresholds"),
};
