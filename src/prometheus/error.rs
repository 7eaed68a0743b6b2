//! What keeps an answer from us.

use std::time::Duration;

/// Why Prometheus gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The URL is none that leads to a Prometheus.
    #[error("`{url}` is no URL of a Prometheus: {reason}\nhint: it looks like `http://localhost:9090`")]
    InvalidUrl {
        /// Its scheme, host and port, as far as they can be told; the rest may be secret.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Nobody answers.
    #[error("cannot reach `{url}`: {cause}\nhint: {}", unreachable_hint(cause))]
    Unreachable {
        /// The URL, without credentials.
        url: String,
        /// What happened.
        cause: String,
    },
    /// The answer took too long.
    #[error("`{url}` did not answer within {} s", timeout.as_secs_f64())]
    TimedOut {
        /// The URL, without credentials.
        url: String,
        /// How long was waited.
        timeout: Duration,
    },
    /// All calls together took too long.
    #[error(
        "`{url}` did not answer all queries within {} s\n\
        hint: give it more time with `--timeout`, or find the slow query on its page `/query`", limit.as_secs_f64()
    )]
    OutOfTime {
        /// The URL, without credentials.
        url: String,
        /// How long all calls together were given.
        limit: Duration,
    },
    /// The server sends us elsewhere, usually to a login page.
    #[error(
        "`{url}` redirects to {location} (status {status})\n\
        hint: redirects are not followed; give the URL of Prometheus itself, or credentials if this is a login page"
    )]
    Redirected {
        /// The URL, without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
        /// Where to: another server, by its address alone, or a place of the same.
        location: String,
    },
    /// The server wants other credentials.
    #[error(
        "`{url}` refuses the credentials, or wants some (status {status})\n\
        hint: write `http://USER:PASSWORD@HOST` for basic authentication, or give a bearer token"
    )]
    Denied {
        /// The URL, without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The answer is none of Prometheus's API.
    #[error("`{url}` does not answer like Prometheus (status {status}): {excerpt}\nhint: is this its base URL?")]
    NotPrometheus {
        /// The URL, without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
        /// How the answer begins, or what is wrong with it.
        excerpt: String,
    },
    /// The answer has too many bytes.
    #[error("the answer of `{url}` is larger than {} MiB\nhint: ask for fewer series or a shorter range", limit >> 20)]
    TooLarge {
        /// The URL, without credentials.
        url: String,
        /// The most bytes that are read.
        limit: u64,
    },
    /// Prometheus says that it cannot answer.
    #[error("{kind}: {message}")]
    Api {
        /// Its kind of error: `bad_data`, `execution`, `timeout`, ...
        kind: String,
        /// Its message.
        message: String,
    },
}

fn unreachable_hint(cause: &str) -> &'static str {
    if cause.contains("proxy") {
        "a proxy stands in the environment; `NO_PROXY` names the hosts that need none"
    } else {
        "is it running, and is the URL right?"
    }
}
