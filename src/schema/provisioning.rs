//! Grafana's provisioning files: datasources and dashboard providers.
//!
//! Grafana expands `$NAME` and `${NAME}` in every value of these files and in no key, and reads `$$` as a dollar;
//! a variable that is not set becomes the empty text (Grafana: `pkg/services/provisioning/values`). Such values are
//! [`Expanded`] here.

use serde::Serialize;

use crate::suite::{self, Setting};

/// A text as a provisioning file has it, for Grafana to expand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Expanded(String);

impl Expanded {
    /// Returns what Grafana expands to this text, whatever it holds.
    ///
    /// ```
    /// use dashgen::schema::provisioning::Expanded;
    ///
    /// assert_eq!(Expanded::literal("5 $ a day").as_str(), "5 $$ a day");
    /// ```
    pub fn literal(text: &str) -> Self {
        Self(text.replace('$', "$$"))
    }

    /// Returns what Grafana expands to the value of a variable.
    ///
    /// `$NAME`, not `${NAME}`: Grafana expands the latter twice, so a dollar in the variable's own value would go wrong.
    pub fn variable(name: &str) -> Self {
        Self(format!("${name}"))
    }

    /// Returns the text of the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&Setting> for Expanded {
    fn from(setting: &Setting) -> Self {
        match setting {
            Setting::Fixed(text) => Self::literal(text),
            Setting::Environment { variable, .. } => Self::variable(variable),
        }
    }
}

/// A name and what it stands for: a label, an annotation, a setting of a plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named<T = String> {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub value: T,
}

/// A datasource as files have it; grafana-operator, which expands nothing, takes plain texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Datasource<T = Expanded> {
    /// The name, unique in the organisation.
    pub name: T,
    /// What dashboards refer to; made from the name where it is missing.
    pub uid: T,
    /// The plugin: `prometheus`.
    #[serde(rename = "type")]
    pub plugin: &'static str,
    /// Who talks to the datasource: `proxy` for Grafana's server, `direct`, out of use, for the browser.
    pub access: &'static str,
    /// The organisation, from 1.
    pub org_id: u32,
    /// The address.
    pub url: T,
    /// Whether it is the default; a second one in an organisation keeps Grafana from starting.
    pub is_default: bool,
    /// Whether the UI may change it.
    pub editable: bool,
    /// The settings of the plugin.
    pub json_data: Vec<Named<T>>,
}

/// An entry of `deleteDatasources`: Grafana deletes it before it reads the file's datasources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeletedDatasource {
    /// The name; one that Grafana does not have is passed over.
    pub name: Expanded,
    /// The organisation, from 1.
    pub org_id: u32,
}

/// An entry of a file of dashboard providers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Provider {
    /// The name, unique in Grafana.
    pub name: Expanded,
    /// The organisation, from 1.
    pub org_id: u32,
    /// The kind: there is only `file`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The title of the folder in Grafana, empty for the root.
    pub folder: Expanded,
    /// The uid of that folder; random where it is missing.
    pub folder_uid: Option<Expanded>,
    /// Whether a dashboard outlives its file.
    pub disable_deletion: bool,
    /// How often Grafana looks for changes, in seconds; 10 for 0.
    pub update_interval_seconds: u32,
    /// Whether the UI may save a dashboard; the next change of its file overwrites it.
    pub allow_ui_updates: bool,
    /// Where the files are.
    pub options: ProviderOptions,
}

/// Where a provider finds its dashboards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProviderOptions {
    /// A folder, read with all below it, or one file; only names that end in `.json` count.
    pub path: Expanded,
    /// Whether folders on disk become folders in Grafana; needs [`Provider::folder`] empty.
    pub folders_from_files_structure: bool,
}

impl<T> Datasource<T> {
    /// Returns a datasource, its texts and settings as a reader takes them.
    pub fn of(datasource: &suite::Datasource, text: impl Fn(&str) -> T, setting: impl Fn(&Setting) -> T) -> Self {
        let named = |name: &str, value| Named { name: name.to_owned(), value };
        Self {
            name: text(&datasource.name),
            uid: text(datasource.uid.as_str()),
            plugin: "prometheus",
            access: "proxy",
            org_id: 1,
            url: setting(&datasource.url),
            is_default: datasource.is_default,
            editable: false,
            json_data: vec![
                // Without it `GET`, which fails for long queries.
                named("httpMethod", text("POST")),
                // What `$__rate_interval` is made from; 15 s where it is missing.
                named("timeInterval", setting(&datasource.scrape_interval)),
                named("prometheusType", text("Prometheus")),
            ],
        }
    }
}

impl DeletedDatasource {
    /// Returns the entry of a name.
    pub fn of(name: &str) -> Self {
        Self { name: Expanded::literal(name), org_id: 1 }
    }
}

impl From<&suite::Provider> for Provider {
    fn from(provider: &suite::Provider) -> Self {
        Self {
            name: Expanded::literal(&provider.name),
            org_id: 1,
            kind: "file",
            folder: Expanded::literal(&provider.folder),
            folder_uid: provider.folder_uid.as_ref().map(|uid| Expanded::literal(uid.as_str())),
            disable_deletion: false,
            update_interval_seconds: provider.update_interval_seconds,
            allow_ui_updates: provider.allow_ui_updates,
            options: ProviderOptions { path: (&provider.path).into(), folders_from_files_structure: false },
        }
    }
}
