//! The dashboard list panel: links to dashboards.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, dashboardlist.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Links to dashboards. It needs no query.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/dashboard-list/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "includeVars": false,
///     "keepTime": false,
///     "maxItems": 10,
///     "query": "",
///     "showFolderNames": true,
///     "showHeadings": true,
///     "showRecentlyViewed": false,
///     "showSearch": false,
///     "showStarred": true,
///     "tags": []
///   },
///   "type": "dashlist"
/// }
/// ```
pub type DashboardList = Kind<DashboardListOptions>;

object! {
    /// The options of a dashboard list panel.
    pub struct DashboardListOptions {
        /// The id of the folder. Legacy dashboards only.
        "folderId" folder_id: Option<f64>,
        /// The UID of the folder; by default, all folders.
        "folderUID" folder_uid: Text,
        /// Whether links keep the values of variables.
        "includeVars" include_variables: bool = false,
        /// Whether links keep the time range.
        "keepTime" keep_time: bool = false,
        /// The maximum number of dashboards per list.
        "maxItems" max_items: f64 = 10.0,
        /// A filter for titles: the text that they contain.
        "query" query: Text = "",
        /// Whether folder names are shown.
        "showFolderNames" show_folder_names: bool = true,
        /// Whether the lists have headings.
        "showHeadings" show_headings: bool = true,
        /// Whether recently viewed dashboards are listed.
        "showRecentlyViewed" show_recently_viewed: bool = false,
        /// Whether dashboards matching the folder, query and tags are listed.
        "showSearch" show_search: bool = false,
        /// Whether starred dashboards are listed.
        "showStarred" show_starred: bool = true,
        /// A filter for tags.
        "tags" tags: Vec<Text> = [],
    }
}

impl DashboardList {
    /// Returns a list of the dashboards with all of these tags.
    pub fn tagged<const N: usize>(tags: [&'static str; N]) -> Self {
        Self::default().with(|options| {
            options.tags(tags.map(Text::from)).show_search(true).show_starred(false).show_headings(false)
        })
    }
}

/// The defaults of a dashboard list.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/dashlist/module.tsx",
    options: &[&[
        filled!("7.0" {
            "maxItems": 10,
            "query": "",
            "showHeadings": true,
            "showRecentlyViewed": false,
            "showSearch": false,
            "showStarred": true,
            "tags": []
        }),
        filled!("9.4" { "includeVars": false, "keepTime": false }),
        filled!("10.2" { "showFolderNames": true }),
    ]],
    custom: &[],
    color: None,
};
