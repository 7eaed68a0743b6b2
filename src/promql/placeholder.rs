//! Grafana's placeholders: `$name`, `${name.field:format}`, `[[name:format]]`.

/// Returns the length of the placeholder that begins at a byte of the text, if one does.
///
/// A name of digits is none: `$1` is the group of a regular expression. Source: `variableRegex` of Grafana's
/// `public/app/features/variables/utils.ts`.
pub(crate) fn length_at(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    match rest {
        [b'$', b'{', inner @ ..] => {
            let name = word(inner)?;
            let close = inner[name..].iter().position(|byte| matches!(byte, b'}' | b'{' | b'"' | b'\n'))?;
            let begins_well = matches!(inner[name], b'}' | b'.' | b':');
            (begins_well && inner[name + close] == b'}').then_some(2 + name + close + 1)
        }
        [b'$', inner @ ..] => word(inner).map(|name| 1 + name),
        [b'[', b'[', inner @ ..] => {
            let name = word(inner)?;
            let format = match inner.get(name) {
                Some(b':') => 1 + word(&inner[name + 1..])?,
                _ => 0,
            };
            let end = name + format;
            (inner.get(end..end + 2) == Some(b"]]")).then_some(2 + end + 2)
        }
        _ => None,
    }
}

/// Returns whether a text holds a placeholder.
pub(crate) fn is_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| length_at(bytes, at).is_some())
}

/// Returns whether a text ends with a placeholder, and has more before it.
pub(crate) fn ends(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..bytes.len()).any(|at| length_at(bytes, at).is_some_and(|length| at + length == bytes.len()))
}

/// Returns the length of the word that a text begins with, unless it is empty or only digits.
fn word(text: &[u8]) -> Option<usize> {
    let length = text.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    text[..length].iter().any(|byte| !byte.is_ascii_digit()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms() {
        for text in ["$job", "${job}", "${job:regex}", "${job.text:raw}", "[[job]]", "[[job:csv]]", "$__rate_interval"]
        {
            assert_eq!(length_at(text.as_bytes(), 0), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn other_dollars_and_brackets() {
        for text in ["$", "$1", "${1}", "${job", "$ job", "[[job]", "[[5m]:]", "[[]]", "${a b}", "${a\"}"] {
            let found = length_at(text.as_bytes(), 0);
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn ends_with_the_word() {
        assert_eq!(length_at(b"$job-x", 0), Some(4));
        assert!(is_in("node_${x}_total"));
        assert!(!is_in("cost in $"));
    }
}
