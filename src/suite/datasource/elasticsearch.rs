//! Elasticsearch.

use super::{Datasource, Describe, Indices, MinInterval, OverHttp, OverIndices, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::Settings;

/// The settings of an Elasticsearch datasource.
///
/// Source: "Configure the Elasticsearch data source" in Grafana's documentation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Elasticsearch {
    /// The indices.
    pub indices: Indices,
    requests: Option<u32>,
}

impl Datasource {
    /// Returns an Elasticsearch datasource with its URL and its index or indices, with times in `@timestamp`.
    pub fn elasticsearch(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        index: impl Into<Setting>,
    ) -> Datasource<Elasticsearch> {
        Datasource::new(
            uid,
            name,
            Some(url.into()),
            Elasticsearch { indices: Indices::new(index.into()), requests: None },
        )
    }
}

impl Datasource<Elasticsearch> {
    /// Limits the number of concurrent shard requests; the default is 5.
    pub fn max_concurrent_shard_requests(mut self, requests: u32) -> Self {
        self.kind.requests = Some(requests);
        self
    }
}

impl Describe for Elasticsearch {
    fn plugin(&self) -> &'static str {
        "elasticsearch"
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("index", &self.indices.index)
            .with("maxConcurrentShardRequests", &self.requests)
            .and(self.indices.settings())
    }
}

impl OverIndices for Elasticsearch {
    fn indices(&mut self) -> &mut Indices {
        &mut self.indices
    }
}

impl MinInterval for Elasticsearch {
    fn interval(&mut self) -> &mut Option<Setting> {
        &mut self.indices.interval
    }
}

impl OverHttp for Elasticsearch {}
impl OverTls for Elasticsearch {}
