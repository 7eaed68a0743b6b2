//! What lints know in addition to the dashboard.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::SourcePlace;
use super::{Group, LINTS, Lint};
use crate::model::Origin;
use crate::promql::{Catalogue, Dialect};
use crate::spelling;

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

/// Where the parts of one dashboard were defined in Rust.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The dashboard itself.
    pub dashboard: Option<Origin>,
    /// Panels, by ID.
    pub panels: BTreeMap<i64, Origin>,
    /// Queries, by panel ID and ref ID.
    pub queries: BTreeMap<(i64, String), Origin>,
    /// Variables, by name.
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

/// Which lints run: the correctness group, plus those selected, minus those ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    names: BTreeSet<&'static str>,
}

/// A name that is neither a lint nor a group of lints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown lint `{name}`{}", nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
pub struct UnknownLint {
    /// The name.
    pub name: String,
    /// The most similar known name.
    pub nearest: Option<&'static str>,
}

/// The correctness group.
impl Default for Selection {
    fn default() -> Self {
        Self { names: Group::Correctness.lints().map(|lint| lint.name).collect() }
    }
}

impl Selection {
    /// Adds lints to the correctness group, and removes others. Group names work as well: `style`, `correctness`,
    /// `all`. A lint that is both selected and ignored is ignored, unless it is selected by its own name and ignored by
    /// its group.
    ///
    /// # Errors
    /// [`UnknownLint`] for the first name that is neither a lint nor a group.
    pub fn new<S: AsRef<str>>(select: &[S], ignore: &[S]) -> Result<Self, UnknownLint> {
        let mut names = Self::default().names;
        let (select_groups, select_lints) = split(select)?;
        let (ignore_groups, ignore_lints) = split(ignore)?;
        names.extend(select_groups);
        names.retain(|name| !ignore_groups.contains(name));
        names.extend(select_lints);
        names.retain(|name| !ignore_lints.contains(name));
        Ok(Self { names })
    }

    /// Selects only the given lint.
    pub fn only(lint: &Lint) -> Self {
        Self { names: BTreeSet::from([lint.name]) }
    }

    /// Returns what is selected among these lints.
    pub(super) fn among(&self, lints: &[&Lint]) -> Self {
        Self { names: lints.iter().filter(|lint| self.contains(lint)).map(|lint| lint.name).collect() }
    }

    /// Returns whether a lint runs.
    pub fn contains(&self, lint: &Lint) -> bool {
        self.names.contains(lint.name)
    }
}

type Names = BTreeSet<&'static str>;

/// Splits names into the lints of named groups, and the lints named directly.
fn split<S: AsRef<str>>(names: &[S]) -> Result<(Names, Names), UnknownLint> {
    let (mut of_groups, mut own) = (Names::new(), Names::new());
    for name in names.iter().map(AsRef::as_ref) {
        match name {
            "all" => of_groups.extend(LINTS.iter().map(|lint| lint.name)),
            "correctness" => of_groups.extend(Group::Correctness.lints().map(|lint| lint.name)),
            "style" => of_groups.extend(Group::Style.lints().map(|lint| lint.name)),
            name => own.extend(Some(super::find(name).ok_or_else(|| unknown(name))?.name)),
        }
    }
    Ok((of_groups, own))
}

fn unknown(name: &str) -> UnknownLint {
    let known = LINTS.iter().map(|lint| lint.name).chain(["all", "correctness", "style"]);
    UnknownLint { name: name.to_owned(), nearest: spelling::nearest(name, known) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(selection: &Selection, name: &str) -> bool {
        selection.contains(crate::lint::find(name).unwrap())
    }

    #[test]
    fn style_is_off_until_selected() {
        assert!(!contains(&Selection::default(), "missing-unit"));
        assert!(contains(&Selection::default(), "promql-syntax"));
        assert!(contains(&Selection::new(&["style"], &[]).unwrap(), "missing-unit"));
    }

    #[test]
    fn a_lint_by_name_beats_its_group() {
        let selection = Selection::new(&["promql-syntax"], &["all"]).unwrap();
        assert!(contains(&selection, "promql-syntax"));
        assert!(!contains(&selection, "grid-overlap"));
        assert!(!contains(&Selection::new(&["style"], &["missing-unit"]).unwrap(), "missing-unit"));
    }

    #[test]
    fn a_misspelt_lint() {
        let error = Selection::new(&["promql-sintax"], &[]).unwrap_err();
        assert_eq!(error.to_string(), "unknown lint `promql-sintax`; did you mean `promql-syntax`?");
    }
}
