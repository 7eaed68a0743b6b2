//! Text from files, made harmless for terminals.

use std::borrow::Cow;

/// Returns a text in which everything that a terminal would obey or hide is written out: control characters, escape
/// sequences, marks that turn the direction of writing. Line breaks and tabs are written out, too.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    text.chars().for_each(|char| push(&mut shown, char));
    Cow::Owned(shown)
}

/// Returns a text with its lines, safe but for the line breaks, and where a byte of the text is in it.
pub(super) fn safe_lines(text: &str, marks: [usize; 2]) -> (String, [usize; 2]) {
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
            char => push(&mut shown, char),
        }
    }
    for (mark, moved) in marks.iter().zip(&mut moved) {
        if *mark >= text.len() {
            *moved = shown.len();
        }
    }
    (shown, moved)
}

fn push(shown: &mut String, char: char) {
    if is_harmful(char) {
        shown.extend(char.escape_default());
    } else {
        shown.push(char);
    }
}

fn is_harmful(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_marks_and_breaks_are_written_out() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c\nd"), "a\\u{1b}[31mb\\u{202e}c\\nd");
        assert_eq!(safe("größer 😀"), "größer 😀");
    }

    #[test]
    fn marks_move_along() {
        let (shown, [start, end]) = safe_lines("a\tb\u{7}c\nd", [2, 4]);
        assert_eq!(shown, "a    b\\u{7}c\nd");
        assert_eq!(&shown[start..end], "b\\u{7}");
    }
}
