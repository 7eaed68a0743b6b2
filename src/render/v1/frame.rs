//! Classic dashboard JSON as it is written, schema version 42: borrowed from the model, so that nothing is copied.
//! [`crate::schema::v1`] has the same format as it is read.
//!
//! Keys are in alphabetical order, as when Grafana saves a dashboard, so that an edit in the UI makes a small diff.
//! Defaults are not written, unless Grafana's own types require them.
//!
//! Source: the npm package `@grafana/schema` 13.2.3, `raw/dashboard/x`.

use crate::json::{Print, Printer, Typed, Written, printed};
use crate::layout::GridPos;
use crate::model::Mappings;
use crate::model::{ColorMode, DataLink, Override, StaticOptionsOrder, Thresholds, WeekStart};
use crate::vocabulary::field::Action;
use crate::vocabulary::query;
use crate::vocabulary::transformation::Transformation;

printed! {
    /// The whole file.
    pub(in crate::render) struct Dashboard<'a> {
        /// Events drawn over graphs.
        "annotations" annotations: Annotations<'a>;
        /// What it is for.
        "description" description: &'a str, unless str::is_empty;
        /// Whether it can be edited in the UI.
        "editable" editable: bool;
        /// The first month of the fiscal year, 0 for January.
        "fiscalYearStartMonth" fiscal_year_start: u8, unless |it: &u8| *it == 0;
        /// 0 nothing, 1 a crosshair, 2 crosshair and tooltip, shared by all panels.
        "graphTooltip" graph_tooltip: u8;
        /// Links at the top of the dashboard.
        "links" links: Vec<Link<'a>>;
        /// Whether it is redrawn all the time.
        "liveNow" live_now: bool, unless std::ops::Not::not;
        /// Panels and rows, by line and column.
        "panels" panels: &'a dyn Print;
        /// Whether all panels are loaded at once.
        "preload" preload: bool, unless std::ops::Not::not;
        /// How often it reloads; never, when empty.
        "refresh" refresh: &'a str;
        /// [`SCHEMA_VERSION`](crate::grafana::SCHEMA_VERSION).
        "schemaVersion" schema_version: u32;
        /// Tags to find it by.
        "tags" tags: &'a [crate::vocabulary::Text];
        /// The variables.
        "templating" templating: Templating<'a>;
        /// The initial time range.
        "time" time: Time<'a>;
        /// Settings of the time picker; empty for Grafana's own.
        "timepicker" timepicker: TimePicker<'a>;
        /// `browser`, `utc` or an IANA name.
        "timezone" timezone: &'a str;
        /// What people call it.
        "title" title: &'a str;
        /// What it keeps for life.
        "uid" uid: &'a str;
        /// The first day of the week.
        "weekStart" week_start: Option<WeekStart>, unless Option::is_none;
    }
}

printed! {
    /// Annotations in a list.
    pub(in crate::render) struct Annotations<'a> {
        /// The list.
        "list" list: Vec<Annotation<'a>>;
    }
}

printed! {
    /// Variables in a list.
    pub(in crate::render) struct Templating<'a> {
        /// The list.
        "list" list: Vec<AnyVariable<'a>>;
    }
}

printed! {
    /// Settings of the time picker.
    pub(in crate::render) struct TimePicker<'a> {
        /// Whether it is hidden.
        "hidden" hidden: bool, unless std::ops::Not::not;
        /// How long ago "now" is.
        "nowDelay" now_delay: Option<&'a str>, unless Option::is_none;
        /// The time ranges that are offered.
        "quick_ranges" quick_ranges: Vec<QuickRange<'a>>, unless Vec::is_empty;
        /// The intervals of reloading that are offered.
        "refresh_intervals" refresh_intervals: &'a [crate::vocabulary::Text], unless <[_]>::is_empty;
    }
}

printed! {
    /// A time range that is offered.
    pub(in crate::render) struct QuickRange<'a> {
        /// What it is called.
        "display" display: &'a str;
        /// The beginning.
        "from" from: &'a str;
        /// The end.
        "to" to: &'a str;
    }
}

printed! {
    /// A time range.
    pub(in crate::render) struct Time<'a> {
        /// The beginning.
        "from" from: &'a str;
        /// The end.
        "to" to: &'a str;
    }
}

printed! {
    /// A datasource by type and uid.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(in crate::render) struct Datasource<'a> {
        /// The plugin's id.
        "type" r#type: &'a str;
        /// Its uid, or a variable: `${datasource}`.
        "uid" uid: Uid<'a>;
    }
}

/// The uid of a datasource, or the variable that chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Uid<'a> {
    /// The uid.
    Fixed(&'a str),
    /// The variable's name.
    Variable(&'a str),
}

impl Print for Uid<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Fixed(uid) => to.text(uid),
            Self::Variable(name) => to.displayed(&format_args!("${{{name}}}")),
        }
    }
}

printed! {
    /// A panel. `O` are its options, `C` is what its kind adds to the field config, `T` is the list of its queries.
    pub(in crate::render) struct Panel<'a> {
        /// How long the datasource caches results.
        "cacheTimeout" cache_timeout: Option<&'a str>, unless Option::is_none;
        /// The datasource; a text panel has none.
        "datasource" datasource: Option<Datasource<'a>>, unless Option::is_none;
        /// Its description: what it shows, and what to do if that looks wrong.
        "description" description: &'a str, unless str::is_empty;
        /// What is said of the numbers.
        "fieldConfig" field_config: FieldConfig<'a>;
        /// Its place.
        "gridPos" grid_pos: GridPos;
        /// Whether the note about its own time is left out.
        "hideTimeOverride" hide_time_override: bool, unless std::ops::Not::not;
        /// Its id, at least 1, unique in the dashboard.
        "id" id: u32;
        /// How far apart the points are at least.
        "interval" interval: Option<&'a str>, unless Option::is_none;
        /// The library panel that it shows.
        "libraryPanel" library: Option<LibraryPanel<'a>>, unless Option::is_none;
        /// Links in its corner.
        "links" links: Vec<Link<'a>>, unless Vec::is_empty;
        /// How many points a series has at most.
        "maxDataPoints" max_data_points: Option<u32>, unless Option::is_none;
        /// How many repetitions stand side by side at most.
        "maxPerRow" max_per_row: Option<u32>, unless Option::is_none;
        /// The options of its kind.
        "options" options: &'a dyn Typed;
        /// The version of its plugin; Grafana's own, of Grafana's own.
        "pluginVersion" plugin_version: Option<&'static str>, unless Option::is_none;
        /// For how many milliseconds answers are kept.
        "queryCachingTTL" query_caching_ttl: Option<u32>, unless Option::is_none;
        /// The variable for whose every value it is repeated.
        "repeat" repeat: Option<&'a str>, unless Option::is_none;
        /// The way in which it is repeated: `h` or `v`.
        "repeatDirection" repeat_direction: Option<&'static str>, unless Option::is_none;
        /// Its queries.
        "targets" targets: Option<&'a dyn Print>, unless Option::is_none;
        /// The earlier period that is shown for comparison.
        "timeCompare" time_compare: Option<&'a str>, unless Option::is_none;
        /// Its own time range.
        "timeFrom" time_from: Option<&'a str>, unless Option::is_none;
        /// How far its time is moved back.
        "timeShift" time_shift: Option<&'a str>, unless Option::is_none;
        /// Its title.
        "title" title: &'a str;
        /// The transformations of the results before they are drawn.
        "transformations" transformations: &'a [Transformation], unless <[_]>::is_empty;
        /// Whether its background is transparent.
        "transparent" transparent: bool, unless std::ops::Not::not;
        /// The id of its plugin.
        "type" r#type: &'a str;
    }
}

printed! {
    /// A panel of the library.
    pub(in crate::render) struct LibraryPanel<'a> {
        /// What it is called.
        "name" name: &'a str;
        /// What it keeps for life.
        "uid" uid: &'a str;
    }
}

printed! {
    /// What is said of a panel's numbers.
    pub(in crate::render) struct FieldConfig<'a> {
        /// For all fields.
        "defaults" defaults: FieldDefaults<'a>;
        /// For single fields.
        "overrides" overrides: Overrides<'a>;
    }
}

printed! {
    /// The defaults for all fields of a panel.
    pub(in crate::render) struct FieldDefaults<'a> {
        /// Actions: requests that a click on a value can send.
        "actions" actions: &'a [Action], unless <[_]>::is_empty;
        /// How colours are chosen.
        "color" color: Option<&'a ColorMode>, unless Option::is_none;
        /// What the panel's kind adds.
        "custom" custom: Option<&'a dyn Typed>, unless Option::is_none;
        /// Digits after the point.
        "decimals" decimals: Option<u8>, unless Option::is_none;
        /// The name of a series.
        "displayName" display_name: Option<&'a str>, unless Option::is_none;
        /// Whether the minimum and maximum are calculated per field.
        "fieldMinMax" field_min_max: Option<bool>, unless Option::is_none;
        /// Whether a table column can be filtered.
        "filterable" filterable: Option<bool>, unless Option::is_none;
        /// Where a click leads.
        "links" links: &'a [DataLink], unless <[_]>::is_empty;
        /// Value mappings: text and colours shown instead of values.
        "mappings" mappings: Option<Mappings<'a>>, unless Option::is_none;
        /// The upper end.
        "max" max: Option<f64>, unless Option::is_none;
        /// The lower end.
        "min" min: Option<f64>, unless Option::is_none;
        /// The text shown if there is no value.
        "noValue" no_value: Option<&'a str>, unless Option::is_none;
        /// Where values turn good or bad.
        "thresholds" thresholds: Option<&'a Thresholds>, unless Option::is_none;
        /// Grafana's id of the unit.
        "unit" unit: Option<std::borrow::Cow<'a, str>>, unless Option::is_none;
    }
}

/// The overrides of a panel: its own, and those required by the axes of its queries.
#[derive(Debug)]
pub(in crate::render) struct Overrides<'a> {
    /// Those required by the axes of its queries.
    pub of_axes: Vec<Override>,
    /// Those it was given.
    pub given: &'a [Override],
}

impl Print for Overrides<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        to.list(self.of_axes.iter().chain(self.given))
    }
}

printed! {
    /// A row. `P` is the list of panels that are folded into it.
    pub(in crate::render) struct Row<'a> {
        /// Whether it is folded.
        "collapsed" collapsed: bool;
        /// Its place.
        "gridPos" grid_pos: GridPos;
        /// Its id.
        "id" id: u32;
        /// Its panels, when it is folded.
        "panels" panels: &'a dyn Print;
        /// The variable for whose every value it is repeated.
        "repeat" repeat: Option<&'a str>, unless Option::is_none;
        /// The title.
        "title" title: &'a str;
        /// `row`.
        "type" r#type: &'static str;
    }
}

printed! {
    /// A query for Prometheus. `E` is its expression, printed as it is written.
    pub(in crate::render) struct Target<'a> {
        /// The datasource.
        "datasource" datasource: Option<Datasource<'a>>, unless Option::is_none;
        /// `code`: the query builder would read the expression anew, and change it.
        "editorMode" editor_mode: &'static str;
        /// Whether exemplars are queried.
        "exemplar" exemplar: bool, unless std::ops::Not::not;
        /// The expression.
        "expr" expr: Printed<'a>;
        /// The shape of the answer; a time series where it is missing.
        "format" format: Option<&'static str>, unless Option::is_none;
        /// Whether it is not shown.
        "hide" hide: bool, unless std::ops::Not::not;
        /// Whether it is an instant query.
        "instant" instant: bool, unless std::ops::Not::not;
        /// How far apart the points are at least.
        "interval" interval: Option<&'a str>, unless Option::is_none;
        /// What its series are called.
        "legendFormat" legend_format: &'a str;
        /// Whether it is a range query.
        "range" range: bool;
        /// `A`, `B`, ..., `Z`, `AA`.
        "refId" ref_id: Option<&'a str>, unless Option::is_none;
    }
}

printed! {
    /// A link at the top of a dashboard or in a panel's corner.
    pub(in crate::render) struct Link<'a> {
        /// Whether dashboards are listed in a menu.
        "asDropdown" as_dropdown: bool;
        /// The icon.
        "icon" icon: &'static str;
        /// Whether it keeps the selected variables.
        "includeVars" include_vars: bool;
        /// Whether it keeps the selected time range.
        "keepTime" keep_time: bool;
        /// The tags of the dashboards.
        "tags" tags: &'a [crate::vocabulary::Text];
        /// Whether it opens in a new tab.
        "targetBlank" target_blank: bool;
        /// What it is called.
        "title" title: &'a str;
        /// The text of the tooltip.
        "tooltip" tooltip: &'a str;
        /// `dashboards` or `link`.
        "type" r#type: &'static str;
        /// Where it leads.
        "url" url: Option<std::borrow::Cow<'a, str>>, unless Option::is_none;
    }
}

printed! {
    /// Events drawn over graphs.
    pub(in crate::render) struct Annotation<'a> {
        /// 1 for Grafana's own.
        "builtIn" built_in: u8, unless |it: &u8| *it == 0;
        /// The datasource.
        "datasource" datasource: Datasource<'a>;
        /// Whether it is on.
        "enable" enable: bool;
        /// The panels that show it.
        "filter" filter: Option<AnnotationFilter>, unless Option::is_none;
        /// Whether its switch is hidden.
        "hide" hide: bool, unless std::ops::Not::not;
        /// The colour of the line.
        "iconColor" icon_color: &'a str;
        /// What it is called.
        "name" name: &'a str;
        /// Which labels become tags: names with commas between them.
        "tagKeys" tag_keys: Option<String>, unless Option::is_none;
        /// The query.
        "target" target: Option<AnnotationTarget<'a>>, unless Option::is_none;
        /// The text of an event.
        "textFormat" text_format: &'a str, unless str::is_empty;
        /// The title of an event.
        "titleFormat" title_format: &'a str, unless str::is_empty;
        /// `dashboard` for Grafana's own.
        "type" r#type: Option<&'static str>, unless Option::is_none;
        /// Whether the values are the times.
        "useValueForTime" use_value_for_time: bool, unless std::ops::Not::not;
    }
}

printed! {
    /// The panels that show an annotation.
    pub(in crate::render) struct AnnotationFilter {
        /// Whether it is all but these.
        "exclude" exclude: bool;
        /// Their ids.
        "ids" ids: Vec<i64>;
    }
}

/// The query of an annotation.
pub(in crate::render) enum AnnotationTarget<'a> {
    /// For Prometheus.
    PromQl(AnnotationQuery<'a>),
    /// For somebody else.
    Other(Box<query::Target>),
}

printed! {
    /// The query of an annotation for Prometheus.
    pub(in crate::render) struct AnnotationQuery<'a> {
        /// The expression.
        "expr" expr: Printed<'a>;
        /// How far apart the points are at least.
        "interval" interval: &'a str;
        /// `Anno`.
        "refId" ref_id: &'static str;
    }
}

impl Print for AnnotationTarget<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::PromQl(query) => query.print(to),
            Self::Other(query) => query.print(to),
        }
    }
}

/// An expression, printed as it is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Printed<'a>(pub &'a crate::promql::ast::Expr);

impl Print for Printed<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match &self.0.kind {
            crate::promql::ast::ExprKind::Raw(text) => to.text(text),
            _ => to.displayed(self.0),
        }
    }
}

/// A variable, of any kind.
pub(in crate::render) enum AnyVariable<'a> {
    /// One with values to choose from.
    Own(Box<Variable<'a>>),
    /// One that looks different.
    Other(Box<crate::schema::v1::Variable>),
}

impl Print for AnyVariable<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Own(variable) => variable.print(to),
            Self::Other(variable) => variable.print(to),
        }
    }
}

printed! {
    /// A variable with values to choose from.
    #[derive(Default)]
    pub(in crate::render) struct Variable<'a> {
        /// The value of "All".
        "allValue" all_value: Option<&'a str>, unless Option::is_none;
        /// Whether a value that is not listed can be typed.
        "allowCustomValue" allow_custom_value: Option<bool>, unless Option::is_none;
        /// Whether an interval can be chosen by the time range.
        "auto" auto: bool, unless std::ops::Not::not;
        /// How many steps that one makes.
        "auto_count" auto_count: Option<u32>, unless Option::is_none;
        /// How short that one gets.
        "auto_min" auto_min: Option<&'a str>, unless Option::is_none;
        /// What is chosen at first.
        "current" current: Current<'a>;
        /// The datasource that is queried.
        "datasource" datasource: Option<Datasource<'a>>, unless Option::is_none;
        /// The query, for people.
        "definition" definition: Option<String>, unless Option::is_none;
        /// What it is for.
        "description" description: &'a str, unless str::is_empty;
        /// 0 shows it, 1 hides the name, 2 hides it.
        "hide" hide: u8;
        /// Whether there is an "All".
        "includeAll" include_all: bool;
        /// What stands before the menu.
        "label" label: &'a str, unless str::is_empty;
        /// Whether several values can be chosen.
        "multi" multi: bool;
        /// Its name.
        "name" name: &'a str;
        /// The values, of a fixed list.
        "options" options: Vec<Choice<'a>>;
        /// Where the values come from.
        "query" query: VariableQuery<'a>;
        /// 1 on load, 2 on a change of the time range.
        "refresh" refresh: Option<u8>, unless Option::is_none;
        /// Which of the values are kept.
        "regex" regex: Option<&'a str>, unless Option::is_none;
        /// What the regular expression looks at: `text`, or the value where it is missing.
        "regexApplyTo" regex_apply_to: Option<&'static str>, unless Option::is_none;
        /// Whether it stays out of the address.
        "skipUrlSync" skip_url_sync: bool, unless std::ops::Not::not;
        /// How the values are sorted.
        "sort" sort: Option<u8>, unless Option::is_none;
        /// Values beside those found.
        "staticOptions" static_options: Vec<FixedChoice<'a>>, unless Vec::is_empty;
        /// Where those stand.
        "staticOptionsOrder" static_options_order: Option<StaticOptionsOrder>, unless Option::is_none;
        /// Which kind.
        "type" r#type: &'static str;
    }
}

/// What a variable has chosen at first.
#[derive(Default)]
pub(in crate::render) enum Current<'a> {
    /// Nothing: Grafana takes the first.
    #[default]
    Unset,
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

impl Print for Current<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        match self {
            Self::Unset => {}
            Self::One { text, value } => {
                object.member("text", text);
                object.member("value", value);
            }
            Self::Many { text, value } => {
                object.member("text", text);
                object.member("value", value);
            }
        }
        object.end()
    }
}

printed! {
    /// A value of a fixed list.
    pub(in crate::render) struct Choice<'a> {
        /// Whether it is chosen at first.
        "selected" selected: bool;
        /// What people see.
        "text" text: &'a str;
        /// What queries get.
        "value" value: &'a str;
    }
}

printed! {
    /// A value beside those that a query finds.
    pub(in crate::render) struct FixedChoice<'a> {
        /// What people see.
        "text" text: &'a str;
        /// What queries get.
        "value" value: &'a str;
    }
}

/// Where the values of a variable come from.
pub(in crate::render) enum VariableQuery<'a> {
    /// A list, a plugin's id or a text.
    Text(std::borrow::Cow<'a, str>),
    /// A query for Prometheus.
    Prometheus(PrometheusQuery),
    /// A query for somebody else.
    Document(&'a query::VariableQuery),
}

printed! {
    /// What Prometheus is asked for the values of a variable.
    pub(in crate::render) struct PrometheusQuery {
        /// 1: the values of a label.
        "qryType" query_type: u8;
        /// The query.
        "query" query: String;
        /// A fixed word.
        "refId" ref_id: &'static str;
    }
}

impl Print for VariableQuery<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Text(text) => text.print(to),
            Self::Prometheus(query) => query.print(to),
            Self::Document(query) => query.print(to),
        }
    }
}

impl Default for VariableQuery<'_> {
    fn default() -> Self {
        Self::Text(std::borrow::Cow::Borrowed(""))
    }
}
