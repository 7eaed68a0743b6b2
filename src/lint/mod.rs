//! Looks for mistakes in dashboards.
//!
//! The suite's own rendered dashboards and any other dashboard go through the same lints. [`check`] checks one file,
//! [`Report`] combines files and finds what they must not share, and [`human`] and [`json`] format the findings.
//!
//! A lint is a file in `rules/` and a line in [`LINTS`]. Its name says what is wrong; `dashgen explain` prints its
//! docs.

mod check;
mod context;
mod difference;
mod disk;
mod draft;
mod finding;
#[cfg(feature = "schema-lint")]
mod instance;
mod report;
mod rules;
mod suite_rules;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use crate::view::Position;
pub use check::{FileReport, Input, Tally, check};
pub use context::{Context, Selection, Sources, UnknownLint};
pub use difference::{Difference, differences};
pub use disk::{Changed, changed, compares_files, orphan, stale_manifest, stray};
pub use finding::{Excerpt, Finding, PanelName, Place, Severity, SourcePlace};
pub use report::{JSON_VERSION, Report, Summary, document, human, json};
pub use rules::LINTS;
pub use suite_rules::check_rules;

use crate::json::tree::Tree;
use check::Subject;
use draft::Draft;

/// One check.
pub struct Lint {
    /// The name, in kebab case: what is wrong.
    pub name: &'static str,
    /// Whether it runs by default.
    pub group: Group,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it flags, why, and an example: Markdown, printed by `dashgen explain`.
    pub docs: &'static str,
    check: Check,
}

/// Which lints belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What does not work, or not as it looks: on.
    Correctness,
    /// What works, and could be better: off until selected.
    Style,
}

impl Group {
    /// Returns the lints of the group.
    pub fn lints(self) -> impl Iterator<Item = &'static Lint> {
        LINTS.iter().filter(move |lint| lint.group == self)
    }
}

/// What a lint looks at.
#[derive(Clone, Copy)]
enum Check {
    /// A dashboard.
    Dashboard(fn(&Subject<'_>, &mut dyn FnMut(Draft))),
    /// A dashboard of version 2 as it is, and the pointer of what it specifies.
    Newer(fn(&Tree<'_>, &str, &mut dyn FnMut(Draft))),
    /// The JSON text of a dashboard in which an object has a key twice.
    RepeatedKeys(fn(&str, &mut dyn FnMut(Draft))),
    /// The rules of a suite.
    Rules(fn(&suite_rules::Subject<'_>, &mut dyn FnMut(suite_rules::RuleDraft))),
    /// What is no dashboard at all, or more than one: the code that reads them reports it.
    Elsewhere,
}

/// Returns the lint of this name.
pub fn find(name: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.name == name)
}
