//! The bar gauge panel: numbers as bars.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, bargauge.

use super::defaults::PanelDefaults;
use super::shared::{LEGEND_FILLED, ORIENTATION_FILLED, REDUCE_FILLED};
use super::{
    FieldOptions, Kind, LegendOptions, Orientation, ReduceOptions, Sizing, StatColorMode, StatGraphMode, StatJustify,
    StatTextMode, TextSize,
};
use crate::json::{object, words};
use crate::vocabulary::defaults::filled;

/// Numbers as bars, in the range from the field's min to its max.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-gauge/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "displayMode": "gradient",
///     "legend": {
///       "calcs": [],
///       "displayMode": "list",
///       "placement": "bottom",
///       "showLegend": false
///     },
///     "maxVizHeight": 300,
///     "minVizHeight": 16,
///     "minVizWidth": 8,
///     "namePlacement": "auto",
///     "orientation": "auto",
///     "reduceOptions": {
///       "calcs": [
///         "lastNotNull"
///       ],
///       "fields": "",
///       "values": false
///     },
///     "showUnfilled": true,
///     "sizing": "auto",
///     "valueMode": "color"
///   },
///   "type": "bargauge"
/// }
/// ```
pub type BarGauge = Kind<BarGaugeOptions>;

object! {
    /// The options of a bar gauge panel.
    pub struct BarGaugeOptions {
        /// The colour mode, left over from a stat panel. Legacy dashboards only.
        "colorMode" color_mode: StatColorMode,
        /// How the bars are drawn.
        "displayMode" display_mode: BarGaugeMode = BarGaugeMode::Gradient,
        /// Field options of Grafana 6. Legacy dashboards only.
        "fieldOptions" field_options: FieldOptions,
        /// The sparkline, left over from a stat panel. Legacy dashboards only.
        "graphMode" graph_mode: StatGraphMode,
        /// The alignment of the number, left over from a stat panel. Legacy dashboards only.
        "justifyMode" justify_mode: StatJustify,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::none(),
        /// The maximum height of a horizontal bar, in pixels.
        "maxVizHeight" max_viz_height: f64 = 300.0,
        /// The minimum height of a horizontal bar, in pixels.
        "minVizHeight" min_viz_height: f64 = 16.0,
        /// The minimum width of a vertical bar, in pixels.
        "minVizWidth" min_viz_width: f64 = 8.0,
        /// The placement of the name.
        "namePlacement" name_placement: BarGaugeName = BarGaugeName::Auto,
        /// The orientation of the bars.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// How each series is reduced to a single number.
        "reduceOptions" reduce_options: ReduceOptions = ReduceOptions::new(),
        /// Whether the unfilled part is drawn in grey.
        "showUnfilled" show_unfilled: bool = true,
        /// Whether the minimum and maximum sizes are the ones set in the options.
        "sizing" sizing: Sizing = Sizing::Auto,
        /// Text sizes.
        "text" text: TextSize,
        /// The text mode, left over from a stat panel. Legacy dashboards only.
        "textMode" text_mode: StatTextMode,
        /// How the value is shown.
        "valueMode" value_mode: BarGaugeValue = BarGaugeValue::Color,
    }
}

words! {
    /// How a bar is drawn.
    #[derive(Default)]
    pub enum BarGaugeMode {
        /// In a single colour, that of its value.
        "basic" Basic,
        /// As a gradient of all thresholds up to its value.
        #[default]
        "gradient" Gradient,
        /// As a retro LCD, made of small cells.
        "lcd" Lcd,
    }
}

words! {
    /// How the value of a bar is shown.
    #[derive(Default)]
    pub enum BarGaugeValue {
        /// In the colour of the bar.
        #[default]
        "color" Color,
        /// In the colour of text.
        "text" Text,
        /// Hidden.
        "hidden" Hidden,
    }
}

words! {
    /// The placement of the name of a bar.
    #[derive(Default)]
    pub enum BarGaugeName {
        /// Automatic, depending on the available space.
        #[default]
        "auto" Auto,
        /// At the top.
        "top" Top,
        /// On the left.
        "left" Left,
        /// Hidden.
        "hidden" Hidden,
    }
}

impl BarGauge {
    /// Returns horizontal bars, one below the other: a ranking.
    pub fn horizontal() -> Self {
        Self::default().with(|options| options.orientation(Orientation::Horizontal))
    }

    /// Sets how the bars are drawn.
    pub fn mode(self, mode: BarGaugeMode) -> Self {
        self.with(|options| options.display_mode(mode))
    }
}

/// The defaults of a bar gauge.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/bargauge/module.tsx",
    options: &[
        REDUCE_FILLED,
        ORIENTATION_FILLED,
        // It has the options of a legend, turned off.
        &[filled!("11.3" { "legend": { "showLegend": false } })],
        LEGEND_FILLED,
        &[
            filled!("7.0" { "displayMode": "gradient", "showUnfilled": true }),
            filled!("9.4" { "valueMode": "color" }),
            filled!("10.3" {
                "maxVizHeight": 300,
                "minVizHeight": 16,
                "minVizWidth": 8,
                "namePlacement": "auto",
                "sizing": "auto"
            }),
        ],
    ],
    custom: &[],
    color: Some("thresholds"),
};
