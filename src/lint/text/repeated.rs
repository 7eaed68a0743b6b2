//! Keys that an object has twice.

use std::collections::HashMap;
use std::ops::Range;

use super::place::{escape, unquote};
use super::scan::{Part, Scanner};

/// A key that an object has more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeated {
    /// The key.
    pub(crate) key: String,
    /// The JSON pointer of the member.
    pub(crate) pointer: String,
    /// The first time.
    pub(crate) first: Range<usize>,
    /// A later time.
    pub(crate) again: Range<usize>,
}

/// One object or array while the text is walked.
struct Level {
    keys: HashMap<String, Range<usize>>,
    key: String,
    /// For an array, how many values there have been.
    count: Option<usize>,
}

impl Level {
    fn name(&self) -> String {
        self.count.map_or_else(|| escape(&self.key), |count| (count.saturating_sub(1)).to_string())
    }
}

/// Returns the repeated keys, in the order of the text.
pub(crate) fn repeated_keys(text: &str) -> Vec<Repeated> {
    let mut levels: Vec<Level> = Vec::new();
    let mut found = Vec::new();
    for part in Scanner::new(text) {
        match part {
            Part::Open { is_array, .. } => {
                count_value(&mut levels);
                levels.push(Level { keys: HashMap::new(), key: String::new(), count: is_array.then_some(0) });
            }
            Part::Close(_) => {
                levels.pop();
            }
            Part::Scalar(_) => count_value(&mut levels),
            Part::Key(range) => {
                let Some(level) = levels.last_mut() else { continue };
                level.key = unquote(&text[range.clone()]);
                let first = level.keys.insert(level.key.clone(), range.clone());
                if let Some(first) = first {
                    let key = level.key.clone();
                    let pointer = pointer(&levels);
                    found.push(Repeated { key, pointer, first, again: range });
                }
            }
        }
    }
    found
}

fn pointer(levels: &[Level]) -> String {
    let names: Vec<String> = std::iter::once(String::new()).chain(levels.iter().map(Level::name)).collect();
    names.join("/")
}

fn count_value(levels: &mut [Level]) {
    if let Some(Level { count: Some(count), .. }) = levels.last_mut() {
        *count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_twice_however_it_is_written() {
        let text = r#"{"a": [{}, {"b": 1, "\u0062": 2}], "c": 1, "c": {}}"#;
        let found = repeated_keys(text);
        let shown: Vec<_> = found.iter().map(|repeated| (&*repeated.pointer, &text[repeated.again.clone()])).collect();
        assert_eq!(shown, [("/a/1/b", r#""\u0062""#), ("/c", r#""c""#)]);
    }

    #[test]
    fn the_same_key_in_two_objects() {
        assert_eq!(repeated_keys(r#"[{"a": {"a": 1}}, {"a": 2}]"#), []);
    }
}
