//! A Prometheus and a Grafana that run beside each other and know the suite.

use std::borrow::Cow;
use std::time::Duration;

/// What Docker Compose runs around a suite: for development and for production.
///
/// The build writes it to `provisioning/stack/`. Grafana is reached at port 3000, Prometheus at `http://prometheus:9090`,
/// so one of the suite's datasources must have that address.
///
/// ```
/// use dashgen::suite::{Job, Stack};
///
/// let stack = Stack { jobs: vec![Job::new("api", ["api:8000"])], ..Stack::new("shop") };
/// assert_eq!(stack.retention_days, 30);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// What containers, volumes and the network are named after: small letters, digits, `-` and `_`.
    ///
    /// For `trading`, Grafana runs in the container `trading_grafana`, and a container that is to be scraped joins the
    /// network `trading_monitoring`. Its data is in the volume `trading_grafana`, in production in
    /// `trading_grafana_production`: a password of development does not get there.
    pub name: Cow<'static, str>,
    /// The image of Grafana, of an exact version: `NAME:VERSION`, and after it, for the same bytes wherever it comes from,
    /// `@sha256:DIGEST`.
    pub grafana: Cow<'static, str>,
    /// The image of Prometheus, as above.
    pub prometheus: Cow<'static, str>,
    /// How many days Prometheus keeps what it scraped, from 1.
    pub retention_days: u32,
    /// What Prometheus scrapes, besides itself.
    pub jobs: Vec<Job>,
    /// The suite's own program serving made-up metrics, for `--profile demo`.
    pub demo: Option<Demo>,
}

impl Stack {
    /// Where the datasource of the stack finds its Prometheus.
    pub const PROMETHEUS: &'static str = "http://prometheus:9090";

    /// Returns a stack that scrapes nothing but itself, to be filled with struct update syntax.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            grafana: "grafana/grafana:13.2.3".into(),
            prometheus: "prom/prometheus:v3.14.0".into(),
            retention_days: 30,
            jobs: Vec::new(),
            demo: None,
        }
    }
}

/// A group of addresses that Prometheus scrapes; its name becomes the label `job`.
///
/// How often it is scraped, its datasource says: both have the same interval.
///
/// ```
/// use dashgen::promql::seconds;
/// use dashgen::suite::{Job, ScrapeProtocol};
///
/// Job::new("gateway", ["gateway:8443"])
///     .https()
///     .metrics_path("/internal/metrics")
///     .scrape_timeout(seconds(5))
///     .fallback_protocol(ScrapeProtocol::PrometheusText0)
///     .label("team", "web");
/// ```
///
/// Source: "Configuration" in the documentation of Prometheus 3.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Job {
    /// The name, unique in the stack; `prometheus` and `demo` are taken.
    pub name: Cow<'static, str>,
    /// `HOST:PORT`, as the container of Prometheus sees it; the developer's own machine is `host.docker.internal`.
    pub targets: Vec<Cow<'static, str>>,
    /// Where the metrics are: `/metrics`.
    pub metrics_path: Cow<'static, str>,
    /// What is asked beside the path, each with its name: the `module` of a prober.
    pub params: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// Whether it is asked over TLS.
    pub is_https: bool,
    /// How long an answer may take; Prometheus's own limit, 10 s or the interval, where it is missing.
    pub scrape_timeout: Option<Duration>,
    /// Whether labels in the answer stand where they clash with those of the target: for federation and gateways.
    pub honor_labels: bool,
    /// Labels of all its targets.
    pub labels: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// The protocols that are asked for, the best first; those of Prometheus where none is named.
    pub protocols: Vec<ScrapeProtocol>,
    /// How an answer is read that does not say what it is: Prometheus 3 refuses it where nothing is said.
    pub fallback_protocol: Option<ScrapeProtocol>,
}

/// What an answer with metrics can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScrapeProtocol {
    /// Prometheus's text format.
    PrometheusText0,
    /// Prometheus's text format with names of any characters.
    PrometheusText1,
    /// OpenMetrics before its first version.
    OpenMetrics0,
    /// OpenMetrics.
    OpenMetrics1,
    /// Protocol buffers, which carry native histograms.
    Protobuf,
}

impl ScrapeProtocol {
    /// Returns its name: `PrometheusText0.0.4`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PrometheusText0 => "PrometheusText0.0.4",
            Self::PrometheusText1 => "PrometheusText1.0.0",
            Self::OpenMetrics0 => "OpenMetricsText0.0.1",
            Self::OpenMetrics1 => "OpenMetricsText1.0.0",
            Self::Protobuf => "PrometheusProto",
        }
    }
}

impl Job {
    /// Returns a job whose targets have their metrics at `/metrics`.
    pub fn new<T: Into<Cow<'static, str>>>(
        name: impl Into<Cow<'static, str>>,
        targets: impl IntoIterator<Item = T>,
    ) -> Self {
        let targets = targets.into_iter().map(Into::into).collect();
        Self {
            name: name.into(),
            targets,
            metrics_path: "/metrics".into(),
            params: Vec::new(),
            is_https: false,
            scrape_timeout: None,
            honor_labels: false,
            labels: Vec::new(),
            protocols: Vec::new(),
            fallback_protocol: None,
        }
    }

    /// Says where the metrics are.
    pub fn metrics_path(self, path: impl Into<Cow<'static, str>>) -> Self {
        Self { metrics_path: path.into(), ..self }
    }

    /// Asks for something beside the path: the `module` of a prober.
    pub fn param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// Asks over TLS.
    pub fn https(self) -> Self {
        Self { is_https: true, ..self }
    }

    /// Limits how long an answer may take; no longer than the interval.
    pub fn scrape_timeout(self, timeout: Duration) -> Self {
        Self { scrape_timeout: Some(timeout), ..self }
    }

    /// Lets labels in the answer stand where they clash with those of the target.
    pub fn honor_labels(self) -> Self {
        Self { honor_labels: true, ..self }
    }

    /// Gives all its targets a label.
    pub fn label(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) -> Self {
        self.labels.push((name.into(), value.into()));
        self
    }

    /// Asks for these protocols, the best first.
    pub fn protocols(self, protocols: impl IntoIterator<Item = ScrapeProtocol>) -> Self {
        Self { protocols: protocols.into_iter().collect(), ..self }
    }

    /// Reads an answer that does not say what it is as this.
    pub fn fallback_protocol(self, protocol: ScrapeProtocol) -> Self {
        Self { fallback_protocol: Some(protocol), ..self }
    }
}

/// The suite's program as a service that serves made-up metrics: `simulate`, built from source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// The name of the program in its crate: letters, digits, `-` and `_`.
    pub binary: Cow<'static, str>,
    /// The image that it is built in, of an exact version.
    pub build_image: Cow<'static, str>,
    /// The image that it runs in, of an exact version.
    pub run_image: Cow<'static, str>,
}

impl Demo {
    /// Returns the demo of a program, built with the Rust that dashgen itself needs.
    pub fn new(binary: impl Into<Cow<'static, str>>) -> Self {
        Self {
            binary: binary.into(),
            build_image: "rust:1.95.0-bookworm".into(),
            run_image: "debian:12.12-slim".into(),
        }
    }
}
