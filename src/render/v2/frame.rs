//! A resource of version 2 as it is written: borrowed from the model, as [`v1::frame`](super::super::v1::frame) is, with which
//! it shares what both formats have. [`crate::schema::v2`] has the same format as it is read.

use crate::json::{Print, Printer, Typed, Written, printed};
use crate::model::{FrameMatcher, Text, WeekStart};
use crate::render::v1::frame::{Datasource, FieldConfig, LibraryPanel, Link, QuickRange, Uid};
use crate::schema::v2::{Layout, Variable};

/// Returns a text that says something.
pub(super) fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A pair of a kind and what is specified.
pub(super) struct Kinded<T>(pub(super) &'static str, pub(super) T);

impl<T: Print> Print for Kinded<T> {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        object.member("kind", self.0);
        object.member("spec", &self.1);
        object.end()
    }
}

printed! {
    /// The whole file.
    pub(super) struct Document<'a> {
        "apiVersion" api_version: &'static str;
        "kind" kind: &'static str;
        "metadata" metadata: Metadata<'a>;
        "spec" spec: Spec<'a>;
    }
}

printed! {
    /// What the resource is called.
    pub(super) struct Metadata<'a> {
        "name" name: &'a str;
    }
}

printed! {
    /// What the dashboard is.
    pub(super) struct Spec<'a> {
        "annotations" annotations: Vec<Kinded<AnnotationQuery<'a>>>;
        "cursorSync" cursor_sync: &'static str;
        "description" description: &'a str, unless str::is_empty;
        "editable" editable: bool;
        "elements" elements: &'a dyn Print;
        "layout" layout: Layout;
        "links" links: Vec<Link<'a>>;
        "liveNow" live_now: bool, unless std::ops::Not::not;
        "preload" preload: bool;
        "tags" tags: &'a [Text];
        "timeSettings" time_settings: TimeSettings<'a>;
        "title" title: &'a str;
        "variables" variables: Vec<Variable>;
    }
}

printed! {
    /// The time range and how it is chosen.
    pub(super) struct TimeSettings<'a> {
        "autoRefresh" auto_refresh: &'a str;
        "autoRefreshIntervals" auto_refresh_intervals: Intervals<'a>;
        "fiscalYearStartMonth" fiscal_year_start: u8;
        "from" from: &'a str;
        "hideTimepicker" hide_timepicker: bool;
        "nowDelay" now_delay: Option<&'a str>, unless Option::is_none;
        "quickRanges" quick_ranges: Vec<QuickRange<'a>>, unless Vec::is_empty;
        "timezone" timezone: &'a str;
        "to" to: &'a str;
        "weekStart" week_start: Option<WeekStart>, unless Option::is_none;
    }
}

/// The intervals of reloading that are offered.
pub(super) enum Intervals<'a> {
    /// Those of the dashboard.
    Own(&'a [Text]),
    /// Grafana's own.
    Usual(&'static [&'static str]),
}

impl Print for Intervals<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Own(intervals) => intervals.print(to),
            Self::Usual(intervals) => intervals.print(to),
        }
    }
}

printed! {
    /// Events drawn over graphs.
    pub(super) struct AnnotationQuery<'a> {
        "builtIn" built_in: bool, unless std::ops::Not::not;
        "enable" enable: bool;
        "filter" filter: Option<AnnotationFilter>, unless Option::is_none;
        "hide" hide: bool;
        "iconColor" icon_color: &'a str;
        "legacyOptions" legacy_options: Option<LegacyOptions<'a>>, unless Option::is_none;
        "name" name: &'a str;
        "query" query: DataQuery<'a>;
    }
}

printed! {
    /// The panels that show an annotation.
    pub(super) struct AnnotationFilter {
        "exclude" exclude: bool, unless std::ops::Not::not;
        "ids" ids: Vec<i64>;
    }
}

printed! {
    /// What only the classic format has members for.
    pub(super) struct LegacyOptions<'a> {
        "tagKeys" tag_keys: Option<String>, unless Option::is_none;
        "textFormat" text_format: &'a str, unless str::is_empty;
        "titleFormat" title_format: &'a str, unless str::is_empty;
        "type" r#type: Option<&'static str>, unless Option::is_none;
        "useValueForTime" use_value_for_time: bool, unless std::ops::Not::not;
    }
}

printed! {
    /// What is asked, and who.
    pub(super) struct DataQuery<'a> {
        "datasource" datasource: Option<DatasourceName<'a>>, unless Option::is_none;
        "group" group: &'a str;
        "kind" kind: &'static str;
        "spec" spec: Box<dyn Print + 'a>;
        "version" version: &'static str;
    }
}

impl<'a> DataQuery<'a> {
    /// Returns what a datasource is asked.
    pub(super) fn of(source: Datasource<'a>, spec: impl Print + 'a) -> Self {
        let datasource = (source.uid != Uid::Fixed("")).then_some(DatasourceName { name: source.uid });
        Self { datasource, group: source.r#type, kind: "DataQuery", spec: Box::new(spec), version: "v0" }
    }
}

printed! {
    /// A datasource.
    pub(super) struct DatasourceName<'a> {
        "name" name: Uid<'a>;
    }
}

/// What says nothing.
pub(super) struct Nothing;

impl Print for Nothing {
    fn print(&self, to: Printer<'_>) -> Written {
        to.object().end()
    }
}

printed! {
    /// A panel.
    pub(super) struct Panel<'a> {
        "data" data: Kinded<QueryGroup<'a>>;
        "description" description: &'a str;
        "id" id: u32;
        "links" links: Vec<PanelLink<'a>>;
        "title" title: &'a str;
        "transparent" transparent: bool, unless std::ops::Not::not;
        "vizConfig" visualization: Visualization<'a>;
    }
}

printed! {
    /// A panel of the library.
    pub(super) struct Library<'a> {
        "id" id: u32;
        "libraryPanel" of: LibraryPanel<'a>;
        "title" title: &'a str;
    }
}

printed! {
    /// A link in a panel's corner.
    pub(super) struct PanelLink<'a> {
        "targetBlank" target_blank: bool;
        "title" title: &'a str;
        "url" url: std::borrow::Cow<'a, str>;
    }
}

printed! {
    /// What a panel asks.
    pub(super) struct QueryGroup<'a> {
        "queries" queries: Vec<Kinded<PanelQuery<'a>>>;
        "queryOptions" query_options: QueryOptions<'a>;
        "transformations" transformations: Vec<Transformation<'a>>;
    }
}

printed! {
    /// What holds for all queries of a panel.
    pub(super) struct QueryOptions<'a> {
        "cacheTimeout" cache_timeout: Option<&'a str>, unless Option::is_none;
        "hideTimeOverride" hide_time_override: bool, unless std::ops::Not::not;
        "interval" interval: Option<&'a str>, unless Option::is_none;
        "maxDataPoints" max_data_points: Option<u32>, unless Option::is_none;
        "queryCachingTTL" query_caching_ttl: Option<u32>, unless Option::is_none;
        "timeCompare" time_compare: Option<&'a str>, unless Option::is_none;
        "timeFrom" time_from: Option<&'a str>, unless Option::is_none;
        "timeShift" time_shift: Option<&'a str>, unless Option::is_none;
    }
}

printed! {
    /// A query of a panel.
    pub(super) struct PanelQuery<'a> {
        "hidden" hidden: bool;
        "query" query: DataQuery<'a>;
        "refId" ref_id: std::borrow::Cow<'a, str>;
    }
}

printed! {
    /// A step between the answers and the drawing.
    pub(super) struct Transformation<'a> {
        "group" group: &'a str;
        "kind" kind: &'static str;
        "spec" spec: TransformationSpec<'a>;
    }
}

printed! {
    /// How a step is done.
    pub(super) struct TransformationSpec<'a> {
        "disabled" disabled: bool, unless std::ops::Not::not;
        "filter" filter: Option<&'a FrameMatcher>, unless Option::is_none;
        "options" options: &'a dyn Print;
        "topic" topic: Option<&'a str>, unless Option::is_none;
    }
}

printed! {
    /// What a panel is drawn as.
    pub(super) struct Visualization<'a> {
        "group" group: &'a str;
        "kind" kind: &'static str;
        "spec" spec: VisualizationSpec<'a>;
        "version" version: &'static str;
    }
}

printed! {
    /// How a panel is drawn.
    pub(super) struct VisualizationSpec<'a> {
        "fieldConfig" field_config: FieldConfig<'a>;
        "options" options: Options<'a>;
    }
}

/// The options of a panel.
pub(super) enum Options<'a> {
    /// Those of its kind.
    Own(&'a dyn Typed),
    /// Those of a kind that Grafana has given up, with what lets Grafana turn them into those of today.
    Legacy(serde_json::Value),
}

impl Print for Options<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Own(options) => options.print(to),
            Self::Legacy(options) => options.print(to),
        }
    }
}
