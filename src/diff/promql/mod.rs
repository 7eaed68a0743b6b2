//! How a query changed, told on its tree.

mod edits;
mod same;

use std::collections::BTreeSet;

use super::words;
use crate::promql::ast::ExprKind;
use crate::promql::parse;

/// How many nodes two trees may have together, one times the other, to be compared.
const MOST_PAIRS: usize = 40_000;

/// How many edits are told one by one.
const MOST_EDITS: usize = 6;

/// Returns how a query changed; nothing if it says the same.
pub(super) fn changed(old: &str, new: &str) -> Option<String> {
    let (Ok(a), Ok(b)) = (parse(old), parse(new)) else {
        return (old != new).then(|| text(old, new));
    };
    if a == b {
        return None;
    }
    let nodes = |expr: &crate::promql::ast::Expr| expr.nodes().count();
    if nodes(&a).saturating_mul(nodes(&b)) > MOST_PAIRS {
        return Some(text(old, new));
    }
    let (a, b) = (same::settled(a), same::settled(b));
    if a == b {
        return None;
    }
    match edits::edits(&a, &b) {
        edits if edits.is_empty() => None,
        edits if edits.len() <= MOST_EDITS => Some(edits.join(" · ")),
        _ => Some(text(&a.to_string(), &b.to_string())),
    }
}

fn text(old: &str, new: &str) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (old, new) = words::texts(&one_line(old), &one_line(new));
    format!("query {} → {}", words::shortened(&old, 120), words::shortened(&new, 120))
}

/// Returns the metrics that a query names; the words of one that cannot be read.
pub(super) fn metrics(query: &str) -> BTreeSet<String> {
    let Ok(expr) = parse(query) else {
        let words = query.split(|char: char| !char.is_ascii_alphanumeric() && char != '_');
        return words.filter(|word| word.len() > 2).map(str::to_owned).collect();
    };
    let name = |kind: &ExprKind| match kind {
        ExprKind::Selector(selector) => selector.name.as_ref().map(|name| name.text.clone().into_owned()),
        _ => None,
    };
    expr.nodes().filter_map(|node| name(&node.kind)).collect()
}
