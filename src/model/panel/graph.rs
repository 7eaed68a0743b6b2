//! How graphs draw series: the field config that several kinds of panels share.
//!
//! Source: `GraphFieldConfig` of `@grafana/schema` 13.2.3; defaults: Grafana, `public/app/plugins/panel/timeseries/config.ts`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Axis, Text};

/// How a series is drawn. Only what differs from Grafana's defaults is written.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct GraphField {
    /// Whether the axis has a line.
    #[serde(skip_serializing_if = "is_default")]
    pub axis_border_show: bool,
    /// Whether zero is in the middle of the axis.
    #[serde(skip_serializing_if = "is_default")]
    pub axis_centered_zero: bool,
    /// What colour the axis has.
    #[serde(skip_serializing_if = "is_default")]
    pub axis_color_mode: AxisColorMode,
    /// The words along the axis.
    #[serde(skip_serializing_if = "is_default")]
    pub axis_label: Text,
    /// The side of the axis.
    #[serde(skip_serializing_if = "is_default")]
    pub axis_placement: Axis,
    /// The upper end of the axis, unless a value is higher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axis_soft_max: Option<f64>,
    /// The lower end of the axis, unless a value is lower.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axis_soft_min: Option<f64>,
    /// Where a bar stands to its time: -1 before, 0 around, 1 after it.
    #[serde(skip_serializing_if = "is_default")]
    pub bar_alignment: i8,
    /// How it is drawn.
    pub draw_style: DrawStyle,
    /// How opaque the area under the line is, 0 to 100 percent.
    pub fill_opacity: u8,
    /// How the area's colour changes.
    #[serde(skip_serializing_if = "is_default")]
    pub gradient_mode: GradientMode,
    /// Where it is left out.
    #[serde(skip_serializing_if = "is_default")]
    pub hide_from: HideFrom,
    /// How points are joined.
    #[serde(skip_serializing_if = "is_default")]
    pub line_interpolation: LineInterpolation,
    /// Whether the line is dashed.
    #[serde(skip_serializing_if = "is_default")]
    pub line_style: LineStyle,
    /// The line's width, 0 to 10 pixels.
    pub line_width: u8,
    /// The size of points, 1 to 40 pixels.
    #[serde(skip_serializing_if = "is_five")]
    pub point_size: u8,
    /// The scale of the axis.
    #[serde(skip_serializing_if = "is_default")]
    pub scale_distribution: ScaleDistribution,
    /// Whether points are drawn.
    pub show_points: ShowPoints,
    /// Whether the line goes on where values are missing.
    #[serde(skip_serializing_if = "is_default")]
    pub span_nulls: bool,
    /// Whether series are stacked.
    #[serde(skip_serializing_if = "is_default")]
    pub stacking: Stacking,
    /// Whether thresholds are drawn.
    #[serde(skip_serializing_if = "is_default")]
    pub thresholds_style: ThresholdsStyle,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_five(value: &u8) -> bool {
    *value == 5
}

impl Default for GraphField {
    fn default() -> Self {
        Self {
            axis_border_show: false,
            axis_centered_zero: false,
            axis_color_mode: AxisColorMode::default(),
            axis_label: Text::default(),
            axis_placement: Axis::default(),
            axis_soft_max: None,
            axis_soft_min: None,
            bar_alignment: 0,
            draw_style: DrawStyle::default(),
            fill_opacity: 0,
            gradient_mode: GradientMode::default(),
            hide_from: HideFrom::default(),
            line_interpolation: LineInterpolation::default(),
            line_style: LineStyle::default(),
            line_width: 1,
            point_size: 5,
            scale_distribution: ScaleDistribution::default(),
            show_points: ShowPoints::default(),
            span_nulls: false,
            stacking: Stacking::default(),
            thresholds_style: ThresholdsStyle::default(),
        }
    }
}

/// What colour an axis has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum AxisColorMode {
    /// That of text.
    #[default]
    Text,
    /// That of its series.
    Series,
}

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum DrawStyle {
    /// As a line.
    #[default]
    Line,
    /// As bars.
    Bars,
    /// As points.
    Points,
}

/// How the colour of an area changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum GradientMode {
    /// Not.
    #[default]
    None,
    /// It fades towards the axis.
    Opacity,
    /// Its hue shifts.
    Hue,
    /// By value, along the colour scheme.
    Scheme,
}

/// How points are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LineInterpolation {
    /// By straight lines.
    #[default]
    Linear,
    /// By curves.
    Smooth,
    /// By steps that change before the point.
    StepBefore,
    /// By steps that change after the point.
    StepAfter,
}

/// Whether a line is dashed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LineStyle {
    /// Lengths of dashes and gaps, in pixels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dash: Vec<u32>,
    /// What it is made of.
    pub fill: LineFill,
}

impl LineStyle {
    /// Returns a dashed line.
    pub fn dashed() -> Self {
        Self { dash: vec![10, 10], fill: LineFill::Dash }
    }
}

/// What a line is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LineFill {
    /// One stroke.
    #[default]
    Solid,
    /// Dashes.
    Dash,
    /// Dots.
    Dot,
    /// Squares.
    Square,
}

/// Whether points are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ShowPoints {
    /// Where they are few.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Whether series are stacked on each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Stacking {
    /// Series of one group are stacked together.
    pub group: Text,
    /// How.
    pub mode: StackingMode,
}

impl Default for Stacking {
    fn default() -> Self {
        Self { group: "A".into(), mode: StackingMode::None }
    }
}

impl Stacking {
    /// Returns series stacked by their values.
    pub fn normal() -> Self {
        Self { mode: StackingMode::Normal, ..Self::default() }
    }

    /// Returns series that stand for themselves.
    pub fn none() -> Self {
        Self::default()
    }
}

/// How series are stacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum StackingMode {
    /// Not at all.
    #[default]
    None,
    /// By their values.
    Normal,
    /// By their shares of the whole.
    Percent,
}

/// Where a series is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HideFrom {
    /// Of the legend.
    pub legend: bool,
    /// Of the tooltip.
    pub tooltip: bool,
    /// Of the graph.
    pub viz: bool,
}

/// The scale of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScaleDistribution {
    /// Up to which value a `symlog` scale is linear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linear_threshold: Option<f64>,
    /// The base of a logarithmic scale: 2 or 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<f64>,
    /// What kind of scale.
    pub r#type: ScaleKind,
}

impl ScaleDistribution {
    /// Returns a logarithmic scale, to the base of 2 or 10.
    pub fn logarithmic(base: f64) -> Self {
        Self { log: Some(base), r#type: ScaleKind::Log, ..Self::default() }
    }
}

/// Kinds of scales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ScaleKind {
    /// Equal steps are equal differences.
    #[default]
    Linear,
    /// Equal steps are equal factors.
    Log,
    /// As `Log`, but linear around zero.
    Symlog,
    /// By rank.
    Ordinal,
}

/// Whether thresholds are drawn into a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThresholdsStyle {
    /// How.
    pub mode: ThresholdsStyleMode,
}

/// How thresholds are drawn into a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub enum ThresholdsStyleMode {
    /// Not at all.
    #[default]
    #[serde(rename = "off")]
    Off,
    /// As lines.
    #[serde(rename = "line")]
    Line,
    /// As dashed lines.
    #[serde(rename = "dashed")]
    Dashed,
    /// As areas.
    #[serde(rename = "area")]
    Area,
    /// As lines and areas.
    #[serde(rename = "line+area")]
    LineAndArea,
    /// As dashed lines and areas.
    #[serde(rename = "dashed+area")]
    DashedAndArea,
    /// As a series of their own.
    #[serde(rename = "series")]
    Series,
}
