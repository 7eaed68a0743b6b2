//! Labels as values of a type, one type per metric.

use crate::promql::ast::{MatchOp, Matcher, Name, Span, Text};

/// A label of a metric; [`metrics!`](crate::metrics) makes one type per metric, so that no query can name a label
/// that its metric has not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a label of a metric",
    label = "expected a label such as `requests::Path`"
)]
pub trait Label: Copy + 'static {
    /// Returns the label's name.
    fn name(self) -> &'static str;

    /// Returns the matcher of series whose label is this text.
    fn is(self, value: impl Into<Text>) -> LabelMatcher<Self> {
        LabelMatcher::new(self, MatchOp::Equal, value.into())
    }

    /// Returns the matcher of series whose label is not this text.
    fn is_not(self, value: impl Into<Text>) -> LabelMatcher<Self> {
        LabelMatcher::new(self, MatchOp::NotEqual, value.into())
    }

    /// Returns the matcher of series whose label matches this regular expression from end to end.
    fn matches(self, regex: impl Into<Text>) -> LabelMatcher<Self> {
        LabelMatcher::new(self, MatchOp::Matches, regex.into())
    }

    /// Returns the matcher of series whose label does not match this regular expression.
    fn not_matches(self, regex: impl Into<Text>) -> LabelMatcher<Self> {
        LabelMatcher::new(self, MatchOp::NotMatches, regex.into())
    }
}

/// A condition on a label of one metric.
#[derive(Debug, Clone)]
pub struct LabelMatcher<L> {
    pub(super) matcher: Matcher,
    label: std::marker::PhantomData<fn() -> L>,
}

impl<L: Label> LabelMatcher<L> {
    fn new(label: L, op: MatchOp, value: Text) -> Self {
        Self { matcher: matcher(label.name(), op, value), label: std::marker::PhantomData }
    }
}

/// A condition on a label that every scraped series carries, such as `job`: it fits any metric.
///
/// ```
/// use dashgen::promql::ScopeMatcher;
/// use dashgen::promql::ast::MatchOp;
///
/// let production = ScopeMatcher::new("job", MatchOp::Equal, "api");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeMatcher {
    label: &'static str,
    op: MatchOp,
    value: Text,
}

impl ScopeMatcher {
    /// Returns the condition.
    pub fn new(label: &'static str, op: MatchOp, value: impl Into<Text>) -> Self {
        Self { label, op, value: value.into() }
    }

    pub(super) fn matcher(&self) -> Matcher {
        matcher(self.label, self.op, self.value.clone())
    }
}

pub(super) fn matcher(label: &'static str, op: MatchOp, value: Text) -> Matcher {
    Matcher::Label { label: Name::from(label), op, value, value_span: Span::default(), bare: false }
}

/// A label by its bare name: of queries from outside, whose labels no type knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnyLabel(pub &'static str);

impl Label for AnyLabel {
    fn name(self) -> &'static str {
        self.0
    }
}
