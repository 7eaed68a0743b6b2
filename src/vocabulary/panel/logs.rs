//! The logs panel: log lines.
//!
//! Names: `@grafana/schema` 13.2.3, logs.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Log lines.
///
/// It has no custom field config.
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
        /// The key under which the browser stores the user's choices.
        "controlsStorageKey" controls_storage_key: Text,
        /// How duplicate lines are removed.
        "dedupStrategy" dedup_strategy: LogsDedup = LogsDedup::None,
        /// Where the details of a line are shown.
        "detailsMode" details_mode: LogsDetails,
        /// The fields that are shown instead of the lines.
        "displayedFields" displayed_fields: Vec<Text>,
        /// Whether older lines are loaded at the end.
        "enableInfiniteScrolling" enable_infinite_scrolling: bool,
        /// Whether a click on a line shows its details.
        "enableLogDetails" enable_log_details: bool = true,
        /// The font size.
        "fontSize" font_size: LogsFont,
        /// Whether lines have no menus.
        "noInteractions" no_interactions: bool,
        /// Whether JSON in a line is pretty-printed.
        "prettifyLogMessage" prettify_log_message: bool = false,
        /// Whether the labels that all lines share are shown above them.
        "showCommonLabels" show_common_labels: bool = false,
        /// Whether the controls for these options are shown.
        "showControls" show_controls: bool,
        /// Whether a field selector is shown next to the lines.
        "showFieldSelector" show_field_selector: bool,
        /// Whether the labels are shown before each line.
        "showLabels" show_labels: bool = false,
        /// Whether the level is shown before each line.
        "showLevel" show_level: bool,
        /// Whether attributes are shown before each line.
        "showLogAttributes" show_log_attributes: bool,
        /// Whether the context of a line can be shown.
        "showLogContextToggle" show_log_context_toggle: bool = false,
        /// Whether the time is shown before each line.
        "showTime" show_time: bool = false,
        /// Which line comes first.
        "sortOrder" sort_order: LogsOrder = LogsOrder::NewestFirst,
        /// Whether lines are coloured by their syntax.
        "syntaxHighlighting" syntax_highlighting: bool,
        /// The resolution of times.
        "timestampResolution" timestamp_resolution: LogsTime,
        /// Whether unwrapped lines are aligned in columns.
        "unwrappedColumns" unwrapped_columns: bool,
        /// Whether long lines are wrapped.
        "wrapLogMessage" wrap_log_message: bool = false,
    }
}

words! {
    /// How duplicate log lines are removed.
    #[derive(Default)]
    pub enum LogsDedup {
        /// Not at all.
        #[default]
        "none" None,
        /// Lines that are equal except for timestamps.
        "exact" Exact,
        /// Lines that are equal except for numbers.
        "numbers" Numbers,
        /// Lines with the same punctuation.
        "signature" Signature,
    }
}

words! {
    /// Where the details of a log line are shown.
    pub enum LogsDetails {
        /// Inline, below the line.
        "inline" Inline,
        /// In a sidebar.
        "sidebar" Sidebar,
    }
}

words! {
    /// The font size of logs.
    #[derive(Default)]
    pub enum LogsFont {
        /// Default.
        #[default]
        "default" Default,
        /// Small.
        "small" Small,
    }
}

words! {
    /// The order of log lines.
    #[derive(Default)]
    pub enum LogsOrder {
        /// Newest first.
        #[default]
        "Descending" NewestFirst,
        /// Oldest first.
        "Ascending" OldestFirst,
    }
}

words! {
    /// The resolution of log times.
    pub enum LogsTime {
        /// Milliseconds.
        "ms" Milliseconds,
        /// Nanoseconds.
        "ns" Nanoseconds,
    }
}

/// The defaults of a logs panel.
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
