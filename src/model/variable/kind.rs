//! Where the values of variables come from.

use crate::json::words;
use crate::model::DatasourceRef;
use crate::vocabulary::query::{AdHocFilter, VariableQuery};
use crate::vocabulary::{Text, Uid};

/// What of a variable is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hide {
    /// The name and the menu.
    #[default]
    Nothing,
    /// The menu alone.
    Label,
    /// Nothing.
    Variable,
    /// All of it, in the menu of the dashboard's controls.
    InControlsMenu,
}

/// Values beside those that a query finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticOptions {
    /// The values.
    pub values: Vec<Text>,
    /// Where they stand.
    pub place: StaticOptionsOrder,
}

words! {
    /// Where fixed values stand among those that a query finds.
    pub enum StaticOptionsOrder {
        /// Before them.
        "before" Before,
        /// After them.
        "after" After,
        /// In order with them.
        "sorted" Sorted,
    }
}

/// When the values of a variable are asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// Never: what the dashboard was saved with stays.
    Never,
    /// When the dashboard is opened.
    OnLoad,
    /// When the time range changes.
    OnTimeRange,
}

/// How the values of a variable are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As the datasource gives them.
    None,
    /// By the alphabet.
    #[default]
    Alphabetical,
    /// As numbers.
    Numerical,
    /// By the alphabet, backwards.
    AlphabeticalDescending,
    /// As numbers, the greatest first.
    NumericalDescending,
    /// By the alphabet, whether letters are large or small.
    AlphabeticalIgnoringCase,
    /// By the alphabet backwards, whether letters are large or small.
    AlphabeticalIgnoringCaseDescending,
    /// As people do: `disk2` before `disk10`.
    Natural,
    /// As people do, backwards.
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
        /// The one chosen at first, by name and uid.
        default: Option<(Text, Uid)>,
        /// Whether several can be chosen.
        multi: bool,
        /// Whether there is an "All".
        include_all: bool,
    },
    /// The values of a label of some series.
    LabelValues {
        /// The series, as PromQL: a metric, perhaps with matchers.
        series: Text,
        /// The label.
        label: Text,
        /// The datasource; the dashboard's where it is missing.
        datasource: Option<DatasourceRef>,
        /// When they are asked for again.
        refresh: Refresh,
        /// How they are sorted.
        sort: Sort,
        /// Whether several can be chosen.
        multi: bool,
        /// What "All" stands for in queries; no "All" where it is missing.
        all: Option<Text>,
    },
    /// What another query finds.
    Query(Box<QueryVariable>),
    /// Filters for labels, added to every query of a datasource.
    AdHoc(Box<AdHoc>),
    /// Labels by which the queries of a datasource are grouped.
    GroupBy {
        /// The datasource; the dashboard's where it is missing.
        datasource: Option<DatasourceRef>,
    },
    /// One of two values.
    Switch {
        /// The value when it is on.
        on: Text,
        /// The value when it is off.
        off: Text,
        /// Whether it is on at first.
        is_on: bool,
    },
    /// A fixed list.
    Custom {
        /// The values; the first is chosen at first.
        values: Vec<Text>,
        /// Whether several can be chosen.
        multi: bool,
        /// Whether there is an "All".
        include_all: bool,
    },
    /// Steps of time.
    Interval {
        /// The steps; the first is chosen at first.
        values: Vec<Text>,
        /// Offers a step that fits the time range, before the others.
        auto: Option<AutoStep>,
    },
    /// Whatever the reader writes.
    Textbox {
        /// The text at first.
        default: Text,
    },
    /// A value that nobody chooses.
    Constant {
        /// The value.
        value: Text,
    },
}

/// A step that fits the time range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoStep {
    /// How many steps there are in the time range, about.
    pub count: u32,
    /// How short a step gets: `10s`.
    pub min: Text,
}

/// A variable whose values a query finds.
#[derive(Debug, Clone)]
pub struct QueryVariable {
    /// The query.
    pub query: ValuesQuery,
    /// The datasource; the dashboard's where it is missing.
    pub datasource: Option<DatasourceRef>,
    /// When the values are asked for again.
    pub refresh: Refresh,
    /// How they are sorted.
    pub sort: Sort,
    /// Whether several can be chosen.
    pub multi: bool,
    /// What "All" stands for in queries; no "All" where it is missing.
    pub all: Option<Text>,
}

/// A query for the values of a variable.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ValuesQuery {
    /// The names of the labels of the metrics whose names contain this; of all series where it is empty.
    LabelNames(Text),
    /// The metrics whose names match a regular expression.
    Metrics(Text),
    /// The series that a query gives at the end of the time range, with their values: for [`Variable::regex`](field@super::Variable::regex) to take
    /// something out.
    QueryResult(Text),
    /// The series that match, with their labels: for [`Variable::regex`](field@super::Variable::regex) to take something
    /// out.
    Series(Text),
    /// A query of another datasource, as a text.
    Text(Text),
    /// A query of another datasource, with its members.
    Document(Box<VariableQuery>),
}

/// Filters for labels that the reader sets, added to every query of a datasource.
#[derive(Debug, Clone, Default)]
pub struct AdHoc {
    /// The datasource; the dashboard's where it is missing.
    pub datasource: Option<DatasourceRef>,
    /// The filters at first, which the reader can change.
    pub filters: Vec<AdHocFilter>,
    /// The filters that always hold, and that the reader does not see.
    pub base_filters: Vec<AdHocFilter>,
    /// The labels that are offered; those that the datasource finds where there are none.
    pub keys: Vec<Text>,
    /// Whether the reader can group by labels, too.
    pub group_by: bool,
}
