//! Dimensions: colours, sizes and images in canvas and geomap panels, either fixed or from a field.
//!
//! Names: `@grafana/schema` 13.2.3, `common.gen`.

use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::Color;

object! {
    /// A colour: fixed, or from a field.
    pub struct ColorDimension {
        /// The field.
        "field" field: Text,
        /// The fixed colour.
        "fixed" fixed: Color,
    }
}

impl From<Color> for ColorDimension {
    fn from(color: Color) -> Self {
        Self::new().fixed(color)
    }
}

object! {
    /// A size: fixed, or from a field.
    pub struct ScaleDimension {
        /// The field.
        "field" field: Text,
        /// The fixed size.
        "fixed" fixed: f64,
        /// The size of the largest value.
        "max" max: f64 = 15.0,
        /// The size of the smallest value.
        "min" min: f64 = 2.0,
        /// How sizes follow values.
        "mode" mode: ScaleDimensionMode,
    }
}

words! {
    /// How sizes follow values.
    #[derive(Default)]
    pub enum ScaleDimensionMode {
        /// Linearly.
        #[default]
        "linear" Linear,
        /// Quadratically.
        "quad" Quadratic,
    }
}

object! {
    /// A number: fixed, or from a field.
    pub struct ScalarDimension {
        /// The field.
        "field" field: Text,
        /// The fixed number.
        "fixed" fixed: f64,
        /// The maximum.
        "max" max: f64,
        /// The minimum.
        "min" min: f64,
        /// How numbers outside the range are treated.
        "mode" mode: ScalarDimensionMode,
    }
}

words! {
    /// How numbers outside the range are treated.
    #[derive(Default)]
    pub enum ScalarDimensionMode {
        /// They wrap around.
        #[default]
        "mod" Modulo,
        /// They are clamped.
        "clamped" Clamped,
    }
}

object! {
    /// A text: fixed, or from a field.
    pub struct TextDimension {
        /// The field.
        "field" field: Text,
        /// The fixed text.
        "fixed" fixed: Text,
        /// Where it comes from.
        "mode" mode: TextDimensionMode = TextDimensionMode::Fixed,
    }
}

words! {
    /// Where a text comes from.
    #[derive(Default)]
    pub enum TextDimensionMode {
        /// From a field.
        "field" Field,
        /// A fixed value.
        #[default]
        "fixed" Fixed,
        /// A template with `${}`.
        "template" Template,
    }
}

object! {
    /// An image: fixed, or from a field.
    pub struct ResourceDimension {
        /// The field.
        "field" field: Text,
        /// The URL of the fixed image.
        "fixed" fixed: Text,
        /// Where it comes from.
        "mode" mode: ResourceDimensionMode = ResourceDimensionMode::Fixed,
    }
}

words! {
    /// Where an image comes from.
    #[derive(Default)]
    pub enum ResourceDimensionMode {
        /// From a field.
        "field" Field,
        /// A fixed value.
        #[default]
        "fixed" Fixed,
        /// From the field's mappings.
        "mapping" Mapping,
    }
}

object! {
    /// The direction of an arrow: fixed, or from a field.
    pub struct DirectionDimension {
        /// The field.
        "field" field: Text,
        /// The fixed direction.
        "fixed" fixed: ConnectionDirection,
        /// Where it comes from.
        "mode" mode: DirectionDimensionMode = DirectionDimensionMode::Fixed,
    }
}

words! {
    /// Where the direction of an arrow comes from.
    #[derive(Default)]
    pub enum DirectionDimensionMode {
        /// From a field.
        "field" Field,
        /// A fixed value.
        #[default]
        "fixed" Fixed,
    }
}

words! {
    /// Where an arrow points.
    #[derive(Default)]
    pub enum ConnectionDirection {
        /// Forward.
        #[default]
        "forward" Forward,
        /// Backward.
        "reverse" Reverse,
        /// Both ways.
        "both" Both,
        /// None.
        "none" None,
    }
}
