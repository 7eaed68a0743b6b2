//! Links at the top of a dashboard.

use super::Text;

/// A link at the top of a dashboard, or in a panel's corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To the other dashboards that have all these tags.
    Dashboards {
        /// What it is called.
        title: Text,
        /// The tags.
        tags: Vec<Text>,
        /// Whether they are listed in a menu rather than side by side.
        as_dropdown: bool,
        /// Whether the chosen time range goes along.
        keep_time: bool,
        /// Whether the chosen variables go along.
        include_variables: bool,
    },
    /// To any page.
    Url {
        /// What it is called.
        title: Text,
        /// Where it leads.
        url: Text,
        /// Whether it opens in a new tab.
        new_tab: bool,
    },
}

impl Link {
    /// Returns a menu of the dashboards with a tag, which keeps the time range and the variables.
    pub fn dashboards(title: impl Into<Text>, tag: impl Into<Text>) -> Self {
        let (title, tags) = (title.into(), vec![tag.into()]);
        Self::Dashboards { title, tags, as_dropdown: true, keep_time: true, include_variables: true }
    }

    /// Returns a link to a page, in a new tab.
    pub fn url(title: impl Into<Text>, url: impl Into<Text>) -> Self {
        Self::Url { title: title.into(), url: url.into(), new_tab: true }
    }
}
