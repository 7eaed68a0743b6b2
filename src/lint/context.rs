//! What lints know beside the dashboard.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::Selection;
use crate::promql::{Catalogue, Dialect};

/// What lints know beside the dashboard.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// The metrics that there are; `None` for dashboards from elsewhere: nothing is known of their metrics, and lints
    /// that need to know are off.
    pub catalogue: Option<&'a Catalogue>,
    /// The series that rules of the suite record, which the catalogue does not have.
    pub recorded: BTreeSet<&'a str>,
    /// The uids of the datasources that there are, each with the id of its plugin; `None` when that is not known.
    pub datasources: Option<BTreeMap<String, String>>,
    /// The uids of the dashboards that there are; `None` when that is not known.
    pub dashboards: Option<BTreeSet<String>>,
    /// The language that datasources of the type `prometheus` speak; `None` where the queries have to tell.
    pub dialect: Option<Dialect>,
    /// Which lints run.
    pub selection: Selection,
}
