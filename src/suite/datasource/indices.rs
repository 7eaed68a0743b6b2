//! The indices of Elasticsearch and OpenSearch.

use super::{DataLink, Datasource};
use crate::model::Text;
use crate::suite::Setting;
use crate::suite::data::{Data, Member, Settings};

/// A kind that has indices.
pub trait OverIndices {
    /// Returns the indices.
    fn indices(&mut self) -> &mut Indices;
}

/// The index or indices, and the fields of their documents.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Indices {
    /// The index or indices: `logs-*`, or `[logs-]YYYY.MM.DD` for daily ones.
    pub index: Setting,
    /// The interval of time-based indices, if their names contain a date.
    pub pattern: Option<IndexPattern>,
    /// The timestamp field.
    pub time_field: Text,
    message: Option<Text>,
    level: Option<Text>,
    links: Vec<DataLink>,
    pub(super) interval: Option<Setting>,
}

/// The interval of time-based indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexPattern {
    /// One index per hour.
    Hourly,
    /// One index per day.
    Daily,
    /// One index per week.
    Weekly,
    /// One index per month.
    Monthly,
    /// One index per year.
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

    /// Returns the settings except the index, for which the two plugins have different names.
    pub(super) fn settings(&self) -> Settings {
        Settings::default()
            .with("interval", &self.pattern)
            .with("timeField", &self.time_field)
            .duration("timeInterval", "minimum interval", self.interval.as_ref())
            .with("logMessageField", &self.message)
            .with("logLevelField", &self.level)
            .with("dataLinks", &self.links)
    }
}

impl<K: OverIndices> Datasource<K> {
    /// Sets the interval of time-based indices; the index then has the form `[logs-]YYYY.MM.DD`.
    pub fn pattern(mut self, pattern: IndexPattern) -> Self {
        self.kind.indices().pattern = Some(pattern);
        self
    }

    /// Sets the timestamp field.
    pub fn time_field(mut self, field: impl Into<Text>) -> Self {
        self.kind.indices().time_field = field.into();
        self
    }

    /// Sets the fields for the message and the level of a log line.
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
