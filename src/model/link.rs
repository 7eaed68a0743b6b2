//! Links at the top of a dashboard.

use super::{DashboardRef, Origin, Text};
use crate::json::words;

/// A link at the top of a dashboard, or in the header of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its title.
    pub title: Text,
    /// Its target.
    pub kind: LinkKind,
    /// The text of its tooltip.
    pub tooltip: Text,
    /// Its icon.
    pub icon: LinkIcon,
    /// Whether it keeps the selected time range.
    pub keep_time: bool,
    /// Whether it keeps the selected variables.
    pub include_variables: bool,
    /// Whether it opens in a new tab.
    pub new_tab: bool,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkKind {
    /// The other dashboards that have all these tags.
    Dashboards {
        /// The tags.
        tags: Vec<Text>,
        /// Whether they are listed in a drop-down menu instead of side by side.
        as_dropdown: bool,
    },
    /// A dashboard of the suite.
    Dashboard(DashboardRef),
    /// Any URL.
    Url(Text),
}

words! {
    /// The icon of a link.
    #[derive(Default)]
    pub enum LinkIcon {
        /// A lightning bolt.
        "bolt" Bolt,
        /// A cloud.
        "cloud" Cloud,
        /// A dashboard symbol.
        "dashboard" Dashboard,
        /// A document.
        "doc" Document,
        /// An arrow out of a box, for external links.
        #[default]
        "external link" ExternalLink,
        /// An info symbol.
        "info" Info,
        /// A question mark.
        "question" Question,
    }
}

impl Link {
    #[track_caller]
    fn new(title: impl Into<Text>, kind: LinkKind) -> Self {
        Self {
            title: title.into(),
            kind,
            tooltip: Text::default(),
            icon: LinkIcon::default(),
            keep_time: false,
            include_variables: false,
            new_tab: false,
            origin: Origin::here(),
        }
    }

    /// Returns a drop-down menu of the dashboards with a tag, which keeps the time range and the variables.
    #[track_caller]
    pub fn dashboards(title: impl Into<Text>, tag: impl Into<Text>) -> Self {
        let kind = LinkKind::Dashboards { tags: vec![tag.into()], as_dropdown: true };
        Self::new(title, kind).keep_time(true).include_variables(true)
    }

    /// Returns a link to a dashboard of the suite, which keeps the time range and the variables.
    #[track_caller]
    pub fn to_dashboard(title: impl Into<Text>, dashboard: DashboardRef) -> Self {
        Self::new(title, LinkKind::Dashboard(dashboard))
            .icon(LinkIcon::Dashboard)
            .keep_time(true)
            .include_variables(true)
    }

    /// Returns a link to a URL, in a new tab.
    #[track_caller]
    pub fn url(title: impl Into<Text>, url: impl Into<Text>) -> Self {
        Self::new(title, LinkKind::Url(url.into())).new_tab(true)
    }

    /// Adds a tag that the listed dashboards must have.
    pub fn tag(mut self, tag: impl Into<Text>) -> Self {
        if let LinkKind::Dashboards { tags, .. } = &mut self.kind {
            tags.push(tag.into());
        }
        self
    }

    /// Lists the dashboards side by side, instead of in a drop-down menu.
    pub fn side_by_side(mut self) -> Self {
        if let LinkKind::Dashboards { as_dropdown, .. } = &mut self.kind {
            *as_dropdown = false;
        }
        self
    }

    /// Sets the text of its tooltip.
    pub fn tooltip(mut self, tooltip: impl Into<Text>) -> Self {
        self.tooltip = tooltip.into();
        self
    }

    /// Sets its icon.
    pub fn icon(mut self, icon: LinkIcon) -> Self {
        self.icon = icon;
        self
    }

    /// Sets whether it keeps the selected time range.
    pub fn keep_time(mut self, keep: bool) -> Self {
        self.keep_time = keep;
        self
    }

    /// Sets whether it keeps the selected variables.
    pub fn include_variables(mut self, include: bool) -> Self {
        self.include_variables = include;
        self
    }

    /// Sets whether it opens in a new tab.
    pub fn new_tab(mut self, new_tab: bool) -> Self {
        self.new_tab = new_tab;
        self
    }
}
