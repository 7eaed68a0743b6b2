//! Selecting lints by their names and the names of their groups.

use std::collections::BTreeSet;

use super::rules::{LINTS, find};
use super::selection::{Group, Selection};
use crate::spelling;

/// A name that is neither a lint nor a group of lints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no lint `{name}`{}", nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
pub struct UnknownLint {
    /// The name.
    pub name: String,
    /// The nearest name that there is.
    pub nearest: Option<&'static str>,
}

impl Selection {
    /// Adds some lints to the correctness group and takes others away. Groups are named, too: `style`, `correctness`,
    /// `all`. What is both selected and ignored is ignored, unless it is selected by its own name and ignored by its
    /// group.
    ///
    /// # Errors
    /// [`UnknownLint`] for the first name that is neither a lint nor a group.
    pub fn new<S: AsRef<str>>(select: &[S], ignore: &[S]) -> Result<Self, UnknownLint> {
        let (more, selected) = split(select)?;
        let (less, ignored) = split(ignore)?;
        let groups = Self::default().groups.union(&more).filter(|group| !less.contains(group)).copied().collect();
        Ok(Self { groups, selected, ignored })
    }
}

/// Splits names into the groups and the lints that they name.
fn split<S: AsRef<str>>(names: &[S]) -> Result<(BTreeSet<Group>, BTreeSet<&'static str>), UnknownLint> {
    let (mut groups, mut lints) = (BTreeSet::new(), BTreeSet::new());
    for name in names.iter().map(AsRef::as_ref) {
        match name {
            "all" => groups.extend([Group::Correctness, Group::Style]),
            "correctness" => groups.extend([Group::Correctness]),
            "style" => groups.extend([Group::Style]),
            name => lints.extend(Some(find(name).ok_or_else(|| unknown(name))?.name)),
        }
    }
    Ok((groups, lints))
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
        assert_eq!(error.to_string(), "there is no lint `promql-sintax`; did you mean `promql-syntax`?");
    }
}
