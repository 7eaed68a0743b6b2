//! The gauge panel: numbers on a scale.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, gauge. Options that only Grafana 13 has are left at their defaults, so
//! that older versions can read the rest.

use super::defaults::PanelDefaults;
use super::shared::{ORIENTATION_FILLED, REDUCE_FILLED};
use super::{FieldOptions, Kind, Orientation, ReduceOptions, StatTextMode, TextSize};
use crate::json::{object, words};
use crate::vocabulary::defaults::filled;

/// Numbers on a scale, in the range from the field's min to its max.
///
/// It has no custom field config.
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
        /// The shape of the bar's ends; Grafana 13 and later.
        "barShape" bar_shape: GaugeBarShape,
        /// The width of the bar relative to the radius, from 0 to 1; Grafana 13 and later.
        "barWidthFactor" bar_width_factor: f64,
        /// Visual effects; Grafana 13 and later.
        "effects" effects: GaugeEffects,
        /// The marker at the end of the bar; Grafana 13 and later.
        "endpointMarker" endpoint_marker: GaugeMarker,
        /// Field options of Grafana 6. Legacy dashboards only.
        "fieldOptions" field_options: FieldOptions,
        /// The minimum height of a gauge, in pixels.
        "minVizHeight" min_viz_height: f64 = 75.0,
        /// The minimum width of a gauge, in pixels.
        "minVizWidth" min_viz_width: f64 = 75.0,
        /// The value from which the bar grows in both directions; Grafana 13 and later.
        "neutral" neutral: f64,
        /// The orientation of several gauges.
        "orientation" orientation: Orientation = Orientation::Auto,
        /// How each series is reduced to a single number.
        "reduceOptions" reduce_options: ReduceOptions = ReduceOptions::new(),
        /// The number of segments of the bar; Grafana 13 and later.
        "segmentCount" segment_count: f64,
        /// The spacing of the segments; Grafana 13 and later.
        "segmentSpacing" segment_spacing: f64,
        /// The shape of the scale; Grafana 13 and later.
        "shape" shape: GaugeShape,
        /// Whether the values of the thresholds are shown next to the scale.
        "showThresholdLabels" show_threshold_labels: bool = false,
        /// Whether the thresholds are drawn along the scale.
        "showThresholdMarkers" show_threshold_markers: bool = true,
        /// Whether the minimum sizes are the ones set in the options.
        "sizing" sizing: Sizing = Sizing::Auto,
        /// Whether a sparkline is drawn below the number; Grafana 13 and later.
        "sparkline" sparkline: bool,
        /// Text sizes.
        "text" text: TextSize,
        /// What text is shown; Grafana 13 and later.
        "textMode" text_mode: StatTextMode,
    }
}

words! {
    /// The shape of a gauge's scale.
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
    /// The shape of the ends of a gauge's bar.
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
    /// The marker at the end of a gauge's bar.
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
    /// The visual effects of a gauge.
    pub struct GaugeEffects {
        /// Whether the bar glows.
        "barGlow" bar_glow: bool,
        /// Whether the centre glows.
        "centerGlow" center_glow: bool,
        /// Whether the bar has a gradient.
        "gradient" gradient: bool,
    }
}

words! {
    /// Where the minimum size of a gauge or bar comes from.
    #[derive(Default)]
    pub enum Sizing {
        /// From the available space.
        #[default]
        "auto" Auto,
        /// From the options.
        "manual" Manual,
    }
}

/// The defaults of a gauge.
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
