//! Links at the top of a dashboard and in a panel's corner.

use crate::json::object;
use crate::vocabulary::Text;

object! {
    /// A link at the top of a dashboard, or in the header of a panel.
    pub struct Link {
        /// Whether dashboards are listed in a menu.
        "asDropdown" as_dropdown: bool,
        /// The address, of a link to a dashboard. Legacy dashboards only.
        "dashUri" dash_uri: Text,
        /// The dashboard's title. Legacy dashboards only.
        "dashboard" dashboard: Text,
        /// The icon.
        "icon" icon: Text,
        /// Whether it keeps the selected variables.
        "includeVars" include_vars: bool,
        /// Whether it keeps the selected time range.
        "keepTime" keep_time: bool,
        /// More of the address. Legacy dashboards only.
        "params" params: Text,
        /// Whether it is in the controls menu: `inControlsMenu`.
        "placement" placement: Text,
        /// The tags of the dashboards.
        "tags" tags: Vec<Text>,
        /// Whether it opens in a new tab.
        "targetBlank" target_blank: bool,
        /// Its title.
        "title" title: Text,
        /// The text of the tooltip.
        "tooltip" tooltip: Text,
        /// `dashboards` or `link`; older ones also `dashboard` and `absolute`.
        "type" kind: Text,
        /// Where it leads.
        "url" url: Option<Text>,
    }
}
