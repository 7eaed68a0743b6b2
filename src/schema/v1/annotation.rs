//! Events drawn over graphs.

use std::collections::BTreeMap;

use super::{Datasource, Target};
use crate::json::{Either, Json, object};
use crate::vocabulary::Text;

object! {
    /// The annotations of a dashboard.
    pub struct Annotations {
        /// Whether they are on. Old dashboards only.
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
        /// The query. Old dashboards only.
        "expr" expr: Text,
        /// The panels that show it.
        "filter" filter: AnnotationFilter,
        /// Whether its switch is hidden.
        "hide" hide: bool,
        /// The colour of the line.
        "iconColor" icon_color: Text,
        /// The picture's size, in pixels. Old dashboards only.
        "iconSize" icon_size: f64,
        /// How many events there are at most. Old dashboards only.
        "limit" limit: f64,
        /// The colour of the line. Old dashboards only.
        "lineColor" line_color: Text,
        /// Which fields of the answer become which parts of an event.
        "mappings" mappings: BTreeMap<String, AnnotationMapping>,
        /// Whether one matching tag is enough. Old dashboards only.
        "matchAny" match_any: bool,
        /// What it is called.
        "name" name: Text,
        /// Whether it stands in the menu of controls: `inControlsMenu`.
        "placement" placement: Text,
        /// The query, of other datasources. Old dashboards only.
        "query" query: Text,
        /// The query, of SQL. Old dashboards only.
        "rawQuery" raw_query: Either<Text, bool>,
        /// Whether lines are drawn. Old dashboards only.
        "showIn" show_in: f64,
        /// The events, of a snapshot.
        "snapshotData" snapshot_data: Vec<Json>,
        /// How far apart points are at least. Old dashboards only.
        "step" step: Text,
        /// Which labels become tags: names with commas between them.
        "tagKeys" tag_keys: Text,
        /// The tags to look for. Old dashboards only.
        "tags" tags: Either<Vec<Text>, Text>,
        /// The column of tags, of InfluxDB. Old dashboards only.
        "tagsColumn" tags_column: Text,
        /// The field of tags, of Elasticsearch. Old dashboards only.
        "tagsField" tags_field: Text,
        /// The query.
        "target" target: Target,
        /// The column of texts, of InfluxDB. Old dashboards only.
        "textColumn" text_column: Text,
        /// The field of texts, of Elasticsearch. Old dashboards only.
        "textField" text_field: Text,
        /// The text of an event.
        "textFormat" text_format: Text,
        /// The column of ends, of InfluxDB. Old dashboards only.
        "timeEndColumn" time_end_column: Text,
        /// The field of ends, of Elasticsearch. Old dashboards only.
        "timeEndField" time_end_field: Text,
        /// The field of times, of Elasticsearch. Old dashboards only.
        "timeField" time_field: Text,
        /// The column of headlines, of InfluxDB. Old dashboards only.
        "titleColumn" title_column: Text,
        /// The field of headlines, of Elasticsearch. Old dashboards only.
        "titleField" title_field: Text,
        /// The headline of an event.
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
