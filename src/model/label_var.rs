//! The handle of a variable that chooses a label.

use super::{Text, Var};
use crate::promql::{ChosenLabel, Label};

/// The handle of a variable whose values are labels of one metric: what [`Query::by`](crate::promql::Query::by) groups by.
///
/// A label that the metric has not does not compile. Two metrics with the same labels take a handle each, with one name.
///
/// ```
/// # dashgen::metrics! {
/// #     catalogue METRICS;
/// #     target labels { Job = "job" }
/// #     /// Requests.
/// #     counter REQUESTS("requests_total", dashgen::unit::Number) by requests { Method = "method", Status = "status" }
/// # }
/// use dashgen::model::LabelVar;
///
/// const GROUP: LabelVar<requests::Label> = LabelVar::literal("group", &[requests::Method, requests::Status]);
/// assert_eq!(GROUP.var().placeholder(), "$group");
/// ```
#[derive(Debug, Clone)]
pub struct LabelVar<L: 'static> {
    var: Var,
    labels: &'static [L],
}

impl<L: Label> LabelVar<L> {
    /// Returns the variable of a literal, checked where it is written, and the labels that can be chosen; the first is
    /// chosen at first.
    ///
    /// # Panics
    /// When the text is no name of a variable, or there is no label: in a `const`, that is a build error.
    #[track_caller]
    pub const fn literal(name: &'static str, labels: &'static [L]) -> Self {
        assert!(!labels.is_empty(), "there is a label to choose");
        Self { var: Var::literal(name), labels }
    }

    /// Returns the variable's handle.
    pub const fn var(&self) -> &Var {
        &self.var
    }

    /// Returns the labels that can be chosen.
    pub const fn labels(&self) -> &'static [L] {
        self.labels
    }
}

impl<L: Label> From<LabelVar<L>> for ChosenLabel<L> {
    fn from(variable: LabelVar<L>) -> Self {
        Self::filled_in(Text::from(variable.var.placeholder()))
    }
}
