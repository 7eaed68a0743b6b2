//! Where links of datasources lead.

use crate::model::{Text, Uid};
use crate::suite::data::{Data, Member};

/// Where a link leads: to a query of another datasource, or to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Destination {
    /// A query of another datasource, which has to be in the suite.
    Datasource {
        /// Its uid.
        uid: Uid,
        /// What it is asked; `${__value.raw}` stands for the value that was found.
        query: Text,
    },
    /// A page; `${__value.raw}` stands for the value that was found.
    Url(Text),
}

impl Destination {
    /// Returns the page at an address.
    pub fn url(url: impl Into<Text>) -> Self {
        Self::Url(url.into())
    }

    /// Returns a query of a datasource.
    pub fn query(uid: &Uid, query: impl Into<Text>) -> Self {
        Self::Datasource { uid: uid.clone(), query: query.into() }
    }

    /// Returns the members `datasourceUid` and `url`: the address, or the query.
    pub(super) fn members(&self) -> [(&'static str, Option<Data>); 2] {
        let (uid, url) = match self {
            Self::Datasource { uid, query } => (uid.member(), query),
            Self::Url(url) => (None, url),
        };
        [("datasourceUid", uid), ("url", url.member())]
    }
}

/// Asks a datasource for the value itself: a tracing datasource for the trace of that id.
impl From<&Uid> for Destination {
    fn from(uid: &Uid) -> Self {
        Self::query(uid, "${__value.raw}")
    }
}

/// A link from a field of a log line, of Elasticsearch and OpenSearch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataLink {
    /// The field.
    pub field: Text,
    /// Where it leads.
    pub destination: Destination,
    /// The text of the link; made from its destination where it is missing.
    pub label: Option<Text>,
}

impl DataLink {
    /// Returns a link from a field: to the trace that it names, for a tracing datasource, or elsewhere.
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

    /// Changes the text of the link.
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
