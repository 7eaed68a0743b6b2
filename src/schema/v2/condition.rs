//! When a part of a dashboard is there.

use super::Kinded;
use super::kinded::named;
use crate::json::{object, tagged};
use crate::vocabulary::Text;

named! {
    ConditionGroup: "ConditionalRenderingGroup",
    VariableCondition: "ConditionalRenderingVariable",
    DataCondition: "ConditionalRenderingData",
    TimeRangeCondition: "ConditionalRenderingTimeRangeSize",
}

object! {
    /// Conditions for a row, tab or panel.
    pub struct ConditionGroup {
        /// Whether all conditions must hold, `and`, or one, `or`.
        "condition" condition: Text,
        /// The conditions.
        "items" items: Vec<Condition>,
        /// What is done then: `show` or `hide`.
        "visibility" visibility: Text,
    }
}

tagged! {
    /// A condition.
    pub enum Condition by "kind" {
        /// On the value of a variable.
        "ConditionalRenderingVariable" Variable(Kinded<VariableCondition>),
        /// On whether there is data.
        "ConditionalRenderingData" Data(Kinded<DataCondition>),
        /// On how long the time range is.
        "ConditionalRenderingTimeRangeSize" TimeRange(Kinded<TimeRangeCondition>),
    }
}

object! {
    /// A condition on the value of a variable.
    pub struct VariableCondition {
        /// `equals`, `notEquals`, `matches` or `notMatches`.
        "operator" operator: Text,
        /// What it is compared with.
        "value" value: Text,
        /// The variable's name.
        "variable" variable: Text,
    }
}

object! {
    /// A condition on whether there is data.
    pub struct DataCondition {
        /// Whether there has to be any.
        "value" value: bool,
    }
}

object! {
    /// A condition on how long the time range is.
    pub struct TimeRangeCondition {
        /// The length: `7d`.
        "value" value: Text,
    }
}
