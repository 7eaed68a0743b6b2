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

/// Numbers as bars. Their ends are the field's min and max.
///
/// It adds nothing to the field config.
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
        /// What takes the colour, left over from a stat panel. Old dashboards only.
        "colorMode" color_mode: StatColorMode,
        /// How the bars are drawn.
        "displayMode" display_mode: BarGaugeMode = BarGaugeMode::Gradient,
        /// What Grafana 6 kept of fields. Old dashboards only.
        "fieldOptions" field_options: FieldOptions,
        /// What is drawn behind the number, left over from a stat panel. Old dashboards only.
        "graphMode" graph_mode: StatGraphMode,
        /// Where the number stands, left over from a stat panel. Old dashboards only.
        "justifyMode" justify_mode: StatJustify,
        /// The legend.
        "legend" legend: LegendOptions = LegendOptions::none(),
        /// The greatest height of a lying bar, in pixels.
        "maxVizHeight" max_viz_height: f64 = 300.0,
        /// The least height of a lying bar, in pixels.
        "minVizHeight" min_viz_height: f64 = 16.0,
        /// The least width of a standing bar, in pixels.
        "minVizWidth" min_viz_width: f64 = 8.0,
        /// Where the name stands.
        "namePlacement" name_placement: BarGaugeName = BarGaugeName::Auto,
        /// Which way the bars go.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// Which number stands for a series.
        "reduceOptions" reduce_options: ReduceOptions = ReduceOptions::new(),
        /// Whether the part that is not filled is drawn in grey.
        "showUnfilled" show_unfilled: bool = true,
        /// Whether the least and greatest sizes are taken from above.
        "sizing" sizing: Sizing = Sizing::Auto,
        /// Sizes of text.
        "text" text: TextSize,
        /// What is written, left over from a stat panel. Old dashboards only.
        "textMode" text_mode: StatTextMode,
        /// How the value is written.
        "valueMode" value_mode: BarGaugeValue = BarGaugeValue::Color,
    }
}

words! {
    /// How a bar is drawn.
    #[derive(Default)]
    pub enum BarGaugeMode {
        /// In the colour of its value.
        "basic" Basic,
        /// In the colours of all thresholds up to its value.
        #[default]
        "gradient" Gradient,
        /// As small pieces.
        "lcd" Lcd,
    }
}

words! {
    /// How the value of a bar is written.
    #[derive(Default)]
    pub enum BarGaugeValue {
        /// In the colour of the bar.
        #[default]
        "color" Color,
        /// In the colour of text.
        "text" Text,
        /// Not at all.
        "hidden" Hidden,
    }
}

words! {
    /// Where the name of a bar stands.
    #[derive(Default)]
    pub enum BarGaugeName {
        /// As there is room.
        #[default]
        "auto" Auto,
        /// Above.
        "top" Top,
        /// On the left.
        "left" Left,
        /// Nowhere.
        "hidden" Hidden,
    }
}

impl BarGauge {
    /// Returns bars that lie one below the other: a ranking.
    pub fn horizontal() -> Self {
        Self::default().with(|options| options.orientation(Orientation::Horizontal))
    }

    /// Draws the bars this way.
    pub fn mode(self, mode: BarGaugeMode) -> Self {
        self.with(|options| options.display_mode(mode))
    }
}

/// What Grafana fills into a bar gauge.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/bargauge/module.tsx",
    options: &[
        REDUCE_FILLED,
        ORIENTATION_FILLED,
        // It has the options of a legend, switched off.
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
