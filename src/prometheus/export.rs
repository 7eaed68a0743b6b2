//! The metrics that a target exports, by its page, or that a Prometheus has, by its HTTP API.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use ureq::http::StatusCode;

use super::{Client, ClientError, Data, InstantSeries, MetricMetadata};
use crate::exposition::{self, Collector, Family, Kind, MAX_PAGE, Page, PageError};

/// What Prometheus asks its targets for.
const ACCEPT: &str = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1";
/// How long ago a series of a Prometheus may have ended, in seconds.
const RECENT: f64 = 600.0;
/// How many metrics one query reads.
const AT_ONCE: usize = 50;
/// What the names of series have behind those of their metrics.
const PARTS: [&str; 8] = ["_total", "_info", "_bucket", "_count", "_sum", "_gcount", "_gsum", "_created"];
/// The metrics that Prometheus adds to each target, which no target describes.
const OF_SCRAPES: [(&str, &str); 5] = [
    ("up", "Whether the last scrape of the target succeeded: 1 if so, otherwise 0."),
    ("scrape_duration_seconds", "Duration of the last scrape of the target."),
    ("scrape_samples_post_metric_relabeling", "Samples that were left after the metrics were relabeled."),
    ("scrape_samples_scraped", "Samples that the target exposed."),
    ("scrape_series_added", "The approximate number of new series in the last scrape."),
];

/// Which metrics are wanted.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// Only those of this job, of a Prometheus.
    pub job: Option<&'a str>,
    /// Returns whether the metric of a name is wanted.
    pub is_wanted: &'a dyn Fn(&str) -> bool,
}

/// What was found.
#[derive(Debug)]
#[non_exhaustive]
pub struct Export {
    /// The metrics.
    pub families: Vec<Family>,
    /// The labels that a Prometheus has on all its targets; nothing for the page of a target, which does not know them.
    pub target_labels: Option<Vec<String>>,
    /// What could not be read.
    pub problems: Vec<String>,
    /// How many problems there are in all.
    pub problem_count: usize,
    /// How many recording rules were left out.
    pub recorded: usize,
}

impl From<Page> for Export {
    fn from(page: Page) -> Self {
        let problems = page.problems.iter().map(ToString::to_string).collect();
        Self { families: page.families, target_labels: None, problems, problem_count: page.problem_count, recorded: 0 }
    }
}

/// Why there are no metrics.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The server does not answer as it should.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// What it shows is no page of metrics.
    #[error(
        "cannot read `{url}`: {error}\nhint: exporters usually serve their page at `/metrics`; for a Prometheus, give \
        its base URL"
    )]
    Page {
        /// The URL, without credentials and query.
        url: String,
        /// What it is instead.
        error: PageError,
    },
    /// It shows no page.
    #[error(
        "`{url}` has no metrics page (status {status})\nhint: exporters usually serve their page at `/metrics`; for a \
        Prometheus, give its base URL"
    )]
    Status {
        /// The URL, without credentials and query.
        url: String,
        /// The HTTP status.
        status: u16,
    },
}

/// Reads the metrics of a URL: its page, or where that is none, what the Prometheus there has. A job asks for the latter.
///
/// # Errors
/// When there is neither.
pub fn export(client: &Client, selection: Selection<'_>) -> Result<Export, ExportError> {
    if selection.job.is_some() {
        return Ok(of_server(client, selection, &client.metadata()?)?);
    }
    let error = match page(client) {
        Ok(page) => return Ok(page),
        Err(error) => error,
    };
    let may_be_server = match &error {
        ExportError::Client(error) => matches!(error, ClientError::Redirected { .. }),
        ExportError::Page { error, .. } => !matches!(error, PageError::Io(_)),
        ExportError::Status { .. } => true,
    };
    if !may_be_server || client.address.has_query() {
        return Err(error);
    }
    match client.metadata() {
        Ok(metadata) => Ok(of_server(client, selection, &metadata)?),
        Err(denied @ ClientError::Denied { .. }) => Err(denied.into()),
        Err(_) => Err(error),
    }
}

/// Reads the page of a target.
fn page(client: &Client) -> Result<Export, ExportError> {
    let request = client.agent.get(client.address.page()).header("accept", ACCEPT);
    let response = client.arrived(client.prepared(request)?.call())?;
    let url = || client.url().to_owned();
    match response.status() {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            return Err(ClientError::Denied { url: url(), status: response.status().as_u16() }.into());
        }
        status if !status.is_success() => return Err(ExportError::Status { url: url(), status: status.as_u16() }),
        _ => {}
    }
    let body = response.into_body().into_with_config().limit(MAX_PAGE).reader();
    let page = exposition::read(body).map_err(|error| match error {
        PageError::Io(error) if is_of_transport(&error) => client.transport(ureq::Error::from(error)).into(),
        error => ExportError::Page { url: url(), error },
    })?;
    Ok(page.into())
}

fn is_of_transport(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::TimedOut
        || error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<ureq::Error>)
}

/// What the targets of a Prometheus say of their metrics.
type Metadata = BTreeMap<String, Vec<MetricMetadata>>;

fn of_server(client: &Client, selection: Selection<'_>, metadata: &Metadata) -> Result<Export, ClientError> {
    let now = client.now()?;
    let job = selection.job.map(|job| format!("job={job:?}"));
    let selector = job.clone().unwrap_or_else(|| "__name__!=\"\"".to_owned());
    let names = client.label_values("__name__", &format!("{{{selector}}}"), now - RECENT, now)?;
    let up = client.query(&format!("up{{{}}}", job.as_deref().unwrap_or_default()), None)?.data;
    let target_labels = target_labels(&up);
    let mut server = Server { client, job, collector: Collector::default(), problems: Vec::new() };
    let recorded = |name: &&String| name.contains(':') && !metadata.contains_key(*name);
    let mut asked = Vec::new();
    for name in names.iter().filter(|name| !recorded(name)) {
        let metric = metric_of(name, metadata);
        if (selection.is_wanted)(metric) || (selection.is_wanted)(name) {
            let kind = server.describe(metric, metadata);
            asked.extend(is_read(name, metric, kind).then_some(&**name));
        }
    }
    for names in asked.chunks(AT_ONCE) {
        server.read(names)?;
    }
    let recorded = names.iter().filter(recorded).count();
    let (problem_count, problems) = (server.problems.len(), server.problems);
    let families = server.collector.families();
    Ok(Export { families, target_labels: Some(target_labels), problems, problem_count, recorded })
}

/// Returns the metric whose series have this name.
fn metric_of<'a>(name: &'a str, metadata: &Metadata) -> &'a str {
    if metadata.contains_key(name) {
        return name;
    }
    let metrics = PARTS.iter().filter_map(|part| name.strip_suffix(part));
    metrics.into_iter().find(|metric| metadata.contains_key(*metric)).unwrap_or(name)
}

/// Returns whether series have to be read: the counts of a histogram tell as much as its buckets.
fn is_read(name: &str, metric: &str, kind: Kind) -> bool {
    let part = &name[metric.len()..];
    match kind {
        Kind::Histogram | Kind::GaugeHistogram => !["_bucket", "_sum", "_gsum", "_created"].contains(&part),
        Kind::Summary => part == "_count",
        _ => part != "_created",
    }
}

/// Returns the labels that all targets have.
fn target_labels(up: &Data) -> Vec<String> {
    let usual = || ["job", "instance"].map(str::to_owned).to_vec();
    let Data::Vector(series) = up else { return usual() };
    let labels = |series: &InstantSeries| series.labels.keys().cloned().collect::<BTreeSet<_>>();
    let Some(mut common) = series.iter().map(labels).reduce(|a, b| &a & &b) else { return usual() };
    common.remove("__name__");
    let first = usual().into_iter().filter(|label| common.contains(label)).collect::<Vec<_>>();
    let rest = common.into_iter().filter(|label| !first.contains(label)).collect::<Vec<_>>();
    [first, rest].concat()
}

/// A Prometheus whose series are read.
struct Server<'a> {
    client: &'a Client,
    job: Option<String>,
    collector: Collector,
    problems: Vec<String>,
}

impl Server<'_> {
    /// Takes what is said of a metric, and returns its type.
    fn describe(&mut self, metric: &str, metadata: &Metadata) -> Kind {
        if let Some((_, help)) = OF_SCRAPES.iter().find(|(name, _)| *name == metric) {
            self.collector.kind(metric, Kind::Gauge);
            self.collector.help(metric, help);
            return Kind::Gauge;
        }
        let mut first = None;
        for said in metadata.get(metric).into_iter().flatten() {
            let kind = Kind::named(&said.kind).unwrap_or(Kind::Untyped);
            first.get_or_insert(kind);
            self.collector.kind(metric, kind);
            self.collector.help(metric, &said.help);
            self.collector.unit(metric, &said.unit);
        }
        first.unwrap_or(Kind::Untyped)
    }

    /// Reads the series of these names, of fewer at a time where they are too many for one answer.
    fn read(&mut self, names: &[&str]) -> Result<(), ClientError> {
        match self.client.query(&self.selector(names), None) {
            Ok(answer) => {
                let Data::Vector(series) = answer.data else { return Ok(()) };
                for series in &series {
                    self.series(series);
                }
                Ok(())
            }
            Err(ClientError::TooLarge { .. } | ClientError::Api { .. }) if names.len() > 1 => {
                let (first, rest) = names.split_at(names.len() / 2);
                self.read(first)?;
                self.read(rest)
            }
            Err(error @ (ClientError::TooLarge { .. } | ClientError::Api { .. })) => {
                self.problems.push(format!("the series of `{}` cannot be read: {error}", names.join("`, `")));
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn selector(&self, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| escaped(name)).collect();
        let name = format!("__name__=~{:?}", names.join("|"));
        let matchers: Vec<_> = std::iter::once(name).chain(self.job.clone()).collect();
        format!("{{{}}}", matchers.join(", "))
    }

    fn series(&mut self, series: &InstantSeries) {
        let Some(name) = series.labels.get("__name__") else { return };
        let labels = series.labels.iter().filter(|(label, _)| *label != "__name__");
        let labels = labels.map(|(label, value)| (&**label, &**value));
        self.collector.series(name, labels, series.number.map_or(f64::NAN, |number| number.value));
    }
}

/// Returns a name as a regular expression.
fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_punctuation() && !matches!(letter, '_' | ':') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}
