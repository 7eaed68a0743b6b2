//! Which lints run.

use std::collections::BTreeSet;

/// Which lints belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What does not work, or not as it looks: on.
    Correctness,
    /// What works, and could be better: off until selected.
    Style,
}

/// Which lints run: the correctness group, and what is selected beside it, without what is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub(super) groups: BTreeSet<Group>,
    /// Those that run although their group does not.
    pub(super) selected: BTreeSet<&'static str>,
    /// Those that do not run, whatever else is said of them.
    pub(super) ignored: BTreeSet<&'static str>,
}

/// The correctness group.
impl Default for Selection {
    fn default() -> Self {
        let groups = BTreeSet::from([Group::Correctness]);
        Self { groups, selected: BTreeSet::new(), ignored: BTreeSet::new() }
    }
}
