//! Sections of a dashboard: rows and tabs, their layout, and when they are shown.

use std::time::Duration;

use super::{Origin, Panel, PanelKey, Size, Text, Var, Variable};
use crate::promql::duration;

/// Implements what rows and tabs have in common.
macro_rules! section {
    ($section:ident) => {
        impl $section {
            /// Repeats it for every selected value of a variable.
            pub fn repeat(mut self, variable: Var) -> Self {
                self.repeat = Some(variable);
                self
            }

            /// Adds a variable that only its panels can use. In the classic format, all panels can use it.
            pub fn variable(mut self, variable: Variable) -> Self {
                self.variables.push(variable);
                self
            }

            /// Arranges its own panels in an auto grid. Only in v2.
            pub fn auto_grid(mut self, grid: AutoGrid) -> Self {
                self.auto_grid = Some(grid);
                self
            }

            /// Shows it only under these conditions. Only in v2.
            pub fn show_when(mut self, conditions: impl Into<Conditions>) -> Self {
                self.show_when = Some(conditions.into());
                self
            }

            /// Adds a panel; in a tab, it is placed above the rows.
            pub fn panel(mut self, panel: Panel) -> Self {
                self.panels.push(panel);
                self
            }

            /// Adds panels one under the other, beside the others of the line: see
            /// [`Dashboard::stack`](super::Dashboard::stack).
            pub fn stack(mut self, panels: impl IntoIterator<Item = Panel>) -> Self {
                self.panels.extend(super::panel::stacked(panels));
                self
            }
        }
    };
}

/// A title above a group of panels, which can be collapsed.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its key, unique among the panels, rows and tabs of the dashboard.
    pub key: PanelKey,
    /// The title.
    pub title: Text,
    /// Whether it is collapsed when the dashboard is opened: its panels then run no queries.
    pub collapsed: bool,
    /// Whether the title is hidden. Only in v2.
    pub hide_header: bool,
    /// Whether it is as high as the window. Only in v2.
    pub fill_screen: bool,
    /// The variable that the row is repeated for.
    pub repeat: Option<Var>,
    /// Variables that only its panels can use. In the classic format, all panels can use them.
    pub variables: Vec<Variable>,
    /// The auto grid for its panels, instead of the 24-column grid. Only in v2.
    pub auto_grid: Option<AutoGrid>,
    /// When it is shown; by default, always. Only in v2.
    pub show_when: Option<Conditions>,
    /// The panels below it.
    pub panels: Vec<Panel>,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

impl Row {
    /// Returns an open row without panels.
    #[track_caller]
    pub fn new(key: impl Into<PanelKey>, title: impl Into<Text>) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            collapsed: false,
            hide_header: false,
            fill_screen: false,
            repeat: None,
            variables: Vec::new(),
            auto_grid: None,
            show_when: None,
            panels: Vec::new(),
            origin: Origin::here(),
        }
    }

    /// Collapses the row.
    pub fn collapsed(mut self) -> Self {
        self.collapsed = true;
        self
    }

    /// Hides the title. Only in v2.
    pub fn hide_header(mut self) -> Self {
        self.hide_header = true;
        self
    }

    /// Makes it as high as the window. Only in v2.
    pub fn fill_screen(mut self) -> Self {
        self.fill_screen = true;
        self
    }
}

section!(Row);

/// One of several sections, of which one is shown at a time: panels, and rows below them. Only in v2; in the classic
/// format it becomes a row.
///
/// ```
/// use dashgen::model::{Dashboard, Panel, Stat, Tab, Uid};
///
/// let traffic = Tab::new("traffic", "Traffic").panel(Panel::new("requests", "Requests", Stat::default()));
/// let dashboard = Dashboard::new(Uid::literal("service"), "Service").tab(traffic);
/// assert_eq!(dashboard.keys(), ["traffic", "requests"]);
/// ```
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its key, unique among the panels, rows and tabs of the dashboard.
    pub key: PanelKey,
    /// Its title.
    pub title: Text,
    /// The variable that the tab is repeated for.
    pub repeat: Option<Var>,
    /// Variables that only its panels can use. In the classic format, all panels can use them.
    pub variables: Vec<Variable>,
    /// The auto grid for its own panels, instead of the 24-column grid.
    pub auto_grid: Option<AutoGrid>,
    /// When it is shown; by default, always.
    pub show_when: Option<Conditions>,
    /// The panels above its rows.
    pub panels: Vec<Panel>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

impl Tab {
    /// Returns a tab without panels.
    #[track_caller]
    pub fn new(key: impl Into<PanelKey>, title: impl Into<Text>) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            repeat: None,
            variables: Vec::new(),
            auto_grid: None,
            show_when: None,
            panels: Vec::new(),
            rows: Vec::new(),
            origin: Origin::here(),
        }
    }

    /// Adds a row.
    pub fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }
}

section!(Tab);

/// Cells of equal size, as many side by side as fit into the window. Only in v2; in the classic format, each panel gets
/// a position on the grid with about that size.
///
/// ```
/// use dashgen::model::{AutoGrid, ColumnWidth, Row};
///
/// let grid = AutoGrid { columns: 4, column_width: ColumnWidth::Narrow, ..AutoGrid::default() };
/// let row = Row::new("bots", "Bots").auto_grid(grid);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoGrid {
    /// The maximum number of columns, from 1 to 24.
    pub columns: u32,
    /// The minimum width of a cell.
    pub column_width: ColumnWidth,
    /// The height of a cell.
    pub row_height: RowHeight,
    /// Whether the cells grow to fill the window.
    pub fill_screen: bool,
}

/// Three columns of standard cells: Grafana's default.
impl Default for AutoGrid {
    fn default() -> Self {
        let (column_width, row_height) = (ColumnWidth::default(), RowHeight::default());
        Self { columns: 3, column_width, row_height, fill_screen: false }
    }
}

impl AutoGrid {
    /// Returns the size of its cells on the 24-column grid: about the same as in Grafana's own conversion.
    pub fn cell(&self) -> Size {
        /// The height of a grid cell in pixels, including the gap below it.
        const CELL: u32 = 38;
        let height = match self.row_height {
            RowHeight::Short => 5,
            RowHeight::Standard => 9,
            RowHeight::Tall => 14,
            RowHeight::Pixels(pixels) => pixels.div_ceil(CELL).clamp(1, 1_000),
        };
        Size::new(Size::COLUMNS / self.columns.clamp(1, Size::COLUMNS), height)
    }
}

/// The minimum width of the cells of an [`AutoGrid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnWidth {
    /// A little.
    Narrow,
    /// As a rule.
    #[default]
    Standard,
    /// A lot.
    Wide,
    /// So many pixels.
    Pixels(u32),
}

/// The height of the cells of an [`AutoGrid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowHeight {
    /// A little.
    Short,
    /// As a rule.
    #[default]
    Standard,
    /// A lot.
    Tall,
    /// So many pixels.
    Pixels(u32),
}

/// When a row, a tab, or a panel in an [`AutoGrid`] is shown. Only in v2; in the classic format it is always shown.
///
/// ```
/// use dashgen::model::{Condition, Conditions, Tab, Var};
/// use dashgen::promql::days;
///
/// const STAGE: Var = Var::literal("stage");
/// let tab = Tab::new("debug", "Debug").show_when(Condition::not_equals(STAGE, "production"));
/// let short = Conditions::any([Condition::equals(STAGE, "test"), Condition::time_range_less_than(days(7))]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditions {
    /// Whether it is hidden, rather than shown, while the conditions hold.
    pub hides: bool,
    /// Whether one matching tag is enough.
    pub any: bool,
    /// The conditions.
    pub list: Vec<Condition>,
}

impl Conditions {
    /// Shows it while all of these conditions hold.
    pub fn all(conditions: impl Into<Vec<Condition>>) -> Self {
        Self { hides: false, any: false, list: conditions.into() }
    }

    /// Shows it while at least one of these conditions holds.
    pub fn any(conditions: impl Into<Vec<Condition>>) -> Self {
        Self { any: true, ..Self::all(conditions) }
    }

    /// Hides it while the conditions hold, and shows it otherwise.
    pub fn inverted(mut self) -> Self {
        self.hides = !self.hides;
        self
    }
}

impl From<Condition> for Conditions {
    fn from(condition: Condition) -> Self {
        Self::all([condition])
    }
}

/// A condition that is evaluated while a dashboard is open.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// A comparison of a variable's value with a text.
    Variable {
        /// The variable.
        variable: Var,
        /// The operator.
        operator: ConditionOperator,
        /// The text or regular expression.
        value: Text,
    },
    /// Whether there is data. For rows and tabs: in any of their panels.
    Data(bool),
    /// The time range is shorter than this: `7d`.
    ShorterThan(Text),
}

/// How the value of a variable is compared with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConditionOperator {
    /// The value equals the text.
    Equals,
    /// The value differs from the text.
    NotEquals,
    /// The regular expression matches the value.
    Matches,
    /// The regular expression does not match the value.
    NotMatches,
}

impl Condition {
    /// Holds while a variable has this value.
    pub fn equals(variable: Var, value: impl Into<Text>) -> Self {
        Self::Variable { variable, operator: ConditionOperator::Equals, value: value.into() }
    }

    /// Holds while a variable has another value.
    pub fn not_equals(variable: Var, value: impl Into<Text>) -> Self {
        Self::Variable { variable, operator: ConditionOperator::NotEquals, value: value.into() }
    }

    /// Holds while a regular expression matches the value of a variable.
    pub fn matches(variable: Var, regex: impl Into<Text>) -> Self {
        Self::Variable { variable, operator: ConditionOperator::Matches, value: regex.into() }
    }

    /// Holds while a regular expression does not match the value of a variable.
    pub fn not_matches(variable: Var, regex: impl Into<Text>) -> Self {
        Self::Variable { variable, operator: ConditionOperator::NotMatches, value: regex.into() }
    }

    /// Holds while there is data.
    pub const fn has_data() -> Self {
        Self::Data(true)
    }

    /// Holds while there is no data.
    pub const fn has_no_data() -> Self {
        Self::Data(false)
    }

    /// Holds while the time range is shorter than this.
    pub fn time_range_less_than(length: Duration) -> Self {
        Self::ShorterThan(duration(length).into())
    }
}
