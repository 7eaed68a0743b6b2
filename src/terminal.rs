//! Escapes untrusted text for display on a terminal.
//!
//! File names, titles, queries and messages from other sources may contain escape sequences, bidirectional control
//! characters, or invisible characters. In text for people they are shown escaped, as `\u{1b}`. Data is different:
//! programs get it unchanged, and a terminal gets the same JSON with escapes.

#![cfg_attr(not(any(feature = "cli", test)), expect(dead_code, reason = "the commands print"))]

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// Text with ANSI colours in which all untrusted parts have been escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Styled(String);

impl Styled {
    /// Takes a text whose untrusted parts were escaped with [`line`] or [`lines`].
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text without colours.
    pub fn plain(&self) -> String {
        anstream::adapter::strip_str(&self.0).to_string()
    }
}

impl fmt::Display for Styled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns a text on one line: all control and invisible characters are escaped, including line breaks and tabs.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    escaped(text, is_harmful)
}

/// Returns a text with its line breaks and tabs; all other control and invisible characters are escaped.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, |char| is_harmful(char) && !matches!(char, '\n' | '\t'))
}

/// Returns a text with its line breaks, otherwise escaped, and the new offset of a byte of the text.
pub(crate) fn marked_lines(text: &str, marks: [usize; 2]) -> (String, [usize; 2]) {
    let mut shown = String::with_capacity(text.len());
    let mut moved = marks;
    for (at, char) in text.char_indices() {
        for (mark, moved) in marks.iter().zip(&mut moved) {
            if *mark == at {
                *moved = shown.len();
            }
        }
        match char {
            '\n' => shown.push('\n'),
            '\t' => shown.push_str("    "),
            '\r' if text[at..].starts_with("\r\n") => {}
            char if is_harmful(char) => shown.extend(char.escape_default()),
            char => shown.push(char),
        }
    }
    for (mark, moved) in marks.iter().zip(&mut moved) {
        if *mark >= text.len() {
            *moved = shown.len();
        }
    }
    (shown, moved)
}

/// Returns equivalent JSON text, in which control and invisible characters are escaped.
///
/// Such characters only occur inside strings, where JSON has an escape for each.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    let is_escaped = |char| is_harmful(char) && !matches!(char, '\n' | '\t' | '\r');
    if !text.chars().any(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        if is_escaped(char) {
            for unit in char.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(char);
        }
    }
    Cow::Owned(shown)
}

/// Returns a coloured text of our own that may contain untrusted parts: everything except colours is escaped.
pub(crate) fn coloured(text: &str) -> Styled {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        shown.push_str(&lines(&rest[..at]));
        let end = colour_length(&rest[at..]);
        shown.push_str(if end > 0 { &rest[at..at + end] } else { "\\u{1b}" });
        rest = &rest[at + end.max(1)..];
    }
    shown.push_str(&lines(rest));
    Styled(shown)
}

/// Returns the length of the colour sequence at the start of a text: `ESC [ 1 ; 31 m`.
fn colour_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else { return 0 };
    let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    if rest[digits..].starts_with('m') { digits + 3 } else { 0 }
}

fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        if is_escaped(char) {
            shown.extend(char.escape_default());
        } else {
            shown.push(char);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, bidirectional and joining controls, line separators, and zero-width characters.
///
/// Source: Unicode's `Cc`, `Cf`, `Zl`, `Zp` and `Default_Ignorable_Code_Point`, less the variation selectors, which
/// emoji need.
fn is_harmful(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_marks_and_breaks_are_written_out() {
        assert_eq!(
            line("a\u{1b}[31mb\u{202e}c\nd\u{9b}\u{7f}\u{2028}"),
            "a\\u{1b}[31mb\\u{202e}c\\nd\\u{9b}\\u{7f}\\u{2028}"
        );
        assert_eq!(lines("a\n\tb\r\u{200b}"), "a\n\tb\\r\\u{200b}");
        assert_eq!(line("größer 😀 ❤\u{fe0f}"), "größer 😀 ❤\u{fe0f}");
    }

    #[test]
    fn marks_move_along() {
        let (shown, [start, end]) = marked_lines("a\tb\u{7}c\nd", [2, 4]);
        assert_eq!(shown, "a    b\\u{7}c\nd");
        assert_eq!(&shown[start..end], "b\\u{7}");
    }

    #[test]
    fn colours_stay_and_other_sequences_do_not() {
        let text = coloured("\u{1b}[1;31merror\u{1b}[0m: \u{1b}[2J\u{1b}]0;x\u{7}");
        assert_eq!(text.to_string(), "\u{1b}[1;31merror\u{1b}[0m: \\u{1b}[2J\\u{1b}]0;x\\u{7}");
    }

    proptest! {
        #[test]
        fn json_means_the_same(text in any::<String>()) {
            let document = serde_json::to_string(&text).unwrap();
            let shown = json(&document);
            prop_assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
            prop_assert!(!shown.chars().any(is_harmful));
        }

        #[test]
        fn nothing_harmful_is_left(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(is_harmful));
            let text = coloured(&text).plain();
            let is_left = text.chars().any(|char| is_harmful(char) && char != '\n' && char != '\t');
            prop_assert!(!is_left);
        }
    }
}
