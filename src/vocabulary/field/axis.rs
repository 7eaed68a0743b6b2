//! Sides of a graph.

use crate::json::words;

words! {
    /// On which side of a graph an axis stands.
    #[derive(Default)]
    pub enum Axis {
        /// Left for the first unit, right for the second.
        #[default]
        "auto" Auto,
        /// On the left.
        "left" Left,
        /// On the right.
        "right" Right,
        /// Above: of a graph that goes upwards.
        "top" Top,
        /// Below: of a graph that goes upwards.
        "bottom" Bottom,
        /// Nowhere.
        "hidden" Hidden,
    }
}

impl Axis {
    /// Returns whether this is the axis that the panel's own unit belongs to.
    pub fn is_main(self) -> bool {
        self != Self::Right
    }
}
