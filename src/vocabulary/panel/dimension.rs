//! Values that a field says: colours, sizes, pictures of canvas and geomap panels.
//!
//! Names: `@grafana/schema` 13.2.3, `common.gen`.

use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::Color;

object! {
    /// A colour, or the field that says it.
    pub struct ColorDimension {
        /// The field.
        "field" field: Text,
        /// The colour, where there is no field.
        "fixed" fixed: Color,
    }
}

impl From<Color> for ColorDimension {
    fn from(color: Color) -> Self {
        Self::new().fixed(color)
    }
}

object! {
    /// A size, or the field that says it.
    pub struct ScaleDimension {
        /// The field.
        "field" field: Text,
        /// The size, where there is no field.
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
        /// By the value.
        #[default]
        "linear" Linear,
        /// By its square.
        "quad" Quadratic,
    }
}

object! {
    /// A number, or the field that says it.
    pub struct ScalarDimension {
        /// The field.
        "field" field: Text,
        /// The number, where there is no field.
        "fixed" fixed: f64,
        /// The largest.
        "max" max: f64,
        /// The smallest.
        "min" min: f64,
        /// What happens beyond them.
        "mode" mode: ScalarDimensionMode,
    }
}

words! {
    /// What happens to numbers beyond the ends.
    #[derive(Default)]
    pub enum ScalarDimensionMode {
        /// It begins again.
        #[default]
        "mod" Modulo,
        /// It stays at the end.
        "clamped" Clamped,
    }
}

object! {
    /// A text, or the field that says it.
    pub struct TextDimension {
        /// The field.
        "field" field: Text,
        /// The text, where there is no field.
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
        /// It is given.
        #[default]
        "fixed" Fixed,
        /// It is given, with `${}` in it.
        "template" Template,
    }
}

object! {
    /// A picture, or the field that says it.
    pub struct ResourceDimension {
        /// The field.
        "field" field: Text,
        /// The address of the picture, where there is no field.
        "fixed" fixed: Text,
        /// Where it comes from.
        "mode" mode: ResourceDimensionMode = ResourceDimensionMode::Fixed,
    }
}

words! {
    /// Where a picture comes from.
    #[derive(Default)]
    pub enum ResourceDimensionMode {
        /// From a field.
        "field" Field,
        /// It is given.
        #[default]
        "fixed" Fixed,
        /// From the field's mappings.
        "mapping" Mapping,
    }
}

object! {
    /// Where an arrow points, or the field that says it.
    pub struct DirectionDimension {
        /// The field.
        "field" field: Text,
        /// The direction, where there is no field.
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
        /// It is given.
        #[default]
        "fixed" Fixed,
    }
}

words! {
    /// Where an arrow points.
    #[derive(Default)]
    pub enum ConnectionDirection {
        /// To its end.
        #[default]
        "forward" Forward,
        /// To its beginning.
        "reverse" Reverse,
        /// Both ways.
        "both" Both,
        /// Nowhere.
        "none" None,
    }
}
