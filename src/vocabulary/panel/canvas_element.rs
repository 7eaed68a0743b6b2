//! Elements of a canvas.

use super::{ColorDimension, ConnectionDirection, DirectionDimension, ResourceDimension, ScaleDimension};
use crate::json::{Json, object, words};
use crate::vocabulary::Text;

object! {
    /// An element of a canvas: a text, a shape, an icon.
    pub struct CanvasElement {
        /// Its background.
        "background" background: CanvasBackground,
        /// Its border.
        "border" border: CanvasLine,
        /// The settings of its kind.
        "config" config: Json,
        /// Connections that start at it.
        "connections" connections: Vec<CanvasConnection>,
        /// The sides of the canvas that it is anchored to.
        "constraint" constraint: CanvasConstraint,
        /// Its name.
        "name" name: Text = "",
        /// Its position and size.
        "placement" placement: CanvasPlacement,
        /// Its kind: `metric-value`, `text`, `rectangle`, `ellipse`, `icon`, `server`, ...
        "type" kind: Text = "metric-value",
    }
}

impl CanvasElement {
    /// Returns an element of a kind at a position, in pixels from the upper left corner.
    pub fn at(kind: impl Into<Text>, left: u32, top: u32) -> Self {
        let corner = CanvasConstraint::new().horizontal(CanvasSideways::Left).vertical(CanvasUpright::Top);
        let place = CanvasPlacement::new().left(left).top(top).width(240.0).height(160.0);
        Self::new().kind(kind).constraint(corner).placement(place)
    }
}

object! {
    /// The background of an element.
    pub struct CanvasBackground {
        /// The colour.
        "color" color: ColorDimension,
        /// The image.
        "image" image: ResourceDimension,
        /// How the image fills the element.
        "size" size: CanvasImageSize,
    }
}

words! {
    /// How an image fills an element.
    pub enum CanvasImageSize {
        /// In its original size.
        "original" Original,
        /// Scaled so that all of it is visible.
        "contain" Contain,
        /// Scaled so that it covers the element.
        "cover" Cover,
        /// Stretched.
        "fill" Fill,
        /// Tiled.
        "tile" Tile,
    }
}

object! {
    /// The border of an element.
    pub struct CanvasLine {
        /// The colour.
        "color" color: ColorDimension,
        /// The radius of its corners, in pixels.
        "radius" radius: f64,
        /// The width, in pixels.
        "width" width: f64,
    }
}

object! {
    /// A connection from one element to another.
    pub struct CanvasConnection {
        /// The colour.
        "color" color: ColorDimension,
        /// The direction of its arrow.
        "direction" direction: DirectionDimension = DirectionDimension::new().fixed(ConnectionDirection::Forward),
        /// The shape of its path.
        "path" path: CanvasPath = CanvasPath::Straight,
        /// The width.
        "size" size: ScaleDimension,
        /// Where it starts, relative to the centre of its element: -1 to 1.
        "source" source: CanvasPoint,
        /// Where it started when it was drawn.
        "sourceOriginal" source_original: CanvasPoint,
        /// Where it ends, relative to the centre of the other element: -1 to 1.
        "target" target: CanvasPoint,
        /// The name of the other element.
        "targetName" target_name: Text,
        /// Where it ended when it was drawn.
        "targetOriginal" target_original: CanvasPoint,
        /// Its bends.
        "vertices" vertices: Vec<CanvasPoint>,
    }
}

words! {
    /// The shape of a connection.
    #[derive(Default)]
    pub enum CanvasPath {
        /// Straight.
        #[default]
        "straight" Straight,
    }
}

object! {
    /// A point on a canvas or element.
    pub struct CanvasPoint {
        /// The horizontal coordinate.
        "x" x: f64 = 0.0,
        /// The vertical coordinate.
        "y" y: f64 = 0.0,
    }
}

object! {
    /// The sides of the canvas that an element is anchored to when the panel is resized.
    pub struct CanvasConstraint {
        /// The horizontal constraint.
        "horizontal" horizontal: CanvasSideways,
        /// The vertical constraint.
        "vertical" vertical: CanvasUpright,
    }
}

words! {
    /// The horizontal constraint of an element.
    pub enum CanvasSideways {
        /// The left.
        "left" Left,
        /// The right.
        "right" Right,
        /// Both: it is stretched.
        "leftright" Both,
        /// The centre.
        "center" Center,
        /// Position and size are scaled.
        "scale" Scale,
    }
}

words! {
    /// The vertical constraint of an element.
    pub enum CanvasUpright {
        /// The top.
        "top" Top,
        /// The bottom.
        "bottom" Bottom,
        /// Both: it is stretched.
        "topbottom" Both,
        /// The centre.
        "center" Center,
        /// Position and size are scaled.
        "scale" Scale,
    }
}

object! {
    /// The position and size of an element, in pixels.
    pub struct CanvasPlacement {
        /// From the bottom.
        "bottom" bottom: f64,
        /// The height.
        "height" height: f64,
        /// From the left.
        "left" left: f64,
        /// From the right.
        "right" right: f64,
        /// The rotation, in degrees.
        "rotation" rotation: f64,
        /// From the top.
        "top" top: f64,
        /// The width.
        "width" width: f64,
    }
}
