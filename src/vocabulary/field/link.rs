//! Data links, as stored in documents.

use crate::json::{Json, object};
use crate::vocabulary::Text;

object! {
    /// A data link, as stored in documents.
    pub struct UrlLink {
        /// The datasource, of generators' own.
        "datasource" datasource: Text,
        /// A query instead of a URL.
        "internal" internal: InternalLink,
        /// Whether a click on the value opens it directly.
        "oneClick" one_click: bool,
        /// What created it.
        "origin" origin: Text,
        /// Whether it opens in a new tab.
        "targetBlank" target_blank: bool,
        /// Its title.
        "title" title: Text,
        /// `absolute` or `dashboard`. Legacy dashboards only.
        "type" kind: Text,
        /// Its URL.
        "url" url: Text,
    }
}

object! {
    /// A query that a link opens.
    pub struct InternalLink {
        /// The name of the datasource.
        "datasourceName" datasource_name: Text,
        /// The uid of the datasource.
        "datasourceUid" datasource_uid: Text,
        /// What else is open.
        "panelsState" panels_state: Json,
        /// The query.
        "query" query: Json,
        /// The time range.
        "range" range: Json,
    }
}
