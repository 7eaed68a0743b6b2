//! What a migration could not carry over.

use serde_json::Value;

use crate::convert::Loss;
use crate::json::Typed;

/// The losses so far, and where the migration is.
#[derive(Debug, Default)]
pub(super) struct Losses {
    pub(super) found: Vec<Loss>,
    place: String,
}

impl Losses {
    /// Goes into an item of a list, and back.
    pub(super) fn inside(&mut self, list: &str, index: usize, visit: impl FnOnce(&mut Self)) {
        let end = self.place.len();
        let point = if end == 0 { "" } else { "." };
        self.place.extend([point, list, "[", &index.to_string(), "]"]);
        visit(self);
        self.place.truncate(end);
    }

    /// Notes what became of the place where the migration is.
    pub(super) fn note(&mut self, what: impl Into<String>) {
        self.found.push(Loss { place: self.place.clone(), what: what.into() });
    }

    /// Notes a value for which nothing stands, by its path from here.
    pub(super) fn note_value(&mut self, path: &str, value: &(impl Typed + Clone)) {
        self.note_members(path, &crate::json::value(value));
    }

    /// Notes every member that was not taken out of old options, but for those that say nothing.
    pub(super) fn note_rest(&mut self, options: &(impl Typed + Clone)) {
        let options = crate::json::value(options);
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
            _ => {
                let place = if self.place.is_empty() { path.to_owned() } else { format!("{}.{path}", self.place) };
                let what = format!("it has no current equivalent; it was {}", short(value));
                self.found.push(Loss { place, what });
            }
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
