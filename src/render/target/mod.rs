//! What artifacts are made for: files that Grafana reads, or objects that a cluster's controllers bring to it.
//!
//! A target is a file with its [`Form`], and its name in the lists here.

mod config_map;
mod files;
mod git_sync;
mod name;
mod object;
mod operator;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::artifact::Artifact;
use super::error::RenderError;
use super::format::DashboardFormat;
use crate::model::Dashboard;
use crate::suite::Suite;

/// What artifacts are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Target {
    /// Files that Grafana reads from its disk: `dashboards/` and `provisioning/`.
    #[default]
    Files,
    /// `ConfigMap`s for the sidecars of Grafana's Helm chart, each with the label that its sidecar looks for
    /// (`grafana_dashboard`, `grafana_datasource`, `grafana_alert`): `kubernetes/`.
    ///
    /// The sidecar puts dashboards into folders when the chart sets `folderAnnotation: grafana_folder` and
    /// `foldersFromFilesStructure: true`. What datasources and contact points read from the environment has its default
    /// there.
    ConfigMap,
    /// Objects for grafana-operator, for each Grafana that has the label `dashboards: grafana`: `kubernetes/`. What
    /// datasources and contact points read from the environment has its default there.
    Operator,
    /// Resources in the form that Grafana's Git Sync reads and writes, in folders as Grafana shows them: `gitsync/`.
    GitSync,
}

impl Target {
    /// All targets.
    pub const ALL: &'static [Self] = &[Self::Files, Self::ConfigMap, Self::Operator, Self::GitSync];

    /// Returns its name on the command line: `configmap`.
    pub fn name(self) -> &'static str {
        self.form().name
    }

    /// Returns what it is, for people.
    pub fn help(self) -> &'static str {
        self.form().help
    }

    /// Returns the folders at the root of the output that hold its artifacts; other targets may share them.
    pub fn folders(self) -> &'static [&'static str] {
        self.form().folders
    }

    /// Returns whether it has a form for dashboards of a format.
    pub fn takes(self, format: DashboardFormat) -> bool {
        self.form().formats.contains(&format)
    }

    pub(super) fn form(self) -> &'static Form {
        match self {
            Self::Files => &files::FORM,
            Self::ConfigMap => &config_map::FORM,
            Self::Operator => &operator::FORM,
            Self::GitSync => &git_sync::FORM,
        }
    }
}

/// A file of the output: its path, with `/`, and its bytes.
pub(super) type File<'a> = (String, Cow<'a, [u8]>);

/// How a target prints artifacts.
pub(super) struct Form {
    /// Its name on the command line.
    name: &'static str,
    /// What it is, for people.
    help: &'static str,
    /// The folders at the root of the output that it writes into.
    folders: &'static [&'static str],
    /// The formats of dashboards that it has a form for.
    formats: &'static [DashboardFormat],
    /// Whether its files have the defaults of what others read from the environment.
    pub(super) is_settled: bool,
    /// Prints a dashboard.
    pub(super) dashboard: for<'a> fn(&Suite, &Page<'a>) -> Result<File<'a>, RenderError>,
    /// Prints an artifact; as nothing where the target has no use for it.
    pub(super) artifact: fn(&Suite, &Artifact<'_>) -> Vec<(String, String)>,
    /// Prints what the target needs for the suite as a whole.
    pub(super) around: fn(&Suite) -> Vec<(String, String)>,
}

/// A dashboard as an artifact.
pub(super) struct Page<'a> {
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
    fn text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.json)
    }
}
