//! What a change is about.

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
}

/// What is told of changes outside of all panels, variables, annotations and links.
pub(super) const DASHBOARD: &str = "dashboard";
