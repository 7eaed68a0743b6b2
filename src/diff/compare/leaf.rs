//! Values that are told as one.

use serde_json::Value;

use super::{At, Comparer, Subject};
use crate::diff::{Edit, Kind, paths, promql, words};

impl Comparer<'_> {
    /// Tells that a value is another.
    pub(super) fn leaf(&mut self, at: &At, subject: &Subject, old: Option<&Value>, new: Option<&Value>) {
        let edit = Edit::Set { at: at.pointers.clone(), values: [old.cloned(), new.cloned()] };
        let (row, rest) = paths::find(&at.place);
        let what = match (old, new) {
            (Some(Value::String(old)), Some(Value::String(new))) if is_query(&at.place) => {
                match promql::changed(old, new) {
                    Some(what) => what,
                    None => return self.changes.unseen.push(edit),
                }
            }
            _ if is_first_selection(&at.place, old, new) => return self.changes.unseen.push(edit),
            _ => words::changed(row, rest, old, new),
        };
        let kind = match (old, new) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        };
        // A member that is set is a change of what has it, not something new.
        let kind = if row.is_whole || kind == Kind::Changed || !rest.is_empty() { Kind::Changed } else { kind };
        let path = at.pointers[usize::from(new.is_some())].clone();
        self.tell(subject, row.class, kind, path, what, edit);
    }
}

/// Returns whether PromQL may stand in a place.
fn is_query(place: &str) -> bool {
    ["/panels/*/targets/*/expr", "/annotations/list/*/expr", "/templating/list/*/query"].contains(&place)
}

/// Returns whether a variable has a selection on one side only: what opens first is what Grafana's editor fills in.
fn is_first_selection(place: &str, old: Option<&Value>, new: Option<&Value>) -> bool {
    place == "/templating/list/*/current" && old.is_some() != new.is_some()
}
