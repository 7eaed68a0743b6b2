//! A client of Prometheus's HTTP API: queries, metadata, how many series there are; [`live`], a suite on it; and
//! [`export`](mod@export), the metrics of a target or a Prometheus.
//!
//! It blocks, follows no redirect, and shows no password or token in any message, whatever a server answers.

mod address;
mod answer;
mod error;
pub mod export;
pub mod live;
mod secret;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use std::{fmt, io};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

pub use answer::{Answer, Data, InstantSeries, MetricMetadata, Number, RangeSeries};
pub use error::ClientError;

use address::Address;
use answer::Envelope;

/// How long one call may take, from the name look-up to the last byte.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The most bytes that an answer may have, unpacked.
const MAX_ANSWER: u64 = 64 << 20;
/// How many metrics one query counts.
const COUNTED_AT_ONCE: usize = 50;
/// How much of a strange answer an error shows, in characters.
const EXCERPT: usize = 80;

/// A Prometheus, or anything that speaks its API.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    address: Address,
    timeout: Duration,
    deadline: Option<Deadline>,
}

/// When all calls have to be over, and how long that was from the beginning.
#[derive(Clone, Copy)]
struct Deadline {
    end: Instant,
    limit: Duration,
}

/// Without the credentials.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("url", &self.url()).finish_non_exhaustive()
    }
}

/// The times of a range query, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QueryRange {
    /// The first moment.
    pub start: f64,
    /// The last moment.
    pub end: f64,
    /// The seconds between two values.
    pub step: f64,
}

impl Client {
    /// Returns the client of a base URL, as in `http://localhost:9090` or `https://host/prometheus`.
    ///
    /// A user and password before the host, `http://USER:PASSWORD@HOST`, are sent as basic authentication. Proxies of
    /// the environment are used, but not for this machine itself.
    ///
    /// # Errors
    /// [`ClientError::InvalidUrl`] when it is no such URL.
    pub fn new(url: &str) -> Result<Self, ClientError> {
        let address = Address::parse(url)?;
        Ok(Self { agent: agent(&address), address, timeout: TIMEOUT, deadline: None })
    }

    /// Returns the client of a URL with a page of metrics, as in `http://localhost:9100/metrics`, which may have a query.
    ///
    /// Messages show neither a password nor the query.
    ///
    /// # Errors
    /// [`ClientError::InvalidUrl`] when it is no such URL.
    pub fn of_page(url: &str) -> Result<Self, ClientError> {
        let address = Address::of_page(url)?;
        Ok(Self { agent: agent(&address), address, timeout: TIMEOUT, deadline: None })
    }

    /// Sends a bearer token with every request, instead of a user and password.
    pub fn with_bearer(mut self, token: &str) -> Self {
        self.address.authorize_with(token);
        self
    }

    /// Waits at most this long for each answer, instead of 30 s.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Waits at most this long for all answers together, from now on.
    pub fn with_deadline(mut self, limit: Duration) -> Self {
        self.deadline = Instant::now().checked_add(limit).map(|end| Deadline { end, limit });
        self
    }

    /// Returns whether it sends a password or token that anybody on the way can read: over plain HTTP, to another machine.
    pub fn exposes_credentials(&self) -> bool {
        self.address.exposes_credentials()
    }

    /// Returns the base URL, without credentials.
    pub fn url(&self) -> &str {
        self.address.shown()
    }

    /// Returns the time by the server's own clock, in seconds since 1970.
    fn now(&self) -> Result<f64, ClientError> {
        match self.query("time()", None)?.data {
            Data::Scalar(number) => Ok(number.value),
            other => {
                let excerpt = format!("`time()` returns {} series", other.series());
                Err(ClientError::NotPrometheus { url: self.url().to_owned(), status: 200, excerpt })
            }
        }
    }

    /// Evaluates an expression at a time, in seconds since 1970; now, by the server's clock, without one.
    ///
    /// # Errors
    /// [`ClientError`], with [`ClientError::Api`] for a query that Prometheus cannot evaluate.
    pub fn query(&self, expr: &str, at: Option<f64>) -> Result<Answer<Data>, ClientError> {
        let mut form = vec![("query", expr.to_owned())];
        form.extend(at.map(|at| ("time", at.to_string())));
        self.call("query", &form)
    }

    /// Evaluates an expression at many times.
    ///
    /// # Errors
    /// As [`query`](Self::query).
    pub fn query_range(&self, expr: &str, range: QueryRange) -> Result<Answer<Data>, ClientError> {
        let QueryRange { start, end, step } = range;
        let times = [("start", start.to_string()), ("end", end.to_string()), ("step", step.to_string())];
        let form: Vec<_> = [("query", expr.to_owned())].into_iter().chain(times).collect();
        self.call("query_range", &form)
    }

    /// Returns what the scraped targets say of their metrics, by name: one entry for each thing said.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn metadata(&self) -> Result<BTreeMap<String, Vec<MetricMetadata>>, ClientError> {
        let request = self.agent.get(self.address.endpoint("metadata"));
        Ok(self.read(self.prepared(request)?.call())?.data)
    }

    /// Returns how many series each of the metrics has now; those without any are missing.
    ///
    /// The names are those of series: a histogram's end in `_bucket`, `_sum` or `_count`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn series_counts(&self, metrics: &[&str]) -> Result<BTreeMap<String, u64>, ClientError> {
        let mut counts = BTreeMap::new();
        for names in metrics.chunks(COUNTED_AT_ONCE) {
            let any = names.iter().map(|name| name.replace('\\', r"\\").replace('"', "\\\"")).collect::<Vec<_>>();
            let expr = format!("count by (__name__) ({{__name__=~\"{}\"}})", any.join("|"));
            if let Data::Vector(series) = self.query(&expr, None)?.data {
                counts.extend(series.iter().filter_map(counted));
            }
        }
        Ok(counts)
    }

    /// Returns the values that a label has among the series of a selector, sorted.
    ///
    /// The times are in seconds since 1970.
    ///
    /// # Errors
    /// As [`query`](Self::query).
    pub fn label_values(&self, label: &str, series: &str, start: f64, end: f64) -> Result<Vec<String>, ClientError> {
        let url = self.address.endpoint(&format!("label/{}/values", in_path(label)));
        let (start, end) = (start.to_string(), end.to_string());
        let asked = [("match[]", series), ("start", &start), ("end", &end)];
        Ok(self.read(self.prepared(self.agent.get(&url).query_pairs(asked))?.call())?.data)
    }

    /// Posts a form, since queries can be longer than a URL may be; gets where posting is not allowed.
    fn call<T: DeserializeOwned>(&self, path: &str, form: &[(&str, String)]) -> Result<Answer<T>, ClientError> {
        let url = self.address.endpoint(path);
        let fields = || form.iter().map(|(name, value)| (*name, value.as_str()));
        let posted = self.prepared(self.agent.post(&url))?.send_form(fields());
        match posted {
            Ok(response) if response.status() == StatusCode::METHOD_NOT_ALLOWED => {
                self.read(self.prepared(self.agent.get(&url).query_pairs(fields()))?.call())
            }
            other => self.read(other),
        }
    }

    /// Returns a request with the credentials and the time that is left for it.
    fn prepared<B>(&self, request: ureq::RequestBuilder<B>) -> Result<ureq::RequestBuilder<B>, ClientError> {
        let left = self.deadline.map(|deadline| deadline.end.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Err(self.timed_out());
        }
        let timeout = left.map_or(self.timeout, |left| left.min(self.timeout));
        let request = request.config().timeout_global(Some(timeout)).build();
        Ok(match self.address.authorization() {
            Some(value) => request.header("authorization", value),
            None => request,
        })
    }

    /// Returns which of the two times is over.
    fn timed_out(&self) -> ClientError {
        let url = self.url().to_owned();
        match self.deadline {
            Some(Deadline { end, limit }) if Instant::now() >= end => ClientError::OutOfTime { url, limit },
            _ => ClientError::TimedOut { url, timeout: self.timeout },
        }
    }

    fn read<T: DeserializeOwned>(
        &self,
        response: Result<Response<Body>, ureq::Error>,
    ) -> Result<Answer<T>, ClientError> {
        let mut response = self.arrived(response)?;
        let status = response.status();
        let url = self.url().to_owned();
        let body = response.body_mut().with_config().limit(MAX_ANSWER).read_to_vec();
        let body = body.map_err(|error| self.transport(error))?;
        match serde_json::from_slice::<Envelope<T>>(&body) {
            Ok(Envelope::Success(mut answer)) if status.is_success() => {
                for remark in answer.warnings.iter_mut().chain(&mut answer.infos) {
                    *remark = self.address.hide(remark);
                }
                Ok(answer)
            }
            Ok(Envelope::Error { kind, message }) => {
                Err(ClientError::Api { kind: self.address.hide(&kind), message: self.address.hide(&message) })
            }
            _ if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => {
                Err(ClientError::Denied { url, status: status.as_u16() })
            }
            other => {
                let broken = other.err().filter(|_| serde_json::from_slice::<Status>(&body).is_ok());
                let excerpt = broken.map_or_else(|| secret::excerpt(&body, EXCERPT), |error| error.to_string());
                Err(ClientError::NotPrometheus { url, status: status.as_u16(), excerpt: self.address.hide(&excerpt) })
            }
        }
    }

    /// Returns a response that leads nowhere else.
    fn arrived(&self, response: Result<Response<Body>, ureq::Error>) -> Result<Response<Body>, ClientError> {
        let response = response.map_err(|error| self.transport(error))?;
        if !response.status().is_redirection() {
            return Ok(response);
        }
        let location = self.address.hide(&location(&response));
        Err(ClientError::Redirected { url: self.url().to_owned(), status: response.status().as_u16(), location })
    }

    fn transport(&self, error: ureq::Error) -> ClientError {
        let url = self.url().to_owned();
        match error {
            ureq::Error::Timeout(_) => self.timed_out(),
            ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => self.timed_out(),
            ureq::Error::BodyExceedsLimit(limit) => ClientError::TooLarge { url, limit },
            ureq::Error::ConnectProxyFailed(cause) => ClientError::Unreachable {
                url,
                cause: format!("the proxy refused the connection: {}", self.address.hide(&cause)),
            },
            ureq::Error::HostNotFound => ClientError::Unreachable { url, cause: "no such host".to_owned() },
            other => ClientError::Unreachable { url, cause: self.address.hide(&other.to_string()) },
        }
    }
}

/// Tells an answer of Prometheus that has an unexpected form from one of something else.
#[derive(Deserialize)]
struct Status {
    #[expect(dead_code, reason = "only whether it is there matters")]
    status: String,
}

fn agent(address: &Address) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .user_agent(concat!("dashgen/", env!("CARGO_PKG_VERSION")));
    let config = if address.is_local() { config.proxy(None) } else { config };
    config.build().new_agent()
}

/// Escapes a name for the path of a URL; one with other letters than a label's usual ones as Prometheus 3 wants it.
fn in_path(label: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if label.chars().all(is_plain) {
        return label.to_owned();
    }
    let escape = |c| match c {
        '_' => "__".to_owned(),
        c if is_plain(c) => c.to_string(),
        c => format!("_{:x}_", u32::from(c)),
    };
    format!("U__{}", label.chars().map(escape).collect::<String>())
}

fn counted(series: &InstantSeries) -> Option<(String, u64)> {
    let name = series.labels.get("__name__")?.clone();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count is whole and not negative")]
    Some((name, series.number?.value as u64))
}

/// Returns where a redirect leads; its path and query may hold a token.
fn location(response: &Response<Body>) -> String {
    let location = response.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
    match location {
        "" => "nowhere".to_owned(),
        _ if location.contains("://") => format!("`{}`", secret::origin(location)),
        _ if location.starts_with("//") => format!("`{}`", secret::origin(&format!("http:{location}"))),
        _ => "another path on the same server".to_owned(),
    }
}

#[cfg(test)]
mod tests;
