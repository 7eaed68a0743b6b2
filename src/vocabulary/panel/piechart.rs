//! The pie chart panel: shares of a whole.
//!
//! Names: `@grafana/schema` 13.2.3, piechart; defaults: Grafana, `public/app/plugins/panel/piechart/module.tsx`.

use super::defaults::PanelDefaults;
use super::graph::HIDE_FROM_FILLED;
use super::shared::{LEGEND_FILLED, REDUCE_FILLED, TOOLTIP_FILLED};
use super::{
    HideFrom, Kind, LegendDisplay, LegendOptions, LegendPlacement, Orientation, ReduceOptions, TextSize,
    TooltipOptions, TooltipSort,
};
use crate::json::{object, words};
use crate::vocabulary::defaults::filled;

/// Shares of a whole.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/pie-chart/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "displayLabels": [],
///     "legend": {
///       "calcs": [],
///       "displayMode": "list",
///       "placement": "bottom",
///       "showLegend": true,
///       "values": []
///     },
///     "orientation": "auto",
///     "pieType": "pie",
///     "reduceOptions": {
///       "calcs": [
///         "lastNotNull"
///       ],
///       "fields": "",
///       "values": false
///     },
///     "sort": "desc",
///     "tooltip": {
///       "mode": "single",
///       "sort": "none"
///     }
///   },
///   "type": "piechart"
/// }
/// ```
pub type PieChart = Kind<PieChartOptions, HideableField>;

object! {
    /// The options of a pie chart panel.
    pub struct PieChartOptions {
        /// The labels on the slices.
        "displayLabels" display_labels: Vec<PieLabel> = [],
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::new().values([]),
        /// The orientation of several pies.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// The type: pie or donut.
        "pieType" pie_type: PieType = PieType::Pie,
        /// How each series is reduced to a single number.
        "reduceOptions" reduce_options: ReduceOptions = ReduceOptions::new(),
        /// The order of the slices.
        "sort" sort: TooltipSort = TooltipSort::Desc,
        /// Text sizes.
        "text" text: TextSize,
        /// The tooltip.
        "tooltip" tooltip: TooltipOptions = TooltipOptions::new(),
    }
}

words! {
    /// The type of a pie chart.
    #[derive(Default)]
    pub enum PieType {
        /// A pie.
        #[default]
        "pie" Pie,
        /// A donut.
        "donut" Donut,
    }
}

words! {
    /// The labels on the slices of a pie chart.
    pub enum PieLabel {
        /// The name.
        "name" Name,
        /// The percentage.
        "percent" Percent,
        /// The value.
        "value" Value,
    }
}

object! {
    /// The field config of a kind that only adds where fields are hidden.
    pub struct HideableField {
        /// Where the field is hidden: in the visualization, legend or tooltip.
        "hideFrom" hide_from: HideFrom,
    }
}

impl PieChart {
    /// Returns a donut, with a legend of names, values and percentages to its right.
    pub fn donut() -> Self {
        let legend = LegendOptions::new()
            .display_mode(LegendDisplay::Table)
            .placement(LegendPlacement::Right)
            .values(["value".into(), "percent".into()]);
        Self::default().with(|options| options.pie_type(PieType::Donut).legend(legend))
    }

    /// Sets the labels on the slices.
    pub fn labels<const N: usize>(self, labels: [PieLabel; N]) -> Self {
        self.with(|options| options.display_labels(labels))
    }
}

/// The defaults of a pie chart.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/piechart/module.tsx",
    options: &[
        REDUCE_FILLED,
        LEGEND_FILLED,
        TOOLTIP_FILLED,
        &[
            filled!("8.0" { "displayLabels": [], "legend": { "values": [] }, "pieType": "pie" }),
            filled!("12.2" { "sort": "desc" }),
        ],
    ],
    custom: &[HIDE_FROM_FILLED],
    color: Some("palette-classic"),
};
