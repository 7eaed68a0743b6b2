//! What a lint says, and where.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something does not work: the exit status tells.
    Error,
    /// Something is odd, or works only by luck; the exit status stays 0.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The name of the lint that found it.
    pub lint: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: a phrase without a full stop. May hold text of the file as it stands, control characters and all.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// The way out, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The text that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// The JSON file, as it was named to the program.
    pub file: String,
    /// The place in the JSON text; missing where there is no text yet.
    #[serde(flatten)]
    pub position: Option<Position>,
    /// The JSON pointer (RFC 6901): `/panels/3/targets/0/expr`. Empty for the whole file.
    pub pointer: String,
    /// The title of the dashboard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dashboard: Option<String>,
    /// The panel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panel: Option<PanelName>,
    /// The query's letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The variable's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// The Rust source that made it; only for the suite's own dashboards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourcePlace>,
}

/// A line and column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// How people know a panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PanelName {
    /// Its id, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Its title; empty where it has none.
    pub title: String,
}

/// A file and line of Rust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourcePlace {
    /// The file, as the compiler was given it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// A text, and the part of it that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The whole text: a query, or the lines of a file around the place.
    pub text: String,
    /// The first byte of the part.
    pub start: usize,
    /// One past its last byte; as `start` where something is missing.
    pub end: usize,
}

impl Excerpt {
    /// Returns the excerpt of a text, with the range moved inside the text where it is not.
    pub fn new(text: impl Into<String>, range: Range<usize>) -> Self {
        let text = text.into();
        let start = floor(&text, range.start);
        let end = floor(&text, range.end).max(start);
        Self { text, start, end }
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
