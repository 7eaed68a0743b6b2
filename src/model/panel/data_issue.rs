//! Data that looks wrong but is intended.

use super::Panel;
use crate::vocabulary::Text;

/// A problem that `validate --prometheus` finds in the data of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DataIssue {
    /// The query returns no data, although Prometheus has the metrics that it reads.
    NoData,
    /// All values are NaN.
    AllNan,
    /// Some values are infinite.
    Infinite,
    /// Some values are outside the range of the panel's axis or of the query's unit.
    OutOfRange,
}

/// An issue that is intended, with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The issue that is allowed.
    pub issue: DataIssue,
    /// The reason.
    pub reason: Text,
}

impl Panel {
    /// Marks an issue that `validate --prometheus` would report as intended, for all queries of the panel.
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
