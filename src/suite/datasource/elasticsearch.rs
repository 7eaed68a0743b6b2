//! Elasticsearch.

use std::time::Duration;

use super::{DataLink, Datasource, Describe, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::{Data, Member, Settings};

/// The settings of an Elasticsearch.
///
/// Source: "Configure the Elasticsearch data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Elasticsearch {
    /// The index or indices: `logs-*`, or `[logs-]YYYY.MM.DD` for one of each day.
    pub index: Setting,
    /// Into which times indices are split, where their names say it.
    pub pattern: Option<IndexPattern>,
    /// The field of times.
    pub time_field: Text,
    pub(super) logs: LogFields,
    pub(super) interval: Option<Setting>,
    pub(super) requests: Option<u32>,
}

/// Into which times indices are split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexPattern {
    /// One of each hour.
    Hourly,
    /// One of each day.
    Daily,
    /// One of each week.
    Weekly,
    /// One of each month.
    Monthly,
    /// One of each year.
    Yearly,
}

impl Member for IndexPattern {
    fn member(&self) -> Option<Data> {
        let name = match self {
            Self::Hourly => "Hourly",
            Self::Daily => "Daily",
            Self::Weekly => "Weekly",
            Self::Monthly => "Monthly",
            Self::Yearly => "Yearly",
        };
        name.member()
    }
}

/// Where the parts of a log line are, and what they lead to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct LogFields {
    pub(super) message: Option<Text>,
    pub(super) level: Option<Text>,
    pub(super) links: Vec<DataLink>,
}

impl LogFields {
    pub(super) fn settings(&self) -> Settings {
        Settings::default()
            .with("logMessageField", &self.message)
            .with("logLevelField", &self.level)
            .with("dataLinks", &self.links)
    }
}

impl Datasource {
    /// Returns an Elasticsearch at an address, and what is asked of it: an index or indices, with times in `@timestamp`.
    pub fn elasticsearch(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        index: impl Into<Setting>,
    ) -> Datasource<Elasticsearch> {
        Datasource::new(uid, name, Some(url.into()), Elasticsearch::new(index.into()))
    }
}

impl Datasource<Elasticsearch> {
    /// Says into which times indices are split; the index is then like `[logs-]YYYY.MM.DD`.
    pub fn pattern(mut self, pattern: IndexPattern) -> Self {
        self.kind.pattern = Some(pattern);
        self
    }

    /// Says which field has the times.
    pub fn time_field(mut self, field: impl Into<Text>) -> Self {
        self.kind.time_field = field.into();
        self
    }

    /// Says which fields have the message and the level of a log line.
    pub fn log_fields(mut self, message: impl Into<Text>, level: impl Into<Text>) -> Self {
        self.kind.logs.message = Some(message.into());
        self.kind.logs.level = Some(level.into());
        self
    }

    /// Adds a link from a field of a log line.
    pub fn data_link(mut self, link: DataLink) -> Self {
        self.kind.logs.links.push(link);
        self
    }

    /// Keeps points at least this far apart: as far as the data is written.
    pub fn min_interval(mut self, interval: Duration) -> Self {
        self.kind.interval = Some(interval.into());
        self
    }

    /// Limits how many shards are asked at the same time: 5 where nothing is said.
    pub fn max_concurrent_shard_requests(mut self, requests: u32) -> Self {
        self.kind.requests = Some(requests);
        self
    }
}

impl Elasticsearch {
    pub(super) fn new(index: Setting) -> Self {
        let (logs, time_field) = (LogFields::default(), "@timestamp".into());
        Self { index, pattern: None, time_field, logs, interval: None, requests: None }
    }
}

impl Describe for Elasticsearch {
    fn plugin(&self) -> &'static str {
        "elasticsearch"
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("index", &self.index)
            .with("interval", &self.pattern)
            .with("timeField", &self.time_field)
            .duration("timeInterval", "least interval", self.interval.as_ref())
            .with("maxConcurrentShardRequests", &self.requests)
            .and(self.logs.settings())
    }
}

impl OverHttp for Elasticsearch {}
impl OverTls for Elasticsearch {}
