//! Fields, by their names.

use std::collections::BTreeMap;

use crate::json::{object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::RegexpOrNames;

object! {
    /// Renames, hides and reorders fields.
    pub struct OrganizeOptions {
        /// The fields to hide.
        "excludeByName" exclude_by_name: BTreeMap<String, bool>,
        /// The fields to keep.
        "includeByName" include_by_name: BTreeMap<String, bool>,
        /// The positions of the fields.
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
        /// Whether the order is descending.
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
    /// Filters fields by name.
    pub struct FilterNamesOptions {
        /// Whether the names come from a variable.
        "byVariable" by_variable: bool,
        /// The fields to hide.
        "exclude" exclude: RegexpOrNames,
        /// The fields to keep.
        "include" include: RegexpOrNames,
    }
}

object! {
    /// Turns labels into fields.
    pub struct LabelsToFieldsOptions {
        /// The labels that become fields; by default, all.
        "keepLabels" keep_labels: Vec<Text>,
        /// The mode.
        "mode" mode: LabelsMode,
        /// The label whose value becomes the name of the value's field.
        "valueLabel" value_label: Option<Text>,
    }
}

words! {
    /// How labels become fields.
    pub enum LabelsMode {
        /// One column per label.
        "columns" Columns,
        /// One row per label.
        "rows" Rows,
    }
}

object! {
    /// Renames fields with a regular expression.
    pub struct RenameByRegexOptions {
        /// The regular expression.
        "regex" regex: Text,
        /// The new name: `$1`.
        "renamePattern" rename_pattern: Text,
    }
}
