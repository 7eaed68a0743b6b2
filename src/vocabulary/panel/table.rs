//! The table panel: rows and columns.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, table and `common.gen`.

use super::defaults::PanelDefaults;
use super::{HideFrom, Kind, TableCell};
use crate::json::{Either, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;
use crate::vocabulary::field::{Calculation, NamesCalculation, named};

/// Rows and columns.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/table/>. A new one:
///
/// ```json
/// {
///   "fieldConfig": {
///     "defaults": {
///       "custom": {
///         "align": "auto",
///         "cellOptions": {
///           "type": "auto"
///         },
///         "inspect": false
///       }
///     }
///   },
///   "options": {
///     "frameIndex": 0,
///     "showHeader": true
///   },
///   "type": "table"
/// }
/// ```
pub type Table = Kind<TableOptions, TableField>;

object! {
    /// The options of a table panel.
    pub struct TableOptions {
        /// How high rows are.
        "cellHeight" cell_height: CellHeight,
        /// Whether the table ignores the keyboard.
        "disableKeyboardEvents" disable_keyboard_events: bool,
        /// Whether the rows are split into pages.
        "enablePagination" enable_pagination: bool,
        /// The row below all others. Old dashboards only: a new one says it for each field.
        "footer" footer: TableFooter,
        /// Which table is shown, of an answer with several.
        "frameIndex" frame_index: f64 = 0.0,
        /// Columns that stay where they are.
        "frozenColumns" frozen_columns: FrozenColumns,
        /// How high a row with much text gets at most, in pixels.
        "maxRowHeight" max_row_height: f64,
        /// How many rows a page has; as many as there is room for where it is missing.
        "pageSize" page_size: f64,
        /// Whether the columns have headlines.
        "showHeader" show_header: bool = true,
        /// Whether the headlines show what type a column has.
        "showTypeIcons" show_type_icons: bool,
        /// The columns that the rows are sorted by.
        "sortBy" sort_by: Vec<TableSort>,
    }
}

words! {
    /// How high the rows of a table are.
    #[derive(Default)]
    pub enum CellHeight {
        /// Low.
        #[default]
        "sm" Small,
        /// Higher.
        "md" Medium,
        /// High.
        "lg" Large,
        /// As the text needs.
        "auto" Auto,
    }
}

object! {
    /// The row below all others, of old dashboards.
    pub struct TableFooter {
        /// Whether it counts the rows.
        "countRows" count_rows: bool,
        /// Whether the rows are split into pages.
        "enablePagination" enable_pagination: bool,
        /// The columns that are summed up: all when empty.
        "fields" fields: Either<Text, Vec<Text>>,
        /// How.
        "reducer" reducer: Vec<Calculation>,
        /// Whether there is one.
        "show" show: bool,
    }
}

object! {
    /// Columns that stay where they are.
    pub struct FrozenColumns {
        /// How many, from the left.
        "left" left: f64,
    }
}

object! {
    /// A column that rows are sorted by.
    pub struct TableSort {
        /// Whether the largest comes first.
        "desc" desc: bool,
        /// Its headline.
        "displayName" display_name: Text = "",
    }
}

impl TableSort {
    /// Returns an order from the largest to the smallest.
    pub fn largest_first(column: impl Into<Text>) -> Self {
        Self::new().desc(true).display_name(column)
    }

    /// Returns an order from the smallest to the largest.
    pub fn smallest_first(column: impl Into<Text>) -> Self {
        Self::new().desc(false).display_name(column)
    }
}

object! {
    /// How the cells of a column look.
    pub struct TableField {
        /// On which side of the cell the value stands.
        "align" align: Option<TableAlign> = Some(TableAlign::Auto),
        /// What is drawn in the cell.
        "cellOptions" cell_options: TableCell = TableCell::text(),
        /// What is drawn in the cell. Old dashboards only.
        "displayMode" display_mode: TableDisplayMode,
        /// Whether the headline has a filter.
        "filterable" filterable: bool,
        /// What stands below the column.
        "footer" footer: ColumnFooter,
        /// Whether the column is left out. Before Grafana 13.
        "hidden" hidden: bool,
        /// Where the column is left out: `viz` for the table, Grafana 13 and up; the transformation `organize` leaves
        /// columns out of older ones, too.
        "hideFrom" hide_from: HideFrom,
        /// Whether the column has no headline.
        "hideHeader" hide_header: bool,
        /// Whether a click shows the whole value.
        "inspect" inspect: bool = false,
        /// The least width of the column, in pixels.
        "minWidth" min_width: f64,
        /// Whether the rows can be sorted by the column.
        "sortable" sortable: bool,
        /// The field whose value, in JSON, says how the cell looks.
        "styleField" style_field: Text,
        /// What is shown beside the mouse.
        "tooltip" tooltip: CellTooltip,
        /// The width of the column, in pixels.
        "width" width: Option<f64>,
        /// Whether a long headline goes on in the next line.
        "wrapHeaderText" wrap_header_text: bool,
        /// Whether a long text goes on in the next line.
        "wrapText" wrap_text: bool,
    }
}

words! {
    /// On which side of its cell a value stands.
    #[derive(Default)]
    pub enum TableAlign {
        /// Numbers on the right, texts on the left.
        #[default]
        "auto" Auto,
        /// On the left.
        "left" Left,
        /// In the middle.
        "center" Center,
        /// On the right.
        "right" Right,
    }
}

words! {
    /// What a cell of an old table draws.
    pub enum TableDisplayMode {
        /// The value.
        "auto" Auto,
        /// The value, coloured.
        "color-text" ColorText,
        /// The value before a fading colour.
        "color-background" ColorBackground,
        /// The value before a colour.
        "color-background-solid" ColorBackgroundSolid,
        /// A bar.
        "basic" BasicGauge,
        /// A fading bar.
        "gradient-gauge" GradientGauge,
        /// A bar of small pieces.
        "lcd-gauge" LcdGauge,
        /// A bar, whose form the cell options say.
        "gauge" Gauge,
        /// JSON.
        "json-view" JsonView,
        /// A picture.
        "image" Image,
        /// A small graph.
        "sparkline" Sparkline,
        /// Links.
        "data-links" DataLinks,
        /// Buttons.
        "actions" Actions,
        /// What a plugin draws.
        "custom" Custom,
    }
}

object! {
    /// What stands below a column.
    pub struct ColumnFooter {
        /// The numbers.
        "reducers" reducers: Vec<Calculation> = [],
    }
}

impl ColumnFooter {
    /// Returns these numbers: `sum`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation of one of the ids.
    #[track_caller]
    pub fn of<C: NamesCalculation, const N: usize>(calculations: [C; N]) -> Self {
        Self::new().reducers(named(calculations))
    }
}

object! {
    /// What is shown beside the mouse over a cell.
    pub struct CellTooltip {
        /// The field with the text.
        "field" field: Text = "",
        /// On which side.
        "placement" placement: CellTooltipPlacement,
    }
}

words! {
    /// On which side of its cell a tooltip stands.
    #[derive(Default)]
    pub enum CellTooltipPlacement {
        /// Where there is room.
        #[default]
        "auto" Auto,
        /// Above.
        "top" Top,
        /// Below.
        "bottom" Bottom,
        /// On the left.
        "left" Left,
        /// On the right.
        "right" Right,
    }
}

impl Table {
    /// Sorts the rows.
    pub fn sorted(self, by: TableSort) -> Self {
        self.with(|options| options.sort_by([by]))
    }

    /// Splits the rows into pages.
    pub fn paged(self) -> Self {
        self.with(|options| options.enable_pagination(true))
    }

    /// Offers a filter above each column.
    pub fn filterable(self) -> Self {
        self.custom(|field| field.filterable(true))
    }
}

/// What Grafana fills into a table.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/table/module.tsx",
    options: &[&[
        filled!("7.0" { "frameIndex": 0, "showHeader": true, "sortBy": [] }),
        filled!("8.3" { "enablePagination": false }),
        // Until 12.1; then each column has a footer of its own.
        filled!("8.0" {
            "footer": { "countRows": false, "enablePagination": false, "fields": "", "reducer": ["sum"], "show": false }
        }),
        filled!("9.0" { "showTypeIcons": false }),
        filled!("9.5" { "cellHeight": "sm" }),
    ]],
    custom: &[&[
        filled!("7.0" { "align": "auto", "filterable": false }),
        filled!("8.0" { "inspect": false }),
        filled!("9.5" { "cellOptions": { "type": "auto" } }),
        filled!("12.2" { "footer": { "reducers": [] } }),
    ]],
    color: Some("thresholds"),
};
