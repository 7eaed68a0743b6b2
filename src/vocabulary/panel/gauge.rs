//! The gauge panel: numbers on a scale.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, gauge. Options that only Grafana 13 knows are left to its defaults,
//! so that older versions read the rest.

use super::defaults::PanelDefaults;
use super::shared::{ORIENTATION_FILLED, REDUCE_FILLED};
use super::{FieldOptions, Kind, Orientation, ReduceOptions, StatTextMode, TextSize};
use crate::json::{object, words};
use crate::vocabulary::defaults::filled;

/// Numbers on a scale. Its ends are the field's min and max.
///
/// It adds nothing to the field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/gauge/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "minVizHeight": 75,
///     "minVizWidth": 75,
///     "orientation": "auto",
///     "reduceOptions": {
///       "calcs": [
///         "lastNotNull"
///       ],
///       "fields": "",
///       "values": false
///     },
///     "showThresholdLabels": false,
///     "showThresholdMarkers": true,
///     "sizing": "auto"
///   },
///   "type": "gauge"
/// }
/// ```
pub type Gauge = Kind<GaugeOptions>;

object! {
    /// The options of a gauge panel.
    pub struct GaugeOptions {
        /// The form of the bar's ends; Grafana 13 and up.
        "barShape" bar_shape: GaugeBarShape,
        /// How much of the radius the bar takes, 0 to 1; Grafana 13 and up.
        "barWidthFactor" bar_width_factor: f64,
        /// Light and shade; Grafana 13 and up.
        "effects" effects: GaugeEffects,
        /// What stands at the end of the bar; Grafana 13 and up.
        "endpointMarker" endpoint_marker: GaugeMarker,
        /// What Grafana 6 kept of fields. Old dashboards only.
        "fieldOptions" field_options: FieldOptions,
        /// The least height of one gauge, in pixels.
        "minVizHeight" min_viz_height: f64 = 75.0,
        /// The least width of one gauge, in pixels.
        "minVizWidth" min_viz_width: f64 = 75.0,
        /// The value from which the bar grows in both directions; Grafana 13 and up.
        "neutral" neutral: f64,
        /// Which way several gauges are laid out.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// Which number stands for a series.
        "reduceOptions" reduce_options: ReduceOptions = ReduceOptions::new(),
        /// Into how many pieces the bar is cut; Grafana 13 and up.
        "segmentCount" segment_count: f64,
        /// How far apart the pieces are; Grafana 13 and up.
        "segmentSpacing" segment_spacing: f64,
        /// The form of the scale; Grafana 13 and up.
        "shape" shape: GaugeShape,
        /// Whether the values of the thresholds stand beside the scale.
        "showThresholdLabels" show_threshold_labels: bool = false,
        /// Whether the thresholds are drawn along the scale.
        "showThresholdMarkers" show_threshold_markers: bool = true,
        /// Whether the least sizes are taken from above.
        "sizing" sizing: Sizing = Sizing::Auto,
        /// Whether the values over time are drawn below the number; Grafana 13 and up.
        "sparkline" sparkline: bool,
        /// Sizes of text.
        "text" text: TextSize,
        /// What is written; Grafana 13 and up.
        "textMode" text_mode: StatTextMode,
    }
}

words! {
    /// The form of a gauge's scale.
    #[derive(Default)]
    pub enum GaugeShape {
        /// An arc, open below.
        #[default]
        "gauge" Gauge,
        /// A ring.
        "circle" Circle,
    }
}

words! {
    /// The form of the ends of a gauge's bar.
    #[derive(Default)]
    pub enum GaugeBarShape {
        /// Straight.
        #[default]
        "flat" Flat,
        /// Round.
        "rounded" Rounded,
    }
}

words! {
    /// What stands at the end of a gauge's bar.
    #[derive(Default)]
    pub enum GaugeMarker {
        /// A point.
        #[default]
        "point" Point,
        /// A glow.
        "glow" Glow,
        /// Nothing.
        "none" None,
    }
}

object! {
    /// Light and shade of a gauge.
    pub struct GaugeEffects {
        /// Whether the bar glows.
        "barGlow" bar_glow: bool,
        /// Whether the centre glows.
        "centerGlow" center_glow: bool,
        /// Whether the bar's colour fades.
        "gradient" gradient: bool,
    }
}

words! {
    /// Where the least size of a gauge or bar comes from.
    #[derive(Default)]
    pub enum Sizing {
        /// From the room there is.
        #[default]
        "auto" Auto,
        /// From the options.
        "manual" Manual,
    }
}

/// What Grafana fills into a gauge.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/gauge/module.tsx",
    options: &[
        REDUCE_FILLED,
        ORIENTATION_FILLED,
        &[
            filled!("7.0" { "showThresholdLabels": false, "showThresholdMarkers": true }),
            filled!("10.2" { "minVizHeight": 75, "minVizWidth": 75 }),
            filled!("10.3" { "sizing": "auto" }),
            filled!("13.0" {
                "barShape": "flat",
                "barWidthFactor": 0.5,
                "effects": { "barGlow": false, "centerGlow": false, "gradient": true },
                "endpointMarker": "point",
                "segmentCount": 1,
                "segmentSpacing": 0.3,
                "shape": "gauge",
                "sparkline": true,
                "textMode": "auto"
            }),
        ],
    ],
    custom: &[],
    color: Some("thresholds"),
};
