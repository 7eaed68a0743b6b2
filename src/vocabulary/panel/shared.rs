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
        /// Whether it is a table. Old dashboards only.
        "asTable" as_table: bool,
        /// The numbers shown beside each name.
        "calcs" calcs: Vec<Calculation> = [],
        /// How the names are laid out.
        "displayMode" display_mode: LegendDisplay = LegendDisplay::List,
        /// Whether the labels can be filtered by: time series only.
        "enableFacetedFilter" enable_faceted_filter: bool,
        /// Whether the filter stays open: time series only.
        "facetedFilterPinned" faceted_filter_pinned: bool,
        /// Whether there is one. Old dashboards only.
        "isVisible" is_visible: bool,
        /// How many names are shown at most.
        "limit" limit: f64,
        /// What happens to a name that is too long.
        "overflow" overflow: LegendOverflow,
        /// Where it stands.
        "placement" placement: LegendPlacement = LegendPlacement::Bottom,
        /// Whether there is one.
        "showLegend" show_legend: bool = true,
        /// The number to sort by, by its headline: `Max`.
        "sortBy" sort_by: Text,
        /// Whether the largest comes first.
        "sortDesc" sort_desc: bool,
        /// What a pie chart shows beside each name.
        "values" values: Vec<Text>,
        /// The width at the right of the graph, in pixels.
        "width" width: Either<f64, Text>,
    }
}

words! {
    /// How the names of a legend are laid out.
    #[derive(Default)]
    pub enum LegendDisplay {
        /// One after the other.
        #[default]
        "list" List,
        /// One below the other, with their numbers.
        "table" Table,
        /// Not at all. Old dashboards only: a new one says [`LegendOptions::show_legend`].
        "hidden" Hidden,
    }
}

words! {
    /// Where a legend stands.
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
        /// It is cut.
        "ellipsis" Ellipsis,
        /// It goes on in the next line.
        "wrap" Wrap,
    }
}

impl LegendOptions {
    /// Returns no legend: for a graph of one series that its title names.
    pub fn none() -> Self {
        Self::new().show_legend(false)
    }

    /// Returns a table of the series with these numbers: `mean`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation of one of the ids.
    #[track_caller]
    pub fn table<C: NamesCalculation, const N: usize>(calcs: [C; N]) -> Self {
        Self::new().calcs(named(calcs)).display_mode(LegendDisplay::Table)
    }
}

object! {
    /// What is shown beside the mouse.
    pub struct TooltipOptions {
        /// Whether series without a value are left out.
        "hideZeros" hide_zeros: bool,
        /// How near to a point the mouse has to be, in pixels.
        "hoverProximity" hover_proximity: f64,
        /// The largest height, in pixels.
        "maxHeight" max_height: f64,
        /// The largest width, in pixels.
        "maxWidth" max_width: f64,
        /// Which series.
        "mode" mode: TooltipMode = TooltipMode::Single,
        /// In which order.
        "sort" sort: TooltipSort = TooltipSort::None,
    }
}

impl TooltipOptions {
    /// Returns a tooltip with all series, the largest first.
    pub fn all() -> Self {
        Self::new().mode(TooltipMode::Multi).sort(TooltipSort::Desc)
    }
}

words! {
    /// Which series a tooltip shows.
    #[derive(Default)]
    pub enum TooltipMode {
        /// The one under the mouse.
        #[default]
        "single" Single,
        /// All.
        "multi" Multi,
        /// None: there is no tooltip.
        "none" None,
    }
}

words! {
    /// In which order a tooltip shows series.
    #[derive(Default)]
    pub enum TooltipSort {
        /// As they come.
        #[default]
        "none" None,
        /// The smallest first.
        "asc" Asc,
        /// The largest first.
        "desc" Desc,
    }
}

object! {
    /// Which single number stands for a series.
    pub struct ReduceOptions {
        /// How it is calculated.
        "calcs" calcs: Vec<Calculation> = [Calculation::LAST_NOT_NULL],
        /// The fields it is taken of: all numbers when empty, or those whose names match a regular expression, `/.../`.
        "fields" fields: Text = "",
        /// How many rows are shown at most, with `values`.
        "limit" limit: f64,
        /// Whether every row is shown rather than one number for each series.
        "values" values: bool = false,
    }
}

impl ReduceOptions {
    /// Returns one number for each series, calculated so: `mean`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation of that id.
    #[track_caller]
    pub fn by(calculation: impl NamesCalculation) -> Self {
        Self::new().calcs([calculation.calculation()])
    }
}

words! {
    /// Which way several values are laid out.
    #[derive(Default)]
    pub enum Orientation {
        /// As there is room.
        #[default]
        "auto" Auto,
        /// One below the other.
        "horizontal" Horizontal,
        /// Side by side.
        "vertical" Vertical,
    }
}

object! {
    /// Sizes of text, in pixels; as there is room where they are missing.
    pub struct TextSize {
        /// Of the percent change.
        "percentSize" percent_size: f64,
        /// Of the name.
        "titleSize" title_size: f64,
        /// Of the value.
        "valueSize" value_size: f64,
    }
}

words! {
    /// Whether single values are written into a graph.
    #[derive(Default)]
    pub enum ShowValue {
        /// Where there is room.
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
        /// How near to each other events are drawn as one; -1 for never.
        "clustering" clustering: f64,
        /// The lines of events.
        "lines" lines: AnnotationLines,
        /// Whether each annotation query has a line of its own.
        "multiLane" multi_lane: bool,
        /// The regions of events that last.
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
    /// How the regions of events that last are drawn.
    pub struct AnnotationRegions {
        /// How opaque they are.
        "opacity" opacity: f64,
    }
}

/// What Grafana fills into a legend (`packages/grafana-ui/src/options/builder/legend.tsx`).
pub(super) const LEGEND_FILLED: &[Filled] = &[
    filled!("8.0" { "legend": { "calcs": [], "displayMode": "list", "placement": "bottom" } }),
    filled!("9.0" { "legend": { "showLegend": true } }),
];

/// What Grafana fills into a tooltip (`packages/grafana-ui/src/options/builder/tooltip.tsx`).
pub(super) const TOOLTIP_FILLED: &[Filled] = &[
    filled!("8.0" { "tooltip": { "mode": "single" } }),
    filled!("8.3" { "tooltip": { "sort": "none" } }),
    filled!("11.5" { "tooltip": { "hideZeros": false } }),
];

/// What Grafana fills in where one number stands for a series (`public/app/plugins/panel/stat/common.ts`).
pub(super) const REDUCE_FILLED: &[Filled] =
    &[filled!("8.0" { "reduceOptions": { "calcs": ["lastNotNull"], "fields": "", "values": false } })];

/// What Grafana fills in where several numbers are laid out (`public/app/plugins/panel/stat/common.ts`).
pub(super) const ORIENTATION_FILLED: &[Filled] = &[filled!("7.0" { "orientation": "auto" })];

/// What Grafana fills in where annotations are drawn (`packages/grafana-ui/src/options/builder/annotations.tsx`).
pub(super) const MULTI_LANE_FILLED: &[Filled] = &[filled!("12.4" { "annotations": { "multiLane": false } })];
