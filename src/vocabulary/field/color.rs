//! Colours and how they are chosen.

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
    /// Good.
    pub const GREEN: Self = Self::named("green");
    /// Watch.
    pub const AMBER: Self = Self::named("orange");
    /// Act.
    pub const RED: Self = Self::named("red");
    /// Neither good nor bad.
    pub const BLUE: Self = Self::named("blue");
    /// Neither good nor bad, and a contrast to blue.
    pub const PURPLE: Self = Self::named("purple");
    /// In the colour of text.
    pub const TEXT: Self = Self::named("text");
    /// Not there.
    pub const TRANSPARENT: Self = Self::named("transparent");

    /// Returns the colour of a name.
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
        /// The colour, of the modes that ask for one.
        "fixedColor" fixed_color: Color,
        /// The colour at the other end, of a gradient.
        "gradientColorTo" gradient_color_to: Color,
        /// The rule.
        "mode" mode: ColorRule,
        /// Which value gives a whole series its colour, of the modes that go by value.
        "seriesBy" series_by: ColorSeriesBy,
    }
}

words! {
    /// Rules by which colours are chosen. Grafana draws no panel whose rule it does not know, so that those which came
    /// later are for newer ones only.
    ///
    /// Source: the colour modes of the npm package `@grafana/data` 11.6.0 to 13.2.3. The last names one that it
    /// does not have, `palette-saturated`.
    pub enum ColorRule {
        /// By the threshold that the value has reached.
        "thresholds" Thresholds,
        /// By the order of the series.
        "palette-classic" Palette,
        /// By the name of the series, so that it keeps its colour. Different names may get the same one.
        "palette-classic-by-name" PaletteByName,
        /// By the order of the series, in colours that the colour-blind tell apart; Grafana 13 and up.
        "palette-colorblind" PaletteColorblind,
        /// By the order of the series, in the colours to come; Grafana 13.2 and up.
        "palette-categorical-next" PaletteNext,
        /// The same, a second set; Grafana 13.2 and up.
        "palette-categorical-next-2" PaletteNext2,
        /// The same, a third set; Grafana 13.2 and up.
        "palette-categorical-next-3" PaletteNext3,
        /// Always the same.
        "fixed" Fixed,
        /// Shades of one colour.
        "shades" Shades,
        /// From one colour to another; Grafana 13.1 and up.
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
        /// From dark blue over green to yellow, by value between min and max; Grafana 12.4 and up.
        "continuous-viridis" Viridis,
        /// From black over purple to light yellow, by value between min and max; Grafana 12.4 and up.
        "continuous-magma" Magma,
        /// From dark blue over red to yellow, by value between min and max; Grafana 12.4 and up.
        "continuous-plasma" Plasma,
        /// From black over red to yellow, by value between min and max; Grafana 12.4 and up.
        "continuous-inferno" Inferno,
        /// From dark blue over grey to yellow, by value between min and max; Grafana 12.4 and up.
        "continuous-cividis" Cividis,
    }
}

words! {
    /// Which value gives a whole series its colour.
    #[derive(Default)]
    pub enum ColorSeriesBy {
        /// The last.
        #[default]
        "last" Last,
        /// The lowest.
        "min" Min,
        /// The highest.
        "max" Max,
    }
}

impl ColorMode {
    /// By the threshold that the value has reached.
    pub const THRESHOLDS: Self = Self::by(ColorRule::Thresholds);
    /// By the order of the series.
    pub const PALETTE: Self = Self::by(ColorRule::Palette);
    /// By the name of the series, so that it keeps its colour. Different names may get the same one, and all slices of a
    /// pie get one.
    pub const PALETTE_BY_NAME: Self = Self::by(ColorRule::PaletteByName);

    /// Returns the mode of a rule that asks for no colour.
    pub const fn by(rule: ColorRule) -> Self {
        Self { fixed_color: None, gradient_color_to: None, mode: Some(rule), series_by: None, rest: Rest::new() }
    }

    /// Returns the mode that always gives this colour.
    pub fn fixed(color: Color) -> Self {
        Self::by(ColorRule::Fixed).fixed_color(color)
    }
}

/// Always this colour.
impl From<Color> for ColorMode {
    fn from(color: Color) -> Self {
        Self::fixed(color)
    }
}
