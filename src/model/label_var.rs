//! The handle of a variable that selects a label.

use super::{Text, Var};
use crate::promql::{ChosenLabel, Label};

/// The handle of a variable whose values are labels of one metric: what [`Query::by`](crate::promql::Query::by) groups by.
///
/// A label that the metric does not have does not compile. For two metrics with the same labels, use one handle each,
/// with the same name.
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
    /// Returns the handle of a literal, checked at compile time in a `const`, with the labels that can be selected; the
    /// first one is the default.
    ///
    /// # Panics
    /// When the text is not a valid variable name, or there are no labels: in a `const`, that is a compile error.
    #[track_caller]
    pub const fn literal(name: &'static str, labels: &'static [L]) -> Self {
        assert!(!labels.is_empty(), "there is a label to choose");
        Self { var: Var::literal(name), labels }
    }

    /// Returns the variable's handle.
    pub const fn var(&self) -> &Var {
        &self.var
    }

    /// Returns the variable's handle, by value.
    pub fn into_var(self) -> Var {
        self.var
    }

    /// Returns the labels that can be selected.
    pub const fn labels(&self) -> &'static [L] {
        self.labels
    }
}

impl<L: Label> From<LabelVar<L>> for ChosenLabel<L> {
    fn from(variable: LabelVar<L>) -> Self {
        Self::filled_in(Text::from(variable.var.placeholder()))
    }
}
