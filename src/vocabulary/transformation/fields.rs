//! Fields, by their names.

use std::collections::BTreeMap;

use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::RegexpOrNames;

object! {
    /// Fields renamed, left out and put in order.
    pub struct OrganizeOptions {
        /// The fields that are left out.
        "excludeByName" exclude_by_name: BTreeMap<String, bool>,
        /// The fields that stay.
        "includeByName" include_by_name: BTreeMap<String, bool>,
        /// The places of the fields.
        "indexByName" index_by_name: BTreeMap<String, f64>,
        /// What the fields are sorted by.
        "orderBy" order_by: Vec<OrderBy>,
        /// Where the order comes from.
        "orderByMode" order_by_mode: OrderMode,
        /// The new names of the fields.
        "renameByName" rename_by_name: BTreeMap<String, Text>,
    }
}

object! {
    /// What fields are sorted by.
    pub struct OrderBy {
        /// Whether the last comes first.
        "desc" desc: bool,
        /// The label.
        "name" name: Text,
        /// `name` or `label`.
        "type" kind: Text,
    }
}

words! {
    /// Where the order of fields comes from.
    pub enum OrderMode {
        /// From a list.
        "manual" Manual,
        /// From names or labels.
        "auto" Auto,
    }
}

object! {
    /// Only some fields, by name.
    pub struct FilterNamesOptions {
        /// Whether the names come from a variable.
        "byVariable" by_variable: bool,
        /// The fields that are left out.
        "exclude" exclude: RegexpOrNames,
        /// The fields that stay.
        "include" include: RegexpOrNames,
    }
}

object! {
    /// Labels as fields.
    pub struct LabelsToFieldsOptions {
        /// The labels that become fields; all when missing.
        "keepLabels" keep_labels: Vec<Text>,
        /// Which way.
        "mode" mode: LabelsMode,
        /// The label whose value becomes the name of the value's field.
        "valueLabel" value_label: Option<Text>,
    }
}

words! {
    /// Which way labels become fields.
    pub enum LabelsMode {
        /// A column for each label.
        "columns" Columns,
        /// A row for each label.
        "rows" Rows,
    }
}

object! {
    /// Fields renamed by a regular expression.
    pub struct RenameByRegexOptions {
        /// The regular expression.
        "regex" regex: Text,
        /// The new name: `$1`.
        "renamePattern" rename_pattern: Text,
    }
}
