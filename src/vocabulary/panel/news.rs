//! The news panel: headlines of an RSS feed.
//!
//! Names and defaults: `@grafana/schema` 13.2.3, news.

use super::Kind;
use super::defaults::PanelDefaults;
use crate::json::object;
use crate::vocabulary::Text;
use crate::vocabulary::defaults::filled;

/// Headlines of an RSS feed. It needs no query.
///
/// It has no custom field config.
///
/// Follows <https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/news/>. A new one:
///
/// ```json
/// {
///   "options": {},
///   "type": "news"
/// }
/// ```
pub type News = Kind<NewsOptions>;

object! {
    /// The options of a news panel.
    pub struct NewsOptions {
        /// The URL of the feed; by default, Grafana's blog.
        "feedUrl" feed_url: Text,
        /// Whether images are shown.
        "showImage" show_image: bool,
    }
}

impl News {
    /// Returns the headlines of a feed.
    pub fn of(feed: impl Into<Text>) -> Self {
        Self::default().with(|options| options.feed_url(feed))
    }
}

/// The defaults of a news panel.
pub(super) const DEFAULTS: PanelDefaults = PanelDefaults {
    source: "public/app/plugins/panel/news/module.tsx",
    options: &[&[filled!("8.0" { "showImage": true })]],
    custom: &[],
    color: None,
};
