//! Where panels stand.

use super::{Panel, Size};

/// Where a panel stands. An [`AutoGrid`](crate::model::AutoGrid) has cells instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// After the panel before it, in the same line where there is room.
    #[default]
    Flow,
    /// Under the panel before it: see [`Dashboard::stack`](crate::model::Dashboard::stack).
    Under,
    /// At a fixed place: see [`Panel::at`].
    At {
        /// The first column, from 0.
        x: u32,
        /// The first cell, from 0 at the top of the row, tab or page.
        y: u32,
    },
}

impl Panel {
    /// Stands at this column and this cell under the top of its row or tab; outside of them, under the top of the page
    /// or under the row before it. Panels without a place follow below.
    ///
    /// A build stops where panels overlap. Grafana moves a panel up that has nothing above it.
    ///
    /// # Panics
    /// When the panel would end beyond the 24 columns of the grid.
    #[track_caller]
    pub fn at(mut self, x: u32, y: u32, size: Size) -> Self {
        assert!(x.saturating_add(size.width()) <= Size::COLUMNS, "a panel ends within the 24 columns of the grid");
        assert!(y <= 100_000, "a panel stands in the first 100,000 cells of its row");
        self.size = size;
        self.place = Place::At { x, y };
        self
    }
}

/// Puts panels under each other; the first stands where it would without the others.
pub(in crate::model) fn stacked(panels: impl IntoIterator<Item = Panel>) -> impl Iterator<Item = Panel> {
    panels.into_iter().enumerate().map(|(at, panel)| match at {
        0 => panel,
        _ => Panel { place: Place::Under, ..panel },
    })
}
