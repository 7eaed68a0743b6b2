//! The sizes of panels.

use crate::vocabulary::panel::Visualization;

/// The desired size of a panel, in cells of the 24-column grid; a cell is 30 pixels high.
///
/// Lines of panels that are not full are widened, and adjacent panels get the height of the tallest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    width: u32,
    height: u32,
}

impl Size {
    /// The number of columns of Grafana's grid.
    pub const COLUMNS: u32 = 24;
    /// The whole line: 24 × 8.
    pub const FULL: Self = Self::new(24, 8);
    /// Half a line: 12 × 8.
    pub const HALF: Self = Self::new(12, 8);
    /// A third of a line: 8 × 8.
    pub const THIRD: Self = Self::new(8, 8);
    /// A quarter of a line, and lower: 6 × 4. For single numbers.
    pub const STAT: Self = Self::new(6, 4);

    /// Returns a size: 1 to 24 columns, at least one cell high.
    ///
    /// # Panics
    /// When it does not fit the grid: in a `const`, that is a compile error.
    #[track_caller]
    pub const fn new(width: u32, height: u32) -> Self {
        assert!(width >= 1 && width <= Self::COLUMNS, "a panel must be 1 to 24 columns wide");
        assert!(height >= 1 && height <= 1_000, "a panel must be 1 to 1,000 cells high");
        Self { width, height }
    }

    /// Returns the width in columns, 1 to 24.
    pub const fn width(self) -> u32 {
        self.width
    }

    /// Returns the height in cells, 1 to 1,000.
    pub const fn height(self) -> u32 {
        self.height
    }
}

impl Visualization {
    /// Returns the default size for this kind of panel.
    pub const fn default_size(&self) -> Size {
        match self {
            Self::FlameGraph(_) | Self::Logs(_) | Self::Table(_) | Self::Traces(_) => Size::FULL,
            Self::Gauge(_) | Self::Stat(_) => Size::STAT,
            Self::News(_) | Self::PieChart(_) => Size::THIRD,
            _ => Size::HALF,
        }
    }
}
