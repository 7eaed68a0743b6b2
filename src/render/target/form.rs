//! What a target says of itself, and what it is handed.

use std::borrow::Cow;

use crate::model::Dashboard;
use crate::render::artifact::Artifact;
use crate::render::error::RenderError;
use crate::render::format::DashboardFormat;
use crate::suite::Suite;

/// A file of the output: its path, with `/`, and its bytes.
pub(in crate::render) type File<'a> = (String, Cow<'a, [u8]>);

/// How a target prints artifacts.
pub(in crate::render) struct Form {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, for people.
    pub help: &'static str,
    /// The folders at the root of the output that it writes into.
    pub folders: &'static [&'static str],
    /// The formats of dashboards that it has a form for.
    pub formats: &'static [DashboardFormat],
    /// Whether a cluster is given all of it, so that Grafana and Prometheus both get their rules.
    pub is_cluster: bool,
    /// Prints a dashboard.
    pub dashboard: for<'a> fn(&Suite, &Page<'a>) -> Result<File<'a>, RenderError>,
    /// Prints an artifact; as nothing where the target has no use for it.
    pub artifact: fn(&Suite, &Artifact<'_>) -> Vec<(String, String)>,
    /// Prints what the target needs for the suite as a whole.
    pub around: fn(&Suite) -> Vec<(String, String)>,
}

/// A dashboard as an artifact.
pub(in crate::render) struct Page<'a> {
    /// The dashboard.
    pub dashboard: &'a Dashboard,
    /// The name of its file: `service.json`.
    pub file: &'a str,
    /// The format.
    pub format: DashboardFormat,
    /// The dashboard in that format.
    pub json: &'a [u8],
}

impl<'a> Page<'a> {
    /// Returns the dashboard as text.
    pub(super) fn text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.json)
    }
}
