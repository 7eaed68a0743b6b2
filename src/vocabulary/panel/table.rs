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
        /// The height of rows.
        "cellHeight" cell_height: CellHeight,
        /// Whether keyboard events are disabled.
        "disableKeyboardEvents" disable_keyboard_events: bool,
        /// Whether the table is paginated.
        "enablePagination" enable_pagination: bool,
        /// The footer. Legacy dashboards only; now set per field.
        "footer" footer: TableFooter,
        /// The index of the table that is shown, if there are several.
        "frameIndex" frame_index: f64 = 0.0,
        /// Frozen columns.
        "frozenColumns" frozen_columns: FrozenColumns,
        /// The maximum height of a row, in pixels.
        "maxRowHeight" max_row_height: f64,
        /// The number of rows per page; by default, as many as fit.
        "pageSize" page_size: f64,
        /// Whether the header is shown.
        "showHeader" show_header: bool = true,
        /// Whether the header shows icons for the types of columns.
        "showTypeIcons" show_type_icons: bool,
        /// The columns that the rows are sorted by.
        "sortBy" sort_by: Vec<TableSort>,
    }
}

words! {
    /// The height of the rows of a table.
    #[derive(Default)]
    pub enum CellHeight {
        /// Small.
        #[default]
        "sm" Small,
        /// Medium.
        "md" Medium,
        /// Large.
        "lg" Large,
        /// As high as the text requires.
        "auto" Auto,
    }
}

object! {
    /// The footer of legacy dashboards.
    pub struct TableFooter {
        /// Whether it shows the number of rows.
        "countRows" count_rows: bool,
        /// Whether the table is paginated.
        "enablePagination" enable_pagination: bool,
        /// The columns to calculate; if empty, all.
        "fields" fields: Either<Text, Vec<Text>>,
        /// The calculations.
        "reducer" reducer: Vec<Calculation>,
        /// Whether it is shown.
        "show" show: bool,
    }
}

object! {
    /// Frozen columns.
    pub struct FrozenColumns {
        /// The number of columns from the left.
        "left" left: f64,
    }
}

object! {
    /// A column that rows are sorted by.
    pub struct TableSort {
        /// Whether the largest comes first.
        "desc" desc: bool,
        /// Its name.
        "displayName" display_name: Text = "",
    }
}

impl TableSort {
    /// Sorts from largest to smallest.
    pub fn largest_first(column: impl Into<Text>) -> Self {
        Self::new().desc(true).display_name(column)
    }

    /// Sorts from smallest to largest.
    pub fn smallest_first(column: impl Into<Text>) -> Self {
        Self::new().desc(false).display_name(column)
    }
}

object! {
    /// The custom field config of a table column.
    pub struct TableField {
        /// The alignment of the value.
        "align" align: Option<TableAlign> = TableAlign::Auto,
        /// The cell type and its options.
        "cellOptions" cell_options: TableCell = TableCell::text(),
        /// The cell type and its options. Legacy dashboards only.
        "displayMode" display_mode: TableDisplayMode,
        /// Whether the header has a filter.
        "filterable" filterable: bool,
        /// The footer of the column.
        "footer" footer: ColumnFooter,
        /// Whether the column is hidden. Before Grafana 13 only.
        "hidden" hidden: bool,
        /// Where the column is hidden: `viz` for the table, Grafana 13 and later; in older versions, use the
        /// transformation `organize` to hide columns.
        "hideFrom" hide_from: HideFrom,
        /// Whether the column's header is hidden.
        "hideHeader" hide_header: bool,
        /// Whether a click shows the full value.
        "inspect" inspect: bool = false,
        /// The minimum width of the column, in pixels.
        "minWidth" min_width: f64,
        /// Whether the rows can be sorted by the column.
        "sortable" sortable: bool,
        /// The field that contains the style of the cell, as JSON.
        "styleField" style_field: Text,
        /// The tooltip.
        "tooltip" tooltip: CellTooltip,
        /// The width of the column, in pixels.
        "width" width: Option<f64>,
        /// Whether long header texts are wrapped.
        "wrapHeaderText" wrap_header_text: bool,
        /// Whether long texts are wrapped.
        "wrapText" wrap_text: bool,
    }
}

words! {
    /// The alignment of a value in its cell.
    #[derive(Default)]
    pub enum TableAlign {
        /// Automatic: numbers right-aligned, strings left-aligned.
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
    /// The cell type of a legacy table.
    pub enum TableDisplayMode {
        /// The value.
        "auto" Auto,
        /// The value, coloured.
        "color-text" ColorText,
        /// The value on a gradient background.
        "color-background" ColorBackground,
        /// The value on a coloured background.
        "color-background-solid" ColorBackgroundSolid,
        /// A bar.
        "basic" BasicGauge,
        /// A gradient bar.
        "gradient-gauge" GradientGauge,
        /// A retro LCD bar.
        "lcd-gauge" LcdGauge,
        /// A bar, whose style is set in the cell options.
        "gauge" Gauge,
        /// JSON.
        "json-view" JsonView,
        /// An image.
        "image" Image,
        /// A sparkline.
        "sparkline" Sparkline,
        /// Data links.
        "data-links" DataLinks,
        /// Actions.
        "actions" Actions,
        /// A custom cell, drawn by a plugin.
        "custom" Custom,
    }
}

object! {
    /// The footer of a column.
    pub struct ColumnFooter {
        /// The calculations.
        "reducers" reducers: Vec<Calculation> = [],
    }
}

impl ColumnFooter {
    /// Returns a footer with these calculations: `sum`, `max`.
    ///
    /// # Panics
    /// When Grafana has no calculation with one of the IDs.
    #[track_caller]
    pub fn of<C: NamesCalculation, const N: usize>(calculations: [C; N]) -> Self {
        Self::new().reducers(named(calculations))
    }
}

object! {
    /// The tooltip of a cell.
    pub struct CellTooltip {
        /// The field with the text.
        "field" field: Text = "",
        /// The placement.
        "placement" placement: CellTooltipPlacement,
    }
}

words! {
    /// The placement of a tooltip relative to its cell.
    #[derive(Default)]
    pub enum CellTooltipPlacement {
        /// Automatic, where there is space.
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

    /// Paginates the table.
    pub fn paged(self) -> Self {
        self.with(|options| options.enable_pagination(true))
    }

    /// Adds a filter to the header of each column.
    pub fn filterable(self) -> Self {
        self.custom(|field| field.filterable(true))
    }
}

/// The defaults of a table.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/table/module.tsx",
    options: &[&[
        filled!("7.0" { "frameIndex": 0, "showHeader": true, "sortBy": [] }),
        filled!("8.3" { "enablePagination": false }),
        // Until 12.1; since then, each column has its own footer.
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
