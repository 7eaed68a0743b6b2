//! Options that several kinds of panels share.
//!
//! Source: the npm packages `@grafana/schema` (`common.gen`) and `@grafana/ui`, 13.2.

use crate::json::{Either, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::{Filled, filled};
use crate::vocabulary::field::{Calculation, NamesCalculation, named};

object! {
    /// The legend of a graph.
    pub struct LegendOptions {
        /// Whether it is a table. Legacy dashboards only.
        "asTable" as_table: bool,
        /// The calculations shown next to each name.
        "calcs" calcs: Vec<Calculation> = [],
        /// Whether it is a list or a table.
        "displayMode" display_mode: LegendDisplay = LegendDisplay::List,
        /// Whether the labels can be filtered by: time series only.
        "enableFacetedFilter" enable_faceted_filter: bool,
        /// Whether the filter stays open: time series only.
        "facetedFilterPinned" faceted_filter_pinned: bool,
        /// Whether it is shown. Legacy dashboards only.
        "isVisible" is_visible: bool,
        /// The maximum number of series shown.
        "limit" limit: f64,
        /// What happens to a name that is too long.
        "overflow" overflow: LegendOverflow,
        /// The placement.
        "placement" placement: LegendPlacement = LegendPlacement::Bottom,
        /// Whether it is shown.
        "showLegend" show_legend: bool = true,
        /// The column to sort by: `Max`.
        "sortBy" sort_by: Text,
        /// Whether the largest comes first.
        "sortDesc" sort_desc: bool,
        /// The values that a pie chart shows next to each name.
        "values" values: Vec<Text>,
        /// The width, if placed to the right of the graph, in pixels.
        "width" width: Either<f64, Text>,
    }
}

words! {
    /// Whether a legend is a list or a table.
    #[derive(Default)]
    pub enum LegendDisplay {
        /// A list.
        #[default]
        "list" List,
        /// A table, with calculations.
        "table" Table,
        /// Not at all. Legacy dashboards only; use [`LegendOptions::show_legend`] instead.
        "hidden" Hidden,
    }
}

words! {
    /// The placement of a legend.
    #[derive(Default)]
    pub enum LegendPlacement {
        /// Below the graph.
        #[default]
        "bottom" Bottom,
        /// To its right.
        "right" Right,
    }
}

words! {
    /// What happens to a name that is too long for its legend.
    pub enum LegendOverflow {
        /// It is truncated.
        "ellipsis" Ellipsis,
        /// It wraps to the next line.
        "wrap" Wrap,
    }
}

impl LegendOptions {
    /// Returns a hidden legend, for a graph with a single series.
    pub fn none() -> Self {
        Self::new().show_legend(false)
    }

    /// Returns a legend as a table with these calculations: `mean`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation with one of the IDs.
    #[track_caller]
    pub fn table<C: NamesCalculation, const N: usize>(calcs: [C; N]) -> Self {
        Self::new().calcs(named(calcs)).display_mode(LegendDisplay::Table)
    }
}

object! {
    /// The tooltip.
    pub struct TooltipOptions {
        /// Whether series without a value are hidden.
        "hideZeros" hide_zeros: bool,
        /// The distance within which a point counts as hovered, in pixels.
        "hoverProximity" hover_proximity: f64,
        /// The maximum height, in pixels.
        "maxHeight" max_height: f64,
        /// The maximum width, in pixels.
        "maxWidth" max_width: f64,
        /// The series that it shows.
        "mode" mode: TooltipMode = TooltipMode::Single,
        /// The order of the series.
        "sort" sort: TooltipSort = TooltipSort::None,
    }
}

impl TooltipOptions {
    /// Returns a tooltip with all series, largest first.
    pub fn all() -> Self {
        Self::new().mode(TooltipMode::Multi).sort(TooltipSort::Desc)
    }
}

words! {
    /// Which series a tooltip shows.
    #[derive(Default)]
    pub enum TooltipMode {
        /// The hovered series.
        #[default]
        "single" Single,
        /// All series.
        "multi" Multi,
        /// No tooltip.
        "none" None,
    }
}

words! {
    /// The order of the series in a tooltip.
    #[derive(Default)]
    pub enum TooltipSort {
        /// In query order.
        #[default]
        "none" None,
        /// Ascending by value.
        "asc" Asc,
        /// Descending by value.
        "desc" Desc,
    }
}

object! {
    /// How a series is reduced to a single number.
    pub struct ReduceOptions {
        /// The calculation.
        "calcs" calcs: Vec<Calculation> = [Calculation::LAST_NOT_NULL],
        /// The fields to use: if empty, all numeric fields, or those whose names match a regular expression, `/.../`.
        "fields" fields: Text = "",
        /// The maximum number of rows, if `values` is set.
        "limit" limit: f64,
        /// Whether every row is shown, instead of one number per series.
        "values" values: bool = false,
    }
}

impl ReduceOptions {
    /// Returns one number per series, with this calculation: `mean`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation with that ID.
    #[track_caller]
    pub fn by(calculation: impl NamesCalculation) -> Self {
        Self::new().calcs([calculation.calculation()])
    }
}

words! {
    /// The orientation of several values.
    #[derive(Default)]
    pub enum Orientation {
        /// Automatic, depending on the available space.
        #[default]
        "auto" Auto,
        /// One below the other.
        "horizontal" Horizontal,
        /// Side by side.
        "vertical" Vertical,
    }
}

object! {
    /// Text sizes, in pixels; by default, they depend on the available space.
    pub struct TextSize {
        /// The size of the percent change.
        "percentSize" percent_size: f64,
        /// The size of the name.
        "titleSize" title_size: f64,
        /// The size of the value.
        "valueSize" value_size: f64,
    }
}

words! {
    /// Whether individual values are shown in a graph.
    #[derive(Default)]
    pub enum ShowValue {
        /// Automatic, where there is space.
        #[default]
        "auto" Auto,
        /// Always.
        "always" Always,
        /// Never.
        "never" Never,
    }
}

object! {
    /// How annotations are drawn into a graph.
    pub struct AnnotationOptions {
        /// The distance within which events are clustered; -1 to disable clustering.
        "clustering" clustering: f64,
        /// The lines of events.
        "lines" lines: AnnotationLines,
        /// Whether each annotation query has its own lane.
        "multiLane" multi_lane: bool,
        /// The regions of events with a duration.
        "regions" regions: AnnotationRegions,
    }
}

object! {
    /// How the lines of events are drawn.
    pub struct AnnotationLines {
        /// The width, in pixels.
        "width" width: f64,
    }
}

object! {
    /// How the regions of events with a duration are drawn.
    pub struct AnnotationRegions {
        /// The opacity.
        "opacity" opacity: f64,
    }
}

/// The defaults of a legend (`packages/grafana-ui/src/options/builder/legend.tsx`).
pub(super) const LEGEND_FILLED: &[Filled] = &[
    filled!("8.0" { "legend": { "calcs": [], "displayMode": "list", "placement": "bottom" } }),
    filled!("9.0" { "legend": { "showLegend": true } }),
];

/// The defaults of a tooltip (`packages/grafana-ui/src/options/builder/tooltip.tsx`).
pub(super) const TOOLTIP_FILLED: &[Filled] = &[
    filled!("8.0" { "tooltip": { "mode": "single" } }),
    filled!("8.3" { "tooltip": { "sort": "none" } }),
    filled!("11.5" { "tooltip": { "hideZeros": false } }),
];

/// The defaults of a kind that reduces series to single numbers (`public/app/plugins/panel/stat/common.ts`).
pub(super) const REDUCE_FILLED: &[Filled] =
    &[filled!("8.0" { "reduceOptions": { "calcs": ["lastNotNull"], "fields": "", "values": false } })];

/// The defaults of a kind that lays out several numbers (`public/app/plugins/panel/stat/common.ts`).
pub(super) const ORIENTATION_FILLED: &[Filled] = &[filled!("7.0" { "orientation": "auto" })];

/// The defaults of a kind that draws annotations (`packages/grafana-ui/src/options/builder/annotations.tsx`).
pub(super) const MULTI_LANE_FILLED: &[Filled] = &[filled!("12.4" { "annotations": { "multiLane": false } })];
