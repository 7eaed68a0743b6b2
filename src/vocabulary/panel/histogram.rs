//! The histogram panel: how often values occur.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, histogram.

use super::axis::axis_object;
use super::defaults::PanelDefaults;
use super::graph::HIDE_FROM_FILLED;
use super::shared::{LEGEND_FILLED, TOOLTIP_FILLED};
use super::{GradientMode, HideFrom, Kind, LegendOptions, Stacking, TooltipOptions};
use crate::json::object;
use crate::vocabulary::defaults::filled;

/// How often values occur: the panel counts the values of series itself. For the buckets of a Prometheus histogram,
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
        /// About how many buckets there are.
        "bucketCount" bucket_count: f64,
        /// By how much the first bucket is moved.
        "bucketOffset" bucket_offset: f64,
        /// How wide a bucket is.
        "bucketSize" bucket_size: f64,
        /// Whether all series are counted together.
        "combine" combine: bool,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// What is shown beside the mouse.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

axis_object! {
    /// How the bars of a histogram are drawn.
    pub struct HistogramField {
        /// How opaque bars are, 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 80.0,
        /// How the colour changes.
        "gradientMode" gradient_mode: GradientMode,
        /// Where it is left out.
        "hideFrom" hide_from: HideFrom,
        /// The width of the line around a bar, 0 to 10 pixels.
        "lineWidth" line_width: f64 = 1.0,
        axis,
        /// Whether series are stacked.
        "stacking" stacking: Stacking,
    }
}

impl HistogramPanel {
    /// Makes buckets of this width.
    pub fn bucket_size(self, size: impl Into<f64>) -> Self {
        self.with(|options| options.bucket_size(size))
    }

    /// Counts all series together.
    pub fn combined(self) -> Self {
        self.with(|options| options.combine(true))
    }
}

/// What Grafana fills into a histogram.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/histogram/module.tsx",
    options: &[
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        // The editor shows these two in grey and writes neither.
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
