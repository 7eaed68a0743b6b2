//! Keys that occur twice in an object.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::place::{escape, unquote};
use super::scan::{Part, Scanner};

/// A key that an object has more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeated {
    /// The key.
    pub(crate) key: String,
    /// The JSON pointer of the member; of the object, or of what that is in, where keys are very long.
    pub(crate) pointer: String,
    /// The first time.
    pub(crate) first: Range<usize>,
    /// A later time.
    pub(crate) again: Range<usize>,
}

/// How long a pointer gets.
const LONGEST: usize = 4096;

/// One object or array while the text is walked.
struct Level<'a> {
    keys: HashMap<Cow<'a, str>, Range<usize>>,
    key: Cow<'a, str>,
    /// For an array, how many values there have been.
    count: Option<usize>,
}

/// Returns repeated keys in the order of the text, not more than `most`, and how many there are beyond.
pub(crate) fn repeated_keys(text: &str, most: usize) -> (Vec<Repeated>, usize) {
    let mut levels: Vec<Level<'_>> = Vec::new();
    let (mut found, mut more) = (Vec::new(), 0);
    for part in Scanner::new(text) {
        match part {
            Part::Open { is_array, .. } => {
                count_value(&mut levels);
                levels.push(Level { keys: HashMap::new(), key: "".into(), count: is_array.then_some(0) });
            }
            Part::Close(_) => {
                levels.pop();
            }
            Part::Scalar(_) => count_value(&mut levels),
            Part::Key(range) => {
                let Some(level) = levels.last_mut() else { continue };
                level.key = unquote(&text[range.clone()]);
                let Some(first) = level.keys.insert(level.key.clone(), range.clone()) else { continue };
                if found.len() < most {
                    let key = level.key.clone().into_owned();
                    let pointer = pointer(&levels);
                    found.push(Repeated { key, pointer, first, again: range });
                } else {
                    more += 1;
                }
            }
        }
    }
    (found, more)
}

fn pointer(levels: &[Level<'_>]) -> String {
    let mut pointer = String::new();
    for level in levels {
        if pointer.len() + level.key.len() > LONGEST {
            break;
        }
        pointer.push('/');
        match level.count {
            Some(count) => pointer.push_str(&count.saturating_sub(1).to_string()),
            None => pointer.push_str(&escape(&level.key)),
        }
    }
    pointer
}

fn count_value(levels: &mut [Level<'_>]) {
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
        let (found, more) = repeated_keys(text, 9);
        let shown: Vec<_> = found.iter().map(|repeated| (&*repeated.pointer, &text[repeated.again.clone()])).collect();
        assert_eq!(shown, [("/a/1/b", r#""\u0062""#), ("/c", r#""c""#)]);
        assert_eq!((more, repeated_keys(text, 1).1), (0, 1));
    }

    #[test]
    fn the_same_key_in_two_objects() {
        assert_eq!(repeated_keys(r#"[{"a": {"a": 1}}, {"a": 2}]"#, 9), (vec![], 0));
    }
}
