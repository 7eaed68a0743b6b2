//! Links at the top of a dashboard.

use super::{DashboardRef, Origin, Text};
use crate::json::words;

/// A link at the top of a dashboard, or in a panel's corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub title: Text,
    /// Where it leads.
    pub kind: LinkKind,
    /// What is shown beside the mouse.
    pub tooltip: Text,
    /// The picture beside it.
    pub icon: LinkIcon,
    /// Whether the chosen time range goes along.
    pub keep_time: bool,
    /// Whether the chosen variables go along.
    pub include_variables: bool,
    /// Whether it opens in a new tab.
    pub new_tab: bool,
    /// Where it was written.
    pub origin: Origin,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkKind {
    /// To the other dashboards that have all these tags.
    Dashboards {
        /// The tags.
        tags: Vec<Text>,
        /// Whether they are listed in a menu rather than side by side.
        as_dropdown: bool,
    },
    /// To one dashboard of the suite.
    Dashboard(DashboardRef),
    /// To any page.
    Url(Text),
}

words! {
    /// The picture beside a link.
    #[derive(Default)]
    pub enum LinkIcon {
        /// A flash.
        "bolt" Bolt,
        /// A cloud.
        "cloud" Cloud,
        /// A dashboard.
        "dashboard" Dashboard,
        /// A sheet of paper.
        "doc" Document,
        /// An arrow that leads out.
        #[default]
        "external link" ExternalLink,
        /// The letter i.
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

    /// Returns a menu of the dashboards with a tag, which keeps the time range and the variables.
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

    /// Returns a link to a page, in a new tab.
    #[track_caller]
    pub fn url(title: impl Into<Text>, url: impl Into<Text>) -> Self {
        Self::new(title, LinkKind::Url(url.into())).new_tab(true)
    }

    /// Asks the dashboards of a list for one tag more.
    pub fn tag(mut self, tag: impl Into<Text>) -> Self {
        if let LinkKind::Dashboards { tags, .. } = &mut self.kind {
            tags.push(tag.into());
        }
        self
    }

    /// Lists dashboards side by side, rather than in a menu.
    pub fn side_by_side(mut self) -> Self {
        if let LinkKind::Dashboards { as_dropdown, .. } = &mut self.kind {
            *as_dropdown = false;
        }
        self
    }

    /// Sets what is shown beside the mouse.
    pub fn tooltip(mut self, tooltip: impl Into<Text>) -> Self {
        self.tooltip = tooltip.into();
        self
    }

    /// Sets the picture beside it.
    pub fn icon(mut self, icon: LinkIcon) -> Self {
        self.icon = icon;
        self
    }

    /// Says whether the chosen time range goes along.
    pub fn keep_time(mut self, keep: bool) -> Self {
        self.keep_time = keep;
        self
    }

    /// Says whether the chosen variables go along.
    pub fn include_variables(mut self, include: bool) -> Self {
        self.include_variables = include;
        self
    }

    /// Says whether it opens in a new tab.
    pub fn new_tab(mut self, new_tab: bool) -> Self {
        self.new_tab = new_tab;
        self
    }
}
