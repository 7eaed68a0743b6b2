//! OpenSearch.

use super::{Datasource, Describe, Indices, MinInterval, OverHttp, OverIndices, OverTls};
use crate::model::{Text, Uid};
use crate::suite::Setting;
use crate::suite::data::{Data, Settings};

/// The settings of an OpenSearch datasource.
///
/// Source: the documentation of Grafana's plugin `grafana-opensearch-datasource`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OpenSearch {
    /// The indices.
    pub indices: Indices,
    /// Its version: `2.14.0`. The plugin requires it.
    pub version: Text,
    has_ppl: Option<bool>,
}

impl Datasource {
    /// Returns an OpenSearch datasource with its URL, its version, and its index or indices, with times in
    /// `@timestamp`.
    pub fn opensearch(
        uid: Uid,
        name: impl Into<Text>,
        url: impl Into<Setting>,
        index: impl Into<Setting>,
        version: impl Into<Text>,
    ) -> Datasource<OpenSearch> {
        let kind = OpenSearch { indices: Indices::new(index.into()), version: version.into(), has_ppl: None };
        Datasource::new(uid, name, Some(url.into()), kind)
    }
}

impl Datasource<OpenSearch> {
    /// Sets whether the editor offers the piped processing language (`PPL`).
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
            .with("database", &self.indices.index)
            .with("flavor", &"opensearch")
            .with("version", &self.version)
            .with("pplEnabled", &self.has_ppl.map(Data::Flag))
            .and(self.indices.settings())
    }
}

impl OverIndices for OpenSearch {
    fn indices(&mut self) -> &mut Indices {
        &mut self.indices
    }
}

impl MinInterval for OpenSearch {
    fn interval(&mut self) -> &mut Option<Setting> {
        &mut self.indices.interval
    }
}

impl OverHttp for OpenSearch {}
impl OverTls for OpenSearch {}
