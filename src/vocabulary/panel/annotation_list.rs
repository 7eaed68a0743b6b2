//! The annotations list panel.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, annotationslist.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// A list of annotations stored in Grafana. It needs no query.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/annotations/>. A new one:
///
/// ```json
/// {
///   "options": {
///     "limit": 10,
///     "navigateAfter": "10m",
///     "navigateBefore": "10m",
///     "navigateToPanel": true,
///     "onlyFromThisDashboard": false,
///     "onlyInTimeRange": false,
///     "showTags": true,
///     "showTime": true,
///     "showUser": true,
///     "tags": []
///   },
///   "type": "annolist"
/// }
/// ```
pub type AnnotationList = Kind<AnnotationListOptions>;

object! {
    /// The options of an annotations list panel.
    pub struct AnnotationListOptions {
        /// The maximum number of events.
        "limit" limit: f64 = 10.0,
        /// How long after the event the time range ends when an event is opened: `10m`.
        "navigateAfter" navigate_after: Text = "10m",
        /// How long before the event the time range starts when an event is opened.
        "navigateBefore" navigate_before: Text = "10m",
        /// Whether a click opens the panel of the event.
        "navigateToPanel" navigate_to_panel: bool = true,
        /// Whether only events of this dashboard are shown.
        "onlyFromThisDashboard" only_from_this_dashboard: bool = false,
        /// Whether only events in the time range are shown.
        "onlyInTimeRange" only_in_time_range: bool = false,
        /// Whether tags are shown.
        "showTags" show_tags: bool = true,
        /// Whether times are shown.
        "showTime" show_time: bool = true,
        /// Whether users are shown.
        "showUser" show_user: bool = true,
        /// A filter for tags.
        "tags" tags: Vec<Text> = [],
    }
}

impl AnnotationList {
    /// Returns a list of the events with all of these tags.
    pub fn tagged<const N: usize>(tags: [&'static str; N]) -> Self {
        Self::default().with(|options| options.tags(tags.map(Text::from)))
    }
}

/// The defaults of an annotations list.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/annolist/module.tsx",
    options: &[&[filled!("7.0" {
        "limit": 10,
        "navigateAfter": "10m",
        "navigateBefore": "10m",
        "navigateToPanel": true,
        "onlyFromThisDashboard": false,
        "onlyInTimeRange": false,
        "showTags": true,
        "showTime": true,
        "showUser": true,
        "tags": []
    })]],
    custom: &[],
    color: None,
};
