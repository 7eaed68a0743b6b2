//! `grafana-piechart-panel`.

use std::collections::BTreeMap;

use super::Number;
use crate::json::object;
use crate::vocabulary::Text;

object! {
    /// The options of an old pie chart.
    pub struct Pie {
        /// The colours of series, by name.
        "aliasColors" alias_colors: BTreeMap<String, Text>,
        /// The width under which the legend goes below: `50%`.
        "breakPoint" break_point: Text,
        /// Small slices that are put together.
        "combine" combine: PieCombine,
        /// Digits after the point.
        "decimals" decimals: Number,
        /// The size of the text: `80%`.
        "fontSize" font_size: Text,
        /// Grafana's id of the unit.
        "format" format: Text,
        /// The legend.
        "legend" legend: PieLegend,
        /// Where the legend stands: `Right side`, `Under graph`, `On graph`.
        "legendType" legend_type: Text,
        /// How missing values are treated.
        "nullPointMode" null_point_mode: Text,
        /// `pie` or `donut`.
        "pieType" pie_type: Text,
        /// The width of the lines between slices, in pixels.
        "strokeWidth" stroke_width: Number,
        /// The calculation that reduces the series: `current`, `total`, ...
        "valueName" value_name: Text,
    }
}

object! {
    /// Small slices that are put together.
    pub struct PieCombine {
        /// What they are called.
        "label" label: Text,
        /// Up to which share.
        "threshold" threshold: Number,
    }
}

object! {
    /// The legend of a pie chart.
    pub struct PieLegend {
        /// The title of the values.
        "header" header: Text,
        /// Whether shares are shown.
        "percentage" percentage: bool,
        /// Digits after the point, of shares.
        "percentageDecimals" percentage_decimals: Number,
        /// Whether there is one.
        "show" show: bool,
        /// Its width at the right, in pixels.
        "sideWidth" side_width: Number,
        /// The number to sort by.
        "sort" sort: Option<Text>,
        /// Whether the largest comes first.
        "sortDesc" sort_desc: Option<bool>,
        /// Whether values are shown.
        "values" values: bool,
    }
}
