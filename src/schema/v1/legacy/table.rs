//! `table-old`, and `table` of before Grafana 7.

use super::{Number, RangeText, ValueText};
use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// The options of an old table.
    pub struct OldTable {
        /// The columns.
        "columns" columns: Vec<TableColumn>,
        /// Whether rows without a value are left out.
        "filterNull" filter_null: bool,
        /// The size of the text: `100%`.
        "fontSize" font_size: Text,
        /// How many rows a page has.
        "pageSize" page_size: Number,
        /// Whether it scrolls.
        "scroll" scroll: bool,
        /// Whether the header is shown.
        "showHeader" show_header: bool,
        /// The column to sort by.
        "sort" sort: TableSort,
        /// How columns look.
        "styles" styles: Vec<TableStyle>,
        /// How series become rows: `timeseries_to_columns`, `timeseries_aggregations`, `table`, `json`, ...
        "transform" transform: Text,
    }
}

object! {
    /// A column.
    pub struct TableColumn {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// The title.
        "text" text: Text,
        /// What is shown: `avg`.
        "value" value: Text,
    }
}

object! {
    /// The column to sort by.
    pub struct TableSort {
        /// Its index.
        "col" col: Number,
        /// Whether the largest comes first.
        "desc" desc: bool,
    }
}

object! {
    /// How some columns look.
    pub struct TableStyle {
        /// A mark of the UI's.
        "$$hashKey" hash_key: Text,
        /// The title.
        "alias" alias: Text,
        /// `auto`, `left`, `center` or `right`.
        "align" align: Text,
        /// What is coloured: `cell`, `value`, `row`.
        "colorMode" color_mode: Option<Text>,
        /// The colours below, between and above the thresholds.
        "colors" colors: Vec<Text>,
        /// How times are written.
        "dateFormat" date_format: Text,
        /// Digits after the point.
        "decimals" decimals: Number,
        /// Whether it is a link.
        "link" link: bool,
        /// Whether the link opens in a new tab.
        "linkTargetBlank" link_target_blank: bool,
        /// The text of the tooltip.
        "linkTooltip" link_tooltip: Text,
        /// Where the link leads.
        "linkUrl" link_url: Text,
        /// 1 for values, 2 for ranges.
        "mappingType" mapping_type: f64,
        /// The name of the column, or `/regex/`.
        "pattern" pattern: Text,
        /// Whether texts are shown as they are.
        "preserveFormat" preserve_format: bool,
        /// What is shown in place of values between two.
        "rangeMaps" range_maps: Vec<RangeText>,
        /// Whether HTML is shown.
        "sanitize" sanitize: bool,
        /// Where values turn good or bad.
        "thresholds" thresholds: Vec<Either<Text, f64>>,
        /// `number`, `string`, `date` or `hidden`.
        "type" kind: Text,
        /// Grafana's id of the unit.
        "unit" unit: Text,
        /// Value mappings: text and colours shown instead of values.
        "valueMaps" value_maps: Vec<ValueText>,
    }
}
