//! A lint: an entry of the table that `rules` has.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::finding::Severity;
use super::selection::{Group, Selection};
use super::subject::Subject;
use super::suite_rules::subject as rules;
use crate::json::tree::Tree;

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
    pub(super) check: Check,
}

/// What a lint looks at.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// A dashboard.
    Dashboard(fn(&Subject<'_>, &mut dyn FnMut(Draft))),
    /// A dashboard of version 2 as it is, and the pointer of what it specifies.
    Newer(fn(&Tree<'_>, &str, &mut dyn FnMut(Draft))),
    /// The JSON text of a dashboard in which an object has a key twice.
    RepeatedKeys(fn(&str, &mut dyn FnMut(Draft))),
    /// The rules of a suite.
    Rules(fn(&rules::Subject<'_>, &mut dyn FnMut(rules::RuleDraft))),
    /// What is no dashboard at all, or more than one: the code that reads them reports it.
    Elsewhere,
}

impl Selection {
    /// Returns only the lint given.
    pub fn only(lint: &Lint) -> Self {
        Self::of([lint.name])
    }

    /// Returns what is selected among these lints.
    pub(super) fn among(&self, lints: &[&Lint]) -> Self {
        Self::of(lints.iter().filter(|lint| self.contains(lint)).map(|lint| lint.name))
    }

    fn of(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self { groups: BTreeSet::new(), selected: names.into_iter().collect(), ignored: BTreeSet::new() }
    }

    /// Returns whether a lint runs.
    pub fn contains(&self, lint: &Lint) -> bool {
        let is_wanted = self.groups.contains(&lint.group) || self.selected.contains(lint.name);
        is_wanted && !self.ignored.contains(lint.name)
    }
}
