//! The stat panel: large single numbers.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, stat.

use super::defaults::PanelDefaults;
use super::shared::{ORIENTATION_FILLED, REDUCE_FILLED};
use super::{FieldOptions, Kind, LegendOptions, Orientation, ReduceOptions, TextSize, TooltipOptions};
use crate::json::{object, words};
use crate::vocabulary::defaults::filled;

/// Large single numbers, optionally with a sparkline.
///
/// It has no custom field config.
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
        /// What is coloured: the value or the background.
        "colorMode" color_mode: StatColorMode = StatColorMode::Value,
        /// Field options of Grafana 6. Legacy dashboards only.
        "fieldOptions" field_options: FieldOptions,
        /// The sparkline behind the number.
        "graphMode" graph_mode: StatGraphMode = StatGraphMode::Area,
        /// The alignment of the number.
        "justifyMode" justify_mode: StatJustify = StatJustify::Auto,
        /// The legend, left over from a graph. Legacy dashboards only.
        "legend" legend: LegendOptions,
        /// The orientation of several numbers.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// The colour of the percent change.
        "percentChangeColorMode" percent_change_color_mode: PercentChangeColor = PercentChangeColor::Standard,
        /// How each series is reduced to a single number.
        "reduceOptions" reduce_options: ReduceOptions = ReduceOptions::new(),
        /// Whether the percent change over the time range is shown.
        "showPercentChange" show_percent_change: bool = false,
        /// Text sizes.
        "text" text: TextSize,
        /// What text is shown: the value, the name or both.
        "textMode" text_mode: StatTextMode = StatTextMode::Auto,
        /// The tooltip, left over from a graph. Legacy dashboards only.
        "tooltip" tooltip: TooltipOptions,
        /// Whether name and value are shown side by side if there is space.
        "wideLayout" wide_layout: bool = true,
    }
}

words! {
    /// What is coloured in a stat.
    #[derive(Default)]
    pub enum StatColorMode {
        /// The number.
        #[default]
        "value" Value,
        /// The background, as a gradient.
        "background" Background,
        /// The background, in a solid colour.
        "background_solid" BackgroundSolid,
        /// Nothing.
        "none" None,
    }
}

words! {
    /// The sparkline of a stat.
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
    /// The alignment of a stat's number.
    #[derive(Default)]
    pub enum StatJustify {
        /// Centered if there is only one, otherwise left-aligned.
        #[default]
        "auto" Auto,
        /// Centered.
        "center" Center,
    }
}

words! {
    /// The text that a stat shows.
    #[derive(Default)]
    pub enum StatTextMode {
        /// The value, and the name if there are several.
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
    /// The colour of an increase.
    #[derive(Default)]
    pub enum PercentChangeColor {
        /// Green.
        #[default]
        "standard" Standard,
        /// Red.
        "inverted" Inverted,
        /// The same as the value.
        "same_as_value" SameAsValue,
    }
}

impl Stat {
    /// Returns a value on a coloured background, without a sparkline, for states.
    pub fn state() -> Self {
        Self::plain().with(|options| options.color_mode(StatColorMode::Background))
    }

    /// Returns a value without a sparkline.
    pub fn plain() -> Self {
        Self::default().with(|options| options.graph_mode(StatGraphMode::None))
    }
}

/// The defaults of a stat.
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
