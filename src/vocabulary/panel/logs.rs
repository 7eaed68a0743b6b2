//! The logs panel: lines of logs.
//!
//! Names: `@grafana/schema` 13.2.3, logs.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Lines of logs.
///
/// It adds nothing to the field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/logs/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "dedupStrategy": "none",
///     "enableLogDetails": true,
///     "prettifyLogMessage": false,
///     "showCommonLabels": false,
///     "showLabels": false,
///     "showLogContextToggle": false,
///     "showTime": false,
///     "sortOrder": "Descending",
///     "wrapLogMessage": false
///   },
///   "type": "logs"
/// }
/// ```
pub type Logs = Kind<LogsOptions>;

object! {
    /// The options of a logs panel.
    pub struct LogsOptions {
        /// Whether the lines can be downloaded.
        "allowDownload" allow_download: bool,
        /// The name under which the browser keeps what the reader chose.
        "controlsStorageKey" controls_storage_key: Text,
        /// Which lines count as the same.
        "dedupStrategy" dedup_strategy: LogsDedup = LogsDedup::None,
        /// Where the details of a line are shown.
        "detailsMode" details_mode: LogsDetails,
        /// The fields that are shown in place of the lines.
        "displayedFields" displayed_fields: Vec<Text>,
        /// Whether older lines are loaded at the end.
        "enableInfiniteScrolling" enable_infinite_scrolling: bool,
        /// Whether a click on a line shows its details.
        "enableLogDetails" enable_log_details: bool = true,
        /// The size of letters.
        "fontSize" font_size: LogsFont,
        /// Whether lines have no menus.
        "noInteractions" no_interactions: bool,
        /// Whether JSON in a line is spread over several.
        "prettifyLogMessage" prettify_log_message: bool = false,
        /// Whether the labels that all lines share are shown above them.
        "showCommonLabels" show_common_labels: bool = false,
        /// Whether the reader can change these options.
        "showControls" show_controls: bool,
        /// Whether fields can be chosen beside the lines.
        "showFieldSelector" show_field_selector: bool,
        /// Whether the labels stand before each line.
        "showLabels" show_labels: bool = false,
        /// Whether the level stands before each line.
        "showLevel" show_level: bool,
        /// Whether attributes stand before each line.
        "showLogAttributes" show_log_attributes: bool,
        /// Whether the lines around a line can be shown.
        "showLogContextToggle" show_log_context_toggle: bool = false,
        /// Whether the time stands before each line.
        "showTime" show_time: bool = false,
        /// Which line comes first.
        "sortOrder" sort_order: LogsOrder = LogsOrder::NewestFirst,
        /// Whether lines are coloured by their syntax.
        "syntaxHighlighting" syntax_highlighting: bool,
        /// How exact times are.
        "timestampResolution" timestamp_resolution: LogsTime,
        /// Whether lines that do not wrap have columns.
        "unwrappedColumns" unwrapped_columns: bool,
        /// Whether a long line goes on in the next.
        "wrapLogMessage" wrap_log_message: bool = false,
    }
}

words! {
    /// Which lines of logs count as the same, and are shown once.
    #[derive(Default)]
    pub enum LogsDedup {
        /// None.
        #[default]
        "none" None,
        /// Equal ones, but for times.
        "exact" Exact,
        /// Equal ones, but for numbers.
        "numbers" Numbers,
        /// Those with equal punctuation.
        "signature" Signature,
    }
}

words! {
    /// Where the details of a line of logs are shown.
    pub enum LogsDetails {
        /// Below it.
        "inline" Inline,
        /// Beside all lines.
        "sidebar" Sidebar,
    }
}

words! {
    /// The size of the letters of logs.
    #[derive(Default)]
    pub enum LogsFont {
        /// As elsewhere.
        #[default]
        "default" Default,
        /// Smaller.
        "small" Small,
    }
}

words! {
    /// Which line of logs comes first.
    #[derive(Default)]
    pub enum LogsOrder {
        /// The newest.
        #[default]
        "Descending" NewestFirst,
        /// The oldest.
        "Ascending" OldestFirst,
    }
}

words! {
    /// How exact the times of logs are.
    pub enum LogsTime {
        /// Milliseconds.
        "ms" Milliseconds,
        /// Nanoseconds.
        "ns" Nanoseconds,
    }
}

/// What Grafana fills into a logs panel.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/logs/module.tsx",
    options: &[&[
        filled!("11.2" { "displayedFields": [] }),
        filled!("8.0" {
            "dedupStrategy": "none",
            "enableLogDetails": true,
            "prettifyLogMessage": false,
            "showCommonLabels": false,
            "showLabels": false,
            "showTime": false,
            "sortOrder": "Descending",
            "wrapLogMessage": false
        }),
        filled!("9.3" { "showLogContextToggle": false }),
        filled!("11.3" { "enableInfiniteScrolling": false }),
        filled!("12.1" {
            "detailsMode": "inline",
            "fontSize": "default",
            "showControls": false,
            "syntaxHighlighting": true,
            "timestampResolution": "ms"
        }),
        filled!("12.4" { "unwrappedColumns": false }),
    ]],
    custom: &[],
    color: None,
};
