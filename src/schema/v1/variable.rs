//! Variables.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::{AdHocFilter, AdHocKey, Datasource, VariableQuery};
use crate::json::tree::Tree;
use crate::json::{Either, Found, Json, Print, Printer, Trail, Typed, Written, object};
use crate::vocabulary::Text;

object! {
    /// The variables of a dashboard.
    pub struct Templating {
        /// Whether there are any. Legacy dashboards only.
        "enable" enable: bool,
        /// The variables.
        "list" list: Vec<Variable>,
    }
}

object! {
    /// A variable.
    pub struct Variable {
        /// How "All" is written. Legacy dashboards only.
        "allFormat" all_format: Text,
        /// The value of "All".
        "allValue" all_value: Option<Text>,
        /// Whether a value that is not listed can be typed.
        "allowCustomValue" allow_custom_value: bool,
        /// When groupings are applied.
        "applyMode" apply_mode: Text,
        /// Whether an interval can be chosen by the time range.
        "auto" auto: bool,
        /// How many steps an interval has.
        "auto_count" auto_count: f64,
        /// How small an interval gets.
        "auto_min" auto_min: Text,
        /// The filters that ad hoc filters begin with.
        "baseFilters" base_filters: Vec<AdHocFilter>,
        /// Whether the value can become the default. Legacy dashboards only.
        "canSaveDefault" can_save_default: bool,
        /// What is chosen.
        "current" current: Choice,
        /// The datasource that is queried.
        "datasource" datasource: Datasource,
        /// The labels that ad hoc filters and groupings offer.
        "defaultKeys" default_keys: Vec<Either<Text, AdHocKey>>,
        /// The query, for people.
        "definition" definition: Text,
        /// What it is for.
        "description" description: Option<Text>,
        /// What is off, of a switch.
        "disabledValue" disabled_value: Text,
        /// Whether ad hoc filters can also group.
        "enableGroupBy" enable_group_by: bool,
        /// What is on, of a switch.
        "enabledValue" enabled_value: Text,
        /// An error of long ago.
        "error" error: Option<Json>,
        /// Ad hoc filters.
        "filters" filters: Vec<AdHocFilter>,
        /// Whether it belongs to all dashboards. Legacy dashboards only.
        "global" global: bool,
        /// 0 shows it, 1 hides the name, 2 hides it.
        "hide" hide: Either<f64, Text>,
        /// Whether its name is hidden. Legacy dashboards only.
        "hideLabel" hide_label: bool,
        /// A mark of the UI's. Legacy dashboards only.
        "id" id: Text,
        /// Whether there is an "All".
        "includeAll" include_all: bool,
        /// Its place. Legacy dashboards only.
        "index" index: f64,
        /// A mark of the UI's. Legacy dashboards only.
        "initLock" init_lock: Option<Json>,
        /// What stands before the menu.
        "label" label: Option<Text>,
        /// Whether several values can be chosen.
        "multi" multi: bool,
        /// How several values are written. Legacy dashboards only.
        "multiFormat" multi_format: Text,
        /// Its name.
        "name" name: Text,
        /// The values, of a fixed list.
        "options" options: Vec<Choice>,
        /// Where it comes from.
        "origin" origin: VariableOrigin,
        /// Where the values come from.
        "query" query: Either<Text, VariableQuery>,
        /// The value, for people. Legacy dashboards only.
        "queryValue" query_value: Text,
        /// 0 never, 1 on load, 2 on a change of the time range.
        "refresh" refresh: Either<f64, bool>,
        /// Whether the values are asked for on load. Legacy dashboards only.
        "refresh_on_load" refresh_on_load: bool,
        /// Which of the values are kept.
        "regex" regex: Text,
        /// What the regular expression looks at: `value` or `text`.
        "regexApplyTo" regex_apply_to: Text,
        /// A mark of the UI's. Legacy dashboards only.
        "rootStateKey" root_state_key: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
        /// How the values are sorted.
        "sort" sort: f64,
        /// What became of it. Legacy dashboards only.
        "state" state: Text,
        /// Fixed values beside those found.
        "staticOptions" static_options: Vec<Choice>,
        /// Where the fixed values stand: `before`, `after`, `sorted`.
        "staticOptionsOrder" static_options_order: Text,
        /// A query for tag values. Legacy dashboards only.
        "tagValuesQuery" tag_values_query: Option<Text>,
        /// Tags. Legacy dashboards only.
        "tags" tags: Vec<Either<Text, Choice>>,
        /// A query for tags. Legacy dashboards only.
        "tagsQuery" tags_query: Option<Text>,
        /// Which kind.
        "type" kind: Text,
        /// Whether tags are used. Legacy dashboards only.
        "useTags" use_tags: bool,
        /// The format of a fixed list: `csv` or `json`.
        "valuesFormat" values_format: Text,
    }
}

object! {
    /// Where a variable comes from.
    pub struct VariableOrigin {
        /// The datasource's plugin.
        "group" group: Text,
        /// `datasource`
        "type" kind: Text,
    }
}

object! {
    /// A value of a variable.
    pub struct Choice {
        /// Whether none is chosen.
        "isNone" is_none: bool,
        /// Whether it is chosen.
        "selected" selected: bool,
        /// The tags. Legacy dashboards only.
        "tags" tags: Vec<Json>,
        /// What people see.
        "text" text: Chosen,
        /// What queries get.
        "value" value: Chosen,
    }
}

/// What is chosen of a variable: what people see, or what queries get.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// Nothing.
    Nothing,
    /// One value.
    One(Text),
    /// Several.
    Many(Vec<Text>),
    /// A number, as some generators write it.
    Number(f64),
    /// A truth value, as some generators write it.
    Truth(bool),
    /// A choice in a choice, as some generators write it.
    Choice(Box<Choice>),
}

impl Print for Chosen {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Nothing => to.null(),
            Self::One(text) => text.print(to),
            Self::Many(texts) => texts.print(to),
            Self::Number(number) => number.print(to),
            Self::Truth(truth) => truth.print(to),
            Self::Choice(choice) => choice.print(to),
        }
    }
}

impl Typed for Chosen {
    crate::json::given_as_itself!();

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        match value {
            Tree::Null => Some(Self::Nothing),
            Tree::Bool(truth) => Some(Self::Truth(*truth)),
            Tree::Text(_) => Typed::of_tree(value).map(Self::One),
            Tree::List(_) => Typed::of_tree(value).map(Self::Many),
            Tree::Object(_) => Typed::of_tree(value).map(Self::Choice),
            Tree::Unsigned(_) | Tree::Signed(_) | Tree::Float(_) => Typed::of_tree(value).map(Self::Number),
        }
    }

    fn into_value(self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::One(text) => text.into_value(),
            Self::Many(texts) => texts.into_value(),
            Self::Number(number) => number.into_value(),
            Self::Truth(truth) => truth.into_value(),
            Self::Choice(choice) => choice.into_value(),
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }

    fn levels(&self) -> usize {
        match self {
            Self::Many(_) => 1,
            Self::Choice(choice) => choice.levels(),
            _ => 0,
        }
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        if let Self::Choice(choice) = self {
            choice.unknown(at, found);
        }
    }
}
