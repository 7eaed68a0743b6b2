//! The time series panel: lines, bars or points over time.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, timeseries.

use super::defaults::PanelDefaults;
use super::graph::{AXIS_FILLED, GRAPH_FILLED, HIDE_FROM_FILLED};
use super::shared::{LEGEND_FILLED, MULTI_LANE_FILLED, TOOLTIP_FILLED};
use super::{
    AnnotationOptions, DrawStyle, GradientMode, GraphField, Kind, LegendOptions, Orientation, ShowPoints, Stacking,
    ThresholdsStyle, ThresholdsStyleMode, TooltipOptions,
};
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;
use crate::vocabulary::field::UrlLink;

/// Lines, bars or points over time.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/time-series/>. A new one:
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
///   "type": "timeseries"
/// }
/// ```
pub type Timeseries = Kind<TimeseriesOptions, GraphField>;

object! {
    /// The options of a time series panel.
    pub struct TimeseriesOptions {
        /// Whether alert thresholds are drawn, left over from a graph. Legacy dashboards only.
        "alertThreshold" alert_threshold: bool,
        /// How annotations are drawn.
        "annotations" annotations: AnnotationOptions,
        /// Data links, left over from a graph. Legacy dashboards only.
        "dataLinks" data_links: Vec<UrlLink>,
        /// Whether keyboard events are disabled.
        "disableKeyboardEvents" disable_keyboard_events: bool,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// Whether time runs horizontally or vertically.
        "orientation" orientation: Orientation,
        /// The comparison with an earlier period.
        "timeCompare" time_compare: TimeCompareOptions,
        /// The time zones of the axes, one for each axis.
        "timezone" timezone: Vec<Text>,
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

object! {
    /// The comparison of a graph with an earlier period.
    pub struct TimeCompareOptions {
        /// Whether it is offered.
        "timeCompare" time_compare: bool,
    }
}

impl Timeseries {
    /// Returns lines over lightly filled areas, with all series in the tooltip: a good default.
    pub fn lines() -> Self {
        Self::default()
            .with(|options| options.tooltip(TooltipOptions::all()))
            .custom(|field| field.fill_opacity(10).show_points(ShowPoints::Never))
    }

    /// Returns areas stacked on each other.
    pub fn stacked() -> Self {
        Self::lines()
            .custom(|field| field.fill_opacity(40).stacking(Stacking::normal()).gradient_mode(GradientMode::Opacity))
    }

    /// Returns bars stacked on each other.
    pub fn stacked_bars() -> Self {
        Self::lines().custom(|field| field.draw_style(DrawStyle::Bars).fill_opacity(80).stacking(Stacking::normal()))
    }

    /// Sets the legend.
    pub fn legend(self, legend: LegendOptions) -> Self {
        self.with(|options| options.legend(legend))
    }

    /// Draws the thresholds into the graph.
    pub fn show_thresholds(self, style: ThresholdsStyleMode) -> Self {
        self.custom(|field| field.thresholds_style(ThresholdsStyle::new().mode(style)))
    }
}

/// The defaults of a time series.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/timeseries/module.tsx",
    options: &[
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        MULTI_LANE_FILLED,
        &[filled!("13.2" { "legend": { "enableFacetedFilter": false, "facetedFilterPinned": false } })],
    ],
    custom: &[GRAPH_FILLED, AXIS_FILLED, HIDE_FROM_FILLED],
    color: Some("palette-classic"),
};
