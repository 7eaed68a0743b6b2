//! Queries that are not PromQL: logs, traces, results of another panel, and anything else that a datasource supports.

use super::{DatasourceRef, Origin, PanelRef, PromQuery, Text};
use crate::json::Either;
use crate::promql::Query;
use crate::unit::Measure;
use crate::vocabulary::query;

/// The handle of a query: expressions and overrides refer to it, so a misspelt name does not build.
///
/// ```
/// use dashgen::model::QueryRef;
///
/// const ERRORS: QueryRef = QueryRef::literal("errors");
/// const TOTAL: QueryRef = QueryRef::literal("total");
/// assert_eq!((ERRORS / TOTAL * 100.0).text(), "($errors / $total) * 100");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryRef(Text);

impl QueryRef {
    /// Returns the handle of a literal, checked at compile time in a `const`.
    ///
    /// # Panics
    /// When the text contains anything but letters, digits and `_`, or starts with a digit: in a `const`, that is a
    /// compile error.
    #[track_caller]
    pub const fn literal(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        assert!(!bytes.is_empty() && !bytes[0].is_ascii_digit(), "a query name must start with a letter or `_`");
        let mut at = 0;
        while at < bytes.len() {
            assert!(
                bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_',
                "a query name may only contain letters, digits and `_`"
            );
            at += 1;
        }
        Self(Text::Borrowed(name))
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl From<QueryRef> for Text {
    fn from(query: QueryRef) -> Self {
        query.0
    }
}

/// A query of a panel: PromQL, or anything else.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum PanelQuery {
    /// A PromQL query: its unit is known, and it is checked.
    PromQl(Box<PromQuery>),
    /// Any other query, which is passed through unchanged.
    Other(Box<DataQuery>),
}

impl PanelQuery {
    /// Returns its own name, if it has one.
    pub fn name(&self) -> Option<&QueryRef> {
        match self {
            Self::PromQl(target) => target.name.as_ref(),
            Self::Other(ask) => ask.name.as_ref(),
        }
    }

    /// Returns whether it runs without its results being shown.
    pub fn is_hidden(&self) -> bool {
        match self {
            Self::PromQl(target) => target.hidden,
            Self::Other(ask) => ask.query.hide == Some(Some(true)),
        }
    }

    /// Returns the query, if it is PromQL.
    pub fn promql(&self) -> Option<&PromQuery> {
        match self {
            Self::PromQl(target) => Some(target),
            Self::Other(_) => None,
        }
    }

    /// Returns where it was defined.
    pub fn origin(&self) -> Origin {
        match self {
            Self::PromQl(target) => target.origin,
            Self::Other(ask) => ask.origin,
        }
    }
}

impl From<PromQuery> for PanelQuery {
    fn from(target: PromQuery) -> Self {
        Self::PromQl(Box::new(target))
    }
}

impl<L, M: Measure> From<Query<L, M>> for PanelQuery {
    #[track_caller]
    fn from(query: Query<L, M>) -> Self {
        PromQuery::from(query).into()
    }
}

impl From<DataQuery> for PanelQuery {
    fn from(ask: DataQuery) -> Self {
        Self::Other(Box::new(ask))
    }
}

/// A query that is not PromQL. Its unit is unknown, and it is not checked.
#[derive(Debug, Clone)]
pub struct DataQuery {
    /// Its ref ID, by which other queries refer to it; by default, a letter.
    pub name: Option<QueryRef>,
    /// The members of the query, without the ref ID and the datasource.
    pub query: query::Target,
    /// Where the query is sent.
    pub source: DataQuerySource,
    /// The queries of the panel that it uses.
    pub reads: Vec<QueryRef>,
    /// Where in the Rust source it was defined.
    pub origin: Origin,
}

/// Where a query that is not PromQL is sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum DataQuerySource {
    /// A datasource of a plugin; by default, that of the panel or dashboard.
    Plugin(Text, Option<DatasourceRef>),
    /// Grafana's expression engine, which uses the results of other queries.
    Expression,
    /// Another panel of the same dashboard.
    Panel(PanelRef),
}

impl DataQuery {
    /// Returns a query for datasources of a plugin, with any members.
    ///
    /// ```
    /// use dashgen::model::DataQuery;
    /// use dashgen::vocabulary::query;
    ///
    /// DataQuery::of("graphite", query::Target::empty().target("shop.requests.count"));
    /// ```
    #[track_caller]
    pub fn of(plugin: impl Into<Text>, query: query::Target) -> Self {
        Self::new(DataQuerySource::Plugin(plugin.into(), None), query)
    }

    /// Returns a Loki query for log lines or metrics, in `LogQL`.
    #[track_caller]
    pub fn loki(expr: impl Into<Text>) -> Self {
        Self::of("loki", query::Target::empty().editor_mode("code").expr(expr).query_type("range"))
    }

    /// Returns a Tempo query for traces, in `TraceQL`.
    #[track_caller]
    pub fn tempo(query: impl Into<Text>) -> Self {
        let document = query::Target::empty().query(query).query_type("traceql").table_type("traces");
        Self::of("tempo", document.limit(Either::Left(20.0)))
    }

    /// Returns a query that reuses the results of another panel of the same dashboard, after its transformations.
    #[track_caller]
    pub fn panel(panel: PanelRef) -> Self {
        Self::new(DataQuerySource::Panel(panel), query::Target::empty().with_transforms(true))
    }

    #[track_caller]
    pub(super) fn new(source: DataQuerySource, query: query::Target) -> Self {
        Self { name: None, query, source, reads: Vec::new(), origin: Origin::here() }
    }

    /// Sets the name by which other queries refer to it.
    pub fn named(mut self, name: QueryRef) -> Self {
        self.name = Some(name);
        self
    }

    /// Changes the members of the query: `.with(|query| query.max_lines(100))`.
    pub fn with(mut self, change: impl FnOnce(query::Target) -> query::Target) -> Self {
        self.query = change(self.query);
        self
    }

    /// Runs it without showing its results.
    pub fn hidden(self) -> Self {
        self.with(|query| query.hide(true))
    }

    /// Sends it to this datasource instead of the panel's. Has no effect on expressions and queries of panels.
    pub fn datasource(mut self, datasource: DatasourceRef) -> Self {
        if let DataQuerySource::Plugin(_, source) = &mut self.source {
            *source = Some(datasource);
        }
        self
    }
}
