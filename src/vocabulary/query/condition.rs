//! When something is true of a number.

use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// A condition, of an expression or of an alert rule of before Grafana 8.
    pub struct Condition {
        /// What the number is compared with: `gt` and a number.
        "evaluator" evaluator: ConditionPart,
        /// How it goes with the condition before: `and`, `or`.
        "operator" operator: ConditionPart,
        /// What is asked.
        "query" query: ConditionQuery,
        /// How the answer becomes a number: `avg`.
        "reducer" reducer: ConditionPart,
        /// `query`
        "type" kind: Text,
        /// What the number has to be before an alert ends.
        "unloadEvaluator" unload_evaluator: ConditionPart,
    }
}

object! {
    /// A word with numbers or texts.
    pub struct ConditionPart {
        /// What goes with the word.
        "params" params: Vec<Option<Either<f64, Text>>>,
        /// The word.
        "type" kind: Text,
    }
}

object! {
    /// What a condition asks.
    pub struct ConditionQuery {
        /// The datasource's number.
        "datasourceId" datasource_id: f64,
        /// The query's letter, and the beginning and end of the time range.
        "params" params: Vec<Text>,
    }
}
