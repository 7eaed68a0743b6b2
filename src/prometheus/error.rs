//! Errors of the Prometheus client.

use std::time::Duration;

/// Why a request to Prometheus failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The URL is not a valid Prometheus URL.
    #[error("`{url}` is not a valid Prometheus URL: {reason}\nhint: expected a URL such as `http://localhost:9090`")]
    InvalidUrl {
        /// Its scheme, host and port, if they can be determined; the rest may be secret.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The server cannot be reached.
    #[error("cannot reach `{url}`: {cause}\nhint: {}", unreachable_hint(cause))]
    Unreachable {
        /// The URL, without credentials.
        url: String,
        /// What happened.
        cause: String,
    },
    /// The response took too long.
    #[error("`{url}` did not respond within {} s", timeout.as_secs_f64())]
    TimedOut {
        /// The URL, without credentials.
        url: String,
        /// The timeout.
        timeout: Duration,
    },
    /// All calls together took too long.
    #[error(
        "`{url}` did not respond to all queries within {} s\n\
        hint: increase `--timeout`, or find the slow query on its page `/query`", limit.as_secs_f64()
    )]
    OutOfTime {
        /// The URL, without credentials.
        url: String,
        /// The timeout of all calls together.
        limit: Duration,
    },
    /// The server redirects, usually to a login page.
    #[error(
        "`{url}` redirects to {location} (status {status})\n\
        hint: redirects are not followed; give the URL of Prometheus itself, or credentials if this is a login page"
    )]
    Redirected {
        /// The URL, without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
        /// The target: the address of another server, or a path on the same server.
        location: String,
    },
    /// The server rejects the credentials, or requires some.
    #[error(
        "`{url}` rejects the credentials, or requires some (status {status})\n\
        hint: write `http://USER:PASSWORD@HOST` for basic authentication, or give a bearer token"
    )]
    Denied {
        /// The URL, without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The answer is none of Prometheus's API.
    #[error("`{url}` does not respond like Prometheus (status {status}): {excerpt}\nhint: is this its base URL?")]
    NotPrometheus {
        /// The URL, without credentials.
        url: String,
        /// The HTTP status.
        status: u16,
        /// The start of the response, or what is wrong with it.
        excerpt: String,
    },
    /// The answer has too many bytes.
    #[error("the response of `{url}` is larger than {} MiB\nhint: query fewer series or a shorter range", limit >> 20)]
    TooLarge {
        /// The URL, without credentials.
        url: String,
        /// The limit, in bytes.
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
        "a proxy is set in the environment; use `NO_PROXY` for hosts that need none"
    } else {
        "is it running, and is the URL right?"
    }
}
