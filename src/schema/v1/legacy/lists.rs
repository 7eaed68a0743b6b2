//! `dashlist` and `alertlist` of before Grafana 8.

use super::Number;
use crate::json::object;
use crate::vocabulary::Text;

object! {
    /// The options of an old list of dashboards.
    pub struct DashboardList {
        /// The folder's number.
        "folderId" folder_id: Option<f64>,
        /// Whether headings are shown.
        "headings" headings: bool,
        /// How many there are at most.
        "limit" limit: Number,
        /// What to look for.
        "query" query: Text,
        /// Whether those opened last are shown.
        "recent" recent: bool,
        /// Whether those found are shown.
        "search" search: bool,
        /// Whether those with a star are shown.
        "starred" starred: bool,
        /// The tags to look for.
        "tags" tags: Vec<Text>,
    }
}

object! {
    /// The options of an old list of alerts.
    pub struct AlertList {
        /// What to look for, in names of alerts.
        "alertName" alert_name: Text,
        /// What to look for, in titles of dashboards.
        "dashboardFilter" dashboard_filter: Text,
        /// The tags of the dashboards.
        "dashboardTags" dashboard_tags: Vec<Text>,
        /// The folder's number.
        "folderId" folder_id: Option<f64>,
        /// How many there are at most.
        "limit" limit: Number,
        /// What to look for, in names of alerts. Of long ago.
        "nameFilter" name_filter: Text,
        /// Whether only this dashboard's are shown.
        "onlyAlertsOnDashboard" only_alerts_on_dashboard: bool,
        /// `current` or `changes`.
        "show" show: Text,
        /// 1 by name, 2 the largest last, 3 by importance, ...
        "sortOrder" sort_order: f64,
        /// The states that are shown.
        "stateFilter" state_filter: Vec<Text>,
    }
}
