//! What artifacts are made for: files that Grafana reads, or objects that a cluster's controllers bring to it.
//!
//! A target is a file with its [`Form`], and its name in the lists here.

mod config_map;
mod files;
mod form;
mod git_sync;
mod name;
mod object;
mod operator;

#[cfg(test)]
mod tests;

pub(super) use form::{Form, Page};

use super::format::DashboardFormat;

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

    /// Returns whether a cluster is given all of its artifacts, so that Grafana and Prometheus both get their rules.
    pub fn is_cluster(self) -> bool {
        self.form().is_cluster
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
