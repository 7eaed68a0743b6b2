//! The colours of heatmaps.

use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::Color;

object! {
    /// The colours of a heatmap.
    pub struct HeatmapColor {
        /// The exponent of an exponential scale, from 0.1 to 2.
        "exponent" exponent: f64 = 0.5,
        /// The colour whose opacity shows the value.
        "fill" fill: Color = Color::named("dark-orange"),
        /// The value of the last colour.
        "max" max: Option<f64>,
        /// The value of the first colour.
        "min" min: Option<f64>,
        /// How colours represent values.
        "mode" mode: HeatmapColorMode = HeatmapColorMode::Scheme,
        /// Whether the order of the colours is reversed.
        "reverse" reverse: bool = false,
        /// How colours follow values.
        "scale" scale: HeatmapColorScale = HeatmapColorScale::Exponential,
        /// The scheme: `Oranges`, `Blues`, `Spectral`, `Turbo`, ...
        "scheme" scheme: Text = "Oranges",
        /// The number of colours, from 2 to 128.
        "steps" steps: f64 = 64.0,
    }
}

/// Grafana's colour schemes; it replaces unknown ones with `Oranges`. Source: Grafana,
/// `public/app/plugins/panel/heatmap/palettes.ts`.
pub(crate) const SCHEMES: [&str; 38] = [
    "Blues",
    "BrBG",
    "BuGn",
    "BuPu",
    "Cividis",
    "Cool",
    "Cubehelix",
    "GnBu",
    "Greens",
    "Greys",
    "Inferno",
    "Magma",
    "OrRd",
    "Oranges",
    "PRGn",
    "PiYG",
    "Plasma",
    "PuBu",
    "PuBuGn",
    "PuOr",
    "PuRd",
    "Purples",
    "Rainbow",
    "RdBu",
    "RdGy",
    "RdPu",
    "RdYlBu",
    "RdYlGn",
    "Reds",
    "Sinebow",
    "Spectral",
    "Turbo",
    "Viridis",
    "Warm",
    "YlGn",
    "YlGnBu",
    "YlOrBr",
    "YlOrRd",
];

impl HeatmapColor {
    /// Returns the colours of a scheme: `Oranges`, `Blues`, `Spectral`, `Turbo`, ... An unknown name fails the build.
    pub fn scheme_of(name: impl Into<Text>) -> Self {
        Self::new().scheme(name)
    }

    /// Returns shades of one colour.
    pub fn shades(color: Color) -> Self {
        Self::new().mode(HeatmapColorMode::Opacity).fill(color)
    }
}

words! {
    /// How the colours of a heatmap represent values.
    #[derive(Default)]
    pub enum HeatmapColorMode {
        /// By a scheme of colours.
        #[default]
        "scheme" Scheme,
        /// By the opacity of one colour.
        "opacity" Opacity,
    }
}

words! {
    /// How the colours of a heatmap follow values.
    #[derive(Default)]
    pub enum HeatmapColorScale {
        /// Exponentially.
        #[default]
        "exponential" Exponential,
        /// Linearly.
        "linear" Linear,
    }
}
