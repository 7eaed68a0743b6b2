//! Alert rules that lived in graphs, before Grafana 8.

use std::collections::BTreeMap;

use super::Number;
use crate::json::{Either, object};
use crate::model::Text;

object! {
    /// An alert rule.
    pub struct Alert {
        /// Labels of its alerts.
        "alertRuleTags" alert_rule_tags: BTreeMap<String, Text>,
        /// When it fires.
        "conditions" conditions: Vec<AlertCondition>,
        /// What a failure counts as: `alerting`, `keep_state`.
        "executionErrorState" execution_error_state: Text,
        /// For how long the conditions have to hold.
        "for" duration: Text,
        /// How often it is looked at; in seconds, or `1m`.
        "frequency" frequency: Number,
        /// 1, as a rule.
        "handler" handler: f64,
        /// What is sent.
        "message" message: Text,
        /// What it is called.
        "name" name: Text,
        /// What no data counts as: `alerting`, `no_data`, `keep_state`, `ok`.
        "noDataState" no_data_state: Text,
        /// Who is told.
        "notifications" notifications: Vec<AlertNotification>,
    }
}

object! {
    /// A condition of an alert rule.
    pub struct AlertCondition {
        /// What the number is compared with: `gt` and a number.
        "evaluator" evaluator: AlertPart,
        /// How it goes with the condition before: `and`, `or`.
        "operator" operator: AlertPart,
        /// What is asked.
        "query" query: AlertQuery,
        /// How the answer becomes a number: `avg`.
        "reducer" reducer: AlertPart,
        /// `query`
        "type" kind: Text,
    }
}

object! {
    /// A word with numbers or texts.
    pub struct AlertPart {
        /// What goes with the word.
        "params" params: Vec<Option<Either<f64, Text>>>,
        /// The word.
        "type" kind: Text,
    }
}

object! {
    /// What a condition asks.
    pub struct AlertQuery {
        /// The datasource's number.
        "datasourceId" datasource_id: f64,
        /// The query's letter, and the beginning and end of the time range.
        "params" params: Vec<Text>,
    }
}

object! {
    /// Somebody who is told of alerts.
    pub struct AlertNotification {
        /// The number of the channel.
        "id" id: f64,
        /// The uid of the channel.
        "uid" uid: Text,
    }
}
