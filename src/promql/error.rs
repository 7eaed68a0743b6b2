//! What is wrong with a query: it cannot be read, or would be refused.

use super::ast::Span;

/// Why a text is no PromQL, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ParseError {
    /// What is wrong.
    pub message: String,
    /// The bytes that it is wrong about; empty at the end of the text when something is missing there.
    pub span: Span,
    /// The way out, when it is known.
    pub hint: Option<String>,
}

impl ParseError {
    pub(super) fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span, hint: None }
    }

    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Something about a query that Prometheus would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// The bytes of the text that it is wrong about.
    pub span: Span,
    /// The way out, when it is known.
    pub hint: Option<String>,
    /// Whether `VictoriaMetrics` would refuse it as well.
    pub in_every_dialect: bool,
}

impl Problem {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { message: message.into(), span, hint: None, in_every_dialect: false }
    }

    /// A regular expression does not compile.
    pub(super) fn of_regex(span: Span, error: &str) -> Self {
        let message = format!("the regular expression does not compile: {error}");
        Self { in_every_dialect: true, ..Self::new(span, message) }
    }

    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
