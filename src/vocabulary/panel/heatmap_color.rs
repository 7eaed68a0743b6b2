//! The colours of heatmaps.

use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::Color;

object! {
    /// The colours of a heatmap.
    pub struct HeatmapColor {
        /// How fast colours change, 0.1 to 2, of an exponential scale.
        "exponent" exponent: f64 = 0.5,
        /// The colour whose opacity tells the value.
        "fill" fill: Color = Color::named("dark-orange"),
        /// The value of the last colour.
        "max" max: Option<f64>,
        /// The value of the first colour.
        "min" min: Option<f64>,
        /// How colours tell values.
        "mode" mode: HeatmapColorMode = HeatmapColorMode::Scheme,
        /// Whether the colours are in the opposite order.
        "reverse" reverse: bool = false,
        /// How colours follow values.
        "scale" scale: HeatmapColorScale = HeatmapColorScale::Exponential,
        /// The scheme: `Oranges`, `Blues`, `Spectral`, `Turbo`, ...
        "scheme" scheme: Text = "Oranges",
        /// How many colours there are, 2 to 128.
        "steps" steps: f64 = 64.0,
    }
}

/// The schemes that Grafana has; another is `Oranges` to it. Source: Grafana,
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
    /// Returns the colours of a scheme: `Oranges`, `Blues`, `Spectral`, `Turbo`, ... A name that Grafana does not have
    /// does not build.
    pub fn scheme_of(name: impl Into<Text>) -> Self {
        Self::new().scheme(name)
    }

    /// Returns shades of one colour.
    pub fn shades(color: Color) -> Self {
        Self::new().mode(HeatmapColorMode::Opacity).fill(color)
    }
}

words! {
    /// How the colours of a heatmap tell values.
    #[derive(Default)]
    pub enum HeatmapColorMode {
        /// By a scheme of colours.
        #[default]
        "scheme" Scheme,
        /// By how opaque one colour is.
        "opacity" Opacity,
    }
}

words! {
    /// How the colours of a heatmap follow values.
    #[derive(Default)]
    pub enum HeatmapColorScale {
        /// By a power of the value.
        #[default]
        "exponential" Exponential,
        /// By the value.
        "linear" Linear,
    }
}
