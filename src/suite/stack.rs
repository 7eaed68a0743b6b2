//! A Prometheus and a Grafana that run beside each other and know the suite.

use std::borrow::Cow;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The name, unique in the stack; `prometheus` and `demo` are taken.
    pub name: Cow<'static, str>,
    /// `HOST:PORT`, as the container of Prometheus sees it; the developer's own machine is `host.docker.internal`.
    pub targets: Vec<Cow<'static, str>>,
    /// Where the metrics are: `/metrics`.
    pub metrics_path: Cow<'static, str>,
}

impl Job {
    /// Returns a job whose targets have their metrics at `/metrics`.
    pub fn new<T: Into<Cow<'static, str>>>(
        name: impl Into<Cow<'static, str>>,
        targets: impl IntoIterator<Item = T>,
    ) -> Self {
        let targets = targets.into_iter().map(Into::into).collect();
        Self { name: name.into(), targets, metrics_path: "/metrics".into() }
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
