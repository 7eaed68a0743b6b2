//! Walks through two dashboards side by side.

mod fold;
mod items;
mod leaf;
mod list;
mod rename;

use serde_json::{Map, Value};

use super::normal::Normal;
use super::place::{At, DASHBOARD, Subject};
use super::{Change, Changes, Class, Edit, Kind, layout, panels, paths};

/// Collects what changed.
pub(super) struct Comparer<'a> {
    pub(super) changes: &'a mut Changes,
}

/// Compares two dashboards.
pub(super) fn dashboards(old: &Normal, new: &Normal, changes: &mut Changes) {
    let mut comparer = Comparer { changes };
    let renamed = rename::renamed(old, new, &mut comparer);
    let old = renamed.as_ref().unwrap_or(old);
    let subject = Subject { text: DASHBOARD.to_owned(), panel: None, order: 0 };
    let without_panels =
        |root: &Map<String, Value>| -> Vec<String> { root.keys().filter(|name| *name != "panels").cloned().collect() };
    let mut names = without_panels(&old.root);
    names.extend(without_panels(&new.root).into_iter().filter(|name| !old.root.contains_key(name)));
    for name in names {
        comparer.value(&At::root().member(&name), &subject, old.root.get(&name), new.root.get(&name));
    }
    comparer.panels(old, new);
    if layout::differs_otherwise(old, new, &comparer.changes.changes) {
        let edit = Edit::Set { at: At::root().member("layout").pointers, values: [None, None] };
        let what = "layout changed in what only version 2 has".to_owned();
        comparer.tell(&subject, Class::Layout, Kind::Changed, "/layout".to_owned(), what, edit);
    }
}

impl Comparer<'_> {
    /// Compares two values.
    pub(super) fn value<'v>(&mut self, at: &At, subject: &Subject, old: Option<&'v Value>, new: Option<&'v Value>) {
        if old == new {
            return;
        }
        let (row, _) = paths::find(&at.place);
        let is_whole = row.is_whole;
        match (old, new) {
            (Some(Value::Object(a)), Some(Value::Object(b))) if !is_whole => self.members(at, subject, a, b),
            _ if !is_whole && list::is_list(old, new) => {
                let items = |side: Option<&'v Value>| side.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                self.list(at, subject, items(old), items(new));
            }
            _ => self.leaf(at, subject, old, new),
        }
    }

    pub(super) fn members(&mut self, at: &At, subject: &Subject, old: &Map<String, Value>, new: &Map<String, Value>) {
        for (name, value) in old {
            self.value(&at.member(name), subject, Some(value), new.get(name));
        }
        for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            self.value(&at.member(name), subject, None, Some(value));
        }
    }

    fn panels(&mut self, old: &Normal, new: &Normal) {
        let pairing = panels::pair(old, new);
        let list = At::root().member("panels");
        let (a, b) = (old.panels(), new.panels());
        let pairs = pairing.pairs();
        for (old_at, new_at) in &pairs {
            let (old, new) = (&a[*old_at], &b[*new_at]);
            if old != new {
                let subject = panels::subject(new, *new_at);
                self.panel(&list.item(*old_at, *new_at), &subject, old, new);
            }
        }
        for at in pairing.left() {
            let panel = &a[at];
            let what = format!("removed{}", panels::summary(panel));
            let edit = Edit::Delete { list: list.pointers.clone(), index: at, value: panel.clone() };
            let path = format!("/panels/{at}");
            self.tell(&panels::subject(panel, at), Class::Panel, Kind::Removed, path, what, edit);
        }
        for at in pairing.right() {
            let panel = &b[at];
            let what = format!("added{}{}", panels::summary(panel), panels::neighbour(b, at));
            let edit = Edit::Insert { list: list.pointers.clone(), index: at, value: panel.clone() };
            let path = format!("/panels/{at}");
            self.tell(&panels::subject(panel, at), Class::Panel, Kind::Added, path, what, edit);
        }
        let (moved, unseen) = layout::changes(old, new, &pairing);
        self.changes.changes.extend(moved);
        self.changes.unseen.extend(unseen);
    }

    fn panel(&mut self, at: &At, subject: &Subject, old: &Value, new: &Value) {
        let (Value::Object(a), Value::Object(b)) = (old, new) else {
            return self.leaf(at, subject, Some(old), Some(new));
        };
        let first = self.changes.changes.len();
        let without_place = |panel: &Map<String, Value>| {
            let mut panel = panel.clone();
            panel.remove("gridPos");
            panel
        };
        self.members(at, subject, &without_place(a), &without_place(b));
        fold::panel(&mut self.changes.changes, first, at);
    }

    /// Tells a change.
    pub(super) fn tell(&mut self, subject: &Subject, class: Class, kind: Kind, path: String, what: String, edit: Edit) {
        let (old, new) = match &edit {
            Edit::Set { values: [old, new], .. } => (old.clone(), new.clone()),
            Edit::Insert { value, .. } => (None, Some(value.clone())),
            Edit::Delete { value, .. } => (Some(value.clone()), None),
            Edit::Move { .. } => (None, None),
            Edit::Rename { names: [old, new] } => (Some(old.as_str().into()), Some(new.as_str().into())),
        };
        let change = subject.change(class, kind, path, what);
        self.changes.changes.push(Change { old, new, edits: vec![edit], ..change });
    }
}
