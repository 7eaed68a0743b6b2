//! OpenSearch.

use std::time::Duration;

use super::elasticsearch::LogFields;
use super::{DataLink, Datasource, Describe, IndexPattern, OverHttp, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::{Data, Settings};

/// The settings of an OpenSearch.
///
/// Source: the documentation of Grafana's plugin `grafana-opensearch-datasource`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OpenSearch {
    /// The index or indices: `logs-*`, or `[logs-]YYYY.MM.DD` for one of each day.
    pub index: Setting,
    /// Its version: `2.14.0`. The plugin asks for one.
    pub version: Text,
    /// Into which times indices are split, where their names say it.
    pub pattern: Option<IndexPattern>,
    /// The field of times.
    pub time_field: Text,
    logs: LogFields,
    interval: Option<Setting>,
    has_ppl: Option<bool>,
}

impl Datasource {
    /// Returns an OpenSearch at an address, of a version, and what is asked of it: an index or indices, with times in
    /// `@timestamp`.
    pub fn opensearch(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        index: impl Into<Setting>,
        version: impl Into<Text>,
    ) -> Datasource<OpenSearch> {
        let (index, version) = (index.into(), version.into());
        let (logs, time_field) = (LogFields::default(), "@timestamp".into());
        let kind = OpenSearch { index, version, pattern: None, time_field, logs, interval: None, has_ppl: None };
        Datasource::new(uid, name, Some(url.into()), kind)
    }
}

impl Datasource<OpenSearch> {
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

    /// Says whether the editor offers the piped language `PPL`.
    pub fn ppl(mut self, enabled: bool) -> Self {
        self.kind.has_ppl = Some(enabled);
        self
    }
}

impl Describe for OpenSearch {
    fn plugin(&self) -> &'static str {
        "grafana-opensearch-datasource"
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("database", &self.index)
            .with("interval", &self.pattern)
            .with("timeField", &self.time_field)
            .with("flavor", &"opensearch")
            .with("version", &self.version)
            .with("pplEnabled", &self.has_ppl.map(Data::Flag))
            .duration("timeInterval", "least interval", self.interval.as_ref())
            .and(self.logs.settings())
    }
}

impl OverHttp for OpenSearch {}
impl OverTls for OpenSearch {}
