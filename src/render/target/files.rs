//! Files that Grafana and Prometheus read from their disks.

use serde::Serialize;

use super::form::Form;
use crate::render::artifact::Artifact;
use crate::render::format::DashboardFormat;
use crate::render::provisioning::{Entry, Variable};
use crate::render::rules::grafana;
use crate::render::template;
use crate::schema::notifications::Notifications;
use crate::schema::provisioning::{Datasource, DeletedDatasource, Provider, Reader};
use crate::suite::Suite;

pub(super) const FORM: Form = Form {
    name: "files",
    help: "Grafana's own disk: `dashboards/` and `provisioning/`",
    folders: &["dashboards", "dashboards-v2", "provisioning"],
    formats: &[DashboardFormat::Classic, DashboardFormat::V2],
    is_cluster: false,
    dashboard: |_, page| Ok((format!("{}/{}", page.format.folder(), page.file), page.json.into())),
    artifact: |suite, artifact| {
        let path = match artifact.place() {
            (Some(folder), name) => format!("provisioning/{folder}/{name}"),
            (None, name) => format!("provisioning/{name}"),
        };
        vec![(path, text(suite, artifact, grafana::folder(suite), Reader::Grafana))]
    },
    around: |_| Vec::new(),
};

/// Prints an artifact as the file of it, for a reader; alerts are in the folder with this title.
pub(super) fn text(suite: &Suite, artifact: &Artifact<'_>, folder: &str, reader: Reader) -> String {
    #[derive(Serialize)]
    struct Rules<'a> {
        suite: &'a str,
        groups: &'a [String],
    }
    #[derive(Serialize)]
    struct Providers<'a> {
        suite: &'a str,
        providers: &'a [Provider],
    }
    #[derive(Serialize)]
    struct Environment<'a> {
        suite: &'a str,
        variables: &'a [Variable],
    }
    #[derive(Serialize)]
    struct Told<'a> {
        suite: &'a str,
        notifications: Notifications,
    }
    let name = &*suite.name;
    match artifact {
        Artifact::Alerts(alerts) => alerts.file(folder),
        Artifact::Routing(routing) => {
            let notifications = Notifications::of(routing, reader);
            template::render("notifications.yml", &Told { suite: name, notifications })
        }
        Artifact::PrometheusRules(rules) => {
            template::render(&format!("{}.rules.yml", rules.name), &Rules { suite: name, groups: &rules.groups })
        }
        Artifact::RuleTests(tests) => template::render("rule-tests.yml", tests),
        Artifact::Datasource(entry) => datasource(name, *entry, reader),
        Artifact::Providers(providers) => template::render("providers.yml", &Providers { suite: name, providers }),
        Artifact::Environment(variables) => template::render("grafana.env", &Environment { suite: name, variables }),
        Artifact::Stack(_, text) => text.clone(),
    }
}

fn datasource(suite: &str, Entry { datasource, deleted }: Entry<'_>, reader: Reader) -> String {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Data<'a> {
        suite: &'a str,
        delete_datasources: Vec<DeletedDatasource>,
        datasource: Datasource,
    }
    let delete_datasources = deleted.iter().map(|name| DeletedDatasource::of(name)).collect();
    let datasource = Datasource::of(datasource, reader);
    template::render("datasource.yml", &Data { suite, delete_datasources, datasource })
}
