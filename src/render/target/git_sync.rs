//! Resources in the form that Grafana's Git Sync reads and writes.

use serde::Serialize;

use super::form::Form;
use super::name;
use crate::render::format::DashboardFormat;
use crate::render::template;

pub(super) const FORM: Form = Form {
    name: "gitsync",
    help: "Grafana's Git Sync: resources in `gitsync/`",
    folders: &["gitsync"],
    formats: &[DashboardFormat::Classic],
    is_cluster: false,
    dashboard: |suite, page| {
        let folder = suite.providers.first().map(|provider| name::folder(&provider.folder)).unwrap_or_default();
        let between = if folder.is_empty() { "" } else { "/" };
        let resource = Resource { uid: page.dashboard.uid.as_str(), text: &page.text() };
        let text = template::render("gitsync.json", &resource);
        Ok((format!("gitsync/{folder}{between}{}", page.file), text.into_bytes().into()))
    },
    artifact: |_, _| Vec::new(),
    around: |_| Vec::new(),
};

#[derive(Serialize)]
struct Resource<'a> {
    uid: &'a str,
    text: &'a str,
}
