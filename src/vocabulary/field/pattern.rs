//! Regular expressions in Grafana: bare ones must match the whole text, and those enclosed in slashes, `/.../` with
//! optional flags, match anywhere in it. A leading slash without a closing one makes Grafana fail with "not a valid
//! regular expression", or match nothing.
//!
//! Source: `stringToJsRegex` of the npm package `@grafana/data` 13.2.3.

use crate::vocabulary::Text;

/// Returns whether a regular expression is valid in Grafana.
pub(crate) fn is_readable(pattern: &str) -> bool {
    !pattern.starts_with('/') || between_slashes(pattern).is_some()
}

/// Returns a regular expression, which may be enclosed in slashes, in valid form: a leading slash without a closing one
/// is taken literally.
pub(crate) fn readable(pattern: impl Into<Text>) -> Text {
    let pattern = pattern.into();
    if is_readable(&pattern) { bare(pattern) } else { whole(&pattern) }
}

/// Returns a regular expression for names in valid form. Names may be paths: one with more than two slashes is taken
/// literally.
pub(crate) fn of_names(pattern: impl Into<Text>) -> Text {
    let pattern = pattern.into();
    let is_path =
        pattern.starts_with('/') && between_slashes(&pattern).is_none_or(|inner| slashes(inner).next().is_some());
    if is_path { whole(&pattern) } else { bare(pattern) }
}

/// Returns the part between the slashes around a regular expression.
fn between_slashes(pattern: &str) -> Option<&str> {
    let (inner, flags) = pattern.strip_prefix('/')?.rsplit_once('/')?;
    let mut known = "gimys".chars();
    let in_order = flags.chars().all(|flag| known.any(|it| it == flag));
    (in_order && !pattern.contains('\n')).then_some(inner)
}

/// Grafana adds `^` and `$` around a bare expression, which bind more tightly than `|`.
fn bare(pattern: Text) -> Text {
    if !pattern.starts_with('/') && has_alternatives(&pattern) { format!("(?:{pattern})").into() } else { pattern }
}

fn whole(pattern: &str) -> Text {
    let mut escaped = String::with_capacity(pattern.len() + 8);
    let mut copied = 0;
    for at in slashes(pattern) {
        escaped.push_str(&pattern[copied..at]);
        escaped.push('\\');
        copied = at;
    }
    escaped.push_str(&pattern[copied..]);
    if has_alternatives(pattern) { format!("/^(?:{escaped})$/") } else { format!("/^{escaped}$/") }.into()
}

/// Returns the positions of unescaped slashes.
fn slashes(pattern: &str) -> impl Iterator<Item = usize> {
    unescaped(pattern).filter(|(_, char)| *char == '/').map(|(at, _)| at)
}

/// Returns whether there is a `|` outside of all brackets.
fn has_alternatives(pattern: &str) -> bool {
    let (mut depth, mut in_class) = (0_usize, false);
    for (_, char) in unescaped(pattern) {
        match char {
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

/// Returns the unescaped characters, without the backslashes.
fn unescaped(pattern: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_escaped = false;
    pattern.char_indices().filter(move |(_, char)| {
        let keeps = !is_escaped && *char != '\\';
        is_escaped = !is_escaped && *char == '\\';
        keeps
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_slash_is_looked_for() {
        assert_eq!(of_names("/search.*"), r"/^\/search.*$/");
        assert_eq!(of_names("/api/v1/.*"), r"/^\/api\/v1\/.*$/");
        assert_eq!(of_names("/api/v1/"), r"/^\/api\/v1\/$/", "a path, not `api/v1` anywhere");
        assert_eq!(of_names(r"/a\/b|/c"), r"/^(?:\/a\/b|\/c)$/", "what is escaped stays");
        assert_eq!(of_names("/"), r"/^\/$/");
    }

    #[test]
    fn an_expression_between_slashes_stays() {
        for pattern in ["/^p9/", "/limit$/i", "/a|b/gimys", r"/\/cart/", "/x/"] {
            assert_eq!(of_names(pattern), pattern);
            assert_eq!(readable(pattern), pattern);
        }
        assert_eq!(readable("/path=\"(/[^\"]*)\"/"), "/path=\"(/[^\"]*)\"/", "slashes inside are no names");
        assert_eq!(of_names("/limit/ig"), r"/^\/limit\/ig$/", "flags have an order");
    }

    #[test]
    fn alternatives_are_whole_names() {
        assert_eq!(of_names("p50|p99"), "(?:p50|p99)");
        for pattern in ["p(50|99)", "p[|]", r"p\|", "p.*", ""] {
            assert_eq!(of_names(pattern), pattern);
        }
    }

    #[test]
    fn what_grafana_can_read() {
        assert!(["", "a", "/a/", "/a/b/", "/a/i"].into_iter().all(is_readable));
        assert!(!["/", "/a", "/a/x", "/a/ii", "/a\n/"].into_iter().any(is_readable));
    }
}
