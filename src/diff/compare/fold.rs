//! Changes of a panel that come with another one of it: told as one.

use crate::diff::place::At;
use crate::diff::{Change, Class, Edit, words};

/// Where a panel has what only its kind knows.
const DRAWN: [&str; 2] = ["/options/", "/fieldConfig/defaults/custom/"];

/// Folds the changes of a panel, those from an index on.
pub(super) fn panel(changes: &mut Vec<Change>, first: usize, at: &At) {
    let panel = &at.pointers[1];
    fold(changes, first, &format!("{panel}/datasource"), |own, it| {
        let is_of_query = at_of(it).starts_with(&format!("{panel}/targets/")) && at_of(it).ends_with("/datasource");
        is_of_query && (&it.old, &it.new) == (&own.old, &own.new)
    });
    fold(changes, first, &format!("{panel}/repeat"), |_, it| {
        at_of(it) == format!("{panel}/repeatDirection") && is_one_sided(it)
    });
    let options = fold(changes, first, &format!("{panel}/type"), |_, it| {
        let is_of_kind = matches!(it.class, Class::Cosmetic | Class::Unknown)
            && !["/title", "/description"].iter().any(|name| at_of(it) == format!("{panel}{name}"));
        // What Grafana fills in for one kind and not for the other.
        let is_filled = at_of(it).ends_with("/thresholds") && is_one_sided(it);
        let is_drawn = DRAWN.iter().any(|at| at_of(it).starts_with(&format!("{panel}{at}")));
        is_of_kind || is_filled || is_drawn
    });
    if let Some((at, count)) = options.filter(|(_, count)| *count > 0) {
        let kind = &mut changes[at];
        kind.what = format!("{}, and {} with it", kind.what, words::count(count, "option"));
    }
}

/// Returns where in the newer dashboard something changed, also for what went.
fn at_of(change: &Change) -> &str {
    match change.edits.first() {
        Some(Edit::Set { at: [_, at], .. }) => at,
        Some(Edit::Insert { list: [_, list], .. } | Edit::Delete { list: [_, list], .. }) => list,
        _ => &change.path,
    }
}

fn is_one_sided(change: &Change) -> bool {
    change.old.is_some() != change.new.is_some()
}

/// Makes changes that go with the one at a path part of it; returns its index, and how many they were.
fn fold(
    changes: &mut Vec<Change>,
    first: usize,
    path: &str,
    goes_with: impl Fn(&Change, &Change) -> bool,
) -> Option<(usize, usize)> {
    let at = first + changes[first..].iter().position(|it| at_of(it) == path)?;
    let mut own = changes.remove(at);
    let (with_it, others): (Vec<_>, Vec<_>) = changes.split_off(first).into_iter().partition(|it| goes_with(&own, it));
    let count = with_it.len();
    own.edits.extend(with_it.into_iter().flat_map(|it| it.edits));
    changes.push(own);
    changes.extend(others);
    Some((first, count))
}
