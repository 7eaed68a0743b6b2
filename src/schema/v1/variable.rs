//! Variables.

use super::Datasource;
use crate::json::{Either, Json, object};
use crate::model::Text;

object! {
    /// The variables of a dashboard.
    pub struct Templating {
        /// Whether there are any. Old dashboards only.
        "enable" enable: bool,
        /// The variables.
        "list" list: Vec<Variable>,
    }
}

object! {
    /// A variable.
    pub struct Variable {
        /// What "All" stands for.
        "allValue" all_value: Option<Text>,
        /// Whether a value that is not listed can be typed.
        "allowCustomValue" allow_custom_value: bool,
        /// How many steps an interval has.
        "auto" auto: bool,
        /// How many steps an interval has.
        "auto_count" auto_count: f64,
        /// How small an interval gets.
        "auto_min" auto_min: Text,
        /// The filters that ad hoc filters begin with.
        "baseFilters" base_filters: Vec<Json>,
        /// What is chosen.
        "current" current: Choice,
        /// The datasource that is asked.
        "datasource" datasource: Datasource,
        /// The labels that ad hoc filters and groupings offer.
        "defaultKeys" default_keys: Vec<Json>,
        /// The query, for people.
        "definition" definition: Text,
        /// What it is for.
        "description" description: Option<Text>,
        /// What is off, of a switch.
        "disabledValue" disabled_value: Text,
        /// An error of long ago.
        "error" error: Option<Json>,
        /// Ad hoc filters.
        "filters" filters: Vec<Json>,
        /// 0 shows it, 1 hides the name, 2 hides it.
        "hide" hide: Either<f64, Text>,
        /// Whether there is an "All".
        "includeAll" include_all: bool,
        /// What stands before the menu.
        "label" label: Option<Text>,
        /// Whether several values can be chosen.
        "multi" multi: bool,
        /// Its name.
        "name" name: Text,
        /// The values, of a fixed list.
        "options" options: Vec<Choice>,
        /// Where the values come from.
        "query" query: Either<Text, VariableQuery>,
        /// 0 never, 1 on load, 2 on a change of the time range.
        "refresh" refresh: Either<f64, bool>,
        /// Which of the values are kept.
        "regex" regex: Text,
        /// What the regular expression looks at: `value` or `text`.
        "regexApplyTo" regex_apply_to: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
        /// How the values are sorted.
        "sort" sort: f64,
        /// A query for tag values. Old dashboards only.
        "tagValuesQuery" tag_values_query: Option<Text>,
        /// Tags. Old dashboards only.
        "tags" tags: Vec<Json>,
        /// A query for tags. Old dashboards only.
        "tagsQuery" tags_query: Option<Text>,
        /// Which kind.
        "type" kind: Text,
        /// Whether tags are used. Old dashboards only.
        "useTags" use_tags: bool,
    }
}

object! {
    /// A value of a variable.
    pub struct Choice {
        /// Whether none is chosen.
        "isNone" is_none: bool,
        /// Whether it is chosen.
        "selected" selected: bool,
        /// The tags. Old dashboards only.
        "tags" tags: Vec<Json>,
        /// What people see.
        "text" text: Option<Either<Text, Vec<Text>>>,
        /// What queries get.
        "value" value: Option<Either<Text, Vec<Text>>>,
    }
}

object! {
    /// Where the values of a variable come from: the members of Prometheus and Loki.
    pub struct VariableQuery {
        /// The label, for Loki.
        "label" label: Text,
        /// The metric, in the editor.
        "metric" metric: Text,
        /// What is asked for, in the editor.
        "qryType" query_type: f64,
        /// The query.
        "query" query: Text,
        /// A fixed word.
        "refId" ref_id: Text,
        /// The streams, for Loki.
        "stream" stream: Text,
        /// What is asked for, for Loki.
        "type" kind: f64,
    }
}
