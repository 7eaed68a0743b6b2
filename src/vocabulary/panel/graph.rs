//! How graphs draw series: the field config that several kinds of panels share.
//!
//! Source: `GraphFieldConfig` of `@grafana/schema` 13.2.3; defaults: Grafana, `public/app/plugins/panel/timeseries/config.ts`.

use crate::json::{Either, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::{Filled, filled};
use crate::vocabulary::field::Axis;

object! {
    /// How a series is drawn. A new one sets the common options; everything else is left at Grafana's defaults.
    pub struct GraphField {
        /// Whether the axis has a border line.
        "axisBorderShow" axis_border_show: bool,
        /// Whether the axis is centered at zero.
        "axisCenteredZero" axis_centered_zero: bool,
        /// The colour of the axis: that of the text or of the series.
        "axisColorMode" axis_color_mode: AxisColorMode,
        /// Whether grid lines are shown; by default, Grafana decides.
        "axisGridShow" axis_grid_show: bool,
        /// The label of the axis.
        "axisLabel" axis_label: Text,
        /// The side of the axis.
        "axisPlacement" axis_placement: Axis,
        /// The soft maximum of the axis: it is extended if a value is higher.
        "axisSoftMax" axis_soft_max: f64,
        /// The soft minimum of the axis: it is extended if a value is lower.
        "axisSoftMin" axis_soft_min: f64,
        /// The width of the axis, in pixels.
        "axisWidth" axis_width: f64,
        /// The alignment of a bar relative to its time: -1 before, 0 centered, 1 after.
        "barAlignment" bar_alignment: f64,
        /// The maximum width of a bar, in pixels.
        "barMaxWidth" bar_max_width: f64,
        /// The width of a bar relative to the available space, from 0.1 to 1.
        "barWidthFactor" bar_width_factor: f64,
        /// Whether it is drawn as a line, bars or points.
        "drawStyle" draw_style: DrawStyle = DrawStyle::Line,
        /// The series down to which the area below this one is filled; only in overrides.
        "fillBelowTo" fill_below_to: Text,
        /// The colour of the area.
        "fillColor" fill_color: Text,
        /// The opacity of the area below the line, from 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 0.0,
        /// The gradient of the area.
        "gradientMode" gradient_mode: GradientMode,
        /// Where it is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
        /// The gap in milliseconds after which the line is interrupted; `true` for any gap.
        "insertNulls" insert_nulls: Either<bool, f64>,
        /// The colour of the line.
        "lineColor" line_color: Text,
        /// The interpolation between points.
        "lineInterpolation" line_interpolation: LineInterpolation,
        /// Whether the line is dashed.
        "lineStyle" line_style: LineStyle,
        /// The width of the line, from 0 to 10 pixels.
        "lineWidth" line_width: f64 = 1.0,
        /// The colour of points.
        "pointColor" point_color: Text,
        /// The size of points, 1 to 40 pixels.
        "pointSize" point_size: f64,
        /// The symbol of points.
        "pointSymbol" point_symbol: Text,
        /// The scale of the axis.
        "scaleDistribution" scale_distribution: ScaleDistribution,
        /// Whether points are drawn.
        "showPoints" show_points: ShowPoints = ShowPoints::Auto,
        /// Whether values are shown next to their points.
        "showValues" show_values: bool,
        /// Whether the line connects over missing values; a number limits the gap, in milliseconds.
        "spanNulls" span_nulls: Either<bool, f64>,
        /// Whether and how series are stacked.
        "stacking" stacking: Stacking,
        /// Whether and how thresholds are drawn.
        "thresholdsStyle" thresholds_style: ThresholdsStyle,
        /// A transform of the values before they are drawn; only in overrides.
        "transform" transform: GraphTransform,
    }
}

words! {
    /// The colour of an axis.
    #[derive(Default)]
    pub enum AxisColorMode {
        /// The colour of text.
        #[default]
        "text" Text,
        /// The colour of its series.
        "series" Series,
    }
}

words! {
    /// How a series is drawn.
    #[derive(Default)]
    pub enum DrawStyle {
        /// As a line.
        #[default]
        "line" Line,
        /// As bars.
        "bars" Bars,
        /// As points.
        "points" Points,
    }
}

words! {
    /// The gradient of an area.
    #[derive(Default)]
    pub enum GradientMode {
        /// No gradient.
        #[default]
        "none" None,
        /// The opacity decreases towards the axis.
        "opacity" Opacity,
        /// Its hue shifts.
        "hue" Hue,
        /// By value, according to the colour scheme.
        "scheme" Scheme,
    }
}

words! {
    /// The interpolation between points.
    #[derive(Default)]
    pub enum LineInterpolation {
        /// Straight lines.
        #[default]
        "linear" Linear,
        /// Smooth curves.
        "smooth" Smooth,
        /// Steps that change before the point.
        "stepBefore" StepBefore,
        /// Steps that change after the point.
        "stepAfter" StepAfter,
    }
}

object! {
    /// Whether a line is dashed.
    pub struct LineStyle {
        /// Lengths of dashes and gaps, in pixels.
        "dash" dash: Vec<f64>,
        /// The stroke: solid, dashes or dots.
        "fill" fill: LineFill = LineFill::Solid,
    }
}

impl LineStyle {
    /// Returns a dashed line.
    pub fn dashed() -> Self {
        Self::new().dash([10.0, 10.0]).fill(LineFill::Dash)
    }
}

words! {
    /// The stroke of a line.
    #[derive(Default)]
    pub enum LineFill {
        /// Solid.
        #[default]
        "solid" Solid,
        /// Dashes.
        "dash" Dash,
        /// Dots.
        "dot" Dot,
        /// Squares.
        "square" Square,
        /// A different pattern for each series.
        "accessible" Accessible,
    }
}

words! {
    /// Whether points are drawn.
    #[derive(Default)]
    pub enum ShowPoints {
        /// Automatic: if there are few.
        #[default]
        "auto" Auto,
        /// Always.
        "always" Always,
        /// Never.
        "never" Never,
    }
}

object! {
    /// Whether series are stacked on each other.
    pub struct Stacking {
        /// The stacking group: series of one group are stacked together. Grafana sometimes saves `false`.
        "group" group: Either<Text, bool> = Either::Left("A".into()),
        /// The mode.
        "mode" mode: StackingMode = StackingMode::None,
    }
}

impl Stacking {
    /// Returns series stacked by their values.
    pub fn normal() -> Self {
        Self::new().mode(StackingMode::Normal)
    }

    /// Returns no stacking.
    pub fn none() -> Self {
        Self::new()
    }
}

words! {
    /// How series are stacked.
    #[derive(Default)]
    pub enum StackingMode {
        /// Off.
        #[default]
        "none" None,
        /// By their values.
        "normal" Normal,
        /// By their percentages of the total.
        "percent" Percent,
    }
}

object! {
    /// Where a series is hidden.
    pub struct HideFrom {
        /// Hidden in the legend.
        "legend" legend: bool = false,
        /// Hidden in the tooltip.
        "tooltip" tooltip: bool = false,
        /// Hidden in the graph.
        "viz" viz: bool = false,
    }
}

object! {
    /// The scale of an axis.
    pub struct ScaleDistribution {
        /// The value up to which a `symlog` scale is linear.
        "linearThreshold" linear_threshold: f64,
        /// The base of a logarithmic scale: 2 or 10.
        "log" log: f64,
        /// The kind of scale.
        "type" kind: ScaleKind = ScaleKind::Linear,
    }
}

impl ScaleDistribution {
    /// Returns a logarithmic scale, to the base of 2 or 10.
    ///
    /// # Panics
    /// When it is another base, which Grafana does not support.
    #[track_caller]
    pub fn logarithmic(base: f64) -> Self {
        assert!([2.0, 10.0].contains(&base), "the base of a logarithmic scale must be 2 or 10");
        Self::new().log(base).kind(ScaleKind::Log)
    }
}

words! {
    /// Kinds of scales.
    #[derive(Default)]
    pub enum ScaleKind {
        /// Linear.
        #[default]
        "linear" Linear,
        /// Logarithmic.
        "log" Log,
        /// As `Log`, but linear around zero.
        "symlog" Symlog,
        /// Ordinal: by rank.
        "ordinal" Ordinal,
    }
}

object! {
    /// Whether thresholds are drawn into a graph.
    pub struct ThresholdsStyle {
        /// The mode.
        "mode" mode: ThresholdsStyleMode = ThresholdsStyleMode::Off,
    }
}

words! {
    /// How thresholds are drawn into a graph.
    #[derive(Default)]
    pub enum ThresholdsStyleMode {
        /// Off.
        #[default]
        "off" Off,
        /// As lines.
        "line" Line,
        /// As dashed lines.
        "dashed" Dashed,
        /// As areas.
        "area" Area,
        /// As lines and areas.
        "line+area" LineAndArea,
        /// As dashed lines and areas.
        "dashed+area" DashedAndArea,
        /// As separate series.
        "series" Series,
    }
}

words! {
    /// A transform of the values of a series before they are drawn.
    pub enum GraphTransform {
        /// A constant: its first value.
        "constant" Constant,
        /// Negative: its values are drawn below zero.
        "negative-Y" NegativeY,
    }
}

/// The defaults of the field config of a kind with lines (`public/app/plugins/panel/timeseries/config.ts`).
pub(super) const GRAPH_FILLED: &[Filled] = &[
    filled!("8.0" {
        "barAlignment": 0,
        "drawStyle": "line",
        "fillOpacity": 0,
        "gradientMode": "none",
        "lineInterpolation": "linear",
        "lineWidth": 1,
        "pointSize": 5,
        "showPoints": "auto",
        "spanNulls": false,
        "stacking": { "group": "A", "mode": "none" },
        "thresholdsStyle": { "mode": "off" }
    }),
    filled!("10.0" { "insertNulls": false }),
    filled!("11.3" { "barWidthFactor": 0.6 }),
    filled!("12.2" { "showValues": false }),
];

/// The defaults of the field config of a kind with axes (`packages/grafana-ui/src/options/builder/axis.tsx`).
pub(super) const AXIS_FILLED: &[Filled] = &[
    filled!("8.0" { "axisLabel": "", "axisPlacement": "auto", "scaleDistribution": { "type": "linear" } }),
    filled!("9.1" { "axisCenteredZero": false, "axisColorMode": "text" }),
    filled!("10.1" { "axisBorderShow": false }),
];

/// The defaults of a kind whose series can be hidden (`packages/grafana-ui/src/options/builder/hideSeries.tsx`).
pub(super) const HIDE_FROM_FILLED: &[Filled] =
    &[filled!("8.0" { "hideFrom": { "legend": false, "tooltip": false, "viz": false } })];
