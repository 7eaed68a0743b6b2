//! Which labels a legend shows.

use super::names_in;

/// Returns the text in double braces and its offset, unless a variable determines it.
pub(crate) fn labels_in(legend: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + legend.get(at..)?.find("{{")? + 2;
        let end = start + legend[start..].find("}}")?;
        at = end + 2;
        let inner = &legend[start..end];
        let label = inner.trim();
        Some((label, start + inner.len() - inner.trim_start().len()))
    })
    .filter(|(label, _)| is_label(label) && names_in(label).next().is_none())
}

/// Anything else, such as a template in another language, is not replaced by Grafana.
fn is_label(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
}
