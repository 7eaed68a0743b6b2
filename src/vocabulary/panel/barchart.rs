//! The bar chart panel.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, barchart.

use super::axis::axis_object;
use super::defaults::PanelDefaults;
use super::graph::{AXIS_FILLED, HIDE_FROM_FILLED};
use super::shared::{LEGEND_FILLED, ORIENTATION_FILLED, TOOLTIP_FILLED};
use super::{
    GradientMode, HideFrom, Kind, LegendOptions, Orientation, ShowValue, StackingMode, TextSize, ThresholdsStyle,
    TooltipOptions,
};
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Bars by category: the first string or time field of a table is the axis, and its numeric fields are the bars.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-chart/>. A new one:
///
/// ```json
/// {
///   "fieldConfig": {
///     "defaults": {
///       "custom": {
///         "fillOpacity": 80,
///         "lineWidth": 1
///       }
///     }
///   },
///   "options": {
///     "barWidth": 0.97,
///     "fullHighlight": false,
///     "groupWidth": 0.7,
///     "legend": {
///       "calcs": [],
///       "displayMode": "list",
///       "placement": "bottom",
///       "showLegend": true
///     },
///     "orientation": "auto",
///     "showValue": "auto",
///     "stacking": "none",
///     "tooltip": {
///       "mode": "single",
///       "sort": "none"
///     },
///     "xTickLabelRotation": 0
///   },
///   "type": "barchart"
/// }
/// ```
pub type BarChart = Kind<BarChartOptions, BarChartField>;

object! {
    /// The options of a bar chart panel.
    pub struct BarChartOptions {
        /// The radius of the corners, from 0 to 0.5 of the bar width.
        "barRadius" bar_radius: f64,
        /// The width of a bar relative to the available space, from 0 to 1.
        "barWidth" bar_width: f64 = 0.97,
        /// The field that determines the colours of the bars.
        "colorByField" color_by_field: Text,
        /// Whether the whole bar is highlighted on hover.
        "fullHighlight" full_highlight: bool = false,
        /// The width of a group of bars relative to the available space, from 0 to 1.
        "groupWidth" group_width: f64 = 0.7,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// The orientation of the bars.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// Whether values are shown on the bars.
        "showValue" show_value: ShowValue = ShowValue::Auto,
        /// How bars of one category are stacked.
        "stacking" stacking: StackingMode = StackingMode::None,
        /// Text sizes.
        "text" text: TextSize,
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
        /// The field for the axis.
        "xField" x_field: Text,
        /// The maximum length of axis labels, at least 1; unlimited by default.
        "xTickLabelMaxLength" x_tick_label_max_length: f64,
        /// The rotation of axis labels, from -90 to 90 degrees.
        "xTickLabelRotation" x_tick_label_rotation: f64 = 0.0,
        /// The minimum spacing of axis labels, in pixels; negative values omit labels from the start instead of the
        /// end.
        "xTickLabelSpacing" x_tick_label_spacing: f64,
    }
}

axis_object! {
    /// How the bars of a bar chart are drawn.
    pub struct BarChartField {
        /// The opacity of the bars, from 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 80.0,
        /// The gradient of the fill.
        "gradientMode" gradient_mode: GradientMode,
        /// Where it is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
        /// The width of the border of a bar, from 0 to 10 pixels.
        "lineWidth" line_width: f64 = 1.0,
        axis,
        /// Whether thresholds are drawn.
        "thresholdsStyle" thresholds_style: ThresholdsStyle,
    }
}

impl BarChart {
    /// Returns horizontal bars, for long names.
    pub fn horizontal() -> Self {
        Self::default().with(|options| options.orientation(Orientation::Horizontal))
    }

    /// Uses this field for the axis.
    pub fn by_field(self, name: impl Into<Text>) -> Self {
        self.with(|options| options.x_field(name))
    }

    /// Stacks the bars of a category.
    pub fn stacked(self, mode: StackingMode) -> Self {
        self.with(|options| options.stacking(mode))
    }
}

/// The defaults of a bar chart.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/barchart/module.tsx",
    options: &[
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        ORIENTATION_FILLED,
        &[
            filled!("8.0" {
                "barWidth": 0.97,
                "groupWidth": 0.7,
                "showValue": "auto",
                "stacking": "none"
            }),
            filled!("8.5" { "xTickLabelRotation": 0, "xTickLabelSpacing": 0 }),
            filled!("9.1" { "barRadius": 0 }),
            filled!("9.3" { "fullHighlight": false }),
        ],
    ],
    custom: &[
        AXIS_FILLED,
        HIDE_FROM_FILLED,
        &[
            filled!("8.0" { "fillOpacity": 80, "gradientMode": "none", "lineWidth": 1 }),
            filled!("9.3" { "thresholdsStyle": { "mode": "off" } }),
        ],
    ],
    color: Some("palette-classic"),
};
