//! The targets of links in datasources.

use crate::model::{Text, Uid};
use crate::suite::data::{Data, Member};

/// The target of a link: a query to another datasource, or a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Destination {
    /// A query to another datasource, which must be in the suite.
    Datasource {
        /// Its uid.
        uid: Uid,
        /// The query; `${__value.raw}` is replaced by the extracted value.
        query: Text,
    },
    /// A URL; `${__value.raw}` is replaced by the extracted value.
    Url(Text),
}

impl Destination {
    /// Returns a URL as the target.
    pub fn url(url: impl Into<Text>) -> Self {
        Self::Url(url.into())
    }

    /// Returns a query to a datasource as the target.
    pub fn query(uid: &Uid, query: impl Into<Text>) -> Self {
        Self::Datasource { uid: uid.clone(), query: query.into() }
    }

    /// Returns the members `datasourceUid` and `url`: the URL or the query.
    pub(super) fn members(&self) -> [(&'static str, Option<Data>); 2] {
        let (uid, url) = match self {
            Self::Datasource { uid, query } => (uid.member(), query),
            Self::Url(url) => (None, url),
        };
        [("datasourceUid", uid), ("url", url.member())]
    }
}

/// Queries a datasource for the value itself: a tracing datasource for the trace with that ID.
impl From<&Uid> for Destination {
    fn from(uid: &Uid) -> Self {
        Self::query(uid, "${__value.raw}")
    }
}

/// A link from a field of a log line, in Elasticsearch and OpenSearch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataLink {
    /// The field.
    pub field: Text,
    /// Its target.
    pub destination: Destination,
    /// The text of the link; by default, derived from its destination.
    pub label: Option<Text>,
}

impl DataLink {
    /// Returns a link from a field: to the trace with the ID that it contains, if the destination is a tracing
    /// datasource, or to any other destination.
    ///
    /// ```
    /// use dashgen::model::Uid;
    /// use dashgen::suite::datasource::{DataLink, Destination};
    ///
    /// DataLink::new("traceID", &Uid::literal("tempo"));
    /// DataLink::new("order", Destination::url("https://shop.example.com/orders/${__value.raw}")).label("Order");
    /// ```
    pub fn new(field: impl Into<Text>, destination: impl Into<Destination>) -> Self {
        Self { field: field.into(), destination: destination.into(), label: None }
    }

    /// Sets the text of the link.
    pub fn label(self, label: impl Into<Text>) -> Self {
        Self { label: Some(label.into()), ..self }
    }
}

impl Member for DataLink {
    fn member(&self) -> Option<Data> {
        let [uid, url] = self.destination.members();
        Some(Data::object([("field", self.field.member()), uid, url, ("urlDisplayLabel", self.label.member())]))
    }
}
