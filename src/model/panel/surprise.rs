//! What would look like a mistake, and is meant.

use super::Panel;
use crate::vocabulary::Text;

/// What `validate --prometheus` finds wrong with the numbers of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Surprise {
    /// There are none, although Prometheus has what the query reads.
    Empty,
    /// All of them are NaN.
    OnlyNan,
    /// Some are infinite.
    Infinite,
    /// Some lie outside of what the panel's axis, or the query's unit, makes sense of.
    Outside,
}

/// A surprise that is none, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// What is allowed.
    pub surprise: Surprise,
    /// Why.
    pub reason: Text,
}

impl Panel {
    /// Says that something is meant which `validate --prometheus` would report as a mistake, for all queries of the panel.
    ///
    /// ```
    /// use dashgen::model::{Panel, Stat, Surprise};
    ///
    /// Panel::new("lag", "Clock offset", Stat::default()).allow(Surprise::Outside, "a clock may be behind or ahead");
    /// ```
    pub fn allow(mut self, surprise: Surprise, reason: impl Into<Text>) -> Self {
        self.allowed.push(Allowance { surprise, reason: reason.into() });
        self
    }
}
