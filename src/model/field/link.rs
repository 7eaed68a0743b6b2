//! Data links: where a click on a value leads.

use crate::json::{Print, Printer, Written};
use crate::model::{DashboardRef, Origin, Var};
use crate::promql::Label;
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
    /// The variables of that dashboard that it sets. The build adds them to the URL.
    pub variables: Vec<LinkVariable>,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

/// A variable that a link sets to the value of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkVariable {
    /// A variable of the dashboard that the link leads to.
    pub variable: Var,
    /// The label of the series or row that was clicked.
    pub label: &'static str,
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
        let (one_click, target_blank, dashboard, variables) = (false, false, None, Vec::new());
        Self { one_click, target_blank, title, url, dashboard, variables, origin: Origin::here() }
    }

    /// Returns a link to a dashboard of the suite, which keeps the time range and the variables.
    #[track_caller]
    pub fn to_dashboard(title: impl Into<Text>, dashboard: DashboardRef) -> Self {
        let url = format!("{}?${{__url_time_range}}&${{__all_variables}}", dashboard.path()).into();
        Self { dashboard: Some(dashboard), ..Self::new(title.into(), url) }
    }

    /// Sets a variable of the target dashboard to the value of a label of the clicked series or table row, to drill
    /// down. The other variables keep their selection, except filters.
    ///
    /// The build fails if the dashboard has no such variable, or if a query of the panel has no such label.
    ///
    /// ```
    /// use dashgen::model::{DashboardRef, DataLink, Panel, Timeseries, Uid, Var};
    /// # dashgen::metrics! {
    /// #     catalogue METRICS;
    /// #     target labels { Job = "job" }
    /// #     /// Memory in use.
    /// #     gauge MEMORY("memory_bytes", dashgen::unit::Bytes) by memory { Pod = "pod" }
    /// # }
    ///
    /// const POD_PAGE: DashboardRef = DashboardRef::new(Uid::literal("pod"));
    /// const POD: Var = Var::literal("pod");
    ///
    /// Panel::new("memory", "Memory", Timeseries::lines())
    ///     .query(MEMORY.value().sum_by([memory::Pod]).legend(memory::Pod))
    ///     .data_link(DataLink::to_dashboard("This pod", POD_PAGE).set(POD, memory::Pod));
    /// ```
    pub fn set(mut self, variable: Var, label: impl Label) -> Self {
        self.variables.push(LinkVariable { variable, label: label.name() });
        self
    }

    /// Returns a link to any URL, in a new tab.
    #[track_caller]
    pub fn to_url(title: impl Into<Text>, url: impl Into<Text>) -> Self {
        Self { target_blank: true, ..Self::new(title.into(), url.into()) }
    }

    /// Opens it directly on click, instead of showing a menu. Only one link per field can do this.
    pub fn one_click(mut self) -> Self {
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
