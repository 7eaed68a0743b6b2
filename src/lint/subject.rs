//! What the lints of dashboards look at.

use super::context::Context;
use crate::json::tree::Tree;
use crate::promql::Catalogue;
use crate::promql::ast::Expr;
use crate::view::{Dashboard, Query};

/// One file, read for the lints.
pub(super) struct Subject<'a> {
    pub(super) dashboard: Dashboard<'a>,
    pub(super) queries: Vec<Query<'a>>,
    pub(super) context: &'a Context<'a>,
    /// The dashboard as it was parsed.
    #[cfg_attr(not(feature = "schema-lint"), expect(dead_code, reason = "only the lint `schema` looks at it"))]
    pub(super) value: &'a Tree<'a>,
}

impl Subject<'_> {
    /// Returns the queries of a panel.
    pub(super) fn queries_of(&self, panel: usize) -> &[Query<'_>] {
        // Those of panels come first, in the order of the panels.
        let order = |query: &Query<'_>| query.panel.unwrap_or(usize::MAX);
        let start = self.queries.partition_point(|query| order(query) < panel);
        let end = self.queries.partition_point(|query| order(query) <= panel);
        &self.queries[start..end]
    }

    /// Returns the catalogue of metrics, when there is one that knows any.
    pub(super) fn catalogue(&self) -> Option<&Catalogue> {
        self.context.catalogue.filter(|catalogue| !catalogue.metrics().is_empty())
    }

    /// Returns the queries that could be read, with what they say.
    pub(super) fn read_queries(&self) -> impl Iterator<Item = (&Query<'_>, &Expr)> {
        self.queries.iter().filter_map(|query| Some((query, query.expr()?)))
    }
}
