//! Options that several kinds of panels share.
//!
//! Source: the npm packages `@grafana/schema` (`common.gen`) and `@grafana/ui`, 13.2.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Text;

/// The legend of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LegendOptions {
    /// The numbers shown beside each name: `lastNotNull`, `mean`, `max`, `min`, `sum`, ...
    pub calcs: Vec<Text>,
    /// How the names are laid out.
    pub display_mode: LegendDisplay,
    /// Where it stands.
    pub placement: LegendPlacement,
    /// Whether there is one.
    pub show_legend: bool,
    /// The number to sort by, by its headline: `Max`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<Text>,
    /// Whether the largest comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_desc: Option<bool>,
}

/// How the names of a legend are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LegendDisplay {
    /// One after the other.
    #[default]
    List,
    /// One below the other, with their numbers.
    Table,
    /// Not at all. Old dashboards only: a new one says [`LegendOptions::show_legend`].
    Hidden,
}

/// Where a legend stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LegendPlacement {
    /// Below the graph.
    #[default]
    Bottom,
    /// To its right.
    Right,
}

impl Default for LegendOptions {
    fn default() -> Self {
        Self {
            calcs: Vec::new(),
            display_mode: LegendDisplay::default(),
            placement: LegendPlacement::default(),
            show_legend: true,
            sort_by: None,
            sort_desc: None,
        }
    }
}

impl LegendOptions {
    /// Returns no legend: for a graph of one series that its title names.
    pub fn none() -> Self {
        Self { show_legend: false, ..Self::default() }
    }

    /// Returns a table of the series with these numbers: `mean`, `max`.
    pub fn table<const N: usize>(calcs: [&'static str; N]) -> Self {
        Self { calcs: calcs.map(Text::from).into(), display_mode: LegendDisplay::Table, ..Self::default() }
    }
}

/// What is shown beside the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TooltipOptions {
    /// Whether series without a value are left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hide_zeros: bool,
    /// Which series.
    pub mode: TooltipMode,
    /// In which order.
    pub sort: TooltipSort,
}

impl TooltipOptions {
    /// Returns a tooltip with all series, the largest first.
    pub fn all() -> Self {
        Self { hide_zeros: false, mode: TooltipMode::Multi, sort: TooltipSort::Desc }
    }
}

/// Which series a tooltip shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum TooltipMode {
    /// The one under the mouse.
    #[default]
    Single,
    /// All.
    Multi,
    /// None: there is no tooltip.
    None,
}

/// In which order a tooltip shows series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum TooltipSort {
    /// As they come.
    #[default]
    None,
    /// The smallest first.
    Asc,
    /// The largest first.
    Desc,
}

/// Which single number stands for a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReduceOptions {
    /// How it is calculated: `lastNotNull`, `mean`, `max`, ...
    pub calcs: Vec<Text>,
    /// The fields it is taken of: all numbers when empty, or a name or `/regex/`.
    pub fields: Text,
    /// How many rows are shown at most, with `values`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Whether every row is shown rather than one number for each series.
    pub values: bool,
}

/// The last value.
impl Default for ReduceOptions {
    fn default() -> Self {
        Self::by("lastNotNull")
    }
}

impl ReduceOptions {
    /// Returns one number for each series, calculated so: `mean`, `max`.
    pub fn by(calculation: &'static str) -> Self {
        Self { calcs: vec![calculation.into()], fields: Text::default(), limit: None, values: false }
    }
}

/// Which way several values are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Orientation {
    /// As there is room.
    #[default]
    Auto,
    /// One below the other.
    Horizontal,
    /// Side by side.
    Vertical,
}

/// Sizes of text, in pixels; as there is room where they are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TextSize {
    /// Of the percent change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent_size: Option<u32>,
    /// Of the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_size: Option<u32>,
    /// Of the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_size: Option<u32>,
}
