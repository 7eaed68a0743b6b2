//! How many, in words.

/// Returns `1 query`, `2 queries`.
pub(super) fn count(things: usize, one: &str, many: &str) -> String {
    format!("{things} {}", if things == 1 { one } else { many })
}
