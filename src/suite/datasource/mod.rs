//! Datasources: what Grafana asks, of every kind.
//!
//! A kind is a file here and its line in the list of [`DatasourceKind`]. The names of settings are those of Grafana's
//! documentation: "Provision Grafana", and for each datasource "Configure".

mod cloudwatch;
mod correlation;
mod destination;
mod elasticsearch;
mod http;
mod indices;
mod influxdb;
mod interval;
mod loki;
mod mysql;
mod opensearch;
mod plugin;
mod postgres;
mod prometheus;
mod sql;
mod tempo;
mod tls;

pub use cloudwatch::{AwsAuth, CloudWatch};
pub use correlation::Correlation;
pub use destination::{DataLink, Destination};
pub use elasticsearch::Elasticsearch;
pub use http::OverHttp;
pub use indices::{IndexPattern, Indices, OverIndices};
pub use influxdb::{InfluxDb, InfluxLanguage};
pub use interval::MinInterval;
pub use loki::{DerivedField, Loki};
pub use mysql::MySql;
pub use opensearch::OpenSearch;
pub use plugin::Plugin;
pub use postgres::{Postgres, SslMode};
pub use prometheus::{Flavour, HttpMethod, Prometheus};
pub use sql::{OverSql, Sql};
pub use tempo::{Tempo, TracesTo};
pub use tls::OverTls;

use serde_json::Value;

use super::data::{Data, Member, Secure, Settings};
use super::{Secret, Setting};
use crate::model::{DatasourceRef, Text, Uid};
use http::Http;
use tls::Tls;

/// A datasource to provision: what Grafana asks, where it is, and how it is asked.
///
/// Each kind has a constructor, and setters of its own besides those that all have.
///
/// ```
/// use dashgen::model::Uid;
/// use dashgen::suite::datasource::DerivedField;
/// use dashgen::suite::{Datasource, Secret, Setting, Suite};
///
/// let tempo = Datasource::tempo(Uid::literal("tempo"), "Tempo", "http://tempo:3200");
/// let loki = Datasource::loki(Uid::literal("loki"), "Loki", Setting::environment("LOKI_URL", "http://loki:3100"))
///     .basic_auth("reader", Secret::environment("LOKI_PASSWORD"))
///     .derived_field(DerivedField::regex("Trace", r"trace_id=(\w+)", &tempo.uid));
/// let suite = Suite::new("shop").datasource(tempo).datasource(loki);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Datasource<K = DatasourceKind> {
    /// The name that people see; the file is named after it, too.
    pub name: Text,
    /// What dashboards refer to.
    pub uid: Uid,
    /// Its address; some kinds need none.
    pub url: Option<Setting>,
    /// Whether it is the organisation's default; one may be.
    pub is_default: bool,
    /// The kind, with its own settings.
    pub kind: K,
    /// Links from its answers to queries of other datasources.
    pub correlations: Vec<Correlation>,
    http: Http,
    tls: Tls,
    other: Settings,
}

impl<K> Datasource<K> {
    fn new(uid: Uid, name: impl Into<Text>, url: Option<Setting>, kind: K) -> Self {
        Self {
            name: name.into(),
            uid,
            url,
            is_default: false,
            kind,
            correlations: Vec::new(),
            http: Http::default(),
            tls: Tls::default(),
            other: Settings::default(),
        }
    }

    /// Makes it the organisation's default, which new panels ask at first. One datasource may be.
    pub fn make_default(mut self) -> Self {
        self.is_default = true;
        self
    }

    /// Adds a link from its answers to a query of another datasource.
    pub fn correlation(mut self, correlation: Correlation) -> Self {
        self.correlations.push(correlation);
        self
    }

    /// Adds a member of `jsonData` that has no setter here.
    ///
    /// A build refuses a member that looks like a secret, and one that is set twice.
    pub fn json(mut self, key: impl Into<Text>, value: impl Into<Value>) -> Self {
        self.other.open.push((key.into(), Data::from(value.into())));
        self
    }

    /// Adds a member of `secureJsonData` that has no setter here.
    pub fn secret(mut self, key: impl Into<Text>, secret: Secret) -> Self {
        self.other.secure.push((key.into(), Secure::Secret(secret)));
        self
    }

    fn with_kind<L>(self, kind: impl FnOnce(K) -> L) -> Datasource<L> {
        Datasource {
            name: self.name,
            uid: self.uid,
            url: self.url,
            is_default: self.is_default,
            kind: kind(self.kind),
            correlations: self.correlations,
            http: self.http,
            tls: self.tls,
            other: self.other,
        }
    }
}

impl Datasource {
    /// Returns what panels and queries name it by.
    ///
    /// ```
    /// use dashgen::model::{DataQuery, Uid};
    /// use dashgen::suite::Datasource;
    ///
    /// let loki: Datasource = Datasource::loki(Uid::literal("loki"), "Loki", "http://loki:3100").into();
    /// DataQuery::loki("{job=\"shop\"}").datasource(loki.reference());
    /// ```
    pub fn reference(&self) -> DatasourceRef {
        match self.kind.plugin() {
            prometheus::PLUGIN => DatasourceRef::Prometheus(self.uid.clone()),
            plugin => DatasourceRef::other(plugin.to_owned(), &self.uid),
        }
    }

    /// Returns how often it is scraped, where that can be said: of Prometheus.
    pub(crate) fn interval(&self) -> Option<&Setting> {
        match &self.kind {
            DatasourceKind::Prometheus(prometheus) => Some(&prometheus.scrape_interval),
            _ => None,
        }
    }

    /// Returns the user of basic authentication.
    pub(crate) fn basic_auth_user(&self) -> Option<&Setting> {
        self.http.user()
    }

    /// Returns what the plugin is told.
    pub(crate) fn settings(&self) -> Settings {
        let correlations = self.correlations.iter().filter_map(Correlation::member).collect();
        let settings = self.kind.settings().and(self.http.settings()).and(self.tls.settings()).and(self.other.clone());
        Settings { correlations, ..settings }
    }
}

/// What each kind says of itself.
trait Describe {
    /// Returns the plugin's id.
    fn plugin(&self) -> &str;

    /// Returns what the plugin is told, besides what all kinds have in common.
    fn settings(&self) -> Settings;
}

/// Lists the kinds.
macro_rules! kinds {
    ($( $(#[$meta:meta])* $kind:ident )*) => {
        /// The kind of a datasource, with the settings of its plugin.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum DatasourceKind {
            $( $(#[$meta])* $kind(Box<$kind>), )*
        }

        impl DatasourceKind {
            /// Returns the plugin's id: `prometheus`.
            pub fn plugin(&self) -> &str {
                match self {
                    $( Self::$kind(kind) => kind.plugin(), )*
                }
            }

            fn settings(&self) -> Settings {
                match self {
                    $( Self::$kind(kind) => kind.settings(), )*
                }
            }
        }

        $(
            impl From<Datasource<$kind>> for Datasource {
                fn from(datasource: Datasource<$kind>) -> Self {
                    datasource.with_kind(|kind| DatasourceKind::$kind(Box::new(kind)))
                }
            }
        )*
    };
}

kinds! {
    /// Amazon CloudWatch.
    CloudWatch
    /// Elasticsearch.
    Elasticsearch
    /// InfluxDB, of any version.
    InfluxDb
    /// Grafana Loki.
    Loki
    /// MySQL, and what speaks its protocol.
    MySql
    /// OpenSearch, by Grafana's plugin, which is installed apart.
    OpenSearch
    /// A plugin that has no type here.
    Plugin
    /// PostgreSQL, and what speaks its protocol.
    Postgres
    /// Prometheus, or what speaks its API.
    Prometheus
    /// Grafana Tempo.
    Tempo
}
