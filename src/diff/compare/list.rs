//! Lists whose items are things of their own.

use serde_json::Value;

use super::{Comparer, items};
use crate::diff::place::{At, Subject};
use crate::diff::{Edit, Kind, align, paths, words};

/// Returns whether values are lists of objects; a list that is missing is an empty one.
pub(super) fn is_list(old: Option<&Value>, new: Option<&Value>) -> bool {
    let is_one = |value: Option<&Value>| match value {
        None => Some(false),
        Some(Value::Array(items)) if items.iter().all(Value::is_object) => Some(true),
        Some(_) => None,
    };
    matches!((is_one(old), is_one(new)), (Some(a), Some(b)) if a || b)
}

impl Comparer<'_> {
    /// Compares the items of two lists.
    pub(super) fn list(&mut self, at: &At, subject: &Subject, old: &[Value], new: &[Value]) {
        let pairing = items::pair(&at.place, old, new);
        let pairs = pairing.pairs();
        let list = &at.pointers;
        let (row, rest) = paths::find(&at.place);
        let order = |at: usize| subject.order + usize::from(subject.panel.is_none()) * (at + 1);
        for (a, b) in &pairs {
            if old[*a] != new[*b] {
                let subject = Subject { order: order(*b), ..items::subject(&at.place, subject, &new[*b], *b) };
                self.item(&at.item(*a, *b), &subject, &old[*a], &new[*b]);
            }
        }
        let noun = words::name(row, rest);
        for index in pairing.left() {
            let value = old[index].clone();
            let subject = Subject { order: order(index), ..items::subject(&at.place, subject, &value, index) };
            let what = items::one(&at.place, &noun, &value, "removed");
            let class = items::class(&at.place, row.class, &value);
            let edit = Edit::Delete { list: list.clone(), index, value };
            self.tell(&subject, class, Kind::Removed, format!("{}/{index}", list[0]), what, edit);
        }
        for index in pairing.right() {
            let value = new[index].clone();
            let subject = Subject { order: order(index), ..items::subject(&at.place, subject, &value, index) };
            let what = items::one(&at.place, &noun, &value, "added");
            let class = items::class(&at.place, row.class, &value);
            let edit = Edit::Insert { list: list.clone(), index, value };
            self.tell(&subject, class, Kind::Added, format!("{}/{index}", list[1]), what, edit);
        }
        let moved = align::moved(&pairs);
        for (a, b) in moved {
            let edit = Edit::Move { list: list.clone(), index: [a, b] };
            if !items::has_order(&at.place) {
                self.changes.unseen.push(edit);
                continue;
            }
            let subject = Subject { order: order(b), ..items::subject(&at.place, subject, &new[b], b) };
            let what = format!("moved from position {} to {}", a + 1, b + 1);
            self.tell(&subject, row.class, Kind::Moved, format!("{}/{b}", list[1]), what, edit);
        }
    }

    fn item(&mut self, at: &At, subject: &Subject, old: &Value, new: &Value) {
        let property = at.place.ends_with("/overrides/*/properties/*").then(|| new["id"].as_str()).flatten();
        match (property, old, new) {
            (Some(id), _, _) if old["id"] == new["id"] => {
                let value = At { place: paths::of_property(id), ..at.member("value") };
                self.value(&value, subject, old.get("value"), new.get("value"));
            }
            (_, Value::Object(a), Value::Object(b)) if !paths::find(&at.place).0.is_whole => {
                self.members(at, subject, a, b);
            }
            _ => self.whole_item(at, subject, old, new),
        }
    }

    /// Tells an item that is told as one: it went, and another came in its place.
    fn whole_item(&mut self, at: &At, subject: &Subject, old: &Value, new: &Value) {
        let (row, rest) = paths::find(&at.place);
        let what = words::changed(row, rest, Some(old), Some(new));
        let edit = Edit::Set { at: at.pointers.clone(), values: [Some(old.clone()), Some(new.clone())] };
        self.tell(subject, row.class, Kind::Changed, at.pointers[1].clone(), what, edit);
    }
}
