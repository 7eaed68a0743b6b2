//! Queries.

use super::Datasource;
use crate::json::{Either, Json, object};
use crate::model::Text;

object! {
    /// A query: the members of Prometheus, Loki, Tempo, expressions, other panels and Grafana's own annotations.
    ///
    /// Which datasource is asked may only be known to a variable, so one type serves them all.
    pub struct Target {
        /// Label filters that the dashboard's ad hoc variables add.
        "adhocFilters" adhoc_filters: Vec<Json>,
        /// Conditions, of an expression.
        "conditions" conditions: Vec<Json>,
        /// The datasource.
        "datasource" datasource: Datasource,
        /// How points are made fewer, of an expression.
        "downsampler" downsampler: Text,
        /// `code` or `builder`.
        "editorMode" editor_mode: Text,
        /// Whether exemplars are asked for.
        "exemplar" exemplar: bool,
        /// The query.
        "expr" expr: Text,
        /// The expression, of an expression.
        "expression" expression: Text,
        /// The shape of the answer.
        "format" format: Either<Text, f64>,
        /// Whether the metrics' descriptions are searched, in the editor.
        "fullMetaSearch" full_meta_search: bool,
        /// Whether it is not shown.
        "hide" hide: bool,
        /// Whether metrics without a description are listed, in the editor.
        "includeNullMetadata" include_null_metadata: bool,
        /// Whether it asks for the end of the time range.
        "instant" instant: bool,
        /// How far apart the points are at least.
        "interval" interval: Text,
        /// Of how many pixels a point is made. Old dashboards only.
        "intervalFactor" interval_factor: f64,
        /// The interval in milliseconds.
        "intervalMs" interval_ms: f64,
        /// What its series are called.
        "legendFormat" legend_format: Text,
        /// How many there are at most.
        "limit" limit: f64,
        /// Whether one matching tag is enough, of annotations.
        "matchAny" match_any: bool,
        /// How many points a series has at most.
        "maxDataPoints" max_data_points: f64,
        /// How many lines, of Loki.
        "maxLines" max_lines: f64,
        /// The metric, in the editor of long ago.
        "metric" metric: Text,
        /// The panel whose answers are taken.
        "panelId" panel_id: i64,
        /// The query, of Tempo and others.
        "query" query: Text,
        /// What kind of query.
        "queryType" query_type: Text,
        /// Whether it asks for the whole time range.
        "range" range: bool,
        /// Which value stands for a series, of an expression.
        "reducer" reducer: Text,
        /// `A`, `B`, ..., `Z`, `AA`.
        "refId" ref_id: Text,
        /// The resolution, of Loki.
        "resolution" resolution: f64,
        /// The settings, of an expression.
        "settings" settings: Json,
        /// The step.
        "step" step: Either<f64, Text>,
        /// The tags to look for, of annotations.
        "tags" tags: Vec<Text>,
        /// What kind of expression, or of annotation.
        "type" kind: Text,
        /// How points are made more, of an expression.
        "upsampler" upsampler: Text,
        /// Whether the server fills in variables, in the editor.
        "useBackend" use_backend: bool,
        /// The window, of an expression.
        "window" window: Text,
        /// Whether the other panel's transformations are applied.
        "withTransforms" with_transforms: bool,
    }
}
