//! Values that are told as one.

use serde_json::Value;

use super::Comparer;
use crate::diff::place::{At, Subject};
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
        let path = at.pointers[usize::from(new.is_some())].clone();
        // A member that is set is a change of what has it, nothing new.
        self.tell(subject, row.class, Kind::Changed, path, what, edit);
    }
}

/// Returns whether PromQL may stand in a place.
fn is_query(place: &str) -> bool {
    place.ends_with("/expr") || place == "/templating/list/*/query"
}

/// Returns whether a variable has a selection on one side only: what opens first is what Grafana's editor fills in.
fn is_first_selection(place: &str, old: Option<&Value>, new: Option<&Value>) -> bool {
    place == "/templating/list/*/current" && old.is_some() != new.is_some()
}
