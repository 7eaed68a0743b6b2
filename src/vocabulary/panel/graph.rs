//! How graphs draw series: the field config that several kinds of panels share.
//!
//! Source: `GraphFieldConfig` of `@grafana/schema` 13.2.3; defaults: Grafana, `public/app/plugins/panel/timeseries/config.ts`.

use crate::json::{Either, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::{Filled, filled};
use crate::vocabulary::field::Axis;

object! {
    /// How a series is drawn. A new one says what people look for first; what it leaves out is as Grafana has it.
    pub struct GraphField {
        /// Whether the axis has a line.
        "axisBorderShow" axis_border_show: bool,
        /// Whether zero is in the middle of the axis.
        "axisCenteredZero" axis_centered_zero: bool,
        /// What colour the axis has.
        "axisColorMode" axis_color_mode: AxisColorMode,
        /// Whether lines stand behind the graph; as Grafana chooses where it is missing.
        "axisGridShow" axis_grid_show: bool,
        /// The words along the axis.
        "axisLabel" axis_label: Text,
        /// The side of the axis.
        "axisPlacement" axis_placement: Axis,
        /// The upper end of the axis, unless a value is higher.
        "axisSoftMax" axis_soft_max: f64,
        /// The lower end of the axis, unless a value is lower.
        "axisSoftMin" axis_soft_min: f64,
        /// The width of the axis, in pixels.
        "axisWidth" axis_width: f64,
        /// Where a bar stands to its time: -1 before, 0 around, 1 after it.
        "barAlignment" bar_alignment: f64,
        /// The largest width of a bar, in pixels.
        "barMaxWidth" bar_max_width: f64,
        /// How much of its room a bar takes, 0.1 to 1.
        "barWidthFactor" bar_width_factor: f64,
        /// How it is drawn.
        "drawStyle" draw_style: DrawStyle = DrawStyle::Line,
        /// The series down to which the area below this one is filled, in overrides.
        "fillBelowTo" fill_below_to: Text,
        /// The colour of the area.
        "fillColor" fill_color: Text,
        /// How opaque the area under the line is, 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 0.0,
        /// How the area's colour changes.
        "gradientMode" gradient_mode: GradientMode,
        /// Where it is left out.
        "hideFrom" hide_from: HideFrom,
        /// After how long without a value the line breaks, in milliseconds; `true`: at once.
        "insertNulls" insert_nulls: Either<bool, f64>,
        /// The colour of the line.
        "lineColor" line_color: Text,
        /// How points are joined.
        "lineInterpolation" line_interpolation: LineInterpolation,
        /// Whether the line is dashed.
        "lineStyle" line_style: LineStyle,
        /// The line's width, 0 to 10 pixels.
        "lineWidth" line_width: f64 = 1.0,
        /// The colour of points.
        "pointColor" point_color: Text,
        /// The size of points, 1 to 40 pixels.
        "pointSize" point_size: f64,
        /// The picture of points.
        "pointSymbol" point_symbol: Text,
        /// The scale of the axis.
        "scaleDistribution" scale_distribution: ScaleDistribution,
        /// Whether points are drawn.
        "showPoints" show_points: ShowPoints = ShowPoints::Auto,
        /// Whether values are written beside their points.
        "showValues" show_values: bool,
        /// Whether the line goes on where values are missing; a number: for at most so many milliseconds.
        "spanNulls" span_nulls: Either<bool, f64>,
        /// Whether series are stacked.
        "stacking" stacking: Stacking,
        /// Whether thresholds are drawn.
        "thresholdsStyle" thresholds_style: ThresholdsStyle,
        /// What is done to the values before they are drawn, in overrides.
        "transform" transform: GraphTransform,
    }
}

words! {
    /// What colour an axis has.
    #[derive(Default)]
    pub enum AxisColorMode {
        /// That of text.
        #[default]
        "text" Text,
        /// That of its series.
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
    /// How the colour of an area changes.
    #[derive(Default)]
    pub enum GradientMode {
        /// Not.
        #[default]
        "none" None,
        /// It fades towards the axis.
        "opacity" Opacity,
        /// Its hue shifts.
        "hue" Hue,
        /// By value, along the colour scheme.
        "scheme" Scheme,
    }
}

words! {
    /// How points are joined.
    #[derive(Default)]
    pub enum LineInterpolation {
        /// By straight lines.
        #[default]
        "linear" Linear,
        /// By curves.
        "smooth" Smooth,
        /// By steps that change before the point.
        "stepBefore" StepBefore,
        /// By steps that change after the point.
        "stepAfter" StepAfter,
    }
}

object! {
    /// Whether a line is dashed.
    pub struct LineStyle {
        /// Lengths of dashes and gaps, in pixels.
        "dash" dash: Vec<f64>,
        /// What it is made of.
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
    /// What a line is made of.
    #[derive(Default)]
    pub enum LineFill {
        /// One stroke.
        #[default]
        "solid" Solid,
        /// Dashes.
        "dash" Dash,
        /// Dots.
        "dot" Dot,
        /// Squares.
        "square" Square,
        /// A pattern of its own for each series.
        "accessible" Accessible,
    }
}

words! {
    /// Whether points are drawn.
    #[derive(Default)]
    pub enum ShowPoints {
        /// Where they are few.
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
        /// Series of one group are stacked together; `false` where Grafana forgot which.
        "group" group: Either<Text, bool> = Either::Left("A".into()),
        /// How.
        "mode" mode: StackingMode = StackingMode::None,
    }
}

impl Stacking {
    /// Returns series stacked by their values.
    pub fn normal() -> Self {
        Self::new().mode(StackingMode::Normal)
    }

    /// Returns series that stand for themselves.
    pub fn none() -> Self {
        Self::new()
    }
}

words! {
    /// How series are stacked.
    #[derive(Default)]
    pub enum StackingMode {
        /// Not at all.
        #[default]
        "none" None,
        /// By their values.
        "normal" Normal,
        /// By their shares of the whole.
        "percent" Percent,
    }
}

object! {
    /// Where a series is left out.
    pub struct HideFrom {
        /// Of the legend.
        "legend" legend: bool = false,
        /// Of the tooltip.
        "tooltip" tooltip: bool = false,
        /// Of the graph.
        "viz" viz: bool = false,
    }
}

object! {
    /// The scale of an axis.
    pub struct ScaleDistribution {
        /// Up to which value a `symlog` scale is linear.
        "linearThreshold" linear_threshold: f64,
        /// The base of a logarithmic scale: 2 or 10.
        "log" log: f64,
        /// What kind of scale.
        "type" kind: ScaleKind = ScaleKind::Linear,
    }
}

impl ScaleDistribution {
    /// Returns a logarithmic scale, to the base of 2 or 10.
    ///
    /// # Panics
    /// When it is another base: Grafana draws no other.
    #[track_caller]
    pub fn logarithmic(base: f64) -> Self {
        assert!([2.0, 10.0].contains(&base), "a logarithmic scale has the base 2 or 10");
        Self::new().log(base).kind(ScaleKind::Log)
    }
}

words! {
    /// Kinds of scales.
    #[derive(Default)]
    pub enum ScaleKind {
        /// Equal steps are equal differences.
        #[default]
        "linear" Linear,
        /// Equal steps are equal factors.
        "log" Log,
        /// As `Log`, but linear around zero.
        "symlog" Symlog,
        /// By rank.
        "ordinal" Ordinal,
    }
}

object! {
    /// Whether thresholds are drawn into a graph.
    pub struct ThresholdsStyle {
        /// How.
        "mode" mode: ThresholdsStyleMode = ThresholdsStyleMode::Off,
    }
}

words! {
    /// How thresholds are drawn into a graph.
    #[derive(Default)]
    pub enum ThresholdsStyleMode {
        /// Not at all.
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
        /// As a series of their own.
        "series" Series,
    }
}

words! {
    /// What is done to the values of a series before they are drawn.
    pub enum GraphTransform {
        /// Its first value, everywhere.
        "constant" Constant,
        /// Its values, downwards.
        "negative-Y" NegativeY,
    }
}

/// What Grafana fills into the field config of a kind with lines (`public/app/plugins/panel/timeseries/config.ts`).
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

/// What Grafana fills into the field config of a kind with axes (`packages/grafana-ui/src/options/builder/axis.tsx`).
pub(super) const AXIS_FILLED: &[Filled] = &[
    filled!("8.0" { "axisLabel": "", "axisPlacement": "auto", "scaleDistribution": { "type": "linear" } }),
    filled!("9.1" { "axisCenteredZero": false, "axisColorMode": "text" }),
    filled!("10.1" { "axisBorderShow": false }),
];

/// What Grafana fills in where series can be hidden (`packages/grafana-ui/src/options/builder/hideSeries.tsx`).
pub(super) const HIDE_FROM_FILLED: &[Filled] =
    &[filled!("8.0" { "hideFrom": { "legend": false, "tooltip": false, "viz": false } })];
