//! From JSON pointers to places in the text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::Position;
use super::scan::{Part, Scanner};

/// Where values stand, by their pointers.
///
/// A tree of the wanted pointers: what is not on the way to one of them costs nothing, however long its keys are.
#[derive(Debug)]
pub(crate) struct Located {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    children: HashMap<Box<str>, usize>,
    range: Option<Range<usize>>,
}

impl Located {
    /// Returns the byte range of the value at a pointer and `true`, or of the nearest one that it would be in and `false`.
    pub(crate) fn nearest(&self, pointer: &str) -> Option<(Range<usize>, bool)> {
        let mut found = (self.nodes[0].range.clone()?, true);
        let mut node = 0;
        for name in names(pointer) {
            let Some(inside) = self.child(node, &name).filter(|inside| self.nodes[*inside].range.is_some()) else {
                return Some((found.0, false));
            };
            node = inside;
            found.0 = self.nodes[node].range.clone()?;
        }
        Some(found)
    }

    fn child(&self, node: usize, name: &str) -> Option<usize> {
        self.nodes[node].children.get(name).copied()
    }

    fn want(&mut self, pointer: &str) {
        let mut node = 0;
        for name in names(pointer) {
            node = self.child(node, &name).unwrap_or_else(|| {
                let new = self.nodes.len();
                self.nodes.push(Node::default());
                self.nodes[node].children.insert(name.as_ref().into(), new);
                new
            });
        }
    }
}

/// Returns the names in a pointer, as they stand in the text.
fn names(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let unescaped = |name: &str| name.replace("~1", "/").replace("~0", "~");
    pointer.split('/').skip(1).map(move |name| if name.contains('~') { unescaped(name).into() } else { name.into() })
}

/// An object or array while a text is walked.
struct Level {
    start: usize,
    /// Its node, if it is on the way to something wanted.
    node: Option<usize>,
    /// For an array, the index of the next value.
    next: Option<usize>,
}

/// Finds the values at the pointers, and those on the way to them.
///
/// Of repeated keys, the last counts, as it does for `serde_json`.
pub(crate) fn locate<'p>(text: &str, pointers: impl IntoIterator<Item = &'p str>) -> Located {
    let mut located = Located { nodes: vec![Node::default()] };
    pointers.into_iter().for_each(|pointer| located.want(pointer));
    let mut levels: Vec<Level> = Vec::new();
    let mut of_key = None;
    for part in Scanner::new(text) {
        match part {
            Part::Key(range) => {
                let node = levels.last().and_then(|level| level.node);
                of_key = node.and_then(|node| located.child(node, &unquote(&text[range])));
            }
            Part::Open { at, is_array } => {
                let node = node_of_value(&located, &mut levels, of_key.take());
                levels.push(Level { start: at, node, next: is_array.then_some(0) });
            }
            Part::Close(end) => {
                let Some(level) = levels.pop() else { break };
                if let Some(node) = level.node {
                    located.nodes[node].range = Some(level.start..end);
                }
            }
            Part::Scalar(range) => {
                if let Some(node) = node_of_value(&located, &mut levels, of_key.take()) {
                    located.nodes[node].range = Some(range);
                }
            }
        }
    }
    located
}

fn node_of_value(located: &Located, levels: &mut [Level], of_key: Option<usize>) -> Option<usize> {
    let Some(level) = levels.last_mut() else { return Some(0) };
    let Some(next) = &mut level.next else { return of_key };
    let index = *next;
    *next += 1;
    let node = level.node.filter(|node| !located.nodes[*node].children.is_empty())?;
    located.child(node, &index.to_string())
}

/// Returns the text of a JSON string with its quotes; text that is none comes back as it is.
pub(crate) fn unquote(quoted: &str) -> Cow<'_, str> {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if !inner.contains('\\') => inner.into(),
        _ => serde_json::from_str::<String>(quoted).map_or(quoted.into(), Into::into),
    }
}

/// Returns a key as a JSON pointer writes it.
pub(crate) fn escape(key: &str) -> String {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1") } else { key.to_owned() }
}

/// A place in a quoted JSON string, from which later ones are looked for: none is walked to from the beginning.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor {
    /// How far into the quoted string.
    pub(crate) at: usize,
    /// How many bytes of the text that it stands for are before it.
    passed: usize,
}

impl Cursor {
    /// The first character.
    pub(crate) const START: Self = Self { at: 1, passed: 0 };

    /// Returns the place of a byte of the text, which is not before this one; the end, when there is no such byte.
    pub(crate) fn forward(self, quoted: &str, byte: usize) -> Self {
        let rest = quoted.get(self.at..).unwrap_or_default();
        let mut chars = rest.char_indices();
        let mut passed = self.passed;
        while passed < byte {
            let Some((_, char)) = chars.next() else { break };
            passed += match char {
                '\\' => escaped_length(&mut chars),
                char => char.len_utf8(),
            };
        }
        Self { at: chars.next().map_or(quoted.len(), |(at, _)| self.at + at), passed }
    }

    /// Returns whether a byte of the text is not before this place.
    pub(crate) fn is_before(self, byte: usize) -> bool {
        self.passed <= byte
    }
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

/// How many bytes are gone through to find a column, at most.
const BLOCK: usize = 1024;

/// The beginnings of the lines of a text, to turn bytes into lines and columns.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
    /// How many characters there are before each block; nothing where each byte is one.
    chars: Option<Vec<u32>>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let after_breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let starts = std::iter::once(0).chain(after_breaks).map(small).collect();
        let before = |chars: &mut u32, block: &[u8]| {
            let before = *chars;
            *chars += small(count(block));
            Some(before)
        };
        // One more, since a place may be the end of the text.
        let blocks = || text.as_bytes().chunks(BLOCK).chain([&[][..]]);
        let chars = (!text.is_ascii()).then(|| blocks().scan(0, before).collect());
        Self { text, starts, chars }
    }

    /// Returns the line and column of a byte.
    pub(crate) fn position(&self, byte: usize) -> Position {
        let line = self.starts.partition_point(|start| *start as usize <= byte);
        let start = self.starts[line - 1] as usize;
        Position { line, column: self.chars_before(byte).saturating_sub(self.chars_before(start)) + 1 }
    }

    fn chars_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(chars) = &self.chars else { return byte };
        let block = byte / BLOCK;
        chars[block] as usize + count(self.text.as_bytes().get(block * BLOCK..byte).unwrap_or_default())
    }
}

/// Counts characters by their first bytes.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Texts are much shorter than four gigabytes: see the limit on files.
fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn values_in_objects_and_arrays() {
        let text = r#"{"a": [1, {"b/c": "x"}], "d": {}, "e": true}"#;
        let found = locate(text, ["", "/a", "/a/0", "/a/1/b~1c", "/d", "/e", "/f", "/a/2/x"]);
        let shown = |pointer| found.nearest(pointer).map(|(range, is_it)| (&text[range], is_it));
        assert_eq!(shown("/a/1/b~1c"), Some(("\"x\"", true)));
        assert_eq!(shown("/a"), Some((r#"[1, {"b/c": "x"}]"#, true)));
        assert_eq!(shown("/d"), Some(("{}", true)));
        assert_eq!(shown("/e"), Some(("true", true)));
        assert_eq!(shown(""), Some((text, true)));
        assert_eq!(shown("/f"), Some((text, false)), "what it would be in");
        assert_eq!(shown("/a/2/x"), Some((r#"[1, {"b/c": "x"}]"#, false)));
    }

    #[test]
    fn bytes_of_escaped_text() {
        let quoted = r#""a\n\"bä\ud83d\ude00c""#;
        let text: String = serde_json::from_str(quoted).unwrap();
        let mut cursor = Cursor::START;
        for needle in ['"', 'b', 'ä', 'c'] {
            let at = text.find(needle).unwrap();
            let shown = if needle == '"' { '\\' } else { needle };
            cursor = cursor.forward(quoted, at);
            assert_eq!(quoted[cursor.at..].chars().next(), Some(shown));
            assert_eq!(Cursor::START.forward(quoted, at).at, cursor.at, "from wherever one starts");
        }
    }

    #[test]
    fn columns_far_to_the_right() {
        let text = format!("{}\n{}x", "ä".repeat(3_000), "ä".repeat(5_000));
        let lines = Lines::new(&text);
        assert_eq!(lines.position(text.len() - 1), Position { line: 2, column: 5_001 });
        assert_eq!(lines.position(text.len()), Position { line: 2, column: 5_002 });
        assert_eq!(lines.position(2_048), Position { line: 1, column: 1_025 });
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

    /// Returns the pointers of a value and of all in it.
    fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
        all.push(at.to_owned());
        match value {
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), all));
            }
            Value::Object(members) => {
                members.iter().for_each(|(key, member)| pointers(member, &format!("{at}/{}", escape(key)), all));
            }
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn every_value_is_found_where_it_stands(value in any_json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            let mut all = Vec::new();
            pointers(&value, "", &mut all);
            let found = locate(&text, all.iter().map(String::as_str));
            for pointer in &all {
                let (range, is_it) = found.nearest(pointer).unwrap();
                let there: Option<Value> = serde_json::from_str(&text[range]).ok();
                prop_assert!(is_it, "{}", pointer);
                prop_assert_eq!(there.as_ref(), value.pointer(pointer), "{}", pointer);
            }
        }

        #[test]
        fn any_text_ends(text in ".{0,60}", byte in 0..80_usize) {
            locate(&text, ["/a/0"]);
            Cursor::START.forward(&text, byte);
        }
    }
}
