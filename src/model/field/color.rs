//! Colours and how they are chosen.

use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::model::Text;

/// A colour: one of Grafana's names (`green`, `semi-dark-red`, `transparent`), or CSS (`#ff0000`, `rgb(255, 0, 0)`).
///
/// Grafana's names follow the theme, light or dark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
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

/// How a value or a series gets its colour.
///
/// Source: the colour modes of the npm package `@grafana/data` 13.2.3.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[serde(tag = "mode", rename_all_fields = "camelCase")]
pub enum ColorMode {
    /// By the threshold that the value has reached.
    #[serde(rename = "thresholds")]
    Thresholds {},
    /// By the order of the series.
    #[serde(rename = "palette-classic")]
    Palette {},
    /// By the name of the series, so that it keeps its colour.
    #[serde(rename = "palette-classic-by-name")]
    PaletteByName {},
    /// Always the same.
    #[serde(rename = "fixed")]
    Fixed {
        /// The colour.
        fixed_color: Color,
    },
    /// Shades of one colour.
    #[serde(rename = "shades")]
    Shades {
        /// The colour.
        fixed_color: Color,
    },
    /// From green over yellow to red, by value between min and max.
    #[serde(rename = "continuous-GrYlRd")]
    GreenYellowRed {},
    /// From red over yellow to green, by value between min and max.
    #[serde(rename = "continuous-RdYlGr")]
    RedYellowGreen {},
    /// Shades of blue, by value between min and max.
    #[serde(rename = "continuous-blues")]
    Blues {},
}

impl ColorMode {
    /// Returns the mode that always gives this colour.
    pub fn fixed(color: Color) -> Self {
        Self::Fixed { fixed_color: color }
    }

    fn id(&self) -> &'static str {
        match self {
            Self::Thresholds {} => "thresholds",
            Self::Palette {} => "palette-classic",
            Self::PaletteByName {} => "palette-classic-by-name",
            Self::Fixed { .. } => "fixed",
            Self::Shades { .. } => "shades",
            Self::GreenYellowRed {} => "continuous-GrYlRd",
            Self::RedYellowGreen {} => "continuous-RdYlGr",
            Self::Blues {} => "continuous-blues",
        }
    }
}

/// By hand, because a derived tag would come first: keys are sorted, on this level as on any other.
impl Serialize for ColorMode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Self::Fixed { fixed_color } | Self::Shades { fixed_color } = self {
            map.serialize_entry("fixedColor", fixed_color)?;
        }
        map.serialize_entry("mode", self.id())?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::to_string;

    use super::*;

    #[test]
    fn modes_are_written_as_the_schema_names_them() {
        let schema = schemars::schema_for!(ColorMode).to_value();
        let named = |mode: &serde_json::Value| mode["properties"]["mode"]["const"].as_str().unwrap().to_owned();
        let named: Vec<_> = schema["oneOf"].as_array().unwrap().iter().map(named).collect();
        let all = [
            ColorMode::Thresholds {},
            ColorMode::Palette {},
            ColorMode::PaletteByName {},
            ColorMode::fixed(Color::RED),
            ColorMode::Shades { fixed_color: Color::RED },
            ColorMode::GreenYellowRed {},
            ColorMode::RedYellowGreen {},
            ColorMode::Blues {},
        ];
        assert_eq!(all.each_ref().map(ColorMode::id).as_slice(), named);
        assert_eq!(to_string(&all[3]).unwrap(), r#"{"fixedColor":"red","mode":"fixed"}"#);
        assert_eq!(to_string(&all[0]).unwrap(), r#"{"mode":"thresholds"}"#);
    }
}
