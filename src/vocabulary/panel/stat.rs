//! The stat panel: single numbers, large.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, stat.

use super::defaults::PanelDefaults;
use super::shared::{ORIENTATION_FILLED, REDUCE_FILLED};
use super::{FieldOptions, Kind, LegendOptions, Orientation, ReduceOptions, TextSize, TooltipOptions};
use crate::json::{object, words};
use crate::vocabulary::defaults::filled;

/// Single numbers, large, perhaps with a small graph behind them.
///
/// It adds nothing to the field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/stat/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "colorMode": "value",
///     "graphMode": "area",
///     "justifyMode": "auto",
///     "orientation": "auto",
///     "percentChangeColorMode": "standard",
///     "reduceOptions": {
///       "calcs": [
///         "lastNotNull"
///       ],
///       "fields": "",
///       "values": false
///     },
///     "showPercentChange": false,
///     "textMode": "auto",
///     "wideLayout": true
///   },
///   "type": "stat"
/// }
/// ```
pub type Stat = Kind<StatOptions>;

object! {
    /// The options of a stat panel.
    pub struct StatOptions {
        /// What takes the colour.
        "colorMode" color_mode: StatColorMode = StatColorMode::Value,
        /// What Grafana 6 kept of fields. Old dashboards only.
        "fieldOptions" field_options: FieldOptions,
        /// What is drawn behind the number.
        "graphMode" graph_mode: StatGraphMode = StatGraphMode::Area,
        /// Where the number stands.
        "justifyMode" justify_mode: StatJustify = StatJustify::Auto,
        /// The legend, left over from a graph. Old dashboards only.
        "legend" legend: LegendOptions,
        /// Which way several numbers are laid out.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// What a rise is coloured as.
        "percentChangeColorMode" percent_change_color_mode: PercentChangeColor = PercentChangeColor::Standard,
        /// Which number stands for a series.
        "reduceOptions" reduce_options: ReduceOptions = ReduceOptions::new(),
        /// Whether the change over the time range is shown.
        "showPercentChange" show_percent_change: bool = false,
        /// Sizes of text.
        "text" text: TextSize,
        /// What is written.
        "textMode" text_mode: StatTextMode = StatTextMode::Auto,
        /// What is shown beside the mouse, left over from a graph. Old dashboards only.
        "tooltip" tooltip: TooltipOptions,
        /// Whether name and number stand side by side where there is room.
        "wideLayout" wide_layout: bool = true,
    }
}

words! {
    /// What of a stat takes the colour.
    #[derive(Default)]
    pub enum StatColorMode {
        /// The number.
        #[default]
        "value" Value,
        /// The background, fading.
        "background" Background,
        /// The whole background.
        "background_solid" BackgroundSolid,
        /// Nothing.
        "none" None,
    }
}

words! {
    /// What a stat draws behind its number.
    #[derive(Default)]
    pub enum StatGraphMode {
        /// The area under the line of the values.
        #[default]
        "area" Area,
        /// Only the line.
        "line" Line,
        /// Nothing.
        "none" None,
    }
}

words! {
    /// Where a stat's number stands.
    #[derive(Default)]
    pub enum StatJustify {
        /// In the middle when alone, else at the left.
        #[default]
        "auto" Auto,
        /// In the middle.
        "center" Center,
    }
}

words! {
    /// What a stat writes.
    #[derive(Default)]
    pub enum StatTextMode {
        /// The number, and the name when there are several.
        #[default]
        "auto" Auto,
        /// The number.
        "value" Value,
        /// Both.
        "value_and_name" ValueAndName,
        /// The name.
        "name" Name,
        /// Nothing.
        "none" None,
    }
}

words! {
    /// What colour a rise has.
    #[derive(Default)]
    pub enum PercentChangeColor {
        /// Green.
        #[default]
        "standard" Standard,
        /// Red.
        "inverted" Inverted,
        /// That of the number.
        "same_as_value" SameAsValue,
    }
}

impl Stat {
    /// Returns a number on a coloured background, without a graph: for a state.
    pub fn state() -> Self {
        Self::plain().with(|options| options.color_mode(StatColorMode::Background))
    }

    /// Returns a number without a graph behind it.
    pub fn plain() -> Self {
        Self::default().with(|options| options.graph_mode(StatGraphMode::None))
    }
}

/// What Grafana fills into a stat.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/stat/module.tsx",
    options: &[
        REDUCE_FILLED,
        ORIENTATION_FILLED,
        &[
            filled!("7.0" { "colorMode": "value", "graphMode": "area", "justifyMode": "auto" }),
            filled!("7.1" { "textMode": "auto" }),
            filled!("10.2" { "wideLayout": true }),
            filled!("10.3" { "showPercentChange": false }),
            filled!("11.1" { "percentChangeColorMode": "standard" }),
        ],
    ],
    custom: &[],
    color: Some("thresholds"),
};
