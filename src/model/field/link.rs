//! Data links: where a click on a value leads.

use crate::json::{Print, Printer, Written};
use crate::model::{DashboardRef, Origin};
use crate::vocabulary::Text;

/// A data link on a value, series or stat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataLink {
    /// Whether a click on the value opens it directly, instead of showing a menu. Only one link per field can do this.
    pub one_click: bool,
    /// Whether it opens in a new tab.
    pub target_blank: bool,
    /// Its title.
    pub title: Text,
    /// Its URL; `${__value.raw}`, `${__field.labels.job}` and `${__url_time_range}` are interpolated.
    pub url: Text,
    /// The dashboard that it leads to, if it belongs to the suite.
    pub dashboard: Option<DashboardRef>,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

impl Print for DataLink {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        if self.one_click {
            object.member("oneClick", &true);
        }
        object.member("targetBlank", &self.target_blank);
        object.member("title", &self.title);
        object.member("url", &self.url);
        object.end()
    }
}

impl DataLink {
    #[track_caller]
    fn new(title: Text, url: Text) -> Self {
        Self { one_click: false, target_blank: false, title, url, dashboard: None, origin: Origin::here() }
    }

    /// Returns a link to a dashboard of the suite, which keeps the time range and the variables.
    #[track_caller]
    pub fn to_dashboard(title: impl Into<Text>, dashboard: DashboardRef) -> Self {
        let url = format!("{}?${{__url_time_range}}&${{__all_variables}}", dashboard.path()).into();
        Self { dashboard: Some(dashboard), ..Self::new(title.into(), url) }
    }

    /// Returns a link to any URL, in a new tab.
    #[track_caller]
    pub fn to_url(title: impl Into<Text>, url: impl Into<Text>) -> Self {
        Self { target_blank: true, ..Self::new(title.into(), url.into()) }
    }

    /// Opens it directly on click, instead of showing a menu. Only one link per field can do this.
    pub fn at_once(mut self) -> Self {
        self.one_click = true;
        self
    }

    /// Returns a link to Grafana's list of alert rules, filtered by this name: it finds rules of both Grafana and
    /// Prometheus.
    ///
    /// The name must be a plain word: letters, digits, `-` and `_`.
    #[track_caller]
    pub fn to_alert(name: &str) -> Self {
        let url = format!("/alerting/list?search={name}").into();
        Self::new(format!("Alert {name}").into(), url)
    }
}
