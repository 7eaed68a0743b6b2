//! What a lint reports, and where.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::view::Position;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something does not work; the exit status is 1.
    Error,
    /// Something is questionable, or works only by luck; the exit status stays 0.
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
    /// What is wrong: a phrase without a full stop. It may contain unescaped text from the file, including control
    /// characters.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// How to fix it, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The text in question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// The JSON file, as it was given to the program.
    pub file: String,
    /// The position in the JSON text; `None` if there is no text yet.
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
    /// The query's ref ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The variable's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// The Rust source that defines it; only for the suite's own dashboards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourcePlace>,
}

/// How messages identify a panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PanelName {
    /// Its ID, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Its title; empty if it has none.
    pub title: String,
}

/// A file and line of Rust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourcePlace {
    /// The file, as passed to the compiler.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// A text, and the part of it that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The text: a query, or the lines of a file around the place. A long text is shortened around the part, with `…`
    /// for the rest.
    pub text: String,
    /// The first byte of the part.
    pub start: usize,
    /// One past the last byte; equal to `start` if something is missing there.
    pub end: usize,
}

/// The longest text that is shown in full, and how much of a longer one is shown before and after the part.
const WHOLE: usize = 4096;
const AROUND: usize = 1024;

impl Excerpt {
    /// Returns the excerpt of a text, with the range clamped to the text.
    pub fn new(text: &str, range: Range<usize>) -> Self {
        let start = floor(text, range.start);
        let end = floor(text, range.end).max(start);
        if text.len() <= WHOLE {
            return Self { text: text.to_owned(), start, end };
        }
        let from = floor(text, start.saturating_sub(AROUND));
        let to = floor(text, end.min(start + AROUND) + AROUND);
        let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        let moved = |at: usize| at.min(to) - from + before.len();
        Self { text: [before, &text[from..to], after].concat(), start: moved(start), end: moved(end) }
    }
}

/// Returns a name for display, shortened if it is long.
///
/// A name may be as long as the file, and occur in each of its findings.
pub(super) fn short(name: &str) -> Cow<'_, str> {
    shortened(name, 512)
}

/// Returns the start of a long text.
pub(super) fn shortened(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", &text[..floor(text, longest)]))
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_around_the_part() {
        let text = format!("{}[part]{}", "ä".repeat(5_000), "ö".repeat(5_000));
        let excerpt = Excerpt::new(&text, 10_000..10_006);
        assert_eq!(&excerpt.text[excerpt.start..excerpt.end], "[part]");
        assert!(excerpt.text.len() < 3 * AROUND && excerpt.text.starts_with('…') && excerpt.text.ends_with('…'));
        let whole = Excerpt::new(&text, 0..text.len());
        assert_eq!((whole.start, whole.text.len() < 3 * AROUND), (0, true));
        let end = Excerpt::new(&text, text.len()..text.len());
        assert_eq!((end.start, end.end), (end.text.len(), end.text.len()));
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        assert_eq!(Excerpt::new("up{", 3..9), Excerpt { text: "up{".to_owned(), start: 3, end: 3 });
        assert_eq!(short("a name"), "a name");
        assert_eq!(short(&"ä".repeat(1_000)).chars().count(), 257);
    }
}
