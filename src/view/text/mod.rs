//! The JSON text itself: whether it parses, and what stands where.

mod place;
mod repeated;
mod scan;

use serde::Serialize;

pub(crate) use place::{Cursor, Lines, escape, locate};
pub(crate) use repeated::repeated_keys;

use crate::json;
use crate::json::tree::{self, Tree};
use crate::schema::envelope::Yaml;

/// A line and column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// What is wrong.
    pub(crate) message: String,
    /// Where.
    pub(crate) position: Position,
    /// The byte of the place.
    pub(crate) byte: usize,
    /// The way out, when it is known.
    pub(crate) hint: Option<String>,
}

/// Reads a JSON text; returns also whether an object in it has a key twice.
pub(crate) fn parse(text: &str) -> Result<(Tree<'_>, bool), Unreadable> {
    let at_start = |message: &str, hint: &str| Unreadable {
        message: message.to_owned(),
        position: Position { line: 1, column: 1 },
        byte: 0,
        hint: Some(hint.to_owned()),
    };
    if text.starts_with('\u{feff}') {
        return Err(at_start("the file begins with a byte order mark", "save it as UTF-8 without a BOM"));
    }
    // Its mark is no UTF-8, and every other byte of its letters is zero.
    if text.starts_with("\u{fffd}\u{fffd}") && text.contains('\0') {
        return Err(at_start("the file is UTF-16, but JSON must be UTF-8", "save it as UTF-8 without a BOM"));
    }
    if text.trim_ascii().is_empty() {
        return Err(at_start("the file is empty", "a dashboard is a JSON object: `{\"title\": ..}`"));
    }
    tree::read(text).map_err(|error| unreadable(text, &error))
}

fn unreadable(text: &str, error: &serde_json::Error) -> Unreadable {
    if let Some(yaml) = Yaml::find(text) {
        let byte = text.split_inclusive('\n').take(yaml.line - 1).map(str::len).sum();
        let position = Position { line: yaml.line, column: 1 };
        return Unreadable { message: yaml.to_string(), position, byte, hint: Some(yaml.hint()) };
    }
    let whole = json::problem(error);
    let message = whole.rsplit_once(" at line ").map_or(&*whole, |(message, _)| message);
    let byte = byte_of(text, error.line(), error.column());
    Unreadable {
        message: message.to_owned(),
        position: Lines::new(text).position(byte),
        byte,
        hint: hint(message).map(str::to_owned),
    }
}

fn hint(message: &str) -> Option<&'static str> {
    match message {
        "trailing comma" => Some("JSON does not allow a comma after the last member"),
        "key must be a string" => Some("keys must be in double quotes, and JSON has no comments"),
        _ if message.starts_with("EOF") => Some("the file ends too early: was it cut off?"),
        _ => None,
    }
}

/// `serde_json` counts columns in bytes, from 1, and names the last byte that it read.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut byte = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
