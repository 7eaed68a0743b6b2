//! Where the values of variables come from.

use crate::json::words;
use crate::model::DatasourceRef;
use crate::vocabulary::query::{AdHocFilter, VariableQuery};
use crate::vocabulary::{Text, Uid};

/// What is shown of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hide {
    /// The label and the menu.
    #[default]
    Nothing,
    /// Only the menu.
    Label,
    /// Nothing.
    Variable,
    /// Both, but inside the menu of the dashboard controls.
    InControlsMenu,
}

/// Additional fixed options of a query variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticOptions {
    /// The values.
    pub values: Vec<Text>,
    /// Where they are placed.
    pub place: StaticOptionsOrder,
}

words! {
    /// Where fixed options are placed among the results of a query.
    pub enum StaticOptionsOrder {
        /// Before them.
        "before" Before,
        /// After them.
        "after" After,
        /// Sorted together with them.
        "sorted" Sorted,
    }
}

/// When the values of a variable are reloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// Never: the values saved in the dashboard are used.
    Never,
    /// When the dashboard is opened.
    OnLoad,
    /// When the time range changes.
    OnTimeRange,
}

/// How the values of a variable are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// In the order of the datasource.
    None,
    /// Alphabetically.
    #[default]
    Alphabetical,
    /// Numerically.
    Numerical,
    /// Alphabetically, in descending order.
    AlphabeticalDescending,
    /// Numerically, in descending order.
    NumericalDescending,
    /// Alphabetically, ignoring case.
    AlphabeticalIgnoringCase,
    /// Alphabetically, ignoring case, in descending order.
    AlphabeticalIgnoringCaseDescending,
    /// In natural order: `disk2` before `disk10`.
    Natural,
    /// In reverse natural order.
    NaturalDescending,
}

/// Where the values of a variable come from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum VariableKind {
    /// The datasources of a plugin.
    Datasource {
        /// The plugin's id.
        plugin: Text,
        /// The initial one, by name and UID.
        default: Option<(Text, Uid)>,
        /// Whether several values can be selected.
        multi: bool,
        /// Whether there is an "All" option.
        include_all: bool,
    },
    /// The values of a label of some series.
    LabelValues {
        /// The series, as PromQL: a metric, optionally with matchers.
        series: Text,
        /// The label.
        label: Text,
        /// The datasource; by default, that of the dashboard.
        datasource: Option<DatasourceRef>,
        /// When they are reloaded.
        refresh: Refresh,
        /// How they are sorted.
        sort: Sort,
        /// Whether several values can be selected.
        multi: bool,
        /// The value of "All" in queries; without it, there is no "All" option.
        all: Option<Text>,
    },
    /// The results of another query.
    Query(Box<QueryVariable>),
    /// Label filters, added to every query to a datasource.
    AdHoc(Box<AdHoc>),
    /// Labels by which queries to a datasource are grouped.
    GroupBy {
        /// The datasource; by default, that of the dashboard.
        datasource: Option<DatasourceRef>,
    },
    /// One of two values.
    Switch {
        /// The value when it is on.
        on: Text,
        /// The value when it is off.
        off: Text,
        /// Whether it is on by default.
        is_on: bool,
    },
    /// A fixed list.
    Custom {
        /// The values; the first one is the default.
        values: Vec<Text>,
        /// Whether several values can be selected.
        multi: bool,
        /// Whether there is an "All" option.
        include_all: bool,
    },
    /// Time intervals.
    Interval {
        /// The intervals; the first one is the default.
        values: Vec<Text>,
        /// An automatic interval, offered before the others.
        auto: Option<AutoStep>,
    },
    /// Free text.
    Textbox {
        /// The initial text.
        default: Text,
    },
    /// A constant value, which users cannot change.
    Constant {
        /// The value.
        value: Text,
    },
}

/// An interval that depends on the time range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoStep {
    /// The approximate number of intervals in the time range.
    pub count: u32,
    /// The shortest interval: `10s`.
    pub min: Text,
}

/// A variable whose values are the results of a query.
#[derive(Debug, Clone)]
pub struct QueryVariable {
    /// The query.
    pub query: ValuesQuery,
    /// The datasource; by default, that of the dashboard.
    pub datasource: Option<DatasourceRef>,
    /// When the values are reloaded.
    pub refresh: Refresh,
    /// How they are sorted.
    pub sort: Sort,
    /// Whether several values can be selected.
    pub multi: bool,
    /// The value of "All" in queries; without it, there is no "All" option.
    pub all: Option<Text>,
}

/// A query for the values of a variable.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ValuesQuery {
    /// The label names of the metrics whose names contain this; if empty, of all series.
    LabelNames(Text),
    /// The metrics whose names match a regular expression.
    Metrics(Text),
    /// The series that a query returns at the end of the time range, with their values, from which
    /// [`Variable::regex`](field@super::Variable::regex) extracts parts.
    QueryResult(Text),
    /// The matching series, with their labels, from which [`Variable::regex`](field@super::Variable::regex) extracts
    /// parts.
    Series(Text),
    /// A query to another datasource, as text.
    Text(Text),
    /// A query to another datasource, with its JSON members.
    Document(Box<VariableQuery>),
}

/// Label filters that users set, added to every query to a datasource.
#[derive(Debug, Clone, Default)]
pub struct AdHoc {
    /// The datasource; by default, that of the dashboard.
    pub datasource: Option<DatasourceRef>,
    /// The initial filters, which users can change.
    pub filters: Vec<AdHocFilter>,
    /// The permanent filters, which users do not see.
    pub base_filters: Vec<AdHocFilter>,
    /// The labels that are offered; if empty, those of the datasource.
    pub keys: Vec<Text>,
    /// Whether users can group by labels as well.
    pub group_by: bool,
}
