//! Grafana's provisioning files: datasources and dashboard providers.
//!
//! Grafana expands `$NAME` and `${NAME}` in every value of these files and in no key, and reads `$$` as a dollar;
//! a variable that is not set becomes the empty text (Grafana: `pkg/services/provisioning/values`). Such values are
//! [`Expanded`] here.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::suite::{self, Data, Secret, Secure, Setting};

/// Who reads a file, and so how the values stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Grafana, which expands `$NAME` from its environment.
    Grafana,
    /// Grafana, by a sidecar of its Helm chart: settings have their defaults, since nobody sets variables for them, and
    /// secrets come from its environment.
    Sidecar,
    /// grafana-operator, which expands nothing but `${NAME}` of secrets.
    Operator,
}

impl Reader {
    /// Returns what this reader takes for a text, whatever it holds.
    ///
    /// ```
    /// use dashgen::schema::provisioning::Reader;
    ///
    /// assert_eq!(Reader::Grafana.literal("5 $ a day"), "5 $$ a day");
    /// assert_eq!(Reader::Operator.literal("5 $ a day"), "5 $ a day");
    /// ```
    pub fn literal(self, text: &str) -> String {
        match self {
            Self::Grafana | Self::Sidecar => Expanded::literal(text).0,
            Self::Operator => text.to_owned(),
        }
    }

    /// Returns what this reader takes for the value of a setting.
    pub fn setting(self, setting: &Setting) -> String {
        match self {
            Self::Grafana => Expanded::from(setting).0,
            Self::Sidecar | Self::Operator => self.literal(setting.value()),
        }
    }

    /// Returns what this reader replaces by a secret.
    pub fn secret(self, secret: &Secret) -> String {
        let (scheme, variable) = (secret.scheme(), secret.variable());
        match self {
            Self::Grafana | Self::Sidecar => format!("{scheme}{}", Expanded::variable(variable).0),
            Self::Operator => format!("{scheme}${{{variable}}}"),
        }
    }

    pub(crate) fn data(self, data: &Data) -> Value {
        match data {
            Data::Text(setting) | Data::Duration(_, setting) => self.setting(setting).into(),
            Data::Flag(flag) => (*flag).into(),
            Data::Number(number) => number.clone().into(),
            Data::Datasource(uid) => uid.as_str().into(),
            Data::List(items) => items.iter().map(|item| self.data(item)).collect(),
            Data::Object(members) => self.members(members).into(),
            Data::Null => Value::Null,
        }
    }

    pub(crate) fn members<'a>(
        self,
        members: impl IntoIterator<Item = &'a (crate::model::Text, Data)>,
    ) -> Map<String, Value> {
        members.into_iter().map(|(key, value)| (key.to_string(), self.data(value))).collect()
    }

    pub(crate) fn secure(self, value: &Secure) -> String {
        match value {
            Secure::Secret(secret) => self.secret(secret),
            Secure::Open(setting) => self.setting(setting),
        }
    }
}

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

/// A datasource, as its reader takes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Datasource {
    /// The name, unique in the organisation.
    pub name: String,
    /// What dashboards refer to; made from the name where it is missing.
    pub uid: String,
    /// The plugin: `prometheus`.
    #[serde(rename = "type")]
    pub plugin: String,
    /// Who talks to the datasource: `proxy` for Grafana's server, `direct`, out of use, for the browser.
    pub access: &'static str,
    /// The organisation, from 1; files only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org_id: Option<u32>,
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who logs in, of datasources that do so by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Whether basic authentication is used.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub basic_auth: bool,
    /// Who logs in by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basic_auth_user: Option<String>,
    /// Whether it is the default; a second one in an organisation keeps Grafana from starting.
    pub is_default: bool,
    /// Whether the UI may change it; files only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editable: Option<bool>,
    /// The settings of the plugin.
    pub json_data: Map<String, Value>,
    /// Those that Grafana encrypts.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub secure_json_data: Map<String, Value>,
    /// Links to queries of other datasources; files only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correlations: Vec<Value>,
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

impl Datasource {
    /// Returns a datasource as a reader takes it.
    pub fn of(datasource: &suite::Datasource, reader: Reader) -> Self {
        let is_file = reader != Reader::Operator;
        let settings = datasource.settings();
        let setting = |setting: &Setting| reader.setting(setting);
        let secure = settings.secure.iter().map(|(key, value)| (key.to_string(), reader.secure(value).into()));
        Self {
            name: reader.literal(&datasource.name),
            uid: reader.literal(datasource.uid.as_str()),
            plugin: reader.literal(datasource.kind.plugin()),
            access: "proxy",
            org_id: is_file.then_some(1),
            url: datasource.url.as_ref().map(setting),
            user: settings.user.as_ref().map(setting),
            basic_auth: datasource.basic_auth_user().is_some(),
            basic_auth_user: datasource.basic_auth_user().map(setting),
            is_default: datasource.is_default,
            editable: is_file.then_some(false),
            json_data: reader.members(&settings.open),
            secure_json_data: secure.collect(),
            correlations: settings.correlations.iter().filter(|_| is_file).map(|it| reader.data(it)).collect(),
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
