//! `singlestat`: a single number, until Grafana 7.

use super::Number;
use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// The options of a `singlestat` panel.
    pub struct Singlestat {
        /// Whether the background is coloured.
        "colorBackground" color_background: bool,
        /// Whether the text after the value is coloured.
        "colorPostfix" color_postfix: bool,
        /// Whether the text before the value is coloured.
        "colorPrefix" color_prefix: bool,
        /// Whether the value is coloured.
        "colorValue" color_value: bool,
        /// The colours below, between and above the thresholds.
        "colors" colors: Option<Vec<Text>>,
        /// Digits after the point.
        "decimals" decimals: Number,
        /// Grafana's id of the unit.
        "format" format: Text,
        /// The scale around the value.
        "gauge" gauge: SinglestatGauge,
        /// 1 for values, 2 for ranges.
        "mappingType" mapping_type: f64,
        /// What can be chosen for `mappingType`.
        "mappingTypes" mapping_types: Vec<MappingKind>,
        /// How missing values are treated: `null`, `connected`, `null as zero`.
        "nullPointMode" null_point_mode: Text,
        /// The text shown if there is no value.
        "nullText" null_text: Option<Text>,
        /// What stands after the value.
        "postfix" postfix: Text,
        /// The size of what stands after the value: `50%`.
        "postfixFontSize" postfix_font_size: Text,
        /// What stands before the value.
        "prefix" prefix: Text,
        /// The size of what stands before the value: `50%`.
        "prefixFontSize" prefix_font_size: Text,
        /// What is shown in place of values between two.
        "rangeMaps" range_maps: Vec<RangeText>,
        /// The line behind the value.
        "sparkline" sparkline: Sparkline,
        /// The column of a table.
        "tableColumn" table_column: Text,
        /// Where values turn good or bad: `10,20`.
        "thresholds" thresholds: Text,
        /// The size of the value: `80%`.
        "valueFontSize" value_font_size: Text,
        /// Value mappings: text and colours shown instead of values.
        "valueMaps" value_maps: Vec<ValueText>,
        /// The calculation that reduces the series: `avg`, `current`, `max`, `min`, `total`, `name`, ...
        "valueName" value_name: Text,
    }
}

object! {
    /// The scale around a value.
    pub struct SinglestatGauge {
        /// Its upper end.
        "maxValue" max_value: Number,
        /// Its lower end.
        "minValue" min_value: Number,
        /// Whether there is one.
        "show" show: bool,
        /// Whether thresholds are written.
        "thresholdLabels" threshold_labels: bool,
        /// Whether thresholds are drawn.
        "thresholdMarkers" threshold_markers: bool,
    }
}

object! {
    /// The line behind a value.
    pub struct Sparkline {
        /// The colour of the area.
        "fillColor" fill_color: Text,
        /// Whether it fills the panel.
        "full" full: bool,
        /// The colour of the line.
        "lineColor" line_color: Text,
        /// Whether there is one.
        "show" show: bool,
        /// Its upper end.
        "ymax" ymax: Number,
        /// Its lower end.
        "ymin" ymin: Number,
    }
}

object! {
    /// A way of mapping.
    pub struct MappingKind {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// What it is called.
        "name" name: Text,
        /// Its number.
        "value" value: f64,
    }
}

object! {
    /// What is shown instead of a value.
    pub struct ValueText {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// `=`
        "op" op: Text,
        /// What is shown.
        "text" text: Either<Text, f64>,
        /// The value; `null` for none.
        "value" value: Number,
    }
}

object! {
    /// What is shown in place of the values between two.
    pub struct RangeText {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// The lowest value.
        "from" from: Number,
        /// What is shown.
        "text" text: Either<Text, f64>,
        /// The highest value.
        "to" to: Number,
    }
}
