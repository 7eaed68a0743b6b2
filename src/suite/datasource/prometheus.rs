//! Prometheus, and what speaks its API.

use std::time::Duration;

use super::{Datasource, Describe, Destination, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::{Data, Member, Settings};

pub(super) const PLUGIN: &str = "prometheus";

/// The settings of a Prometheus.
///
/// Source: "Configure the Prometheus data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Prometheus {
    /// How often it scrapes: `15s`. It feeds `$__rate_interval`, so it must be the server's own interval.
    pub scrape_interval: Setting,
    /// How it is asked.
    pub method: HttpMethod,
    /// What it is.
    pub flavour: Flavour,
    /// Its version, as its own page says it: `3.1.0`. Grafana asks newer ones for less.
    pub version: Option<Text>,
    query_timeout: Option<Setting>,
    manage_alerts: Option<bool>,
    overlap: Option<Setting>,
    exemplars: Vec<Exemplars>,
}

/// How a Prometheus is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HttpMethod {
    /// By `POST`, which takes queries of any length.
    #[default]
    Post,
    /// By `GET`, for proxies that let nothing else through.
    Get,
}

/// What speaks Prometheus's API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Flavour {
    /// Prometheus itself, and whatever is not listed.
    #[default]
    Prometheus,
    /// Cortex.
    Cortex,
    /// Grafana Mimir.
    Mimir,
    /// Thanos.
    Thanos,
}

/// Where the traces of exemplars are.
#[derive(Debug, Clone, PartialEq)]
struct Exemplars {
    label: Text,
    destination: Destination,
}

impl Datasource {
    /// Returns a Prometheus at an address, scraping every 15 seconds.
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
    /// Says how often it scrapes: `seconds(15)`, or a setting whose default is `15s`. Grafana makes `$__rate_interval` from it, so it must be the server's own
    /// interval: one that is too small leaves gaps in graphs.
    pub fn scrape_interval(mut self, interval: impl Into<Setting>) -> Self {
        self.kind.scrape_interval = interval.into();
        self
    }

    /// Asks by `GET`.
    pub fn get(mut self) -> Self {
        self.kind.method = HttpMethod::Get;
        self
    }

    /// Says what it is, where it is not Prometheus itself.
    pub fn flavour(mut self, flavour: Flavour) -> Self {
        self.kind.flavour = flavour;
        self
    }

    /// Says its version: `3.1.0`.
    pub fn version(mut self, version: impl Into<Text>) -> Self {
        self.kind.version = Some(version.into());
        self
    }

    /// Limits how long a query may take: a minute where nothing is said.
    pub fn query_timeout(mut self, timeout: Duration) -> Self {
        self.kind.query_timeout = Some(timeout.into());
        self
    }

    /// Says whether Grafana shows and edits its alerts; it does where nothing is said.
    pub fn manage_alerts(mut self, manage: bool) -> Self {
        self.kind.manage_alerts = Some(manage);
        self
    }

    /// Asks again only for what is new since the last reload, and for so much before it: ten minutes, most often.
    pub fn incremental_querying(mut self, overlap: Duration) -> Self {
        self.kind.overlap = Some(overlap.into());
        self
    }

    /// Links exemplars to their traces: the label that has the trace's id, and the tracing datasource.
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
            // Where nothing is said, too; long queries fail.
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
        // A datasource is asked for the id itself, whatever the query says.
        let (uid, url) = match &self.destination {
            Destination::Datasource { uid, .. } => (uid.member(), None),
            Destination::Url(url) => (None, url.member()),
        };
        Some(Data::object([("name", self.label.member()), ("datasourceUid", uid), ("url", url)]))
    }
}

impl OverHttp for Prometheus {}
impl OverTls for Prometheus {}
