//! The XY chart panel: one number over another.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, xychart.

use super::axis::axis_object;
use super::defaults::PanelDefaults;
use super::graph::{AXIS_FILLED, HIDE_FROM_FILLED};
use super::shared::{LEGEND_FILLED, TOOLTIP_FILLED};
use super::{HideFrom, Kind, LegendOptions, LineStyle, TooltipOptions};
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;
use crate::vocabulary::field::{FrameIndexMatcher, Matcher};

/// One number over another, as points. Their colours are from the palette, [`ColorMode::PALETTE`], or fixed; other
/// modes are not supported.
///
/// [`ColorMode::PALETTE`]: crate::vocabulary::field::ColorMode::PALETTE
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/xy-chart/>. A new one:
///
/// ```json
/// {
///   "fieldConfig": {
///     "defaults": {
///       "custom": {
///         "fillOpacity": 50,
///         "show": "points"
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
///     "mapping": "auto",
///     "series": [
///       {}
///     ],
///     "tooltip": {
///       "mode": "single",
///       "sort": "none"
///     }
///   },
///   "type": "xychart"
/// }
/// ```
pub type XyChart = Kind<XyChartOptions, XyChartField>;

object! {
    /// The options of an XY chart panel.
    pub struct XyChartOptions {
        /// The fields to draw. Legacy dashboards only.
        "dims" dims: XyDimensions,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// How the fields are chosen.
        "mapping" mapping: XyMapping = XyMapping::Auto,
        /// The series.
        "series" series: Vec<XySeries> = [XySeries::empty()],
        /// How the fields are chosen. Legacy dashboards only.
        "seriesMapping" series_mapping: XyMapping,
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

object! {
    /// The fields of an old XY chart.
    pub struct XyDimensions {
        /// The excluded fields.
        "exclude" exclude: Vec<Text>,
        /// The index of the table.
        "frame" frame: f64,
        /// The field for the x-axis.
        "x" x: Text,
    }
}

words! {
    /// How the fields of an XY chart are chosen.
    #[derive(Default)]
    pub enum XyMapping {
        /// Automatically: the first numeric field is the x-axis, and the others are y-axes.
        #[default]
        "auto" Auto,
        /// Manually, in each series.
        "manual" Manual,
    }
}

object! {
    /// A series of an XY chart. A new one uses the first table.
    pub struct XySeries {
        /// The field for the colour of points.
        "color" color: XyDimension,
        /// The table; Grafana does not draw a manual series without one.
        "frame" frame: XyFrame = XyFrame::at(0),
        /// Its name.
        "name" name: XyName,
        /// The field for the size of points.
        "size" size: XyDimension,
        /// The field for the x-axis.
        "x" x: XyDimension,
        /// The field for the y-axis.
        "y" y: XyDimension,
    }
}

object! {
    /// A field of an XY chart.
    pub struct XyDimension {
        /// The matcher.
        "matcher" matcher: Matcher,
    }
}

object! {
    /// The table that a series of an XY chart takes its fields from.
    pub struct XyFrame {
        /// The matcher.
        "matcher" matcher: FrameIndexMatcher,
    }
}

impl XyFrame {
    /// Returns the table at an index, starting at 0. If queries are joined, there is only the first.
    pub fn at(index: u32) -> Self {
        Self::new().matcher(FrameIndexMatcher::at(index))
    }
}

impl XySeries {
    /// Returns points with two fields of the first table as coordinates, by name.
    pub fn of(x: impl Into<Text>, y: impl Into<Text>) -> Self {
        Self::new().x(XyDimension::by_name(x)).y(XyDimension::by_name(y))
    }
}

impl XyDimension {
    /// Returns a field by name.
    pub fn by_name(name: impl Into<Text>) -> Self {
        Self::new().matcher(Matcher::by_name(name))
    }
}

object! {
    /// The name of a series of an XY chart.
    pub struct XyName {
        /// A text.
        "fixed" fixed: Text,
    }
}

axis_object! {
    /// How the points of an XY chart are drawn.
    pub struct XyChartField {
        /// The opacity of points, from 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 50.0,
        /// Where it is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
        /// Whether lines are dashed.
        "lineStyle" line_style: LineStyle,
        /// The width of the line, from 0 to 10 pixels.
        "lineWidth" line_width: f64,
        /// The shape of points.
        "pointShape" point_shape: PointShape,
        /// The size of points.
        "pointSize" point_size: PointSize,
        /// The width of the line around points, in pixels.
        "pointStrokeWidth" point_stroke_width: f64,
        axis,
        /// The series.
        "show" show: XyShow = XyShow::Points,
    }
}

words! {
    /// The shape of points.
    #[derive(Default)]
    pub enum PointShape {
        /// Round.
        #[default]
        "circle" Circle,
        /// Square.
        "square" Square,
    }
}

object! {
    /// The size of points, in pixels.
    pub struct PointSize {
        /// The size of all points.
        "fixed" fixed: f64,
        /// The size for the largest value.
        "max" max: f64,
        /// The size for the smallest value.
        "min" min: f64,
    }
}

words! {
    /// What an XY chart draws.
    #[derive(Default)]
    pub enum XyShow {
        /// Points.
        #[default]
        "points" Points,
        /// Lines.
        "lines" Lines,
        /// Both.
        "points+lines" Both,
    }
}

impl XyChart {
    /// Returns points with two fields of the first table as coordinates, by name.
    pub fn of(x: impl Into<Text>, y: impl Into<Text>) -> Self {
        Self::default().with(|options| options.mapping(XyMapping::Manual).series([XySeries::of(x, y)]))
    }
}

/// The defaults of an XY chart.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/xychart/module.tsx",
    options: &[LEGEND_FILLED, TOOLTIP_FILLED, &[filled!("11.1" { "mapping": "auto", "series": [] })]],
    custom: &[
        AXIS_FILLED,
        HIDE_FROM_FILLED,
        &[
            filled!("8.0" { "lineStyle": { "fill": "solid" }, "lineWidth": 1, "pointSize": { "fixed": 5 }, "show": "points" }),
            filled!("11.1" { "fillOpacity": 50, "pointShape": "circle", "pointStrokeWidth": 1 }),
        ],
    ],
    color: Some("palette-classic"),
};
