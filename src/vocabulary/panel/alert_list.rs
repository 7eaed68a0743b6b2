//! The alert list panel: alerts that fire.
//!
//! Names and defaults: Grafana, `public/app/plugins/panel/alertlist/types.ts` and `module.tsx`.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::{Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Alerts that fire. It needs no query.
///
/// It adds nothing to the field config.
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
        /// The labels that alerts have: `{team="shop"}`.
        "alertInstanceLabelFilter" alert_instance_label_filter: Text = "",
        /// What names contain.
        "alertName" alert_name: Text = "",
        /// Whether only alerts of this dashboard are shown.
        "dashboardAlerts" dashboard_alerts: bool = false,
        /// What titles of dashboards contain. Old dashboards only.
        "dashboardTitle" dashboard_title: Text,
        /// The name of the datasource whose alerts are shown; all where it is null.
        "datasource" datasource: Option<Text>,
        /// The folder; all where it is null.
        "folder" folder: Option<AlertFolder>,
        /// The id of the folder. Old dashboards only.
        "folderId" folder_id: Option<f64>,
        /// The labels that alerts are grouped by.
        "groupBy" group_by: Vec<Text> = [],
        /// How alerts are grouped.
        "groupMode" group_mode: AlertGrouping = AlertGrouping::Default,
        /// How many are shown at most.
        "maxItems" max_items: f64 = 20.0,
        /// Whether rules without alerts are shown.
        "showInactiveAlerts" show_inactive_alerts: bool = false,
        /// Whether the single alerts of a rule are shown. Old dashboards only.
        "showInstances" show_instances: bool,
        /// `current` or `changes`. Old dashboards only.
        "showOptions" show_options: Text,
        /// In which order: 1 by name, 2 by name backwards, 3 by importance, 4 by time, 5 by time backwards.
        "sortOrder" sort_order: f64 = 1.0,
        /// Which states are shown.
        "stateFilter" state_filter: AlertStates = AlertStates::new(),
        /// Tags that dashboards have. Old dashboards only.
        "tags" tags: Vec<Json>,
        /// Whether alerts are listed or counted.
        "viewMode" view_mode: AlertView = AlertView::List,
    }
}

object! {
    /// The folder of alerts.
    pub struct AlertFolder {
        /// Its id. Old dashboards only.
        "id" id: f64,
        /// What it is called.
        "title" title: Text,
        /// What it keeps for life.
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
    /// Whether alerts are listed or counted.
    #[derive(Default)]
    pub enum AlertView {
        /// Listed.
        #[default]
        "list" List,
        /// Counted.
        "stat" Stat,
    }
}

object! {
    /// Which states an alert list shows.
    pub struct AlertStates {
        /// Alerting. Old dashboards only.
        "alerting" alerting: bool,
        /// Rules that cannot be evaluated.
        "error" error: bool = true,
        /// Rules that cannot be evaluated. Old dashboards only.
        "execution_error" execution_error: bool,
        /// Firing.
        "firing" firing: bool = true,
        /// Not firing. Old dashboards only.
        "inactive" inactive: bool,
        /// Rules without data.
        "noData" no_data: bool = false,
        /// Rules without data. Old dashboards only.
        "no_data" no_data_of_old: bool,
        /// Not firing.
        "normal" normal: bool = false,
        /// Not firing. Old dashboards only.
        "ok" ok: bool,
        /// Paused. Old dashboards only.
        "paused" paused: bool,
        /// Not yet for long enough.
        "pending" pending: bool = true,
        /// Not any more, but not for long enough.
        "recovering" recovering: bool = true,
    }
}

impl AlertList {
    /// Returns the alerts of the dashboard that the list stands on.
    pub fn of_this_dashboard() -> Self {
        Self::default().with(|options| options.dashboard_alerts(true))
    }
}

/// What Grafana fills into a list of alerts.
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
