//! Variables.

use std::collections::BTreeMap;

use super::kinded::named;
use super::{DataQuery, DatasourceName, DatasourceRef, Kinded};
use crate::json::{Either, object, tagged};
use crate::vocabulary::Text;

named! {
    QuerySpec: "QueryVariable",
    Custom: "CustomVariable",
    DatasourceSpec: "DatasourceVariable",
    Interval: "IntervalVariable",
    TextBox: "TextVariable",
    Constant: "ConstantVariable",
    Switch: "SwitchVariable",
}

tagged! {
    /// A variable.
    pub enum Variable by "kind" {
        /// Its values are asked for.
        "QueryVariable" Query(Kinded<QuerySpec>),
        /// It has a fixed list of values.
        "CustomVariable" Custom(Kinded<Custom>),
        /// It is a datasource.
        "DatasourceVariable" Datasource(Kinded<DatasourceSpec>),
        /// It is a length of time.
        "IntervalVariable" Interval(Kinded<Interval>),
        /// It is typed.
        "TextVariable" TextBox(Kinded<TextBox>),
        /// It never changes.
        "ConstantVariable" Constant(Kinded<Constant>),
        /// It has two values.
        "SwitchVariable" Switch(Kinded<Switch>),
        /// It is filters that people add.
        "AdhocVariable" Adhoc(AdhocKind),
        /// It is labels that people group by.
        "GroupByVariable" GroupBy(GroupByKind),
    }
}

object! {
    /// Filters that people add to all queries of a datasource.
    pub struct AdhocKind {
        /// The datasource; the default one of its type where it is missing.
        "datasource" datasource: DatasourceName,
        /// The type of the datasource.
        "group" group: Text,
        /// `AdhocVariable`
        "kind" kind: Text = "AdhocVariable",
        /// Words about it, for the server.
        "labels" labels: BTreeMap<String, Text>,
        /// How it is.
        "spec" spec: AdhocSpec,
    }
}

object! {
    /// Labels that people group all queries of a datasource by.
    pub struct GroupByKind {
        /// The datasource; the default one of its type where it is missing.
        "datasource" datasource: DatasourceName,
        /// The type of the datasource.
        "group" group: Text,
        /// `GroupByVariable`
        "kind" kind: Text = "GroupByVariable",
        /// Words about it, for the server.
        "labels" labels: BTreeMap<String, Text>,
        /// How it is.
        "spec" spec: GroupBySpec,
    }
}

object! {
    /// A variable whose values are asked for.
    pub struct QuerySpec {
        /// The value of "All".
        "allValue" all_value: Text,
        /// Whether a value that is not listed can be typed.
        "allowCustomValue" allow_custom_value: bool,
        /// What is chosen.
        "current" current: Choice,
        /// The datasource. `v2alpha1` only.
        "datasource" datasource: DatasourceRef,
        /// The query, for people.
        "definition" definition: Text,
        /// What it is for.
        "description" description: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// Whether there is an "All".
        "includeAll" include_all: bool,
        /// What stands before the menu.
        "label" label: Text,
        /// Whether several values can be chosen.
        "multi" multi: bool,
        /// Its name.
        "name" name: Text,
        /// The values.
        "options" options: Vec<Choice>,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// What stands in the empty menu.
        "placeholder" placeholder: Text,
        /// What is asked.
        "query" query: DataQuery,
        /// `never`, `onDashboardLoad` or `onTimeRangeChanged`.
        "refresh" refresh: Text,
        /// Which of the values are kept.
        "regex" regex: Text,
        /// What the regular expression looks at: `value` or `text`.
        "regexApplyTo" regex_apply_to: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
        /// How the values are sorted: `alphabeticalAsc`.
        "sort" sort: Text,
        /// Values beside those that are asked for.
        "staticOptions" static_options: Vec<Choice>,
        /// Where those stand: `before`, `after` or `sorted`.
        "staticOptionsOrder" static_options_order: Text,
    }
}

object! {
    /// A variable with a fixed list of values.
    pub struct Custom {
        /// The value of "All".
        "allValue" all_value: Text,
        /// Whether a value that is not listed can be typed.
        "allowCustomValue" allow_custom_value: bool,
        /// What is chosen.
        "current" current: Choice,
        /// What it is for.
        "description" description: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// Whether there is an "All".
        "includeAll" include_all: bool,
        /// What stands before the menu.
        "label" label: Text,
        /// Whether several values can be chosen.
        "multi" multi: bool,
        /// Its name.
        "name" name: Text,
        /// The values.
        "options" options: Vec<Choice>,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// The values, commas between them.
        "query" query: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
        /// How the values are written: `csv` or `json`.
        "valuesFormat" values_format: Text,
    }
}

object! {
    /// A variable for a datasource.
    pub struct DatasourceSpec {
        /// The value of "All".
        "allValue" all_value: Text,
        /// Whether a value that is not listed can be typed.
        "allowCustomValue" allow_custom_value: bool,
        /// What is chosen.
        "current" current: Choice,
        /// What it is for.
        "description" description: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// Whether there is an "All".
        "includeAll" include_all: bool,
        /// What stands before the menu.
        "label" label: Text,
        /// Whether several values can be chosen.
        "multi" multi: bool,
        /// Its name.
        "name" name: Text,
        /// The values.
        "options" options: Vec<Choice>,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// The type of the datasources.
        "pluginId" plugin_id: Text,
        /// `never`, `onDashboardLoad` or `onTimeRangeChanged`.
        "refresh" refresh: Text,
        /// Which of the values are kept.
        "regex" regex: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
    }
}

object! {
    /// A variable for a length of time.
    pub struct Interval {
        /// Whether one fits the time range.
        "auto" auto: bool,
        /// How many steps that one makes.
        "auto_count" auto_count: f64,
        /// How short that one gets.
        "auto_min" auto_min: Text,
        /// What is chosen.
        "current" current: Choice,
        /// What it is for.
        "description" description: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// What stands before the menu.
        "label" label: Text,
        /// Its name.
        "name" name: Text,
        /// The values.
        "options" options: Vec<Choice>,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// The lengths, commas between them.
        "query" query: Text,
        /// `never`, `onDashboardLoad` or `onTimeRangeChanged`.
        "refresh" refresh: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
    }
}

object! {
    /// A variable that is typed.
    pub struct TextBox {
        /// What is chosen.
        "current" current: Choice,
        /// What it is for.
        "description" description: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// What stands before the menu.
        "label" label: Text,
        /// Its name.
        "name" name: Text,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// The initial value.
        "query" query: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
    }
}

object! {
    /// A variable that never changes.
    pub struct Constant {
        /// What is chosen.
        "current" current: Choice,
        /// What it is for.
        "description" description: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// What stands before the menu.
        "label" label: Text,
        /// Its name.
        "name" name: Text,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// The value.
        "query" query: Text,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
    }
}

object! {
    /// A variable with two values.
    pub struct Switch {
        /// What is chosen.
        "current" current: Text,
        /// What it is for.
        "description" description: Text,
        /// What is off.
        "disabledValue" disabled_value: Text,
        /// What is on.
        "enabledValue" enabled_value: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// What stands before the menu.
        "label" label: Text,
        /// Its name.
        "name" name: Text,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
    }
}

object! {
    /// Filters that people add to all queries of a datasource.
    pub struct AdhocSpec {
        /// Whether a value that is not listed can be typed.
        "allowCustomValue" allow_custom_value: bool,
        /// Filters that are always there.
        "baseFilters" base_filters: Vec<AdhocFilter>,
        /// The datasource. `v2alpha1` only.
        "datasource" datasource: DatasourceRef,
        /// The labels that are offered.
        "defaultKeys" default_keys: Vec<FoundValue>,
        /// What it is for.
        "description" description: Text,
        /// Whether people can group by labels, too.
        "enableGroupBy" enable_group_by: bool,
        /// The filters.
        "filters" filters: Vec<AdhocFilter>,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// What stands before the menu.
        "label" label: Text,
        /// Its name.
        "name" name: Text,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
    }
}

object! {
    /// Labels that people group all queries of a datasource by.
    pub struct GroupBySpec {
        /// What is chosen.
        "current" current: Choice,
        /// The datasource. `v2alpha1` only.
        "datasource" datasource: DatasourceRef,
        /// What is chosen at first.
        "defaultValue" default_value: Choice,
        /// What it is for.
        "description" description: Text,
        /// `dontHide`, `hideLabel`, `hideVariable` or `inControlsMenu`.
        "hide" hide: Text,
        /// What stands before the menu.
        "label" label: Text,
        /// Whether several values can be chosen.
        "multi" multi: bool,
        /// Its name.
        "name" name: Text,
        /// The values.
        "options" options: Vec<Choice>,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool,
    }
}

object! {
    /// A value of a variable.
    pub struct Choice {
        /// More about it, by name.
        "properties" properties: BTreeMap<String, Text>,
        /// Whether it is chosen.
        "selected" selected: bool,
        /// What people see.
        "text" text: Either<Text, Vec<Text>>,
        /// What queries get.
        "value" value: Either<Text, Vec<Text>>,
    }
}

object! {
    /// A filter on a label.
    pub struct AdhocFilter {
        /// How it is joined with the one before. Legacy dashboards only.
        "condition" condition: Text,
        /// Whether it is shown being edited.
        "forceEdit" force_edit: bool,
        /// The label.
        "key" key: Text,
        /// What people see in place of the label.
        "keyLabel" key_label: Text,
        /// `=`, `!=`, `=~`, ...
        "operator" operator: Text,
        /// Who put it there.
        "origin" origin: Text,
        /// The value.
        "value" value: Text,
        /// What people see in place of the values.
        "valueLabels" value_labels: Vec<Text>,
        /// Several values.
        "values" values: Vec<Text>,
    }
}

object! {
    /// A label that is offered.
    pub struct FoundValue {
        /// Whether there is more inside.
        "expandable" expandable: bool,
        /// What it is listed under.
        "group" group: Text,
        /// What people see.
        "text" text: Text,
        /// The label.
        "value" value: Either<Text, f64>,
    }
}

object! {
    /// Who put a control into a dashboard, if not the dashboard.
    pub struct Origin {
        /// The datasource's type.
        "group" group: Text,
        /// `datasource`
        "type" kind: Text,
    }
}
