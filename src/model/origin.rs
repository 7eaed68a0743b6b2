//! Where in the Rust source a part of the model was defined.

use std::fmt;
use std::panic::Location;

/// The file and line of the source that defines a panel, query or variable.
///
/// Findings show it. Any two origins compare as equal, so that parts of a model are equal wherever they were defined.
#[derive(Debug, Clone, Copy)]
pub struct Origin(&'static Location<'static>);

impl Origin {
    /// Returns the location of the caller.
    #[track_caller]
    pub fn here() -> Self {
        Self(Location::caller())
    }

    /// Returns the path of the source file, as passed to the compiler.
    pub fn file(self) -> &'static str {
        self.0.file()
    }

    /// Returns the line, starting at 1.
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
