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

/// One number over another, as points. Their colours are the palette's, [`ColorMode::PALETTE`], or fixed ones; it knows
/// no others.
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
        /// The fields to draw. Old dashboards only.
        "dims" dims: XyDimensions,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new(),
        /// Who chooses the fields.
        "mapping" mapping: XyMapping = XyMapping::Auto,
        /// What is drawn.
        "series" series: Vec<XySeries> = [XySeries::empty()],
        /// Who chooses the fields. Old dashboards only.
        "seriesMapping" series_mapping: XyMapping,
        /// What is shown beside the mouse.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

object! {
    /// The fields of an old XY chart.
    pub struct XyDimensions {
        /// Those that are left out.
        "exclude" exclude: Vec<Text>,
        /// The index of the table.
        "frame" frame: f64,
        /// The field along the axis.
        "x" x: Text,
    }
}

words! {
    /// Who chooses the fields of an XY chart.
    #[derive(Default)]
    pub enum XyMapping {
        /// The panel: the first number goes along the axis, the others upwards.
        #[default]
        "auto" Auto,
        /// The series say it.
        "manual" Manual,
    }
}

object! {
    /// What an XY chart draws together. A new one is of the first table.
    pub struct XySeries {
        /// The field that gives points their colour.
        "color" color: XyDimension,
        /// The table; Grafana draws no series without one that says its fields itself.
        "frame" frame: XyFrame = XyFrame::at(0),
        /// What it is called.
        "name" name: XyName,
        /// The field that gives points their size.
        "size" size: XyDimension,
        /// The field along the axis.
        "x" x: XyDimension,
        /// The field upwards.
        "y" y: XyDimension,
    }
}

object! {
    /// A field of an XY chart.
    pub struct XyDimension {
        /// Which one.
        "matcher" matcher: Matcher,
    }
}

object! {
    /// The table that a series of an XY chart takes its fields from.
    pub struct XyFrame {
        /// Which one.
        "matcher" matcher: FrameIndexMatcher,
    }
}

impl XyFrame {
    /// Returns the table at a place, 0 for the first: the only one where queries are joined.
    pub fn at(index: u32) -> Self {
        Self::new().matcher(FrameIndexMatcher::at(index))
    }
}

impl XySeries {
    /// Returns the points whose place two fields of the first table say, by their names.
    pub fn of(x: impl Into<Text>, y: impl Into<Text>) -> Self {
        Self::new().x(XyDimension::by_name(x)).y(XyDimension::by_name(y))
    }
}

impl XyDimension {
    /// Returns the field of a name.
    pub fn by_name(name: impl Into<Text>) -> Self {
        Self::new().matcher(Matcher::by_name(name))
    }
}

object! {
    /// The name of what an XY chart draws.
    pub struct XyName {
        /// A text.
        "fixed" fixed: Text,
    }
}

axis_object! {
    /// How the points of an XY chart are drawn.
    pub struct XyChartField {
        /// How opaque points are, 0 to 100 percent.
        "fillOpacity" fill_opacity: f64 = 50.0,
        /// Where it is left out.
        "hideFrom" hide_from: HideFrom,
        /// Whether lines are dashed.
        "lineStyle" line_style: LineStyle,
        /// The line's width, 0 to 10 pixels.
        "lineWidth" line_width: f64,
        /// The form of points.
        "pointShape" point_shape: PointShape,
        /// The size of points.
        "pointSize" point_size: PointSize,
        /// The width of the line around points, in pixels.
        "pointStrokeWidth" point_stroke_width: f64,
        axis,
        /// What is drawn.
        "show" show: XyShow = XyShow::Points,
    }
}

words! {
    /// The form of points.
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
        /// Of all.
        "fixed" fixed: f64,
        /// Of the largest value.
        "max" max: f64,
        /// Of the smallest value.
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
    /// Returns points whose place two fields of the first table say, by their names.
    pub fn of(x: impl Into<Text>, y: impl Into<Text>) -> Self {
        Self::default().with(|options| options.mapping(XyMapping::Manual).series([XySeries::of(x, y)]))
    }
}

/// What Grafana fills into an XY chart.
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
