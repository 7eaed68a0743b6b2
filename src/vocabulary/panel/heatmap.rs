//! The heatmap panel: the distribution of values over time.
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

/// The distribution of values over time, shown by colour.
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
        /// Whether the panel calculates the buckets itself, instead of using those from the data.
        "calculate" calculate: bool = false,
        /// How the buckets are calculated.
        "calculation" calculation: HeatmapCalculation,
        /// The gap between cells, in pixels.
        "cellGap" cell_gap: f64,
        /// The radius of the corners of cells.
        "cellRadius" cell_radius: f64,
        /// How the values of cells are formatted.
        "cellValues" cell_values: HeatmapCellValues,
        /// The colours.
        "color" color: HeatmapColor = HeatmapColor::new(),
        /// How exemplars are drawn.
        "exemplars" exemplars: HeatmapExemplars = HeatmapExemplars::new(),
        /// Which cells are hidden.
        "filterValues" filter_values: HeatmapFilter = HeatmapFilter::new(),
        /// The legend.
        "legend" legend: HeatmapLegend = HeatmapLegend::new(),
        /// How series are mapped to rows.
        "rowsFrame" rows_frame: HeatmapRows,
        /// The axes along which a range can be selected with the mouse.
        "selectionMode" selection_mode: HeatmapSelection,
        /// Whether values are shown in the cells.
        "showValue" show_value: ShowValue = ShowValue::Auto,
        /// The tooltip.
        "tooltip" tooltip: HeatmapTooltip = HeatmapTooltip::new(),
        /// The vertical axis.
        "yAxis" y_axis: HeatmapAxis = HeatmapAxis::new(),
    }
}

object! {
    /// How a heatmap calculates buckets.
    pub struct HeatmapCalculation {
        /// The buckets along the time axis.
        "xBuckets" x_buckets: HeatmapBuckets,
        /// The buckets along the value axis.
        "yBuckets" y_buckets: HeatmapBuckets,
    }
}

object! {
    /// The buckets along one axis of a heatmap.
    pub struct HeatmapBuckets {
        /// Whether the value is a size or a count.
        "mode" mode: HeatmapBucketMode = HeatmapBucketMode::Width,
        /// The scale of the buckets.
        "scale" scale: ScaleDistribution,
        /// The size or count: `1m`, `20`.
        "value" value: Text,
    }
}

words! {
    /// Whether the value of a heatmap's buckets is a size or a count.
    #[derive(Default)]
    pub enum HeatmapBucketMode {
        /// The size of each bucket.
        #[default]
        "size" Width,
        /// The number of buckets.
        "count" Count,
    }
}

object! {
    /// How the values of the cells of a heatmap are formatted.
    pub struct HeatmapCellValues {
        /// The number of decimals.
        "decimals" decimals: Option<f64>,
        /// Grafana's ID of the unit.
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
    /// Which cells of a heatmap are hidden.
    pub struct HeatmapFilter {
        /// Cells with this value or more are hidden.
        "ge" ge: Option<f64>,
        /// Cells with this value or less are hidden.
        "le" le: Option<f64> = 1e-9,
    }
}

object! {
    /// The legend of a heatmap: its colours.
    pub struct HeatmapLegend {
        /// The placement.
        "placement" placement: LegendPlacement,
        /// Whether it is shown.
        "show" show: bool = true,
        /// The width, if placed to the right of the graph, in pixels.
        "width" width: Either<f64, Text>,
    }
}

object! {
    /// How series are mapped to the rows of a heatmap.
    pub struct HeatmapRows {
        /// Which end of its row the name of a series refers to.
        "layout" layout: HeatmapLayout,
        /// The name of the values.
        "value" value: Text,
        /// The scale of the rows.
        "yBucketScale" y_bucket_scale: ScaleDistribution,
    }
}

words! {
    /// Which end of a row the name of its series refers to.
    #[derive(Default)]
    pub enum HeatmapLayout {
        /// Automatic, depending on the datasource.
        #[default]
        "auto" Auto,
        /// The upper.
        "le" Upper,
        /// The lower.
        "ge" Lower,
        /// None: the centre.
        "unknown" Middle,
    }
}

words! {
    /// The axes of a heatmap along which a range can be selected.
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
    /// The tooltip of a heatmap.
    pub struct HeatmapTooltip {
        /// The maximum height, in pixels.
        "maxHeight" max_height: f64,
        /// The maximum width, in pixels.
        "maxWidth" max_width: f64,
        /// The cells that it shows.
        "mode" mode: TooltipMode = TooltipMode::Single,
        /// Whether it is shown. Legacy dashboards only.
        "show" show: bool,
        /// Whether the colour scale is shown as well.
        "showColorScale" show_color_scale: bool,
        /// Whether the values at that time are shown as a histogram.
        "yHistogram" y_histogram: bool,
    }
}

axis_object! {
    /// The vertical axis of a heatmap.
    pub struct HeatmapAxis {
        /// The number of decimals.
        "decimals" decimals: Option<f64>,
        /// The maximum.
        "max" max: Option<f64>,
        /// The minimum.
        "min" min: Option<f64>,
        /// Whether the axis is reversed, with large values at the bottom.
        "reverse" reverse: bool,
        axis,
        /// Grafana's ID of the unit.
        "unit" unit: Text,
    }
}

object! {
    /// The custom field config of a heatmap.
    pub struct HeatmapField {
        /// Where it is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
        /// The scale of values, if the panel calculates the buckets.
        "scaleDistribution" scale_distribution: ScaleDistribution,
    }
}

impl Heatmap {
    /// Returns a heatmap of the buckets of a Prometheus histogram, from a query made with
    /// [`BucketRates::buckets`](crate::promql::BucketRates::buckets).
    pub fn buckets(unit: &Unit) -> Self {
        Self::default().unit(unit)
    }

    /// Returns a heatmap whose buckets are calculated by the panel, with about this many rows.
    pub fn counted(rows: u32) -> Self {
        let rows = HeatmapBuckets::new().mode(HeatmapBucketMode::Count).value(rows.to_string());
        Self::default().with(|options| options.calculate(true).calculation(HeatmapCalculation::new().y_buckets(rows)))
    }

    /// Sets the unit of the vertical axis.
    pub fn unit(self, unit: &Unit) -> Self {
        self.y_axis(|axis| axis.axis_placement(Axis::Left).unit(unit.grafana_id().into_owned()))
    }

    /// Sets the unit of the cell values.
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

/// The defaults of a heatmap.
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
