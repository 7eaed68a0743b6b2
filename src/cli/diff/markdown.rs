//! Changes as Markdown, for a comment on a pull request.

use std::fmt::Write as _;

use super::human::headline;
use super::{Args, Compared};
use crate::diff::Change;
use crate::terminal;

/// By this, the comment of an earlier run is found and replaced.
const MARK: &str = "<!-- dashgen diff -->";

/// How many bytes a comment may have, with room for the end: GitHub takes 65,536 characters.
const MOST: usize = 60_000;

/// Returns the whole comment.
pub(super) fn page(all: &[Compared], args: &Args) -> String {
    let mut page = format!("{MARK}\n");
    let changed: Vec<&Compared> = all.iter().filter(|it| !it.is_same()).collect();
    if changed.is_empty() {
        page.push_str("No dashboard changed.\n");
    }
    let mut left_out = 0;
    for compared in &changed {
        if page.len() > MOST {
            left_out += compared.changes.len().max(1);
            continue;
        }
        left_out += dashboard(compared, args, changed.len() == 1, &mut page);
    }
    if left_out > 0 {
        let _ = writeln!(page, "\n{left_out} more changes are not shown here.");
    }
    page
}

/// Writes a dashboard; returns how many changes had no room.
fn dashboard(compared: &Compared, args: &Args, is_open: bool, page: &mut String) -> usize {
    let title = if compared.title.is_empty() { "without a title" } else { &compared.title };
    let (open, uid) = (if is_open { " open" } else { "" }, escaped(&compared.uid));
    let _ = write!(
        page,
        "\n<details{open}><summary><b>{}</b> ({uid}): {}</summary>\n\n",
        escaped(title),
        escaped(&headline(compared))
    );
    let most = if args.stat { 0 } else { args.limit.unwrap_or(usize::MAX) };
    let mut written = 0;
    for change in compared.changes.iter().take(most) {
        let line = line(change);
        if page.len() + line.len() > MOST {
            break;
        }
        page.push_str(&line);
        written += 1;
    }
    page.push_str("\n</details>\n");
    if args.stat { 0 } else { compared.changes.len() - written }
}

fn line(change: &Change) -> String {
    let sign = if change.risk.is_some() { '!' } else { change.kind.sign() };
    let sign = if sign == ' ' { '·' } else { sign };
    let (subject, what) = (escaped(&change.subject), escaped(&change.what));
    let note = change.note.as_deref().map_or_else(String::new, |note| format!(": {}", escaped(note)));
    format!("- <code>{sign}</code> <b>{subject}</b> <code>{what}</code>{note}\n")
}

/// Returns a text that stands for itself in Markdown and HTML: no markup, no mention, no link, no mark of direction.
fn escaped(text: &str) -> String {
    let text = terminal::line(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            // What follows is no name, address or number of an issue any more.
            '@' => escaped.push_str("&#64;<!-- -->"),
            '#' => escaped.push_str("&#35;<!-- -->"),
            ':' => escaped.push_str("&#58;<!-- -->"),
            char if char.is_ascii_punctuation() && !matches!(char, ',' | '/' | '%' | '?' | ';' | '"' | '\'') => {
                let _ = write!(escaped, "&#{};", u32::from(char));
            }
            char => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::escaped;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(escaped("a|b"), "a&#124;b");
        assert_eq!(escaped("</code>`@me`"), "&#60;/code&#62;&#96;&#64;<!-- -->me&#96;");
        assert_eq!(escaped("a\n\u{202e}b"), "a&#92;n&#92;u&#123;202e&#125;b");
    }

    proptest! {
        #[test]
        fn no_sign_of_markup_is_left(text in any::<String>()) {
            let rest = escaped(&text).replace("<!-- -->", "");
            prop_assert!(!rest.contains(['<', '>', '`', '@', '|', '[', '*', '_', '\n']));
        }
    }
}
