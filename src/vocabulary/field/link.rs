//! Where a click on a value leads, as documents have it.

use crate::json::{Json, object};
use crate::vocabulary::Text;

object! {
    /// A link of a value, as documents have it.
    pub struct UrlLink {
        /// The datasource, of generators' own.
        "datasource" datasource: Text,
        /// A query instead of an address.
        "internal" internal: InternalLink,
        /// Whether a click on the value opens it at once.
        "oneClick" one_click: bool,
        /// What made it.
        "origin" origin: Text,
        /// Whether it opens in a new tab.
        "targetBlank" target_blank: bool,
        /// What it is called.
        "title" title: Text,
        /// `absolute` or `dashboard`. Old dashboards only.
        "type" kind: Text,
        /// Where it leads.
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
