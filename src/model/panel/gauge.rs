//! The gauge panel: numbers on a scale.
//!
//! Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/gauge/>;
//! names and defaults: `@grafana/schema` 13.2.3, gauge. Options that only Grafana 13 knows are written when they
//! differ from its defaults, so that older versions read the rest.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Orientation, ReduceOptions, TextSize, Visualization};

/// Numbers on a scale. Its ends are the field's min and max.
///
/// It has no field config of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gauge {
    /// The options.
    pub options: GaugeOptions,
}

/// The options of a gauge panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct GaugeOptions {
    /// The least height of one gauge, in pixels.
    pub min_viz_height: u32,
    /// The least width of one gauge, in pixels.
    pub min_viz_width: u32,
    /// Which way several gauges are laid out.
    pub orientation: Orientation,
    /// Which number stands for a series.
    pub reduce_options: ReduceOptions,
    /// The form of the scale; Grafana 13 and up.
    #[serde(skip_serializing_if = "GaugeShape::is_default")]
    pub shape: GaugeShape,
    /// Whether the values of the thresholds stand beside the scale.
    pub show_threshold_labels: bool,
    /// Whether the thresholds are drawn along the scale.
    pub show_threshold_markers: bool,
    /// Whether the least sizes are taken from above.
    pub sizing: GaugeSizing,
    /// Sizes of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextSize>,
}

/// The form of a gauge's scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum GaugeShape {
    /// An arc, open below.
    #[default]
    Gauge,
    /// A ring.
    Circle,
}

impl GaugeShape {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a gauge's least size comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum GaugeSizing {
    /// From the room there is.
    #[default]
    Auto,
    /// From the options.
    Manual,
}

impl Default for GaugeOptions {
    fn default() -> Self {
        Self {
            min_viz_height: 75,
            min_viz_width: 75,
            orientation: Orientation::default(),
            reduce_options: ReduceOptions::default(),
            shape: GaugeShape::default(),
            show_threshold_labels: false,
            show_threshold_markers: true,
            sizing: GaugeSizing::default(),
            text: None,
        }
    }
}

impl From<Gauge> for Visualization {
    fn from(gauge: Gauge) -> Self {
        Self::Gauge(gauge)
    }
}
