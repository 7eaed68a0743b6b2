//! `heatmap` of before Grafana 9.1.

use super::Number;
use crate::json::{Json, object};
use crate::vocabulary::Text;

object! {
    /// The options of an old heatmap.
    pub struct Heatmap {
        /// The cells.
        "cards" cards: HeatmapCards,
        /// The colours.
        "color" color: HeatmapColor,
        /// `timeseries` or `tsbuckets`.
        "dataFormat" data_format: Text,
        /// Nothing, as a rule.
        "heatmap" heatmap: std::collections::BTreeMap<String, Json>,
        /// Whether empty buckets are left out.
        "hideZeroBuckets" hide_zero_buckets: bool,
        /// Whether the cell under the mouse is marked.
        "highlightCards" highlight_cards: bool,
        /// The legend.
        "legend" legend: HeatmapLegend,
        /// Whether the largest bucket is at the bottom.
        "reverseYBuckets" reverse_y_buckets: bool,
        /// The text of the tooltip.
        "tooltip" tooltip: HeatmapTooltip,
        /// Digits after the point, in the tooltip.
        "tooltipDecimals" tooltip_decimals: Number,
        /// The axis below.
        "xAxis" x_axis: HeatmapXAxis,
        /// How many buckets of time there are.
        "xBucketNumber" x_bucket_number: Number,
        /// How long a bucket of time is.
        "xBucketSize" x_bucket_size: Number,
        /// The axis at the left.
        "yAxis" y_axis: HeatmapYAxis,
        /// What a bucket's name is: `auto`, `upper`, `middle`, `lower`.
        "yBucketBound" y_bucket_bound: Text,
        /// How many buckets of values there are.
        "yBucketNumber" y_bucket_number: Number,
        /// How large a bucket of values is.
        "yBucketSize" y_bucket_size: Number,
    }
}

object! {
    /// The cells of a heatmap.
    pub struct HeatmapCards {
        /// How far apart they are, in pixels.
        "cardPadding" card_padding: Number,
        /// How round they are, in pixels.
        "cardRound" card_round: Number,
    }
}

object! {
    /// The colours of a heatmap.
    pub struct HeatmapColor {
        /// The colour, of `opacity`.
        "cardColor" card_color: Text,
        /// `linear` or `sqrt`.
        "colorScale" color_scale: Text,
        /// The scheme, of `spectrum`.
        "colorScheme" color_scheme: Text,
        /// The exponent, of `sqrt`.
        "exponent" exponent: f64,
        /// The value of the strongest colour.
        "max" max: Number,
        /// The value of the weakest colour.
        "min" min: Number,
        /// `opacity` or `spectrum`.
        "mode" mode: Text,
    }
}

object! {
    /// The legend of a heatmap.
    pub struct HeatmapLegend {
        /// Whether it is shown.
        "show" show: bool,
    }
}

object! {
    /// The text of the tooltip.
    pub struct HeatmapTooltip {
        /// Whether it is shown.
        "show" show: bool,
        /// Whether a histogram is drawn.
        "showHistogram" show_histogram: bool,
    }
}

object! {
    /// The axis below a heatmap.
    pub struct HeatmapXAxis {
        /// Whether it is shown.
        "show" show: bool,
    }
}

object! {
    /// The axis at the left of a heatmap.
    pub struct HeatmapYAxis {
        /// Digits after the point.
        "decimals" decimals: Number,
        /// Grafana's id of the unit.
        "format" format: Text,
        /// The base of a logarithmic scale; 1 for none.
        "logBase" log_base: Number,
        /// The upper end.
        "max" max: Number,
        /// The lower end.
        "min" min: Number,
        /// Whether it is shown.
        "show" show: bool,
        /// Into how many parts a bucket of a logarithmic scale is split.
        "splitFactor" split_factor: Number,
    }
}
