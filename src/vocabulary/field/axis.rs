//! Sides of a graph.

use crate::json::words;

words! {
    /// The side of a graph on which an axis is placed.
    #[derive(Default)]
    pub enum Axis {
        /// Automatic: left for the first unit, right for the second.
        #[default]
        "auto" Auto,
        /// On the left.
        "left" Left,
        /// On the right.
        "right" Right,
        /// At the top, in a vertical graph.
        "top" Top,
        /// At the bottom, in a vertical graph.
        "bottom" Bottom,
        /// Hidden.
        "hidden" Hidden,
    }
}

impl Axis {
    /// Returns whether this is the axis that the panel's own unit belongs to.
    pub fn is_main(self) -> bool {
        self != Self::Right
    }
}
