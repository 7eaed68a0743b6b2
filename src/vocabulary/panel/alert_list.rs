//! The alert list panel.
//!
//! Names and defaults: Grafana, `public/app/plugins/panel/alertlist/types.ts` and `module.tsx`.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// A list of alerts. It needs no query.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/alert-list/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "alertInstanceLabelFilter": "",
///     "alertName": "",
///     "dashboardAlerts": false,
///     "groupBy": [],
///     "groupMode": "default",
///     "maxItems": 20,
///     "showInactiveAlerts": false,
///     "sortOrder": 1,
///     "stateFilter": {
///       "error": true,
///       "firing": true,
///       "noData": false,
///       "normal": false,
///       "pending": true,
///       "recovering": true
///     },
///     "viewMode": "list"
///   },
///   "type": "alertlist"
/// }
/// ```
pub type AlertList = Kind<AlertListOptions>;

object! {
    /// The options of an alert list panel.
    pub struct AlertListOptions {
        /// A label filter: `{team="shop"}`.
        "alertInstanceLabelFilter" alert_instance_label_filter: Text = "",
        /// A filter for names: the text that they contain.
        "alertName" alert_name: Text = "",
        /// Whether only alerts of this dashboard are shown.
        "dashboardAlerts" dashboard_alerts: bool = false,
        /// A filter for dashboard titles: the text that they contain. Legacy dashboards only.
        "dashboardTitle" dashboard_title: Text,
        /// The name of the datasource whose alerts are shown; `null` for all.
        "datasource" datasource: Option<Text>,
        /// The folder; `null` for all.
        "folder" folder: Option<AlertFolder>,
        /// The id of the folder. Legacy dashboards only.
        "folderId" folder_id: Option<f64>,
        /// The labels that alerts are grouped by.
        "groupBy" group_by: Vec<Text> = [],
        /// How alerts are grouped.
        "groupMode" group_mode: AlertGrouping = AlertGrouping::Default,
        /// The maximum number of alerts.
        "maxItems" max_items: f64 = 20.0,
        /// Whether rules without alerts are shown.
        "showInactiveAlerts" show_inactive_alerts: bool = false,
        /// Whether the instances of a rule are shown. Legacy dashboards only.
        "showInstances" show_instances: bool,
        /// `current` or `changes`. Legacy dashboards only.
        "showOptions" show_options: Text,
        /// The sort order: 1 by name, 2 by name descending, 3 by importance, 4 by time, 5 by time descending.
        "sortOrder" sort_order: f64 = 1.0,
        /// The states that are shown.
        "stateFilter" state_filter: AlertStates = AlertStates::new(),
        /// A filter for tags of dashboards. Legacy dashboards only.
        "tags" tags: Vec<Json>,
        /// Whether alerts are shown as a list or as a count.
        "viewMode" view_mode: AlertView = AlertView::List,
    }
}

object! {
    /// The folder of alerts.
    pub struct AlertFolder {
        /// Its id. Legacy dashboards only.
        "id" id: f64,
        /// Its title.
        "title" title: Text,
        /// Its UID.
        "uid" uid: Text,
    }
}

words! {
    /// How an alert list groups alerts.
    #[derive(Default)]
    pub enum AlertGrouping {
        /// By rule.
        #[default]
        "default" Default,
        /// By labels.
        "custom" Custom,
    }
}

words! {
    /// Whether alerts are shown as a list or as a count.
    #[derive(Default)]
    pub enum AlertView {
        /// A list.
        #[default]
        "list" List,
        /// A count.
        "stat" Stat,
    }
}

object! {
    /// The states that an alert list shows.
    pub struct AlertStates {
        /// Alerting. Legacy dashboards only.
        "alerting" alerting: bool,
        /// Rules that cannot be evaluated.
        "error" error: bool = true,
        /// Rules that cannot be evaluated. Legacy dashboards only.
        "execution_error" execution_error: bool,
        /// Firing.
        "firing" firing: bool = true,
        /// Not firing. Legacy dashboards only.
        "inactive" inactive: bool,
        /// Rules without data.
        "noData" no_data: bool = false,
        /// Rules without data. Legacy dashboards only.
        "no_data" no_data_of_old: bool,
        /// Not firing.
        "normal" normal: bool = false,
        /// Not firing. Legacy dashboards only.
        "ok" ok: bool,
        /// Paused. Legacy dashboards only.
        "paused" paused: bool,
        /// Pending.
        "pending" pending: bool = true,
        /// Recovering.
        "recovering" recovering: bool = true,
    }
}

impl AlertList {
    /// Returns a list of the alerts of its own dashboard.
    pub fn of_this_dashboard() -> Self {
        Self::default().with(|options| options.dashboard_alerts(true))
    }
}

/// The defaults of an alert list.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/alertlist/module.tsx",
    options: &[&[
        filled!("8.0" {
            "alertInstanceLabelFilter": "",
            "alertName": "",
            "dashboardAlerts": false,
            "groupBy": [],
            "groupMode": "default",
            "maxItems": 20,
            "sortOrder": 1,
            "stateFilter": { "error": true, "firing": true, "noData": false, "normal": false, "pending": true }
        }),
        filled!("9.0" { "viewMode": "list" }),
        filled!("10.2" { "showInactiveAlerts": false }),
        filled!("12.1" { "stateFilter": { "recovering": true } }),
    ]],
    custom: &[],
    color: None,
};
