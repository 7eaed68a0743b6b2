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

/// States over time: one row for each series, one piece for each state. Value mappings give states their names.
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
        /// Where in its piece a value stands.
        "alignValue" align_value: ValueAlignment,
        /// How annotations are drawn.
        "annotations" annotations: AnnotationOptions,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// Whether equal states that follow each other are one piece.
        "mergeValues" merge_values: bool = true,
        /// How many rows a page has; 0 for all.
        "perPage" per_page: f64 = 20.0,
        /// How much of its room a row takes, 0 to 1.
        "rowHeight" row_height: f64 = 0.9,
        /// Whether values are written into their pieces.
        "showValue" show_value: ShowValue = ShowValue::Auto,
        /// The time zones of the axes: one for each.
        "timezone" timezone: Vec<Text>,
        /// What is shown beside the mouse.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

words! {
    /// Where in its piece of a timeline a value stands.
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
        /// How opaque pieces are, 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 70.0,
        /// Where it is left out.
        "hideFrom" hide_from: HideFrom,
        /// After how long without a value a state ends, in milliseconds; `true`: at once.
        "insertNulls" insert_nulls: Either<bool, f64>,
        /// The width of the line around a piece, 0 to 10 pixels.
        "lineWidth" line_width: f64 = 0.0,
        axis,
        /// Whether a state lasts where values are missing; a number: for at most so many milliseconds.
        "spanNulls" span_nulls: Either<bool, f64>,
    }
}

/// What Grafana fills into a state timeline.
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
