//! The heatmap panel: how often values occur over time.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, heatmap, and Grafana, `public/app/plugins/panel/heatmap/types.ts`.

use super::axis::axis_object;
use super::defaults::PanelDefaults;
use super::graph::HIDE_FROM_FILLED;
use super::heatmap_color::HeatmapColor;
use super::shared::MULTI_LANE_FILLED;
use super::{AnnotationOptions, HideFrom, Kind, LegendPlacement, ScaleDistribution, ShowValue, TooltipMode};
use crate::json::{Either, object, words};
use crate::unit::Unit;
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;
use crate::vocabulary::field::Axis;
use crate::vocabulary::field::Color;

/// How often values occur over time, by colour.
///
/// The unit of the vertical axis and that of the cells are options: [`Heatmap::unit`], [`Heatmap::cell_unit`].
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/heatmap/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "calculate": false,
///     "color": {
///       "exponent": 0.5,
///       "fill": "dark-orange",
///       "mode": "scheme",
///       "reverse": false,
///       "scale": "exponential",
///       "scheme": "Oranges",
///       "steps": 64
///     },
///     "exemplars": {
///       "color": "rgba(255,0,255,0.7)"
///     },
///     "filterValues": {
///       "le": 1e-9
///     },
///     "legend": {
///       "show": true
///     },
///     "showValue": "auto",
///     "tooltip": {
///       "mode": "single"
///     },
///     "yAxis": {}
///   },
///   "type": "heatmap"
/// }
/// ```
pub type Heatmap = Kind<HeatmapOptions, HeatmapField>;

object! {
    /// The options of a heatmap panel.
    pub struct HeatmapOptions {
        /// How annotations are drawn.
        "annotations" annotations: AnnotationOptions,
        /// Whether the panel counts values itself rather than taking buckets.
        "calculate" calculate: bool = false,
        /// How it counts.
        "calculation" calculation: HeatmapCalculation,
        /// How far cells are apart, in pixels.
        "cellGap" cell_gap: f64,
        /// How round the corners of cells are.
        "cellRadius" cell_radius: f64,
        /// How the numbers in the cells are written.
        "cellValues" cell_values: HeatmapCellValues,
        /// The colours.
        "color" color: HeatmapColor = HeatmapColor::new(),
        /// How exemplars are drawn.
        "exemplars" exemplars: HeatmapExemplars = HeatmapExemplars::new(),
        /// Which cells are left out.
        "filterValues" filter_values: HeatmapFilter = HeatmapFilter::new(),
        /// The legend.
        "legend" legend: HeatmapLegend = HeatmapLegend::new(),
        /// How the answer's series become rows.
        "rowsFrame" rows_frame: HeatmapRows,
        /// Along which axes a range can be chosen with the mouse.
        "selectionMode" selection_mode: HeatmapSelection,
        /// Whether values are written into the cells.
        "showValue" show_value: ShowValue = ShowValue::Auto,
        /// What is shown beside the mouse.
        "tooltip" tooltip: HeatmapTooltip = HeatmapTooltip::new(),
        /// The vertical axis.
        "yAxis" y_axis: HeatmapAxis = HeatmapAxis::new(),
    }
}

object! {
    /// How a heatmap counts values.
    pub struct HeatmapCalculation {
        /// Buckets of time.
        "xBuckets" x_buckets: HeatmapBuckets,
        /// Buckets of values.
        "yBuckets" y_buckets: HeatmapBuckets,
    }
}

object! {
    /// The buckets along one axis of a heatmap.
    pub struct HeatmapBuckets {
        /// What the value means.
        "mode" mode: HeatmapBucketMode = HeatmapBucketMode::Width,
        /// How bucket sizes grow.
        "scale" scale: ScaleDistribution,
        /// The size or number: `1m`, `20`.
        "value" value: Text,
    }
}

words! {
    /// What the value of a heatmap's buckets means.
    #[derive(Default)]
    pub enum HeatmapBucketMode {
        /// How large each is.
        #[default]
        "size" Width,
        /// How many there are.
        "count" Count,
    }
}

object! {
    /// How the numbers in the cells of a heatmap are written.
    pub struct HeatmapCellValues {
        /// Digits after the point.
        "decimals" decimals: Option<f64>,
        /// Grafana's id of the unit.
        "unit" unit: Text,
    }
}

object! {
    /// How a heatmap draws exemplars.
    pub struct HeatmapExemplars {
        /// The colour.
        "color" color: Color = Color::named("rgba(255,0,255,0.7)"),
    }
}

object! {
    /// Which cells of a heatmap are left out.
    pub struct HeatmapFilter {
        /// Those with this value or more are left out.
        "ge" ge: Option<f64>,
        /// Those with this value or less are left out.
        "le" le: Option<f64> = 1e-9,
    }
}

object! {
    /// The legend of a heatmap: its colours.
    pub struct HeatmapLegend {
        /// Where it stands.
        "placement" placement: LegendPlacement,
        /// Whether there is one.
        "show" show: bool = true,
        /// The width at the right of the graph, in pixels.
        "width" width: Either<f64, Text>,
    }
}

object! {
    /// How the series of an answer become the rows of a heatmap.
    pub struct HeatmapRows {
        /// On which side of its row a series' name stands.
        "layout" layout: HeatmapLayout,
        /// What the numbers are called.
        "value" value: Text,
        /// How the rows are spaced.
        "yBucketScale" y_bucket_scale: ScaleDistribution,
    }
}

words! {
    /// Which end of a row the name of its series tells.
    #[derive(Default)]
    pub enum HeatmapLayout {
        /// As the datasource says.
        #[default]
        "auto" Auto,
        /// The upper.
        "le" Upper,
        /// The lower.
        "ge" Lower,
        /// None: the middle.
        "unknown" Middle,
    }
}

words! {
    /// Along which axes of a heatmap a range can be chosen.
    #[derive(Default)]
    pub enum HeatmapSelection {
        /// Time.
        #[default]
        "x" Time,
        /// Values.
        "y" Values,
        /// Both.
        "xy" Both,
    }
}

object! {
    /// What is shown beside the mouse over a heatmap.
    pub struct HeatmapTooltip {
        /// The largest height, in pixels.
        "maxHeight" max_height: f64,
        /// The largest width, in pixels.
        "maxWidth" max_width: f64,
        /// Which cells.
        "mode" mode: TooltipMode = TooltipMode::Single,
        /// Whether there is one. Old dashboards only.
        "show" show: bool,
        /// Whether the colours are shown too.
        "showColorScale" show_color_scale: bool,
        /// Whether the values at that time are shown as a histogram.
        "yHistogram" y_histogram: bool,
    }
}

axis_object! {
    /// The vertical axis of a heatmap.
    pub struct HeatmapAxis {
        /// Digits after the point.
        "decimals" decimals: Option<f64>,
        /// The upper end.
        "max" max: Option<f64>,
        /// The lower end.
        "min" min: Option<f64>,
        /// Whether large values are below.
        "reverse" reverse: bool,
        axis,
        /// Grafana's id of the unit.
        "unit" unit: Text,
    }
}

object! {
    /// What a heatmap says of a field.
    pub struct HeatmapField {
        /// Where it is left out.
        "hideFrom" hide_from: HideFrom,
        /// The scale of values, when the panel counts them itself.
        "scaleDistribution" scale_distribution: ScaleDistribution,
    }
}

impl Heatmap {
    /// Returns the buckets of a Prometheus histogram: a query made by
    /// [`BucketRates::buckets`](crate::promql::BucketRates::buckets).
    pub fn buckets(unit: &Unit) -> Self {
        Self::default().unit(unit)
    }

    /// Returns values counted by the panel, in about so many rows.
    pub fn counted(rows: u32) -> Self {
        let rows = HeatmapBuckets::new().mode(HeatmapBucketMode::Count).value(rows.to_string());
        Self::default().with(|options| options.calculate(true).calculation(HeatmapCalculation::new().y_buckets(rows)))
    }

    /// Sets the unit of the vertical axis.
    pub fn unit(self, unit: &Unit) -> Self {
        self.y_axis(|axis| axis.axis_placement(Axis::Left).unit(unit.grafana_id().into_owned()))
    }

    /// Sets the unit of the cells' numbers.
    pub fn cell_unit(self, unit: &Unit) -> Self {
        let values = HeatmapCellValues::new().unit(unit.grafana_id().into_owned());
        self.with(|options| options.cell_values(values))
    }

    /// Changes the vertical axis.
    pub fn y_axis(self, change: impl FnOnce(HeatmapAxis) -> HeatmapAxis) -> Self {
        self.with(|mut options| {
            let axis = options.y_axis.take().unwrap_or_default();
            options.y_axis(change(axis))
        })
    }

    /// Sets the colours.
    pub fn colors(self, color: HeatmapColor) -> Self {
        self.with(|options| options.color(color))
    }
}

/// What Grafana fills into a heatmap.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/heatmap/module.tsx",
    options: &[
        MULTI_LANE_FILLED,
        &[
            filled!("9.0" {
                "calculate": false,
                "cellGap": 1,
                "cellValues": {},
                "color": {
                    "exponent": 0.5,
                    "fill": "dark-orange",
                    "mode": "scheme",
                    "reverse": false,
                    "scale": "exponential",
                    "scheme": "Oranges",
                    "steps": 64
                },
                "exemplars": { "color": "rgba(255,0,255,0.7)" },
                "filterValues": { "le": 1e-9 },
                "legend": { "show": true },
                "rowsFrame": { "layout": "auto" },
                "showValue": "auto",
                "tooltip": { "yHistogram": false },
                "yAxis": { "axisPlacement": "left", "reverse": false }
            }),
            filled!("10.3" { "tooltip": { "mode": "single", "showColorScale": false } }),
            filled!("12.2" { "selectionMode": "x" }),
            filled!("13.2" { "legend": { "placement": "bottom" } }),
        ],
    ],
    custom: &[HIDE_FROM_FILLED, &[filled!("9.0" { "scaleDistribution": { "type": "linear" } })]],
    color: None,
};
