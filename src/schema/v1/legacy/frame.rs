//! Members that panels and rows of any kind had.

use super::{Alert, Number};
use crate::json::{Json, object};
use crate::vocabulary::Text;
use crate::vocabulary::field::UrlLink;
use crate::vocabulary::panel::{LegendOptions, TooltipOptions};

object! {
    /// Members that panels and rows of any kind had.
    pub struct Frame {
        /// The alert rule of before Grafana 8.
        "alert" alert: Alert,
        /// The kind that the panel was converted from.
        "autoMigrateFrom" auto_migrate_from: Text,
        /// Whether a row is folded.
        "collapse" collapse: bool,
        /// Whether the panel can be edited.
        "editable" editable: bool,
        /// Whether something went wrong when it was saved.
        "error" error: bool,
        /// The height: `250px`.
        "height" height: Number,
        /// Whether it was just added.
        "isNew" is_new: bool,
        /// The least width, in twelfths of the page.
        "minSpan" min_span: Number,
        /// The options of a plugin that is gone.
        "options" options: OldOptions,
        /// Which run of repeating made it.
        "repeatIteration" repeat_iteration: Option<f64>,
        /// The row that this one repeats.
        "repeatRowId" repeat_row_id: Option<f64>,
        /// Whether it is there since its row is repeated.
        "repeatedByRow" repeated_by_row: bool,
        /// The values of variables that it was repeated for.
        "scopedVars" scoped_vars: std::collections::BTreeMap<String, Json>,
        /// Whether the title of a row is shown.
        "showTitle" show_title: bool,
        /// The width, in twelfths of the page.
        "span" span: Number,
        /// The size of the title: `h6`.
        "titleSize" title_size: Text,
    }
}

object! {
    /// What stood among the options of plugins that kept most of theirs beside them.
    pub struct OldOptions {
        /// Whether the threshold of the alert rule is drawn.
        "alertThreshold" alert_threshold: bool,
        /// Where a click leads.
        "dataLinks" data_links: Vec<UrlLink>,
        /// The legend: meant for the plugin that came after.
        "legend" legend: LegendOptions,
        /// The tooltip: meant for the plugin that came after.
        "tooltip" tooltip: TooltipOptions,
    }
}
