//! Where something is in both dashboards, and what people call it.

use super::{Change, Class, Kind};
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
    pub(super) fn part(&self, part: &str) -> Self {
        let text = if self.text == DASHBOARD { part.to_owned() } else { format!("{} {part}", self.text) };
        Self { text, ..self.clone() }
    }

    /// Returns a change of it, without values and edits.
    pub(super) fn change(&self, class: Class, kind: Kind, path: String, what: String) -> Change {
        Change {
            class,
            risk: None,
            note: None,
            kind,
            panel: self.panel.clone(),
            subject: self.text.clone(),
            path,
            what,
            old: None,
            new: None,
            place: None,
            fingerprint: String::new(),
            edits: Vec::new(),
            order: self.order,
        }
    }
}

/// What is told of changes outside of all panels, variables, annotations and links.
pub(super) const DASHBOARD: &str = "dashboard";
