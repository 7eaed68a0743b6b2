//! What looks like a mistake in the data, and is intended.

use super::Panel;
use crate::vocabulary::Text;

/// What `validate --prometheus` finds wrong with the numbers of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DataIssue {
    /// There are none, although Prometheus has what the query reads.
    NoData,
    /// All of them are NaN.
    AllNan,
    /// Some are infinite.
    Infinite,
    /// Some lie outside of what the panel's axis, or the query's unit, makes sense of.
    OutOfRange,
}

/// An issue that is intended, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// What is allowed.
    pub issue: DataIssue,
    /// Why.
    pub reason: Text,
}

impl Panel {
    /// Says that what `validate --prometheus` would report is intended, for all queries of the panel.
    ///
    /// ```
    /// use dashgen::model::{Panel, Stat, DataIssue};
    ///
    /// Panel::new("lag", "Clock offset", Stat::default()).allow(DataIssue::OutOfRange, "a clock may be behind or ahead");
    /// ```
    pub fn allow(mut self, issue: DataIssue, reason: impl Into<Text>) -> Self {
        self.allowed.push(Allowance { issue, reason: reason.into() });
        self
    }
}
