//! `ConfigMap`s for the sidecars of Grafana's Helm chart.

use std::borrow::Cow;

use serde::Serialize;

use super::form::Form;
use super::object::{self, fitting};
use super::{files, name};
use crate::render::artifact::Artifact;
use crate::render::error::RenderError;
use crate::render::format::DashboardFormat;
use crate::render::provisioning::file_name;
use crate::render::rules::grafana;
use crate::render::template;
use crate::schema::provisioning::Reader;
use crate::suite::Suite;

pub(super) const FORM: Form = Form {
    name: "configmap",
    help: "The sidecars of Grafana's Helm chart: `ConfigMaps` in `kubernetes/`",
    folders: &["kubernetes"],
    formats: &[DashboardFormat::Classic],
    is_cluster: true,
    dashboard: |suite, page| {
        let text = fitting(&page.text(), LIMIT - page.file.len()).map_err(|bytes| RenderError::TooLarge {
            dashboard: page.dashboard.uid.clone(),
            bytes,
            object: "a ConfigMap",
            limit: LIMIT - page.file.len(),
        })?;
        let folder = suite.providers.first().map(|provider| name::folder(&provider.folder));
        let data = ConfigMap {
            suite: &suite.name,
            name: &name::of("dashboard", page.dashboard.uid.as_str()),
            label: "grafana_dashboard",
            folder: folder.filter(|folder| !folder.is_empty()),
            settled: false,
            key: page.file,
            text: &text,
        };
        let (path, text) = data.print();
        Ok((path, text.into_bytes().into()))
    },
    artifact,
    around: |_| Vec::new(),
};

/// The API server refuses a `ConfigMap` whose values have more.
pub(super) const LIMIT: usize = 1 << 20;

/// The chart has sidecars for alerts and datasources; prometheus-operator takes the rules.
fn artifact(suite: &Suite, artifact: &Artifact<'_>) -> Vec<(String, String)> {
    // The alerts of several suites may meet in one namespace, and in one folder of the sidecar.
    let of_alerts = |file: &str| {
        let name = name::of("alerting", &format!("{}-{file}", suite.name));
        let key = format!("{name}.yml");
        ("grafana_alert", name, key)
    };
    let (label, name, key) = match artifact {
        Artifact::Alerts(_) => of_alerts("rules"),
        Artifact::Routing(_) => of_alerts("notifications"),
        Artifact::Datasource(entry) => {
            let file = file_name(entry.datasource);
            ("grafana_datasource", name::of("datasource", &file), format!("{file}.yml"))
        }
        Artifact::PrometheusRules(rules) => return object::prometheus_rules(suite, rules),
        Artifact::RuleTests(_) | Artifact::Providers(_) | Artifact::Environment(_) | Artifact::Stack(..) => {
            return Vec::new();
        }
    };
    // Nobody sets variables for a sidecar, and an empty address would be all that Grafana reads.
    let text = &files::text(suite, artifact, &folder_of_alerts(suite), Reader::Sidecar);
    vec![ConfigMap { suite: &suite.name, name: &name, label, folder: None, settled: true, key: &key, text }.print()]
}

/// Returns the title of the folder that the alerts are in where the sidecar makes the folder of the dashboards: from the
/// name of a folder on disk, so that a shared title is written as that one.
fn folder_of_alerts(suite: &Suite) -> Cow<'_, str> {
    let title = grafana::folder(suite);
    let is_shared = suite.providers.first().is_some_and(|provider| provider.folder == title);
    if is_shared { name::folder(title).into() } else { title.into() }
}

#[derive(Serialize)]
struct ConfigMap<'a> {
    suite: &'a str,
    name: &'a str,
    label: &'static str,
    folder: Option<String>,
    /// Whether it has defaults in the place of variables.
    settled: bool,
    key: &'a str,
    text: &'a str,
}

impl ConfigMap<'_> {
    fn print(&self) -> (String, String) {
        (name::object(self.name), template::render("configmap.yml", self))
    }
}
