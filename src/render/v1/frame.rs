//! Classic dashboard JSON as it is written, schema version 42: borrowed from the model, so that nothing is copied.
//! [`crate::schema::v1`] has the same format as it is read.
//!
//! Keys stand in the order of the alphabet, as Grafana's own save writes them, so that an edit in the UI stays a small
//! difference. Nothing is written that Grafana fills in by itself, unless its own types ask for it.
//!
//! Source: the npm package `@grafana/schema` 13.2.3, `raw/dashboard/x`.

use serde::{Serialize, Serializer};

use crate::layout::GridPos;
use crate::model::field::Action;
use crate::model::field::Mappings;
use crate::model::transformation::Transformation;
use crate::model::{ColorMode, DataLink, Override, Thresholds, document};

/// The version of the classic format that is written.
pub(super) const SCHEMA_VERSION: u32 = 42;

/// The whole file. `P` is the list of panels, which is written as it is made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Dashboard<'a, P> {
    /// Events drawn over graphs.
    pub annotations: List<Vec<Annotation<'a>>>,
    /// What it is for.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub description: &'a str,
    /// Whether the UI offers to edit it.
    pub editable: bool,
    /// 0 nothing, 1 a crosshair, 2 crosshair and tooltip, shared by all panels.
    pub graph_tooltip: u8,
    /// Links at the top of the page.
    pub links: Vec<Link<'a>>,
    /// Panels and rows, by line and column.
    pub panels: P,
    /// How often it reloads; never, when empty.
    pub refresh: &'a str,
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Words to find it by.
    pub tags: &'a [crate::model::Text],
    /// The variables.
    pub templating: List<Vec<AnyVariable<'a>>>,
    /// The time range it opens with.
    pub time: Time<'a>,
    /// Settings of the time picker; empty for Grafana's own.
    pub timepicker: Empty,
    /// `browser`, `utc` or an IANA name.
    pub timezone: &'a str,
    /// What people call it.
    pub title: &'a str,
    /// What it keeps for life.
    pub uid: &'a str,
}

/// `{"list": [...]}`
#[derive(Debug, Serialize)]
pub(super) struct List<T> {
    /// The list.
    pub list: T,
}

/// `{}`
#[derive(Debug, Serialize)]
pub(super) struct Empty {}

/// A time range.
#[derive(Debug, Serialize)]
pub(super) struct Time<'a> {
    /// The beginning.
    pub from: &'a str,
    /// The end.
    pub to: &'a str,
}

/// A datasource by type and uid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Datasource<'a> {
    /// The plugin's id.
    pub r#type: &'a str,
    /// Its uid, or a variable: `${datasource}`.
    pub uid: Uid<'a>,
}

/// The uid of a datasource, or the variable that chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Uid<'a> {
    /// The uid.
    Fixed(&'a str),
    /// The variable's name.
    Variable(&'a str),
}

impl Serialize for Uid<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Fixed(uid) => serializer.serialize_str(uid),
            Self::Variable(name) => serializer.collect_str(&format_args!("${{{name}}}")),
        }
    }
}

/// A panel. `O` are its options, `C` is what its kind adds to the field config, `T` is the list of its queries.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Panel<'a, O, C, T> {
    /// How long the datasource keeps answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_timeout: Option<&'a str>,
    /// The datasource; a text panel has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datasource: Option<Datasource<'a>>,
    /// What it shows, and what to do when that looks wrong.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub description: &'a str,
    /// What is said of the numbers.
    pub field_config: FieldConfig<'a, C>,
    /// Its place.
    pub grid_pos: GridPos,
    /// Whether the note about its own time is left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hide_time_override: bool,
    /// Its id, at least 1, unique in the dashboard.
    pub id: u32,
    /// How far apart the points are at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<&'a str>,
    /// The panel of the library that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "libraryPanel")]
    pub library: Option<LibraryPanel<'a>>,
    /// Links in its corner.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link<'a>>,
    /// How many points a series has at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_data_points: Option<u32>,
    /// How many repetitions stand side by side at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_per_row: Option<u32>,
    /// The options of its kind.
    pub options: O,
    /// For how many milliseconds answers are kept.
    #[serde(rename = "queryCachingTTL", skip_serializing_if = "Option::is_none")]
    pub query_caching_ttl: Option<u32>,
    /// The variable for whose every value it is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<&'a str>,
    /// The way in which it is repeated: `h` or `v`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat_direction: Option<&'static str>,
    /// Its queries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub targets: Option<T>,
    /// The earlier time that is shown beside the present one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_compare: Option<&'a str>,
    /// Its own time range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_from: Option<&'a str>,
    /// How far its time is moved back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_shift: Option<&'a str>,
    /// Its headline.
    pub title: &'a str,
    /// What happens to the answers before they are drawn.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub transformations: &'a [Transformation],
    /// Whether it has no background of its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub transparent: bool,
    /// The id of its plugin.
    pub r#type: &'a str,
}

/// A panel of the library.
#[derive(Debug, Serialize)]
pub(super) struct LibraryPanel<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it keeps for life.
    pub uid: &'a str,
}

/// What is said of a panel's numbers.
#[derive(Debug, Serialize)]
pub(super) struct FieldConfig<'a, C> {
    /// For all fields.
    pub defaults: FieldDefaults<'a, C>,
    /// For single fields.
    pub overrides: Overrides<'a>,
}

/// What is said of all fields of a panel.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldDefaults<'a, C> {
    /// What a click on a value can send.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub actions: &'a [Action],
    /// How colours are chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<&'a ColorMode>,
    /// What the panel's kind adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom: Option<C>,
    /// Digits after the point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// The name of a series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<&'a str>,
    /// Whether each field has ends of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_min_max: Option<bool>,
    /// Whether a table offers a filter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filterable: Option<bool>,
    /// Where a click leads.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub links: &'a [DataLink],
    /// What is shown in place of single values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mappings: Option<Mappings<'a>>,
    /// The upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// The lower end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// What is shown where there is no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_value: Option<&'a str>,
    /// Where values turn good or bad.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thresholds: Option<&'a Thresholds>,
    /// Grafana's id of the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<std::borrow::Cow<'a, str>>,
}

/// The exceptions that a panel makes: those it was given, and those that its queries' axes ask for.
#[derive(Debug)]
pub(super) struct Overrides<'a> {
    /// Those that the queries' axes ask for.
    pub of_axes: Vec<Override>,
    /// Those it was given.
    pub given: &'a [Override],
}

impl Serialize for Overrides<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.of_axes.iter().chain(self.given))
    }
}

/// A row. `P` is the list of panels that are folded into it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row<'a, P> {
    /// Whether it is folded.
    pub collapsed: bool,
    /// Its place.
    pub grid_pos: GridPos,
    /// Its id.
    pub id: u32,
    /// Its panels, when it is folded.
    pub panels: P,
    /// The variable for whose every value it is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<&'a str>,
    /// The headline.
    pub title: &'a str,
    /// `row`.
    pub r#type: &'static str,
}

/// A query for Prometheus. `E` is its expression, printed as it is written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Target<'a, E> {
    /// The datasource.
    pub datasource: Datasource<'a>,
    /// `code`: the query builder would read the expression anew, and change it.
    pub editor_mode: &'static str,
    /// The expression.
    pub expr: E,
    /// The shape of the answer; a time series where it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// Whether it is not shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hide: bool,
    /// Whether it asks for the end of the time range.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub instant: bool,
    /// How far apart the points are at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<&'a str>,
    /// What its series are called.
    pub legend_format: &'a str,
    /// Whether it asks for the whole time range.
    pub range: bool,
    /// `A`, `B`, ..., `Z`, `AA`.
    pub ref_id: &'a str,
}

/// A link at the top of a dashboard or in a panel's corner.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "Grafana's own shape")]
pub(super) struct Link<'a> {
    /// Whether dashboards are listed in a menu.
    pub as_dropdown: bool,
    /// The picture beside it.
    pub icon: &'static str,
    /// Whether the chosen variables go along.
    pub include_vars: bool,
    /// Whether the chosen time range goes along.
    pub keep_time: bool,
    /// The tags of the dashboards.
    pub tags: &'a [crate::model::Text],
    /// Whether it opens in a new tab.
    pub target_blank: bool,
    /// What it is called.
    pub title: &'a str,
    /// What is shown beside the mouse.
    pub tooltip: &'a str,
    /// `dashboards` or `link`.
    pub r#type: &'static str,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<std::borrow::Cow<'a, str>>,
}

/// Events drawn over graphs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Annotation<'a> {
    /// 1 for Grafana's own.
    #[serde(skip_serializing_if = "is_zero")]
    pub built_in: u8,
    /// The datasource.
    pub datasource: Datasource<'a>,
    /// Whether it is on.
    pub enable: bool,
    /// The panels that show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<AnnotationFilter>,
    /// Whether its switch is hidden.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hide: bool,
    /// The colour of the line.
    pub icon_color: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// The query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<AnnotationTarget<'a>>,
    /// The text of an event.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub text_format: &'a str,
    /// The headline of an event.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub title_format: &'a str,
    /// `dashboard` for Grafana's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<&'static str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(value: &u8) -> bool {
    *value == 0
}

/// The panels that show an annotation.
#[derive(Debug, Serialize)]
pub(super) struct AnnotationFilter {
    /// Whether it is all but these.
    pub exclude: bool,
    /// Their ids.
    pub ids: Vec<i64>,
}

/// The query of an annotation.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum AnnotationTarget<'a> {
    /// For Prometheus.
    #[serde(rename_all = "camelCase")]
    PromQl {
        /// The expression.
        expr: Printed<'a>,
        /// How far apart the points are at least.
        interval: &'a str,
        /// `Anno`.
        ref_id: &'static str,
    },
    /// For somebody else.
    Other(Box<document::Target>),
}

/// An expression, printed as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed<'a>(pub &'a crate::promql::ast::Expr);

impl Serialize for Printed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.kind {
            crate::promql::ast::ExprKind::Raw(text) => serializer.serialize_str(text),
            _ => serializer.collect_str(self.0),
        }
    }
}

/// A variable, of any kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum AnyVariable<'a> {
    /// One with values to choose from.
    Own(Box<Variable<'a>>),
    /// One that looks different.
    Other(Box<crate::schema::v1::Variable>),
}

/// A variable with values to choose from.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variable<'a> {
    /// What "All" stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_value: Option<&'a str>,
    /// What is chosen at first.
    pub current: Current<'a>,
    /// The datasource that is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datasource: Option<Datasource<'a>>,
    /// The query, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// What it is for.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub description: &'a str,
    /// 0 shows it, 1 hides the name, 2 hides it.
    pub hide: u8,
    /// Whether there is an "All".
    pub include_all: bool,
    /// What stands before the menu.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub label: &'a str,
    /// Whether several values can be chosen.
    pub multi: bool,
    /// Its name.
    pub name: &'a str,
    /// The values, of a fixed list.
    pub options: Vec<Choice<'a>>,
    /// Where the values come from.
    pub query: VariableQuery<'a>,
    /// 1 on load, 2 on a change of the time range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh: Option<u8>,
    /// Which of the values are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex: Option<&'a str>,
    /// Whether it stays out of the address.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub skip_url_sync: bool,
    /// How the values are sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<u8>,
    /// Which kind.
    pub r#type: &'static str,
}

/// What a variable has chosen at first.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Current<'a> {
    /// Nothing: Grafana takes the first.
    Unset {},
    /// One value.
    One {
        /// What people see.
        text: &'a str,
        /// What queries get.
        value: &'a str,
    },
    /// Several values.
    Many {
        /// What people see.
        text: Vec<&'a str>,
        /// What queries get.
        value: Vec<&'a str>,
    },
}

impl Default for Current<'_> {
    fn default() -> Self {
        Self::Unset {}
    }
}

/// A value of a fixed list.
#[derive(Debug, Serialize)]
pub(super) struct Choice<'a> {
    /// Whether it is chosen at first.
    pub selected: bool,
    /// What people see.
    pub text: &'a str,
    /// What queries get.
    pub value: &'a str,
}

/// Where the values of a variable come from.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum VariableQuery<'a> {
    /// A list, a plugin's id or a text.
    Text(std::borrow::Cow<'a, str>),
    /// A query for Prometheus.
    Prometheus {
        /// 1: the values of a label.
        #[serde(rename = "qryType")]
        query_type: u8,
        /// The query.
        query: String,
        /// A fixed word.
        #[serde(rename = "refId")]
        ref_id: &'static str,
    },
    /// A query for somebody else.
    Document(&'a document::VariableQuery),
}

impl Default for VariableQuery<'_> {
    fn default() -> Self {
        Self::Text(std::borrow::Cow::Borrowed(""))
    }
}
