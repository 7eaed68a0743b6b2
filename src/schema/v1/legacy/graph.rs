//! `graph`: lines, bars or points over time, until Grafana 11.

use std::collections::BTreeMap;

use super::Number;
use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// The options of a `graph` panel.
    pub struct Graph {
        /// The colours of series, by name.
        "aliasColors" alias_colors: BTreeMap<String, Text>,
        /// The axes of series, by name. Of long ago.
        "aliasYAxis" alias_y_axis: BTreeMap<String, f64>,
        /// Whether bars are drawn.
        "bars" bars: bool,
        /// The length of dashes, in pixels.
        "dashLength" dash_length: Number,
        /// Whether lines are dashed.
        "dashes" dashes: bool,
        /// Digits after the point, in legend and tooltip.
        "decimals" decimals: Number,
        /// How opaque the area under a line is, 0 to 10.
        "fill" fill: f64,
        /// How much the area's colour fades, 0 to 10.
        "fillGradient" fill_gradient: f64,
        /// The axes and thresholds. Of long ago.
        "grid" grid: GraphGrid,
        /// Whether all series are hidden.
        "hiddenSeries" hidden_series: bool,
        /// The words at the left axis. Of long ago.
        "leftYAxisLabel" left_y_axis_label: Option<Text>,
        /// The legend.
        "legend" legend: GraphLegend,
        /// Whether lines are drawn.
        "lines" lines: bool,
        /// The width of lines, in pixels.
        "linewidth" linewidth: f64,
        /// How missing values are treated: `null`, `connected`, `null as zero`.
        "nullPointMode" null_point_mode: Text,
        /// Whether series are stacked by their share.
        "percentage" percentage: bool,
        /// The size of points, in pixels.
        "pointradius" pointradius: f64,
        /// Whether points are drawn.
        "points" points: bool,
        /// What draws it: `flot`.
        "renderer" renderer: Text,
        /// The words at the right axis. Of long ago.
        "rightYAxisLabel" right_y_axis_label: Option<Text>,
        /// Overrides for individual series.
        "seriesOverrides" series_overrides: Vec<SeriesOverride>,
        /// The length between dashes, in pixels.
        "spaceLength" space_length: Number,
        /// Whether and how series are stacked.
        "stack" stack: bool,
        /// Whether lines go in steps.
        "steppedLine" stepped_line: bool,
        /// Where values turn good or bad.
        "thresholds" thresholds: Vec<GraphThreshold>,
        /// Times that are marked.
        "timeRegions" time_regions: Vec<GraphTimeRegion>,
        /// The timezone. Of long ago.
        "timezone" timezone: Text,
        /// The text of the tooltip.
        "tooltip" tooltip: GraphTooltip,
        /// Whether there is a lower axis. Of long ago.
        "x-axis" has_x_axis: bool,
        /// The axis below.
        "xaxis" xaxis: GraphXAxis,
        /// Whether there are axes at the sides. Of long ago.
        "y-axis" has_y_axis: bool,
        /// The units of the axes at the sides. Of long ago.
        "y_formats" y_formats: Vec<Text>,
        /// The axes at the left and right.
        "yaxes" yaxes: Vec<GraphYAxis>,
        /// How the axes at the sides go together.
        "yaxis" yaxis: GraphAlign,
        /// Whether missing values are treated as zero. Legacy dashboards only.
        "zerofill" zerofill: bool,
    }
}

object! {
    /// The legend of a graph.
    pub struct GraphLegend {
        /// Whether it is a table.
        "alignAsTable" align_as_table: bool,
        /// Whether the mean is shown.
        "avg" avg: bool,
        /// Whether the last value is shown.
        "current" current: bool,
        /// Whether series without values are left out.
        "hideEmpty" hide_empty: bool,
        /// Whether series of zeros are left out.
        "hideZero" hide_zero: bool,
        /// Whether the largest value is shown.
        "max" max: bool,
        /// Whether the smallest value is shown.
        "min" min: bool,
        /// Whether it stands at the right.
        "rightSide" right_side: bool,
        /// Whether there is one.
        "show" show: bool,
        /// Its width at the right, in pixels.
        "sideWidth" side_width: Number,
        /// The number to sort by.
        "sort" sort: Option<Text>,
        /// Whether the largest comes first.
        "sortDesc" sort_desc: Option<bool>,
        /// Whether the sum is shown.
        "total" total: bool,
        /// Whether numbers are shown.
        "values" values: bool,
    }
}

object! {
    /// The text of the tooltip.
    pub struct GraphTooltip {
        /// Whether times have milliseconds.
        "msResolution" ms_resolution: bool,
        /// Whether series are named by their queries. Of long ago.
        "query_as_alias" query_as_alias: bool,
        /// Whether all series are shown.
        "shared" shared: bool,
        /// 0 as they come, 1 the smallest first, 2 the largest first.
        "sort" sort: f64,
        /// Of stacked series: `individual` or `cumulative`.
        "value_type" value_type: Text,
    }
}

object! {
    /// The axis below a graph.
    pub struct GraphXAxis {
        /// How many buckets a histogram has.
        "buckets" buckets: Number,
        /// The unit.
        "format" format: Text,
        /// The base of a logarithmic scale.
        "logBase" log_base: Number,
        /// The upper end of a histogram.
        "max" max: Number,
        /// The lower end of a histogram.
        "min" min: Number,
        /// `time`, `series` or `histogram`.
        "mode" mode: Text,
        /// The field.
        "name" name: Option<Text>,
        /// Whether there is one.
        "show" show: bool,
        /// The calculation that reduces a series: `total`.
        "values" values: Vec<Text>,
    }
}

object! {
    /// An axis at a side of a graph.
    pub struct GraphYAxis {
        /// Digits after the point.
        "decimals" decimals: Number,
        /// Grafana's id of the unit.
        "format" format: Option<Text>,
        /// The words along the axis.
        "label" label: Option<Text>,
        /// The base of a logarithmic scale; 1 for none.
        "logBase" log_base: Number,
        /// The upper end.
        "max" max: Number,
        /// The lower end.
        "min" min: Number,
        /// Whether there is one.
        "show" show: bool,
    }
}

object! {
    /// How the axes at the sides of a graph go together.
    pub struct GraphAlign {
        /// Whether they are moved to each other.
        "align" align: bool,
        /// The value at which they meet.
        "alignLevel" align_level: Number,
    }
}

object! {
    /// An exception for some series.
    pub struct SeriesOverride {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// The name of the series, or `/regex/`.
        "alias" alias: Text,
        /// Whether bars are drawn.
        "bars" bars: bool,
        /// The colour.
        "color" color: Text,
        /// The length of dashes, in pixels.
        "dashLength" dash_length: Number,
        /// Whether the line is dashed.
        "dashes" dashes: bool,
        /// How opaque the area under the line is, 0 to 10.
        "fill" fill: f64,
        /// The series down to which the area is filled.
        "fillBelowTo" fill_below_to: Text,
        /// How much the area's colour fades, 0 to 10.
        "fillGradient" fill_gradient: f64,
        /// Whether it is hidden at first.
        "hiddenSeries" hidden_series: bool,
        /// Whether it is left out of the tooltip.
        "hideTooltip" hide_tooltip: bool,
        /// Whether it is in the legend.
        "legend" legend: bool,
        /// Whether a line is drawn.
        "lines" lines: bool,
        /// The width of the line, in pixels.
        "linewidth" linewidth: f64,
        /// How missing values are treated.
        "nullPointMode" null_point_mode: Text,
        /// The size of points, in pixels.
        "pointradius" pointradius: f64,
        /// Whether points are drawn.
        "points" points: bool,
        /// The length between dashes, in pixels.
        "spaceLength" space_length: Number,
        /// Whether it is stacked; a letter: with others of that letter.
        "stack" stack: Either<bool, Text>,
        /// Whether the line goes in steps.
        "steppedLine" stepped_line: bool,
        /// What is done to the values: `negative-Y`, `constant`.
        "transform" transform: Text,
        /// 1 for the left axis, 2 for the right one.
        "yaxis" yaxis: f64,
        /// What lies above what, -3 to 3.
        "zindex" zindex: f64,
    }
}

object! {
    /// A value that is marked.
    pub struct GraphThreshold {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// `critical`, `warning`, `ok` or `custom`.
        "colorMode" color_mode: Text,
        /// Whether the area beyond it is filled.
        "fill" fill: bool,
        /// The colour of the area.
        "fillColor" fill_color: Text,
        /// Whether a line is drawn.
        "line" line: bool,
        /// The colour of the line.
        "lineColor" line_color: Text,
        /// `gt` or `lt`.
        "op" op: Text,
        /// The value.
        "value" value: Number,
        /// Whether it is drawn.
        "visible" visible: bool,
        /// `left` or `right`.
        "yaxis" yaxis: Text,
    }
}

object! {
    /// Times that are marked.
    pub struct GraphTimeRegion {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// `background6`, `red`, `custom`, ...
        "colorMode" color_mode: Text,
        /// Whether they are filled.
        "fill" fill: bool,
        /// The colour that they are filled with.
        "fillColor" fill_color: Text,
        /// The time of day at which they begin.
        "from" from: Text,
        /// The day of the week on which they begin, 1 for Monday.
        "fromDayOfWeek" from_day_of_week: f64,
        /// Whether lines are drawn.
        "line" line: bool,
        /// The colour of the lines.
        "lineColor" line_color: Text,
        /// `time`
        "op" op: Text,
        /// The time of day at which they end.
        "to" to: Text,
        /// The day of the week on which they end, 1 for Monday.
        "toDayOfWeek" to_day_of_week: f64,
    }
}

object! {
    /// The axes and thresholds of a graph of long ago.
    pub struct GraphGrid {
        /// The base of the left axis's scale.
        "leftLogBase" left_log_base: Number,
        /// The left axis's upper end.
        "leftMax" left_max: Number,
        /// The left axis's lower end.
        "leftMin" left_min: Number,
        /// The base of the right axis's scale.
        "rightLogBase" right_log_base: Number,
        /// The right axis's upper end.
        "rightMax" right_max: Number,
        /// The right axis's lower end.
        "rightMin" right_min: Number,
        /// The first value that is marked.
        "threshold1" threshold1: Number,
        /// Its colour.
        "threshold1Color" threshold1_color: Text,
        /// The second value that is marked.
        "threshold2" threshold2: Number,
        /// Its colour.
        "threshold2Color" threshold2_color: Text,
        /// Whether lines are drawn.
        "thresholdLine" threshold_line: bool,
    }
}
