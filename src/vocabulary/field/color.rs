//! Colours, and how they are chosen.

use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use crate::json::tree::Tree;
use crate::json::{Print, Printer, Rest, Typed, Written, object, words};
use crate::vocabulary::Text;

/// A colour: one of Grafana's names (`green`, `semi-dark-red`, `transparent`), or CSS (`#ff0000`, `rgb(255, 0, 0)`).
///
/// Grafana's names follow the theme, light or dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Color(pub Text);

impl Color {
    /// Green, for good values.
    pub const GREEN: Self = Self::named("green");
    /// Amber, for warnings.
    pub const AMBER: Self = Self::named("orange");
    /// Red, for critical values.
    pub const RED: Self = Self::named("red");
    /// Blue, neither good nor bad.
    pub const BLUE: Self = Self::named("blue");
    /// Purple, neither good nor bad, in contrast to blue.
    pub const PURPLE: Self = Self::named("purple");
    /// The colour of text.
    pub const TEXT: Self = Self::named("text");
    /// Invisible.
    pub const TRANSPARENT: Self = Self::named("transparent");

    /// Returns a colour by its name.
    pub const fn named(name: &'static str) -> Self {
        Self(Text::Borrowed(name))
    }
}

impl Print for Color {
    fn print(&self, to: Printer<'_>) -> Written {
        to.text(&self.0)
    }
}

impl Typed for Color {
    crate::json::given_as_itself!();

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        Text::of_tree(value).map(Self)
    }

    fn into_value(self) -> Value {
        self.0.into_value()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Text::schema(generator)
    }
}

object! {
    /// How a value or a series gets its colour.
    pub struct ColorMode {
        /// The colour, for modes that need one.
        "fixedColor" fixed_color: Color,
        /// The second colour, for a gradient.
        "gradientColorTo" gradient_color_to: Color,
        /// The mode.
        "mode" mode: ColorRule,
        /// The value that determines the colour of a whole series, for modes that depend on the value.
        "seriesBy" series_by: ColorSeriesBy,
    }
}

words! {
    /// Colour modes. Grafana does not draw panels with an unknown mode, so newer modes only work in newer versions.
    ///
    /// Source: the colour modes of the npm package `@grafana/data` 11.6.0 to 13.2.3. The last of these lists one that
    /// it does not have, `palette-saturated`.
    pub enum ColorRule {
        /// By the threshold that the value has reached.
        "thresholds" Thresholds,
        /// By the order of the series.
        "palette-classic" Palette,
        /// By the name of the series, so that it keeps its colour. Different names may get the same colour.
        "palette-classic-by-name" PaletteByName,
        /// By the order of the series, in a palette for colour-blind users; Grafana 13 and later.
        "palette-colorblind" PaletteColorblind,
        /// By the order of the series, in Grafana's new palette; Grafana 13.2 and later.
        "palette-categorical-next" PaletteNext,
        /// The same, second set; Grafana 13.2 and later.
        "palette-categorical-next-2" PaletteNext2,
        /// The same, third set; Grafana 13.2 and later.
        "palette-categorical-next-3" PaletteNext3,
        /// A fixed colour.
        "fixed" Fixed,
        /// Shades of one colour.
        "shades" Shades,
        /// From one colour to another; Grafana 13.1 and later.
        "gradient" Gradient,
        /// From green over yellow to red, by value between min and max.
        "continuous-GrYlRd" GreenYellowRed,
        /// From red over yellow to green, by value between min and max.
        "continuous-RdYlGr" RedYellowGreen,
        /// From blue over yellow to red, by value between min and max.
        "continuous-BlYlRd" BlueYellowRed,
        /// From yellow to red, by value between min and max.
        "continuous-YlRd" YellowRed,
        /// From blue to purple, by value between min and max.
        "continuous-BlPu" BluePurple,
        /// From yellow to blue, by value between min and max.
        "continuous-YlBl" YellowBlue,
        /// Shades of blue, by value between min and max.
        "continuous-blues" Blues,
        /// Shades of red, by value between min and max.
        "continuous-reds" Reds,
        /// Shades of green, by value between min and max.
        "continuous-greens" Greens,
        /// Shades of purple, by value between min and max.
        "continuous-purples" Purples,
        /// From dark blue over green to yellow, by value between min and max; Grafana 12.4 and later.
        "continuous-viridis" Viridis,
        /// From black over purple to light yellow, by value between min and max; Grafana 12.4 and later.
        "continuous-magma" Magma,
        /// From dark blue over red to yellow, by value between min and max; Grafana 12.4 and later.
        "continuous-plasma" Plasma,
        /// From black over red to yellow, by value between min and max; Grafana 12.4 and later.
        "continuous-inferno" Inferno,
        /// From dark blue over grey to yellow, by value between min and max; Grafana 12.4 and later.
        "continuous-cividis" Cividis,
    }
}

words! {
    /// The value that determines the colour of a whole series.
    #[derive(Default)]
    pub enum ColorSeriesBy {
        /// The last value.
        #[default]
        "last" Last,
        /// The minimum.
        "min" Min,
        /// The maximum.
        "max" Max,
    }
}

impl ColorMode {
    /// By the threshold that the value has reached.
    pub const THRESHOLDS: Self = Self::by(ColorRule::Thresholds);
    /// By the order of the series.
    pub const PALETTE: Self = Self::by(ColorRule::Palette);
    /// By the name of the series, so that it keeps its colour. Different names may get the same colour, and all slices
    /// of a pie chart get one colour.
    pub const PALETTE_BY_NAME: Self = Self::by(ColorRule::PaletteByName);

    /// Returns a mode that needs no colour.
    pub const fn by(rule: ColorRule) -> Self {
        Self { fixed_color: None, gradient_color_to: None, mode: Some(rule), series_by: None, rest: Rest::new() }
    }

    /// Returns the mode with a fixed colour.
    pub fn fixed(color: Color) -> Self {
        Self::by(ColorRule::Fixed).fixed_color(color)
    }
}

/// This colour, fixed.
impl From<Color> for ColorMode {
    fn from(color: Color) -> Self {
        Self::fixed(color)
    }
}
