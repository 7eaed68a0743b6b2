//! Places in a dashboard.

use super::{Panel, Variable};

/// Where in a dashboard something is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spot {
    /// The JSON pointer.
    pub(crate) pointer: String,
    /// The index of the panel.
    pub(crate) panel: Option<usize>,
    /// The query's ref ID.
    pub(crate) query: Option<String>,
    /// The variable's name.
    pub(crate) variable: Option<String>,
}

impl Spot {
    /// Returns a place outside panels and variables.
    pub(crate) fn at(pointer: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), ..Self::default() }
    }

    /// Returns a place in a panel, by the rest of its pointer.
    pub(crate) fn panel(index: usize, panel: &Panel<'_>, rest: &str) -> Self {
        Self { pointer: format!("{}{rest}", panel.pointer), panel: Some(index), ..Self::default() }
    }

    /// Returns a place in a target of a panel, by the rest of its pointer.
    pub(crate) fn target(index: usize, panel: &Panel<'_>, target: usize, rest: &str) -> Self {
        let target = &panel.targets[target];
        let pointer = format!("{}{rest}", target.pointer);
        Self { pointer, panel: Some(index), query: Some(target.ref_id.to_owned()), variable: None }
    }

    /// Returns a place in a variable, by the rest of its pointer.
    pub(crate) fn variable(variable: &Variable<'_>, rest: &str) -> Self {
        let name = Some(variable.name.to_owned());
        Self { pointer: format!("{}{rest}", variable.pointer), variable: name, ..Self::default() }
    }
}
