//! The bar chart panel: bars by category.
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

/// Bars by category: a table's first field of texts or times goes along the axis, its numbers are the bars.
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
        /// How round the corners are, 0 to 0.5.
        "barRadius" bar_radius: f64,
        /// How much of its room a bar takes, 0 to 1.
        "barWidth" bar_width: f64 = 0.97,
        /// The field whose colours the bars take.
        "colorByField" color_by_field: Text,
        /// Whether a whole bar lights up under the mouse.
        "fullHighlight" full_highlight: bool = false,
        /// How much of its room a group of bars takes, 0 to 1.
        "groupWidth" group_width: f64 = 0.7,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// Which way the bars go.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// Whether values are written beside the bars.
        "showValue" show_value: ShowValue = ShowValue::Auto,
        /// How bars of one category are stacked.
        "stacking" stacking: StackingMode = StackingMode::None,
        /// Sizes of text.
        "text" text: TextSize,
        /// What is shown beside the mouse.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
        /// The field along the axis.
        "xField" x_field: Text,
        /// How many letters of a name are written at most, 1 or more; all where it is missing.
        "xTickLabelMaxLength" x_tick_label_max_length: f64,
        /// How far names are turned, -90 to 90 degrees.
        "xTickLabelRotation" x_tick_label_rotation: f64 = 0.0,
        /// How far names are apart at least, in pixels; less than 0 leaves out the first rather than the last.
        "xTickLabelSpacing" x_tick_label_spacing: f64,
    }
}

axis_object! {
    /// How the bars of a bar chart are drawn.
    pub struct BarChartField {
        /// How opaque bars are, 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 80.0,
        /// How the colour changes.
        "gradientMode" gradient_mode: GradientMode,
        /// Where it is left out.
        "hideFrom" hide_from: HideFrom,
        /// The width of the line around a bar, 0 to 10 pixels.
        "lineWidth" line_width: f64 = 1.0,
        axis,
        /// Whether thresholds are drawn.
        "thresholdsStyle" thresholds_style: ThresholdsStyle,
    }
}

impl BarChart {
    /// Returns bars that lie: for long names.
    pub fn horizontal() -> Self {
        Self::default().with(|options| options.orientation(Orientation::Horizontal))
    }

    /// Puts this field along the axis.
    pub fn by_field(self, name: impl Into<Text>) -> Self {
        self.with(|options| options.x_field(name))
    }

    /// Stacks the bars of a category.
    pub fn stacked(self, mode: StackingMode) -> Self {
        self.with(|options| options.stacking(mode))
    }
}

/// What Grafana fills into a bar chart.
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
