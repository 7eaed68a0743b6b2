//! What lints know in addition to the dashboard.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::Selection;
use crate::promql::{Catalogue, Dialect};

/// What lints know in addition to the dashboard.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// The known metrics; `None` for dashboards given as files: their metrics are unknown, and lints that need them are
    /// off.
    pub catalogue: Option<&'a Catalogue>,
    /// The series recorded by rules of the suite, which are not in the catalogue.
    pub recorded: BTreeSet<&'a str>,
    /// The UIDs of the existing datasources, each with its plugin ID; `None` if unknown.
    pub datasources: Option<BTreeMap<String, String>>,
    /// The UIDs of the existing dashboards; `None` if unknown.
    pub dashboards: Option<BTreeSet<String>>,
    /// The query language of `prometheus` datasources; if `None`, it is inferred from the queries.
    pub dialect: Option<Dialect>,
    /// Which lints run.
    pub selection: Selection,
}
