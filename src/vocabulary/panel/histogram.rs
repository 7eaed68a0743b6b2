//! The histogram panel: the distribution of values.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, histogram.

use super::axis::axis_object;
use super::defaults::PanelDefaults;
use super::graph::HIDE_FROM_FILLED;
use super::shared::{LEGEND_FILLED, TOOLTIP_FILLED};
use super::{GradientMode, HideFrom, Kind, LegendOptions, Stacking, TooltipOptions};
use crate::json::object;
use crate::vocabulary::defaults::filled;

/// The distribution of values: the panel calculates the buckets itself. For the buckets of a Prometheus histogram,
/// see [`Heatmap`](super::Heatmap).
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/histogram/>. A new one:
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
///   "type": "histogram"
/// }
/// ```
pub type HistogramPanel = Kind<HistogramOptions, HistogramField>;

object! {
    /// The options of a histogram panel.
    pub struct HistogramOptions {
        /// The approximate number of buckets.
        "bucketCount" bucket_count: f64,
        /// The offset of the first bucket.
        "bucketOffset" bucket_offset: f64,
        /// The width of a bucket.
        "bucketSize" bucket_size: f64,
        /// Whether all series are combined.
        "combine" combine: bool,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

axis_object! {
    /// How the bars of a histogram are drawn.
    pub struct HistogramField {
        /// The opacity of the bars, from 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 80.0,
        /// The gradient of the fill.
        "gradientMode" gradient_mode: GradientMode,
        /// Where it is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
        /// The width of the border of a bar, from 0 to 10 pixels.
        "lineWidth" line_width: f64 = 1.0,
        axis,
        /// Whether series are stacked.
        "stacking" stacking: Stacking,
    }
}

impl HistogramPanel {
    /// Sets the width of the buckets.
    pub fn bucket_size(self, size: impl Into<f64>) -> Self {
        self.with(|options| options.bucket_size(size))
    }

    /// Combines all series.
    pub fn combined(self) -> Self {
        self.with(|options| options.combine(true))
    }
}

/// The defaults of a histogram.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/histogram/module.tsx",
    options: &[
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        // The editor shows these two as placeholders and does not save them.
        &[filled!("11.0" { "bucketCount": 30, "bucketOffset": 0 })],
        &[filled!("8.0" { "combine": false })],
    ],
    custom: &[
        HIDE_FROM_FILLED,
        &[
            filled!("8.0" { "fillOpacity": 80, "gradientMode": "none", "lineWidth": 1 }),
            filled!("10.2" { "stacking": { "group": "A", "mode": "none" } }),
        ],
    ],
    color: Some("palette-classic"),
};
