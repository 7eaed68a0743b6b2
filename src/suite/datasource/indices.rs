//! Indices, as Elasticsearch and OpenSearch have them.

use super::{DataLink, Datasource};
use crate::model::Text;
use crate::suite::Setting;
use crate::suite::data::{Data, Member, Settings};

/// A kind that looks into indices.
pub trait OverIndices {
    /// Returns what is looked into.
    fn indices(&mut self) -> &mut Indices;
}

/// The index or indices, and what their documents have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Indices {
    /// The index or indices: `logs-*`, or `[logs-]YYYY.MM.DD` for one of each day.
    pub index: Setting,
    /// Into which times indices are split, where their names say it.
    pub pattern: Option<IndexPattern>,
    /// The field of times.
    pub time_field: Text,
    message: Option<Text>,
    level: Option<Text>,
    links: Vec<DataLink>,
    pub(super) interval: Option<Setting>,
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

impl Indices {
    /// Returns an index, or indices, with times in `@timestamp`.
    pub(super) fn new(index: Setting) -> Self {
        Self {
            index,
            pattern: None,
            time_field: "@timestamp".into(),
            message: None,
            level: None,
            links: Vec::new(),
            interval: None,
        }
    }

    /// Returns the settings, but for the index, which the two plugins call by different names.
    pub(super) fn settings(&self) -> Settings {
        Settings::default()
            .with("interval", &self.pattern)
            .with("timeField", &self.time_field)
            .duration("timeInterval", "least interval", self.interval.as_ref())
            .with("logMessageField", &self.message)
            .with("logLevelField", &self.level)
            .with("dataLinks", &self.links)
    }
}

impl<K: OverIndices> Datasource<K> {
    /// Says into which times indices are split; the index is then like `[logs-]YYYY.MM.DD`.
    pub fn pattern(mut self, pattern: IndexPattern) -> Self {
        self.kind.indices().pattern = Some(pattern);
        self
    }

    /// Says which field has the times.
    pub fn time_field(mut self, field: impl Into<Text>) -> Self {
        self.kind.indices().time_field = field.into();
        self
    }

    /// Says which fields have the message and the level of a log line.
    pub fn log_fields(mut self, message: impl Into<Text>, level: impl Into<Text>) -> Self {
        let indices = self.kind.indices();
        indices.message = Some(message.into());
        indices.level = Some(level.into());
        self
    }

    /// Adds a link from a field of a log line.
    pub fn data_link(mut self, link: DataLink) -> Self {
        self.kind.indices().links.push(link);
        self
    }
}
