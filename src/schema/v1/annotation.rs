//! Events drawn over graphs.

use std::collections::BTreeMap;

use super::{Datasource, Target};
use crate::json::{Either, Json, object};
use crate::vocabulary::Text;

object! {
    /// The annotations of a dashboard.
    pub struct Annotations {
        /// Whether they are on. Legacy dashboards only.
        "enable" enable: bool,
        /// The queries.
        "list" list: Vec<Annotation>,
    }
}

object! {
    /// A query for annotations.
    pub struct Annotation {
        /// 1 for Grafana's own.
        "builtIn" built_in: Either<f64, bool>,
        /// The datasource.
        "datasource" datasource: Datasource,
        /// Whether it is on.
        "enable" enable: bool,
        /// The query. Legacy dashboards only.
        "expr" expr: Text,
        /// The panels that show it.
        "filter" filter: AnnotationFilter,
        /// Whether its switch is hidden.
        "hide" hide: bool,
        /// The colour of the line.
        "iconColor" icon_color: Text,
        /// The picture's size, in pixels. Legacy dashboards only.
        "iconSize" icon_size: f64,
        /// How many events there are at most. Legacy dashboards only.
        "limit" limit: f64,
        /// The colour of the line. Legacy dashboards only.
        "lineColor" line_color: Text,
        /// Which fields of the answer become which parts of an event.
        "mappings" mappings: BTreeMap<String, AnnotationMapping>,
        /// Whether one matching tag is enough. Legacy dashboards only.
        "matchAny" match_any: bool,
        /// What it is called.
        "name" name: Text,
        /// Whether it is in the controls menu: `inControlsMenu`.
        "placement" placement: Text,
        /// The query, of other datasources. Legacy dashboards only.
        "query" query: Text,
        /// The query, of SQL. Legacy dashboards only.
        "rawQuery" raw_query: Either<Text, bool>,
        /// Whether lines are drawn. Legacy dashboards only.
        "showIn" show_in: f64,
        /// The events, of a snapshot.
        "snapshotData" snapshot_data: Vec<Json>,
        /// How far apart points are at least. Legacy dashboards only.
        "step" step: Text,
        /// Which labels become tags: names with commas between them.
        "tagKeys" tag_keys: Text,
        /// The tags to look for. Legacy dashboards only.
        "tags" tags: Either<Vec<Text>, Text>,
        /// The column of tags, of InfluxDB. Legacy dashboards only.
        "tagsColumn" tags_column: Text,
        /// The field of tags, of Elasticsearch. Legacy dashboards only.
        "tagsField" tags_field: Text,
        /// The query.
        "target" target: Target,
        /// The column of texts, of InfluxDB. Legacy dashboards only.
        "textColumn" text_column: Text,
        /// The field of texts, of Elasticsearch. Legacy dashboards only.
        "textField" text_field: Text,
        /// The text of an event.
        "textFormat" text_format: Text,
        /// The column of ends, of InfluxDB. Legacy dashboards only.
        "timeEndColumn" time_end_column: Text,
        /// The field of ends, of Elasticsearch. Legacy dashboards only.
        "timeEndField" time_end_field: Text,
        /// The field of times, of Elasticsearch. Legacy dashboards only.
        "timeField" time_field: Text,
        /// The column with titles, for InfluxDB. Legacy dashboards only.
        "titleColumn" title_column: Text,
        /// The field with titles, for Elasticsearch. Legacy dashboards only.
        "titleField" title_field: Text,
        /// The title of an event.
        "titleFormat" title_format: Text,
        /// `dashboard` for Grafana's own, `tags` for a search by tags.
        "type" kind: Text,
        /// Whether the value is the time of the event.
        "useValueForTime" use_value_for_time: Either<bool, Text>,
    }
}

object! {
    /// Where a part of an event comes from.
    pub struct AnnotationMapping {
        /// Which part of the value, as a regular expression.
        "regex" regex: Text,
        /// `field`, `text` or `skip`
        "source" source: Text,
        /// The field, or the text.
        "value" value: Text,
    }
}

object! {
    /// The panels that show an annotation.
    pub struct AnnotationFilter {
        /// Whether it is all but these.
        "exclude" exclude: bool,
        /// The panels.
        "ids" ids: Vec<i64>,
    }
}
