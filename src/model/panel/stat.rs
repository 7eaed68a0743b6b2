//! The stat panel: single numbers, large.
//!
//! Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/stat/>;
//! names and defaults: `@grafana/schema` 13.2.3, stat.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Orientation, ReduceOptions, TextSize, Visualization};

/// Single numbers, large, perhaps with a small graph behind them.
///
/// It has no field config of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stat {
    /// The options.
    pub options: StatOptions,
}

/// The options of a stat panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatOptions {
    /// What takes the colour.
    pub color_mode: StatColorMode,
    /// What is drawn behind the number.
    pub graph_mode: StatGraphMode,
    /// Where the number stands.
    pub justify_mode: StatJustify,
    /// Which way several numbers are laid out.
    pub orientation: Orientation,
    /// What a rise is coloured as.
    pub percent_change_color_mode: PercentChangeColor,
    /// Which number stands for a series.
    pub reduce_options: ReduceOptions,
    /// Whether the change over the time range is shown.
    pub show_percent_change: bool,
    /// Sizes of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextSize>,
    /// What is written.
    pub text_mode: StatTextMode,
    /// Whether name and number stand side by side where there is room.
    pub wide_layout: bool,
}

impl Default for StatOptions {
    fn default() -> Self {
        Self {
            color_mode: StatColorMode::default(),
            graph_mode: StatGraphMode::default(),
            justify_mode: StatJustify::default(),
            orientation: Orientation::default(),
            percent_change_color_mode: PercentChangeColor::default(),
            reduce_options: ReduceOptions::default(),
            show_percent_change: false,
            text: None,
            text_mode: StatTextMode::default(),
            wide_layout: true,
        }
    }
}

/// What of a stat takes the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatColorMode {
    /// The number.
    #[default]
    Value,
    /// The background, fading.
    Background,
    /// The whole background.
    BackgroundSolid,
    /// Nothing.
    None,
}

/// What a stat draws behind its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum StatGraphMode {
    /// The area under the line of the values.
    #[default]
    Area,
    /// Only the line.
    Line,
    /// Nothing.
    None,
}

/// Where a stat's number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum StatJustify {
    /// In the middle when alone, else at the left.
    #[default]
    Auto,
    /// In the middle.
    Center,
}

/// What a stat writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatTextMode {
    /// The number, and the name when there are several.
    #[default]
    Auto,
    /// The number.
    Value,
    /// Both.
    ValueAndName,
    /// The name.
    Name,
    /// Nothing.
    None,
}

/// What colour a rise has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PercentChangeColor {
    /// Green.
    #[default]
    Standard,
    /// Red.
    Inverted,
    /// That of the number.
    SameAsValue,
}

impl Stat {
    /// Returns a number on a coloured background, without a graph: for a state.
    pub fn state() -> Self {
        Self::default().with(|options| {
            options.color_mode = StatColorMode::Background;
            options.graph_mode = StatGraphMode::None;
        })
    }

    /// Returns a number without a graph behind it.
    pub fn plain() -> Self {
        Self::default().with(|options| options.graph_mode = StatGraphMode::None)
    }

    /// Changes some options.
    ///
    /// ```
    /// use dashgen::model::Stat;
    /// use dashgen::model::panel::StatTextMode;
    ///
    /// let stat = Stat::default().with(|options| options.text_mode = StatTextMode::ValueAndName);
    /// ```
    pub fn with(mut self, change: impl FnOnce(&mut StatOptions)) -> Self {
        change(&mut self.options);
        self
    }
}

impl From<Stat> for Visualization {
    fn from(stat: Stat) -> Self {
        Self::Stat(stat)
    }
}
