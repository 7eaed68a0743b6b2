//! Alert rules that lived in graphs, before Grafana 8.

use std::collections::BTreeMap;

use super::Number;
use crate::json::object;
use crate::schema::v1::Condition;
use crate::vocabulary::Text;

object! {
    /// An alert rule.
    pub struct Alert {
        /// Labels of its alerts.
        "alertRuleTags" alert_rule_tags: BTreeMap<String, Text>,
        /// When it fires.
        "conditions" conditions: Vec<Condition>,
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
        /// The notification channels.
        "notifications" notifications: Vec<AlertNotification>,
    }
}

object! {
    /// A notification channel.
    pub struct AlertNotification {
        /// The number of the channel.
        "id" id: f64,
        /// The uid of the channel.
        "uid" uid: Text,
    }
}
