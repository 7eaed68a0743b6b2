//! What a migration could not carry over.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::schema::v1::Panel;

/// Something that a migration could not carry over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Where it was: `panels[3].panels[0]`; empty for the dashboard itself.
    pub place: String,
    /// The panel's headline; empty where there is none.
    pub title: String,
    /// What it was.
    pub feature: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.place.as_str(), self.title.as_str()) {
            ("", _) => write!(f, "{}", self.feature),
            (place, "") => write!(f, "{place}: {}", self.feature),
            (place, title) => write!(f, "{place} ({title}): {}", self.feature),
        }
    }
}

/// The losses so far, and where the migration is.
#[derive(Debug, Default)]
pub(super) struct Losses {
    pub(super) found: Vec<Loss>,
    place: String,
    title: String,
}

impl Losses {
    /// Goes into an item of a list, and back.
    pub(super) fn inside(&mut self, list: &str, index: usize, visit: impl FnOnce(&mut Self)) {
        let (end, title) = (self.place.len(), self.title.clone());
        let point = if end == 0 { "" } else { "." };
        self.place.extend([point, list, "[", &index.to_string(), "]"]);
        visit(self);
        self.place.truncate(end);
        self.title = title;
    }

    /// Remembers whose losses the next are.
    pub(super) fn title(&mut self, panel: &Panel) {
        panel.title.as_deref().unwrap_or_default().clone_into(&mut self.title);
    }

    pub(super) fn note(&mut self, feature: impl Into<String>) {
        self.found.push(Loss { place: self.place.clone(), title: self.title.clone(), feature: feature.into() });
    }

    /// Notes every member that was not taken out of old options, but for those that say nothing.
    pub(super) fn note_rest(&mut self, options: &impl Serialize) {
        let options = serde_json::to_value(options).unwrap_or_default();
        self.note_members("", &options);
    }

    fn note_members(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let point = if path.is_empty() { "" } else { "." };
                    self.note_members(&format!("{path}{point}{name}"), value);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    self.note_members(&format!("{path}[{index}]"), value);
                }
            }
            Value::Null | Value::Bool(false) => {}
            Value::String(text) if text.is_empty() => {}
            _ => self.note(format!("`{path}`, which was {}", short(value))),
        }
    }
}

/// How much of a value is shown.
const SHOWN: usize = 60;

fn short(value: &Value) -> String {
    let text = crate::json::text(value);
    let text = text.trim_end();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
