//! The text of a file, and where its parts were written in Rust.

use std::collections::BTreeMap;

use super::finding::SourcePlace;
use crate::model::Origin;

/// A file to check.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// The JSON.
    pub text: &'a str,
    /// Where its parts were written in Rust, for a dashboard of the suite.
    pub sources: Option<&'a Sources>,
}

/// Where the parts of one dashboard were written in Rust.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The dashboard itself.
    pub dashboard: Option<Origin>,
    /// Panels, by their ids.
    pub panels: BTreeMap<i64, Origin>,
    /// Queries, by the id of their panel and their letter.
    pub queries: BTreeMap<(i64, String), Origin>,
    /// Variables, by their names.
    pub variables: BTreeMap<String, Origin>,
}

impl Sources {
    /// Returns the nearest known origin of a query, panel, variable or of the dashboard.
    pub(super) fn find(&self, panel: Option<i64>, query: Option<&str>, variable: Option<&str>) -> Option<SourcePlace> {
        let of_query = || self.queries.get(&(panel?, query?.to_owned()));
        let of_panel = || self.panels.get(&panel?);
        let of_variable = || self.variables.get(variable?);
        let origin = of_query().or_else(of_panel).or_else(of_variable).or(self.dashboard.as_ref())?;
        Some(SourcePlace { file: origin.file().to_owned(), line: origin.line() })
    }
}
