//! From JSON pointers to places in the text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::scan::{Part, Scanner};
use crate::lint::finding::Position;

/// One level of nesting while a text is walked.
enum Level {
    /// In an array, with the index of the next value.
    Array(usize),
    /// In an object.
    Object,
}

/// Returns the byte range of the value at each of the pointers that the text has.
///
/// Of repeated keys, the last counts, as it does for `serde_json`.
pub(crate) fn locate<'p>(text: &str, pointers: impl IntoIterator<Item = &'p str>) -> HashMap<&'p str, Range<usize>> {
    let wanted: HashSet<&str> = pointers.into_iter().collect();
    let mut found = HashMap::new();
    walk(text, |pointer, range| {
        if let Some(pointer) = wanted.get(pointer) {
            found.insert(*pointer, range);
        }
    });
    found
}

/// Calls the visitor with the pointer and byte range of every value, inner values first.
fn walk(text: &str, mut visit: impl FnMut(&str, Range<usize>)) {
    let mut pointer = String::new();
    let mut levels: Vec<(Level, usize, usize)> = Vec::new();
    for part in Scanner::new(text) {
        match part {
            Part::Key(range) => push_key(&mut pointer, &text[range]),
            Part::Open { at, is_array } => {
                let length = begin_value(&mut pointer, &mut levels);
                levels.push((if is_array { Level::Array(0) } else { Level::Object }, at, length));
            }
            Part::Close(end) => {
                let Some((_, start, length)) = levels.pop() else { return };
                visit(&pointer, start..end);
                pointer.truncate(length);
            }
            Part::Scalar(range) => {
                let length = begin_value(&mut pointer, &mut levels);
                visit(&pointer, range);
                pointer.truncate(length);
            }
        }
    }
}

/// Adds the index of a value in an array to the pointer; returns how long the pointer is to be after the value.
fn begin_value(pointer: &mut String, levels: &mut [(Level, usize, usize)]) -> usize {
    match levels.last_mut() {
        Some((Level::Array(next), ..)) => {
            let length = pointer.len();
            pointer.push('/');
            pointer.push_str(&next.to_string());
            *next += 1;
            length
        }
        Some((Level::Object, ..)) => pointer.rfind('/').unwrap_or(0),
        None => 0,
    }
}

fn push_key(pointer: &mut String, quoted: &str) {
    pointer.push('/');
    pointer.push_str(&escape(&unquote(quoted)));
}

/// Returns the text of a JSON string with its quotes; text that is none comes back as it is.
pub(super) fn unquote(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if !inner.contains('\\') => inner.to_owned(),
        _ => serde_json::from_str(quoted).unwrap_or_else(|_| quoted.to_owned()),
    }
}

/// Returns a key as a JSON pointer writes it.
pub(crate) fn escape(key: &str) -> String {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1") } else { key.to_owned() }
}

/// Returns how far into a quoted JSON string the byte of its text stands.
pub(crate) fn offset_in_string(quoted: &str, byte: usize) -> usize {
    let mut chars = quoted.char_indices().skip(1);
    let mut passed = 0;
    while passed < byte {
        let Some((_, char)) = chars.next() else { break };
        passed += match char {
            '\\' => escaped_length(&mut chars),
            char => char.len_utf8(),
        };
    }
    chars.next().map_or(quoted.len(), |(at, _)| at)
}

/// Passes the rest of an escape; returns the bytes of what it stands for.
fn escaped_length(chars: &mut impl Iterator<Item = (usize, char)>) -> usize {
    match chars.next() {
        Some((_, 'u')) => {
            let digits: String = chars.take(4).map(|(_, char)| char).collect();
            let code = u32::from_str_radix(&digits, 16).unwrap_or(0);
            // Each half of a surrogate pair counts for half of the four bytes.
            char::from_u32(code).map_or(2, char::len_utf8)
        }
        _ => 1,
    }
}

/// The beginnings of the lines of a text, to turn bytes into lines and columns.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// Returns the line and column of a byte.
    pub(crate) fn position(&self, byte: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let before = self.text.get(start..byte).unwrap_or_default();
        Position { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn values_in_objects_and_arrays() {
        let text = r#"{"a": [1, {"b/c": "x"}], "d": {}, "e": true}"#;
        let pointers = ["", "/a", "/a/0", "/a/1/b~1c", "/d", "/e", "/f"];
        let found = locate(text, pointers);
        assert_eq!(&text[found["/a/1/b~1c"].clone()], "\"x\"");
        assert_eq!(&text[found["/a"].clone()], r#"[1, {"b/c": "x"}]"#);
        assert_eq!(&text[found["/d"].clone()], "{}");
        assert_eq!(&text[found["/e"].clone()], "true");
        assert_eq!(found[""], 0..text.len());
        assert!(!found.contains_key("/f"));
    }

    #[test]
    fn bytes_of_escaped_text() {
        let quoted = r#""a\n\"bä\ud83d\ude00c""#;
        let text: String = serde_json::from_str(quoted).unwrap();
        for needle in ['"', 'b', 'ä', 'c'] {
            let at = offset_in_string(quoted, text.find(needle).unwrap());
            let shown = if needle == '"' { '\\' } else { needle };
            assert_eq!(quoted[at..].chars().next(), Some(shown));
        }
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("{\n  \"ä\": 1\n}");
        assert_eq!(lines.position(10), Position { line: 2, column: 8 });
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(13), Position { line: 3, column: 2 });
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::vec((any::<String>(), inner), 0..5)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_is_found_where_it_stands(value in any_json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            let mut count = 0;
            let mut wrong = None;
            walk(&text, |pointer, range| {
                count += 1;
                let found: Option<Value> = serde_json::from_str(&text[range]).ok();
                if found.as_ref() != value.pointer(pointer) {
                    wrong = Some(pointer.to_owned());
                }
            });
            prop_assert_eq!(wrong, None);
            prop_assert!(count > 0);
        }

        #[test]
        fn any_text_ends(text in ".{0,60}", byte in 0..80_usize) {
            walk(&text, |_, _| {});
            offset_in_string(&text, byte);
        }
    }
}
