//! Filters for labels, by which readers and dashboards narrow what is asked.

use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// A filter for a label.
    pub struct AdHocFilter {
        /// How it goes with the one before. Legacy dashboards only.
        "condition" condition: Text,
        /// Whether it is open.
        "forceEdit" force_edit: bool,
        /// Whether it is not shown.
        "hidden" hidden: bool,
        /// The label.
        "key" key: Text,
        /// The label, for people.
        "keyLabel" key_label: Text,
        /// Whether it lets everything through.
        "matchAllFilter" match_all_filter: bool,
        /// Whether no query can use it.
        "nonApplicable" non_applicable: bool,
        /// `=`, `!=`, `=~`, `!~`, `<`, `>`, `=|`, `!=|`, ...
        "operator" operator: Text,
        /// What brought it: `dashboard`, `scope`.
        "origin" origin: Text,
        /// Whether it can be brought back to what it was.
        "restorable" restorable: bool,
        /// The value.
        "value" value: Text,
        /// The values, for people.
        "valueLabels" value_labels: Vec<Text>,
        /// The values.
        "values" values: Vec<Text>,
    }
}

object! {
    /// A label that filters offer.
    pub struct AdHocKey {
        /// Whether there is more under it.
        "expandable" expandable: bool,
        /// What it belongs to.
        "group" group: Text,
        /// What people see.
        "text" text: Text,
        /// The label.
        "value" value: Either<Text, f64>,
    }
}
