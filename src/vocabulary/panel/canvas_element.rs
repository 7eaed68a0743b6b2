//! What stands on a canvas.

use super::{ColorDimension, ConnectionDirection, DirectionDimension, ResourceDimension, ScaleDimension};
use crate::json::{Json, object, words};
use crate::vocabulary::Text;

object! {
    /// Something on a canvas: a text, a form, a picture.
    pub struct CanvasElement {
        /// What is behind it.
        "background" background: CanvasBackground,
        /// The line around it.
        "border" border: CanvasLine,
        /// What is particular to its kind.
        "config" config: Json,
        /// Arrows that begin at it.
        "connections" connections: Vec<CanvasConnection>,
        /// Which sides of the canvas it follows.
        "constraint" constraint: CanvasConstraint,
        /// What it is called.
        "name" name: Text = "",
        /// Its place.
        "placement" placement: CanvasPlacement,
        /// Its kind: `metric-value`, `text`, `rectangle`, `ellipse`, `icon`, `server`, ...
        "type" kind: Text = "metric-value",
    }
}

impl CanvasElement {
    /// Returns an element of a kind at a place, in pixels from the upper left corner.
    pub fn at(kind: impl Into<Text>, left: u32, top: u32) -> Self {
        let corner = CanvasConstraint::new().horizontal(CanvasSideways::Left).vertical(CanvasUpright::Top);
        let place = CanvasPlacement::new().left(left).top(top).width(240.0).height(160.0);
        Self::new().kind(kind).constraint(corner).placement(place)
    }
}

object! {
    /// What is behind an element.
    pub struct CanvasBackground {
        /// The colour.
        "color" color: ColorDimension,
        /// The picture.
        "image" image: ResourceDimension,
        /// How the picture fills the room.
        "size" size: CanvasImageSize,
    }
}

words! {
    /// How a picture fills the room of an element.
    pub enum CanvasImageSize {
        /// As it is.
        "original" Original,
        /// So that all of it is seen.
        "contain" Contain,
        /// So that no room is left.
        "cover" Cover,
        /// Stretched.
        "fill" Fill,
        /// Again and again.
        "tile" Tile,
    }
}

object! {
    /// A line around an element.
    pub struct CanvasLine {
        /// The colour.
        "color" color: ColorDimension,
        /// How round its corners are, in pixels.
        "radius" radius: f64,
        /// The width, in pixels.
        "width" width: f64,
    }
}

object! {
    /// An arrow from one element to another.
    pub struct CanvasConnection {
        /// The colour.
        "color" color: ColorDimension,
        /// Where it points.
        "direction" direction: DirectionDimension = DirectionDimension::new().fixed(ConnectionDirection::Forward),
        /// How it runs.
        "path" path: CanvasPath = CanvasPath::Straight,
        /// The width.
        "size" size: ScaleDimension,
        /// Where it begins, from the middle of its element: -1 to 1.
        "source" source: CanvasPoint,
        /// Where it began when it was drawn.
        "sourceOriginal" source_original: CanvasPoint,
        /// Where it ends, from the middle of the other element: -1 to 1.
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
    /// How an arrow runs.
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
        /// Sideways.
        "x" x: f64 = 0.0,
        /// Upwards.
        "y" y: f64 = 0.0,
    }
}

object! {
    /// Which sides of the canvas an element follows when the panel's size changes.
    pub struct CanvasConstraint {
        /// Of the left and right.
        "horizontal" horizontal: CanvasSideways,
        /// Of the top and bottom.
        "vertical" vertical: CanvasUpright,
    }
}

words! {
    /// Which of the left and right sides an element follows.
    pub enum CanvasSideways {
        /// The left.
        "left" Left,
        /// The right.
        "right" Right,
        /// Both: it is stretched.
        "leftright" Both,
        /// The middle.
        "center" Center,
        /// All is scaled.
        "scale" Scale,
    }
}

words! {
    /// Which of the top and bottom an element follows.
    pub enum CanvasUpright {
        /// The top.
        "top" Top,
        /// The bottom.
        "bottom" Bottom,
        /// Both: it is stretched.
        "topbottom" Both,
        /// The middle.
        "center" Center,
        /// All is scaled.
        "scale" Scale,
    }
}

object! {
    /// The place of an element, in pixels.
    pub struct CanvasPlacement {
        /// From the bottom.
        "bottom" bottom: f64,
        /// The height.
        "height" height: f64,
        /// From the left.
        "left" left: f64,
        /// From the right.
        "right" right: f64,
        /// How far it is turned, in degrees.
        "rotation" rotation: f64,
        /// From the top.
        "top" top: f64,
        /// The width.
        "width" width: f64,
    }
}
