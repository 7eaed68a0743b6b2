//! What a lint reports, before files, lines and names are added.

use std::ops::Range;

use super::finding::{Excerpt, Severity};
use crate::promql::ast::Span;
use crate::view::{Query, Spot};

/// How many findings of one lint are shown for one file.
pub(super) const MOST: usize = 1_000;

/// What a lint reports.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) spot: Spot,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    /// A text and the part of it that is meant.
    pub(super) excerpt: Option<Excerpt>,
    /// How far into the text at the spot the mistake begins.
    pub(super) offset: usize,
    /// How bad it is, where it is not as bad as the lint says.
    pub(super) severity: Option<Severity>,
}

impl Draft {
    pub(super) fn new(spot: Spot, message: impl Into<String>) -> Self {
        Self { spot, message: message.into(), hint: None, excerpt: None, offset: 0, severity: None }
    }

    /// Returns a report about a part of a query.
    pub(super) fn of_query(query: &Query<'_>, span: Span, message: impl Into<String>) -> Self {
        let draft = Self::new(query.spot.clone(), message);
        let excerpt = Some(Excerpt::new(query.text, span.range()));
        Self { excerpt, offset: query.offset + span.start, ..draft }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds "did you mean", when something is near.
    pub(super) fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Shows a part of the text at the spot.
    pub(super) fn within(self, text: &str, range: Range<usize>) -> Self {
        Self { offset: range.start, excerpt: Some(Excerpt::new(text, range)), ..self }
    }

    pub(super) fn warning(self) -> Self {
        Self { severity: Some(Severity::Warning), ..self }
    }
}
