//! Parts of a page: rows and tabs, how panels stand in them, and when they are there.

use std::time::Duration;

use super::{Origin, Panel, PanelKey, Size, Text, Var, Variable};
use crate::promql::duration;

/// Gives rows and tabs what they have in common.
macro_rules! section {
    ($section:ident) => {
        impl $section {
            /// Repeats it for every chosen value of a variable.
            pub fn repeat(mut self, variable: Var) -> Self {
                self.repeat = Some(variable);
                self
            }

            /// Adds a variable that only its panels know. In the classic format, all panels know it.
            pub fn variable(mut self, variable: Variable) -> Self {
                self.variables.push(variable);
                self
            }

            /// Places its own panels in cells of one size. Version 2 only.
            pub fn auto_grid(mut self, grid: AutoGrid) -> Self {
                self.auto_grid = Some(grid);
                self
            }

            /// Shows it under these conditions only. Version 2 only.
            pub fn show_when(mut self, conditions: impl Into<Conditions>) -> Self {
                self.show_when = Some(conditions.into());
                self
            }

            /// Adds a panel; of a tab, above its rows.
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

/// A headline over panels, that folds them away.
#[derive(Debug, Clone)]
pub struct Row {
    /// Unique in the dashboard, among panels, rows and tabs.
    pub key: PanelKey,
    /// The headline.
    pub title: Text,
    /// Whether it is folded when the dashboard opens: its panels then run no queries.
    pub collapsed: bool,
    /// Whether the headline is not shown. Version 2 only.
    pub hide_header: bool,
    /// Whether it is as high as the window. Version 2 only.
    pub fill_screen: bool,
    /// The variable for whose every value the row is repeated.
    pub repeat: Option<Var>,
    /// Variables that only its panels know. In the classic format, all panels know them.
    pub variables: Vec<Variable>,
    /// The cells that its panels stand in, instead of the 24-column grid. Version 2 only.
    pub auto_grid: Option<AutoGrid>,
    /// When it is there; always, where this is missing. Version 2 only.
    pub show_when: Option<Conditions>,
    /// The panels under it.
    pub panels: Vec<Panel>,
    /// Where it was written.
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

    /// Folds the row.
    pub fn collapsed(mut self) -> Self {
        self.collapsed = true;
        self
    }

    /// Leaves the headline out. Version 2 only.
    pub fn hide_header(mut self) -> Self {
        self.hide_header = true;
        self
    }

    /// Makes it as high as the window. Version 2 only.
    pub fn fill_screen(mut self) -> Self {
        self.fill_screen = true;
        self
    }
}

section!(Row);

/// A part of a page that is shown in place of the others: panels, and rows below them. Version 2 only; in the classic
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
    /// Unique in the dashboard, among panels, rows and tabs.
    pub key: PanelKey,
    /// What it is called.
    pub title: Text,
    /// The variable for whose every value the tab is repeated.
    pub repeat: Option<Var>,
    /// Variables that only its panels know. In the classic format, all panels know them.
    pub variables: Vec<Variable>,
    /// The cells that its own panels stand in, instead of the 24-column grid.
    pub auto_grid: Option<AutoGrid>,
    /// When it is there; always, where this is missing.
    pub show_when: Option<Conditions>,
    /// The panels above its rows.
    pub panels: Vec<Panel>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Where it was written.
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

/// Cells of one size, as many beside each other as the window has room for. Version 2 only; in the classic format each
/// panel gets a place of about that size.
///
/// ```
/// use dashgen::model::{AutoGrid, ColumnWidth, Row};
///
/// let grid = AutoGrid { columns: 4, column_width: ColumnWidth::Narrow, ..AutoGrid::default() };
/// let row = Row::new("bots", "Bots").auto_grid(grid);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoGrid {
    /// How many columns there are at most, 1 to 24.
    pub columns: u32,
    /// How wide a cell is at least.
    pub column_width: ColumnWidth,
    /// How high a cell is.
    pub row_height: RowHeight,
    /// Whether the cells grow to fill the window.
    pub fill_screen: bool,
}

/// Three columns of standard cells: Grafana's own default.
impl Default for AutoGrid {
    fn default() -> Self {
        let (column_width, row_height) = (ColumnWidth::default(), RowHeight::default());
        Self { columns: 3, column_width, row_height, fill_screen: false }
    }
}

impl AutoGrid {
    /// Returns how large its cells are on the 24-column grid: about as Grafana's own conversion has it.
    pub fn cell(&self) -> Size {
        /// The pixels of a cell of the grid, with the gap below it.
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

/// How wide the cells of an [`AutoGrid`] are at least.
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

/// How high the cells of an [`AutoGrid`] are.
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

/// When a part of a page is there: a row, a tab, or a panel in an [`AutoGrid`]. Version 2 only; in the classic format it
/// is always there.
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
    /// Whether it is hidden then, not shown.
    pub hides: bool,
    /// Whether one of them is enough.
    pub any: bool,
    /// The conditions.
    pub list: Vec<Condition>,
}

impl Conditions {
    /// Shows it while all of these hold.
    pub fn all(conditions: impl Into<Vec<Condition>>) -> Self {
        Self { hides: false, any: false, list: conditions.into() }
    }

    /// Shows it while at least one of these holds.
    pub fn any(conditions: impl Into<Vec<Condition>>) -> Self {
        Self { any: true, ..Self::all(conditions) }
    }

    /// Hides it then, and shows it otherwise.
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

/// Something that holds or not while people look at a dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// What is chosen of a variable compares so with a text.
    Variable {
        /// The variable.
        variable: Var,
        /// How they compare.
        operator: ConditionOperator,
        /// The text, or regular expression.
        value: Text,
    },
    /// There is data, or there is none. Of rows and tabs: in any of their panels.
    Data(bool),
    /// The time range is shorter than this: `7d`.
    ShorterThan(Text),
}

/// How a variable's value compares with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConditionOperator {
    /// It is the same.
    Equals,
    /// It is another.
    NotEquals,
    /// The regular expression matches it.
    Matches,
    /// The regular expression does not match it.
    NotMatches,
}

impl Condition {
    /// Holds while this is chosen of a variable.
    pub fn equals(variable: Var, value: impl Into<Text>) -> Self {
        Self::Variable { variable, operator: ConditionOperator::Equals, value: value.into() }
    }

    /// Holds while something else is chosen of a variable.
    pub fn not_equals(variable: Var, value: impl Into<Text>) -> Self {
        Self::Variable { variable, operator: ConditionOperator::NotEquals, value: value.into() }
    }

    /// Holds while a regular expression matches what is chosen of a variable.
    pub fn matches(variable: Var, regex: impl Into<Text>) -> Self {
        Self::Variable { variable, operator: ConditionOperator::Matches, value: regex.into() }
    }

    /// Holds while a regular expression does not match what is chosen of a variable.
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
