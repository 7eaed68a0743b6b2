//! Where in the Rust source a part of the model was written.

use std::fmt;
use std::panic::Location;

/// A file and line of the source that made a panel, query or variable.
///
/// Findings name it. Two parts of a model are equal whichever line they come from, so any two origins are equal.
#[derive(Debug, Clone, Copy)]
pub struct Origin(&'static Location<'static>);

impl Origin {
    /// Returns the place of the caller.
    #[track_caller]
    pub fn here() -> Self {
        Self(Location::caller())
    }

    /// Returns the path of the source file, as the compiler was given it.
    pub fn file(self) -> &'static str {
        self.0.file()
    }

    /// Returns the line, from 1.
    pub fn line(self) -> u32 {
        self.0.line()
    }
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file(), self.line())
    }
}
