//! Prometheus, and compatible databases.

use std::time::Duration;

use super::{Datasource, Describe, Destination, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::{Data, Member, Settings};

pub(super) const PLUGIN: &str = "prometheus";

/// The settings of a Prometheus datasource.
///
/// Source: "Configure the Prometheus data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Prometheus {
    /// The scrape interval: `15s`. Grafana calculates `$__rate_interval` from it, so it must match the server's own.
    pub scrape_interval: Setting,
    /// The HTTP method of queries.
    pub method: HttpMethod,
    /// The type of server.
    pub flavour: Flavour,
    /// Its version, as shown on its status page: `3.1.0`. Grafana uses more efficient queries for newer versions.
    pub version: Option<Text>,
    query_timeout: Option<Setting>,
    manage_alerts: Option<bool>,
    overlap: Option<Setting>,
    exemplars: Vec<Exemplars>,
}

/// The HTTP method of queries to Prometheus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HttpMethod {
    /// `POST`, which supports queries of any length.
    #[default]
    Post,
    /// `GET`, for proxies that do not allow `POST`.
    Get,
}

/// The type of a Prometheus-compatible server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Flavour {
    /// Prometheus itself, and any server not listed here.
    #[default]
    Prometheus,
    /// Cortex.
    Cortex,
    /// Grafana Mimir.
    Mimir,
    /// Thanos.
    Thanos,
}

/// The target of exemplar links.
#[derive(Debug, Clone, PartialEq)]
struct Exemplars {
    label: Text,
    destination: Destination,
}

impl Datasource {
    /// Returns a Prometheus datasource with its URL and a scrape interval of 15 seconds.
    pub fn prometheus(uid: Uid, name: impl Into<Text>, url: impl Into<Setting>) -> Datasource<Prometheus> {
        let prometheus = Prometheus {
            scrape_interval: "15s".into(),
            method: HttpMethod::default(),
            flavour: Flavour::default(),
            version: None,
            query_timeout: None,
            manage_alerts: None,
            overlap: None,
            exemplars: Vec::new(),
        };
        Datasource::new(uid, name, Some(url.into()), prometheus)
    }
}

impl Datasource<Prometheus> {
    /// Sets the scrape interval: `seconds(15)`, or a setting whose default is `15s`. Grafana calculates
    /// `$__rate_interval` from it, so it must match the server's own: a value that is too small leaves gaps in graphs.
    pub fn scrape_interval(mut self, interval: impl Into<Setting>) -> Self {
        self.kind.scrape_interval = interval.into();
        self
    }

    /// Sends queries with `GET`.
    pub fn get(mut self) -> Self {
        self.kind.method = HttpMethod::Get;
        self
    }

    /// Sets the type of server, if it is not Prometheus itself.
    pub fn flavour(mut self, flavour: Flavour) -> Self {
        self.kind.flavour = flavour;
        self
    }

    /// Sets its version: `3.1.0`.
    pub fn version(mut self, version: impl Into<Text>) -> Self {
        self.kind.version = Some(version.into());
        self
    }

    /// Sets the timeout of queries; the default is one minute.
    pub fn query_timeout(mut self, timeout: Duration) -> Self {
        self.kind.query_timeout = Some(timeout.into());
        self
    }

    /// Sets whether Grafana shows and manages its alert rules; the default is yes.
    pub fn manage_alerts(mut self, manage: bool) -> Self {
        self.kind.manage_alerts = Some(manage);
        self
    }

    /// On refresh, only queries data since the last refresh, plus an overlap: usually ten minutes.
    pub fn incremental_querying(mut self, overlap: Duration) -> Self {
        self.kind.overlap = Some(overlap.into());
        self
    }

    /// Links exemplars to their traces: the label that contains the trace ID, and the tracing datasource.
    pub fn exemplars(mut self, label: impl Into<Text>, destination: impl Into<Destination>) -> Self {
        self.kind.exemplars.push(Exemplars { label: label.into(), destination: destination.into() });
        self
    }
}

impl Describe for Prometheus {
    fn plugin(&self) -> &'static str {
        PLUGIN
    }

    fn settings(&self) -> Settings {
        let method = match self.method {
            HttpMethod::Post => "POST",
            // By default, too; long queries fail.
            HttpMethod::Get => "GET",
        };
        let flavour = match self.flavour {
            Flavour::Prometheus => "Prometheus",
            Flavour::Cortex => "Cortex",
            Flavour::Mimir => "Mimir",
            Flavour::Thanos => "Thanos",
        };
        Settings::default()
            .with("httpMethod", &method)
            .duration("timeInterval", "scrape interval", Some(&self.scrape_interval))
            .with("prometheusType", &flavour)
            .with("prometheusVersion", &self.version)
            .duration("queryTimeout", "query timeout", self.query_timeout.as_ref())
            .with("manageAlerts", &self.manage_alerts.map(Data::Flag))
            .with("incrementalQuerying", &self.overlap.is_some())
            .duration("incrementalQueryOverlapWindow", "overlap of incremental queries", self.overlap.as_ref())
            .with("exemplarTraceIdDestinations", &self.exemplars)
    }
}

impl Member for Exemplars {
    fn member(&self) -> Option<Data> {
        // A datasource is queried for the ID itself, whatever the query is.
        let (uid, url) = match &self.destination {
            Destination::Datasource { uid, .. } => (uid.member(), None),
            Destination::Url(url) => (None, url.member()),
        };
        Some(Data::object([("name", self.label.member()), ("datasourceUid", uid), ("url", url)]))
    }
}

impl OverHttp for Prometheus {}
impl OverTls for Prometheus {}
