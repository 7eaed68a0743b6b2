//! The stack around a suite: Docker Compose, Prometheus, and a Dockerfile for the demo.
//!
//! Compose replaces `$NAME` in every value and reads `$$` as a dollar, so what comes from the suite has it doubled.
//! Folders are mounted, never files: a build replaces a file, and a container would go on seeing the old one.

mod check;

#[cfg(test)]
mod tests;

pub use check::StackError;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::template;
use crate::promql::duration;
use crate::suite::{Demo, Job, ScrapeProtocol, Stack, Suite};

/// What else the build makes, for the stack to mount.
pub(super) struct Around<'a> {
    /// The folder of the output that has the dashboards.
    pub dashboards: &'a str,
    /// The folders of `provisioning/` that have files.
    pub folders: BTreeSet<&'a str>,
    /// Whether there is a file with the variables of Grafana's environment.
    pub has_environment: bool,
    /// Those of them that hold secrets.
    pub secrets: Vec<String>,
}

/// Renders the files of a stack: their names and texts.
pub(super) fn files(
    suite: &Suite,
    stack: &Stack,
    around: &Around<'_>,
) -> Result<Vec<(&'static str, String)>, StackError> {
    check::check(stack)?;
    let interval = check::interval(suite)?;
    check::timeouts(stack, interval)?;
    let compose = Compose::new(suite, stack, around)?;
    let prometheus = |demo| template::render("prometheus.yml", &Prometheus::new(suite, stack, interval, demo));
    let mut files = vec![
        ("docker-compose.monitoring.yml", template::render("docker-compose.monitoring.yml", &compose)),
        ("docker-compose.production.yml", template::render("docker-compose.production.yml", &compose)),
        ("prometheus.yml", prometheus(stack.demo.is_some())),
        ("prometheus.production.yml", prometheus(false)),
    ];
    if let Some(demo) = &stack.demo {
        let data = Dockerfile::new(suite, demo);
        files.push(("Dockerfile", template::render("Dockerfile", &data)));
        files.push(("Dockerfile.dockerignore", template::render("Dockerfile.dockerignore", &data)));
    }
    Ok(files)
}

/// A text as a Compose file has it, for Compose to read back unchanged.
#[derive(Serialize)]
#[serde(transparent)]
struct Literal(String);

impl Literal {
    fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().replace('$', "$$"))
    }
}

#[derive(Serialize)]
struct Compose<'a> {
    suite: &'a str,
    prometheus: Service,
    grafana: Service,
    demo: Option<Service>,
    retention: Literal,
    env_file: Option<&'static str>,
    /// What Grafana gets from whoever starts it.
    secrets: Vec<SecretVariable>,
    network: Literal,
}

/// A variable with a secret, handed on by Compose.
#[derive(Serialize)]
struct SecretVariable {
    name: String,
    /// As Compose replaces it: by nothing where it is missing.
    optional: String,
    /// As Compose replaces it, or does not start.
    required: String,
}

impl SecretVariable {
    fn new(name: &str) -> Self {
        let (optional, required) =
            (format!("${{{name}:-}}"), format!("${{{name}:?required by a datasource or contact point}}"));
        Self { name: name.to_owned(), optional, required }
    }
}

#[derive(Serialize)]
struct Service {
    image: Literal,
    container: Literal,
    volume: Literal,
    /// Another one than in development, whose Grafana may have taken the password `admin`: it keeps the one that it got
    /// when its database was made.
    production_volume: Literal,
    mounts: Vec<Mount>,
}

#[derive(Serialize)]
struct Mount {
    source: Literal,
    target: Literal,
}

impl<'a> Compose<'a> {
    fn new(suite: &'a Suite, stack: &Stack, around: &Around<'_>) -> Result<Self, StackError> {
        let name = &stack.name;
        let service = |what: &str, image: &str, mounts| Service {
            image: Literal::new(image),
            container: Literal::new(format!("{name}_{what}")),
            volume: Literal::new(format!("{name}_{what}")),
            production_volume: Literal::new(format!("{name}_{what}_production")),
            mounts,
        };
        let demo = format!("{name}-demo:local");
        Ok(Self {
            suite: &suite.name,
            prometheus: service("prometheus", &stack.prometheus, prometheus_mounts(around)),
            grafana: service("grafana", &stack.grafana, grafana_mounts(suite, around)?),
            demo: stack.demo.as_ref().map(|_| service("demo", &demo, Vec::new())),
            retention: Literal::new(format!("--storage.tsdb.retention.time={}d", stack.retention_days)),
            env_file: around.has_environment.then_some("../grafana.env"),
            secrets: around.secrets.iter().map(|name| SecretVariable::new(name)).collect(),
            network: Literal::new(format!("{name}_monitoring")),
        })
    }
}

/// The same places relative to each other as in the output, so that the rules are found here and there.
fn prometheus_mounts(around: &Around<'_>) -> Vec<Mount> {
    let mut mounts = vec![mount(".", "/etc/prometheus/stack")];
    if around.folders.contains("prometheus") {
        mounts.push(mount("../prometheus", "/etc/prometheus/prometheus"));
    }
    mounts
}

fn grafana_mounts(suite: &Suite, around: &Around<'_>) -> Result<Vec<Mount>, StackError> {
    let mut mounts = Vec::new();
    for folder in around.folders.iter().filter(|folder| **folder != "prometheus") {
        mounts.push(mount(&format!("../{folder}"), &format!("/etc/grafana/provisioning/{folder}")));
    }
    if !suite.dashboards.is_empty() {
        let paths: BTreeSet<&str> = suite.providers.iter().map(|provider| provider.path.value()).collect();
        for path in paths {
            check::provider_path(path)?;
            mounts.push(mount(&format!("../../{}", around.dashboards), path));
        }
    }
    Ok(mounts)
}

fn mount(source: &str, target: &str) -> Mount {
    Mount { source: Literal::new(source), target: Literal::new(target) }
}

#[derive(Serialize)]
struct Prometheus<'a> {
    suite: &'a str,
    interval: &'a str,
    jobs: Vec<ScrapeJob<'a>>,
    demo: bool,
}

#[derive(Serialize)]
struct ScrapeJob<'a> {
    job_name: &'a str,
    metrics_path: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    params: BTreeMap<&'a str, Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scheme: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scrape_timeout: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    honor_labels: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scrape_protocols: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback_scrape_protocol: Option<&'static str>,
    static_configs: [StaticConfig<'a>; 1],
}

#[derive(Serialize)]
struct StaticConfig<'a> {
    targets: &'a [Cow<'static, str>],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<&'a str, &'a str>,
}

impl<'a> ScrapeJob<'a> {
    fn new(job: &'a Job) -> Self {
        let mut params = BTreeMap::<_, Vec<_>>::new();
        for (name, value) in &job.params {
            params.entry(&**name).or_default().push(&**value);
        }
        let labels = job.labels.iter().map(|(name, value)| (&**name, &**value)).collect();
        Self {
            job_name: &job.name,
            metrics_path: &job.metrics_path,
            params,
            scheme: job.is_https.then_some("https"),
            scrape_timeout: job.scrape_timeout.map(duration),
            honor_labels: job.honor_labels,
            scrape_protocols: job.protocols.iter().map(|protocol| protocol.as_str()).collect(),
            fallback_scrape_protocol: job.fallback_protocol.map(ScrapeProtocol::as_str),
            static_configs: [StaticConfig { targets: &job.targets, labels }],
        }
    }
}

impl<'a> Prometheus<'a> {
    fn new(suite: &'a Suite, stack: &'a Stack, interval: &'a str, demo: bool) -> Self {
        Self { suite: &suite.name, interval, jobs: stack.jobs.iter().map(ScrapeJob::new).collect(), demo }
    }
}

#[derive(Serialize)]
struct Dockerfile<'a> {
    suite: &'a str,
    build_image: &'a str,
    run_image: &'a str,
    binary: &'a str,
}

impl<'a> Dockerfile<'a> {
    fn new(suite: &'a Suite, demo: &'a Demo) -> Self {
        Self { suite: &suite.name, build_image: &demo.build_image, run_image: &demo.run_image, binary: &demo.binary }
    }
}
