//! A stack of Prometheus and Grafana for a suite.

use std::borrow::Cow;
use std::time::Duration;

/// A Docker Compose stack for a suite, for development and for production.
///
/// The build writes it to `provisioning/stack/`. Grafana listens on port 3000, Prometheus on `http://prometheus:9090`,
/// so one of the suite's datasources must have that URL.
///
/// ```
/// use dashgen::suite::{Job, Stack};
///
/// let stack = Stack { jobs: vec![Job::new("api", ["api:8000"])], ..Stack::new("shop") };
/// assert_eq!(stack.retention_days, 30);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// The prefix of the names of containers, volumes and the network: lower-case letters, digits, `-` and `_`.
    ///
    /// For `trading`, Grafana runs in the container `trading_grafana`, and containers to be scraped join the network
    /// `trading_monitoring`. Its data is in the volume `trading_grafana`, or `trading_grafana_production` in
    /// production, so that a development password is not carried over.
    pub name: Cow<'static, str>,
    /// The image of Grafana, with an exact version: `NAME:VERSION`, optionally pinned with `@sha256:DIGEST`.
    pub grafana: Cow<'static, str>,
    /// The image of Prometheus, in the same form.
    pub prometheus: Cow<'static, str>,
    /// How many days Prometheus keeps its data, at least 1.
    pub retention_days: u32,
    /// What Prometheus scrapes, apart from itself.
    pub jobs: Vec<Job>,
    /// The suite's own program serving simulated metrics, for `--profile demo`.
    pub demo: Option<Demo>,
}

impl Stack {
    /// The URL of the stack's Prometheus.
    pub const PROMETHEUS: &'static str = "http://prometheus:9090";

    /// Returns a stack that only scrapes itself, to be filled in with struct update syntax.
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

/// A scrape job: targets that Prometheus scrapes. Its name becomes the label `job`.
///
/// Its scrape interval is that of the datasource.
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
    /// The targets, as `HOST:PORT`, as seen from the Prometheus container; the host machine is `host.docker.internal`.
    pub targets: Vec<Cow<'static, str>>,
    /// The path of the metrics: `/metrics`.
    pub metrics_path: Cow<'static, str>,
    /// The query parameters: for example, the `module` of a prober.
    pub params: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// Whether it is scraped over TLS.
    pub is_https: bool,
    /// The scrape timeout; by default that of Prometheus, 10 s or the scrape interval.
    pub scrape_timeout: Option<Duration>,
    /// Whether scraped labels take precedence over conflicting target labels: for federation and gateways.
    pub honor_labels: bool,
    /// Labels of all its targets.
    pub labels: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// The scrape protocols, in order of preference; if empty, those of Prometheus.
    pub protocols: Vec<ScrapeProtocol>,
    /// The protocol for responses without a valid content type. Without it, Prometheus 3 rejects them.
    pub fallback_protocol: Option<ScrapeProtocol>,
}

/// The protocol of a scrape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScrapeProtocol {
    /// Prometheus's text format.
    PrometheusText0,
    /// Prometheus's text format, with UTF-8 names.
    PrometheusText1,
    /// OpenMetrics before version 1.0.
    OpenMetrics0,
    /// OpenMetrics.
    OpenMetrics1,
    /// Protocol buffers, which support native histograms.
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
    /// Returns a job whose targets expose their metrics at `/metrics`.
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

    /// Sets the path of the metrics.
    pub fn metrics_path(self, path: impl Into<Cow<'static, str>>) -> Self {
        Self { metrics_path: path.into(), ..self }
    }

    /// Adds a query parameter: for example, the `module` of a prober.
    pub fn param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// Scrapes over TLS.
    pub fn https(self) -> Self {
        Self { is_https: true, ..self }
    }

    /// Sets the scrape timeout, which must not exceed the scrape interval.
    pub fn scrape_timeout(self, timeout: Duration) -> Self {
        Self { scrape_timeout: Some(timeout), ..self }
    }

    /// Gives scraped labels precedence over conflicting target labels.
    pub fn honor_labels(self) -> Self {
        Self { honor_labels: true, ..self }
    }

    /// Adds a label to all its targets.
    pub fn label(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) -> Self {
        self.labels.push((name.into(), value.into()));
        self
    }

    /// Sets the scrape protocols, in order of preference.
    pub fn protocols(self, protocols: impl IntoIterator<Item = ScrapeProtocol>) -> Self {
        Self { protocols: protocols.into_iter().collect(), ..self }
    }

    /// Sets the protocol for responses without a valid content type.
    pub fn fallback_protocol(self, protocol: ScrapeProtocol) -> Self {
        Self { fallback_protocol: Some(protocol), ..self }
    }
}

/// The suite's program as a service that serves simulated metrics (`simulate`), built from source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// The name of the program in its crate: letters, digits, `-` and `_`.
    pub binary: Cow<'static, str>,
    /// The image that it is built in, with an exact version.
    pub build_image: Cow<'static, str>,
    /// The image that it runs in, with an exact version.
    pub run_image: Cow<'static, str>,
}

impl Demo {
    /// Returns the demo for a program, built with the Rust version that dashgen itself requires.
    pub fn new(binary: impl Into<Cow<'static, str>>) -> Self {
        Self {
            binary: binary.into(),
            build_image: "rust:1.95.0-bookworm".into(),
            run_image: "debian:12.12-slim".into(),
        }
    }
}
