//! What stops a simulation.

use std::io;

use crate::promql::MetricKind;

/// Why a simulation cannot be made or served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SimulateError {
    /// A name is not in the catalogue.
    #[error("the catalogue has no metric `{name}`{}", hint(near.as_deref()))]
    UnknownMetric {
        /// The name.
        name: String,
        /// A metric with a similar name.
        near: Option<String>,
    },
    /// No incident has this name.
    #[error("unknown incident `{name}`; the known ones are {}{}", list(known), hint(near.as_deref()))]
    UnknownIncident {
        /// The name.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
        /// A similar one.
        near: Option<String>,
    },
    /// An incident hits series by a label that their metric does not have.
    #[error("incident `{incident}`: the metric `{metric}` has no label `{label}`")]
    UnknownLabel {
        /// The incident.
        incident: &'static str,
        /// The metric.
        metric: &'static str,
        /// The label.
        label: &'static str,
    },
    /// A behaviour does not suit the kind of its metric.
    #[error("`{metric}` is a {} and cannot move like this\n  hint: {}", kind.name(), motion_hint(*kind))]
    WrongMotion {
        /// The metric.
        metric: &'static str,
        /// Its kind.
        kind: MetricKind,
    },
    /// A gauge follows one that it cannot follow.
    #[error(
        "`{metric}` cannot follow `{followed}`\n  \
        hint: a gauge can only follow another gauge, which does not follow one itself"
    )]
    CannotFollow {
        /// The gauge.
        metric: &'static str,
        /// The metric that it was to follow.
        followed: &'static str,
    },
    /// An effect cannot happen to a metric of this kind.
    #[error(
        "incident `{incident}`: this cannot happen to `{metric}`, a {}\n  \
        hint: gauges fall, what counts has a share of a rate, histograms and summaries slow down",
        kind.name()
    )]
    WrongChange {
        /// The incident.
        incident: &'static str,
        /// The metric.
        metric: &'static str,
        /// Its kind.
        kind: MetricKind,
    },
    /// The address is not free, not ours or not one at all.
    #[error("cannot listen on `{address}`: {cause}\n  hint: {}", listen_hint(cause))]
    Listen {
        /// The address.
        address: String,
        /// What the system says; a part of the message.
        cause: io::Error,
    },
    /// The server could not start or go on.
    #[error("cannot serve the metrics: {0}")]
    Serve(io::Error),
}

fn hint(near: Option<&str>) -> String {
    near.map(|near| format!("\n  hint: did you mean `{near}`?")).unwrap_or_default()
}

fn list(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

const fn motion_hint(kind: MetricKind) -> &'static str {
    match kind {
        MetricKind::Counter => "a counter takes `Behaviour::rate`",
        MetricKind::Gauge | MetricKind::Untyped => "it takes `Behaviour::gauge` or `Behaviour::follows`",
        MetricKind::Histogram | MetricKind::Summary => "it takes `Behaviour::observations`",
        MetricKind::Info | MetricKind::StateSet => "it takes no behaviour",
        MetricKind::NativeHistogram => "it is not simulated: the text format has no native histograms",
    }
}

fn listen_hint(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::AddrInUse => "stop the program that uses it, or choose another port with `--listen HOST:PORT`",
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 require privileges; choose another with `--listen HOST:PORT`"
        }
        io::ErrorKind::AddrNotAvailable => "this machine does not have that address; try `--listen 127.0.0.1:9464`",
        _ => "use `--listen HOST:PORT`, as in `127.0.0.1:9464`",
    }
}
