//! Where in a document something stands.

use serde_json::Value;

/// What is called with each value that no type holds: its path, as `panels[].options.text`, and the value.
pub type Found<'a> = &'a mut dyn FnMut(&str, &Value);

/// Where in a document something stands: `panels[].options.text`.
#[derive(Debug, Default)]
pub struct Trail(String);

impl Trail {
    /// Returns the path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Goes into the member of a name, and back.
    pub fn inside(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        let end = self.0.len();
        if end > 0 {
            self.0.push('.');
        }
        self.0.push_str(name);
        visit(self);
        self.0.truncate(end);
    }

    /// Goes into the items of a list, and back.
    pub fn items(&mut self, visit: impl FnOnce(&mut Self)) {
        let end = self.0.len();
        self.0.push_str("[]");
        visit(self);
        self.0.truncate(end);
    }
}
