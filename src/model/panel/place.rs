//! The placement of panels.

use super::{Panel, Size};

/// The placement of a panel. An [`AutoGrid`](crate::model::AutoGrid) has cells instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// After the previous panel, in the same line if there is space.
    #[default]
    Flow,
    /// Below the previous panel: see [`Dashboard::stack`](crate::model::Dashboard::stack).
    Under,
    /// At a fixed position: see [`Panel::at`].
    At {
        /// The first column, starting at 0.
        x: u32,
        /// The first line of cells, starting at 0 at the top of the row, tab or dashboard.
        y: u32,
    },
}

impl Panel {
    /// Places the panel at this column and line of cells, relative to the top of its row or tab; outside of these,
    /// relative to the top of the dashboard or to the previous row. Panels without a fixed position follow below.
    ///
    /// The build fails if panels overlap. Grafana moves a panel up if there is nothing above it.
    ///
    /// # Panics
    /// When the panel would extend beyond the 24 columns of the grid.
    #[track_caller]
    pub fn at(mut self, x: u32, y: u32, size: Size) -> Self {
        assert!(x.saturating_add(size.width()) <= Size::COLUMNS, "a panel ends within the 24 columns of the grid");
        assert!(y <= 100_000, "a panel stands in the first 100,000 cells of its row");
        self.size = size;
        self.place = Place::At { x, y };
        self
    }
}
