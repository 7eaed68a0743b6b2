//! Walks through two dashboards side by side.

mod items;
mod leaf;
mod list;
mod rename;

use serde_json::{Map, Value};

use super::normal::Normal;
use super::{Change, Changes, Class, Edit, Kind, layout, panels, paths, words};
use crate::view::text::escape;

/// A place in both dashboards.
#[derive(Debug, Clone)]
pub(super) struct At {
    /// The pointers in the older and in the newer one.
    pub(super) pointers: [String; 2],
    /// The same for [`paths`].
    pub(super) place: String,
}

impl At {
    pub(super) const fn root() -> Self {
        Self { pointers: [String::new(), String::new()], place: String::new() }
    }

    pub(super) fn member(&self, name: &str) -> Self {
        let name = escape(name);
        let inside = |it: &String| format!("{it}/{name}");
        Self { pointers: self.pointers.each_ref().map(inside), place: inside(&self.place) }
    }

    pub(super) fn item(&self, old: usize, new: usize) -> Self {
        let [a, b] = &self.pointers;
        Self { pointers: [format!("{a}/{old}"), format!("{b}/{new}")], place: format!("{}/*", self.place) }
    }
}

/// What a change is about, for people.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// What is told of it.
    pub(super) text: String,
    /// The title of its panel.
    pub(super) panel: Option<String>,
    /// Where it stands among the others.
    pub(super) order: usize,
}

impl Subject {
    /// Returns a part of this one.
    fn part(&self, part: &str) -> Self {
        let text = if self.text == DASHBOARD { part.to_owned() } else { format!("{} {part}", self.text) };
        Self { text, ..self.clone() }
    }
}

/// What is told of changes outside of all panels, variables, annotations and links.
const DASHBOARD: &str = "dashboard";

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
    let without_panels = |root: &Map<String, Value>| -> Vec<String> {
        root.keys().filter(|name| *name != "panels").cloned().collect()
    };
    let mut names = without_panels(&old.root);
    names.extend(without_panels(&new.root).into_iter().filter(|name| !old.root.contains_key(name)));
    for name in names {
        comparer.value(&At::root().member(&name), &subject, old.root.get(&name), new.root.get(&name));
    }
    comparer.panels(old, new);
}

impl Comparer<'_> {
    /// Compares two values.
    pub(super) fn value(&mut self, at: &At, subject: &Subject, old: Option<&Value>, new: Option<&Value>) {
        if old == new {
            return;
        }
        let (row, _) = paths::find(&at.place);
        let is_whole = row.is_whole;
        match (old, new) {
            (Some(Value::Object(a)), Some(Value::Object(b))) if !is_whole => self.members(at, subject, a, b),
            _ if !is_whole && list::is_list(old, new) => {
                let items = |side: Option<&Value>| side.and_then(Value::as_array).cloned().unwrap_or_default();
                self.list(at, subject, &items(old), &items(new));
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
        layout::tell(old, new, &pairing, self);
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
        let is_kind = |change: &Change| change.path == format!("{}/type", at.pointers[1]);
        if let Some(kind) = self.changes.changes[first..].iter().position(is_kind) {
            self.fold_into_kind(first, first + kind);
        }
    }

    /// Tells of the options that are another kind's as part of the change of kind.
    fn fold_into_kind(&mut self, first: usize, kind: usize) {
        let mut kind = self.changes.changes.remove(kind);
        let rest = self.changes.changes.split_off(first);
        let goes_with_kind = |change: &Change| {
            matches!(change.class, Class::Cosmetic | Class::Unknown) && !change.path.ends_with("/title")
                || change.path.contains("/options/")
        };
        let (with_kind, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(goes_with_kind);
        if !with_kind.is_empty() {
            kind.what = format!("{}, and {} with it", kind.what, words::count(with_kind.len(), "option"));
        }
        kind.edits.extend(with_kind.into_iter().flat_map(|change| change.edits));
        self.changes.changes.push(kind);
        self.changes.changes.extend(others);
    }

    /// Tells a change.
    pub(super) fn tell(
        &mut self,
        subject: &Subject,
        class: Class,
        kind: Kind,
        path: String,
        what: String,
        edit: Edit,
    ) {
        let (old, new) = match &edit {
            Edit::Set { values: [old, new], .. } => (old.clone(), new.clone()),
            Edit::Insert { value, .. } => (None, Some(value.clone())),
            Edit::Delete { value, .. } => (Some(value.clone()), None),
            Edit::Move { .. } => (None, None),
            Edit::Rename { names: [old, new] } => (Some(old.as_str().into()), Some(new.as_str().into())),
        };
        self.changes.changes.push(Change {
            class,
            risk: None,
            kind,
            panel: subject.panel.clone(),
            subject: subject.text.clone(),
            path,
            what,
            old,
            new,
            place: None,
            fingerprint: String::new(),
            edits: vec![edit],
            order: subject.order,
        });
    }
}
