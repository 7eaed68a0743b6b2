//! What a format has no place for.

use std::fmt;

/// Something that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Loss {
    /// Where it stood: `panels[3].links[0].icon`.
    pub place: String,
    /// What became of it.
    pub what: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.place, self.what)
    }
}

/// The losses of a conversion.
pub(super) struct Losses {
    target: &'static str,
    list: Vec<Loss>,
}

impl Losses {
    /// Returns none, for a conversion to this format.
    pub(super) fn of(target: &'static str) -> Self {
        Self { target, list: Vec::new() }
    }

    /// Adds one.
    pub(super) fn add(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.list.push(Loss { place: place.into(), what: what.into() });
    }

    /// Adds a member that has no place.
    pub(super) fn member(&mut self, place: String) {
        let target = self.target;
        self.add(place, format!("the {target} format has no place for it"));
    }

    /// Returns all of them, by place.
    pub(super) fn list(mut self) -> Vec<Loss> {
        self.list.sort();
        self.list
    }
}
