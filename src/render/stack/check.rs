//! What Compose or Prometheus would refuse, or read as something else.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::promql::duration;
use crate::suite::{Datasource, Demo, Job, Setting, Stack, Suite};

/// Why a stack cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StackError {
    /// The stack's name is not valid for a container.
    #[error("`{name}` cannot be the name of a stack", name = name.escape_debug())]
    Name {
        /// The name.
        name: String,
    },
    /// An image does not say its exact version.
    #[error("the image `{image}` of the stack has no exact version", image = image.escape_debug())]
    Image {
        /// The image.
        image: String,
    },
    /// Prometheus is to keep nothing.
    #[error("the retention of the stack's Prometheus is 0 days")]
    Retention,
    /// No datasource reads what the stack runs.
    #[error("none of the suite's Prometheus datasources has the URL of the stack's Prometheus, `{address}`", address = Stack::PROMETHEUS)]
    NoDatasource,
    /// Grafana reads a scrape interval that Prometheus does not.
    #[error("the scrape interval `{interval}` of the stack's datasource is not valid in Prometheus")]
    Interval {
        /// The interval.
        interval: String,
    },
    /// A job's name is missing, taken, or used twice.
    #[error("the stack cannot have a job named `{name}`: the name is empty, reserved or used twice", name = name.escape_debug())]
    JobName {
        /// The name.
        name: String,
    },
    /// A job has no targets, or a target is not a host and port.
    #[error(
        "`{target}` is not a valid target of the job `{job}`",
        target = target.escape_debug(),
        job = job.escape_debug()
    )]
    Target {
        /// The job.
        job: String,
        /// The target; empty where there is none.
        target: String,
    },
    /// A job's metrics are at no path.
    #[error(
        "`{path}` is not a valid metrics path of the job `{job}`",
        path = path.escape_debug(),
        job = job.escape_debug()
    )]
    MetricsPath {
        /// The job.
        job: String,
        /// The path.
        path: String,
    },
    /// A job has a label that Prometheus refuses, or one twice.
    #[error("the job `{job}` cannot have the label `{label}`", job = job.escape_debug(), label = label.escape_debug())]
    Label {
        /// The job.
        job: String,
        /// The label.
        label: String,
    },
    /// A job waits longer than until its next scrape, or not at all.
    #[error("the job `{job}` has a scrape timeout of {timeout}, but is scraped every {interval}", job = job.escape_debug())]
    Timeout {
        /// The job.
        job: String,
        /// How long it waits.
        timeout: String,
        /// How often it is scraped.
        interval: String,
    },
    /// A provider's folder cannot be mounted.
    #[error("the folder `{path}` of a provider cannot be mounted into Grafana's container", path = path.escape_debug())]
    ProviderPath {
        /// The folder.
        path: String,
    },
    /// The demo's program has a name that a Dockerfile would read as something else.
    #[error("`{binary}` cannot be the name of the demo's program", binary = binary.escape_debug())]
    Binary {
        /// The name.
        binary: String,
    },
}

impl StackError {
    /// Returns the way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Name { .. } => {
                "use at most 50 lower-case letters, digits, `-` and `_`, starting with a letter or digit"
            }
            Self::Image { .. } => {
                "write `NAME:VERSION` with the full version, such as `prom/prometheus:v3.14.0`, or add `@sha256:DIGEST`"
            }
            Self::Retention => "set `retention_days` to 1 or more",
            Self::NoDatasource => "use it as the URL of one, or as the default of the variable for the URL",
            Self::Interval { .. } => "use a whole number, not 0, and a unit (ms, s, m, h, d, w, y), such as `15s`",
            Self::JobName { .. } => "give each job a unique name, other than `prometheus` and `demo`",
            Self::Target { .. } => "give each job targets, each a host and a port from 1 to 65535, such as `api:8000`",
            Self::MetricsPath { .. } => "start it with `/`, without spaces, `?` and `#`",
            Self::Label { .. } => {
                "use letters, digits and `_`, not starting with a digit or `__`; use each label once, but not `job`"
            }
            Self::Timeout { .. } => "set a timeout above 0 that does not exceed the interval",
            Self::ProviderPath { .. } => {
                "use an absolute path without `..` that the image itself does not need, such as \
                 `/var/lib/grafana/dashboards`"
            }
            Self::Binary { .. } => "use letters, digits, `-` and `_`, not starting with `-`",
        }
    }
}

/// Checks what a stack says of itself.
pub(super) fn check(stack: &Stack) -> Result<(), StackError> {
    let is_small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let name = &*stack.name;
    if !name.starts_with(is_small) || name.len() > 50 || !name.chars().all(|c| is_small(c) || matches!(c, '-' | '_')) {
        return Err(StackError::Name { name: name.to_owned() });
    }
    image(&stack.grafana)?;
    image(&stack.prometheus)?;
    if stack.retention_days == 0 {
        return Err(StackError::Retention);
    }
    let mut names = BTreeSet::from(["prometheus", "demo"]);
    for it in &stack.jobs {
        if it.name.is_empty() || !names.insert(&it.name) {
            return Err(StackError::JobName { name: it.name.to_string() });
        }
        job(it)?;
    }
    stack.demo.as_ref().map_or(Ok(()), demo)
}

fn demo(demo: &Demo) -> Result<(), StackError> {
    image(&demo.build_image)?;
    image(&demo.run_image)?;
    let binary = &*demo.binary;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if binary.is_empty() || binary.starts_with('-') || !binary.chars().all(is_plain) {
        return Err(StackError::Binary { binary: binary.to_owned() });
    }
    Ok(())
}

/// A version has two numbers at least: `13`, like `latest`, is another image tomorrow.
fn image(image: &str) -> Result<(), StackError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@');
    let is_digest = |digest: &str| digest.len() == 64 && digest.bytes().all(|it| it.is_ascii_hexdigit());
    let is_version = |tag: &str| {
        let version = tag.strip_prefix('v').unwrap_or(tag);
        let numbers = version.split(['.', '-']).take_while(|part| part.parse::<u32>().is_ok());
        numbers.count() >= 2
    };
    let is_exact = match image.split_once("@sha256:") {
        Some((name, digest)) => !name.is_empty() && is_digest(digest),
        None => image.rsplit_once(':').is_some_and(|(name, tag)| !name.is_empty() && is_version(tag)),
    };
    if is_exact && image.starts_with(|c: char| c.is_ascii_alphanumeric()) && image.chars().all(is_plain) {
        Ok(())
    } else {
        Err(StackError::Image { image: image.to_owned() })
    }
}

fn job(job: &Job) -> Result<(), StackError> {
    let target = |target: &str| StackError::Target { job: job.name.to_string(), target: target.to_owned() };
    if job.targets.is_empty() {
        return Err(target(""));
    }
    if let Some(wrong) = job.targets.iter().find(|it| !is_target(it)) {
        return Err(target(wrong));
    }
    let path = &*job.metrics_path;
    if !path.starts_with('/') || path.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#'))
    {
        return Err(StackError::MetricsPath { job: job.name.to_string(), path: path.to_owned() });
    }
    labels(job)
}

fn labels(job: &Job) -> Result<(), StackError> {
    let mut seen = BTreeSet::from(["job"]);
    let is_word = |label: &str| {
        label.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !label.starts_with("__")
    };
    match job.labels.iter().find(|(label, _)| !is_word(label) || !seen.insert(label)) {
        Some((label, _)) => Err(StackError::Label { job: job.name.to_string(), label: label.to_string() }),
        None => Ok(()),
    }
}

/// Checks that no job waits longer than until its next scrape: Prometheus would not start.
pub(super) fn timeouts(stack: &Stack, interval: &str) -> Result<(), StackError> {
    let most = length(interval);
    let is_wrong = |timeout: Duration| timeout.is_zero() || most.is_some_and(|most| timeout > most);
    let wrong = stack.jobs.iter().find_map(|job| Some((job, job.scrape_timeout.filter(|it| is_wrong(*it))?)));
    match wrong {
        None => Ok(()),
        Some((job, timeout)) => Err(StackError::Timeout {
            job: job.name.to_string(),
            timeout: duration(timeout),
            interval: interval.to_owned(),
        }),
    }
}

/// Returns the length of an interval, which was checked: a number and a unit.
fn length(interval: &str) -> Option<Duration> {
    let unit = interval.trim_start_matches(|c: char| c.is_ascii_digit());
    let number: u64 = interval[..interval.len() - unit.len()].parse().ok()?;
    let milliseconds = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => 31_536_000_000,
    };
    Some(Duration::from_millis(number.saturating_mul(milliseconds)))
}

fn is_target(target: &str) -> bool {
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '[' | ']');
    let Some((host, port)) = target.rsplit_once(':') else { return false };
    !host.is_empty()
        && host.chars().all(is_host)
        && port.bytes().all(|it| it.is_ascii_digit())
        && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// Returns the scrape interval of the datasource that reads the stack's Prometheus: the two must be the same.
pub(super) fn interval(suite: &Suite) -> Result<&str, StackError> {
    let is_ours = |url: &Setting| url.value().trim_end_matches('/') == Stack::PROMETHEUS;
    let mut ours = suite.datasources.iter().filter(|datasource| datasource.url.as_ref().is_some_and(is_ours));
    let interval = ours.find_map(Datasource::interval).ok_or(StackError::NoDatasource)?.value();
    let number = interval.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    // Grafana's months are none of Prometheus's, and 0 is its word for a minute.
    if interval.ends_with('M') || number.bytes().all(|digit| digit == b'0') {
        return Err(StackError::Interval { interval: interval.to_owned() });
    }
    Ok(interval)
}

/// Checks where dashboards are to be mounted.
pub(super) fn provider_path(path: &str) -> Result<(), StackError> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_safe = path.starts_with('/') && !parts.contains(&"..") && !path.contains('\0');
    let is_needed = matches!(parts[..], [] | ["var" | "etc" | "usr" | "bin" | "run"] | ["var", "lib"])
        || parts == ["var", "lib", "grafana"]
        || parts.starts_with(&["etc", "grafana"])
        || parts.starts_with(&["usr", "share", "grafana"]);
    if is_safe && !is_needed { Ok(()) } else { Err(StackError::ProviderPath { path: path.to_owned() }) }
}
