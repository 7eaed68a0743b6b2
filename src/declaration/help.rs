//! Help texts as doc comments.

/// How long a line of source gets, in characters.
pub(super) const WIDTH: usize = 100;

/// Returns the lines of a doc comment, without indentation: `metrics!` puts them together again.
pub(super) fn doc_comment(help: &str) -> Vec<String> {
    let lines = filled(help.split_whitespace().map(printable), "/// ", WIDTH - 4);
    if lines.is_empty() { vec!["/// No help text.".to_owned()] } else { lines }
}

/// Returns a word without control characters, and without the marks that turn the direction of writing, which the
/// compiler refuses in comments.
fn printable(word: &str) -> String {
    let is_fine = |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    word.chars().filter(is_fine).collect()
}

/// Returns lines of words, each with as many as it has room for.
pub(super) fn filled(words: impl Iterator<Item = String>, prefix: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in words.filter(|word| !word.is_empty()) {
        let added = word.chars().count() + 1;
        if let Some(line) = lines.last_mut().filter(|_| length + added <= width) {
            line.push(' ');
            line.push_str(&word);
            length += added;
        } else {
            lines.push(format!("{prefix}{word}"));
            length = prefix.chars().count() + added - 1;
        }
    }
    lines
}
