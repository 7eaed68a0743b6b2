//! Queries of panels and annotations.

use std::collections::BTreeMap;

use super::parts::{
    BucketAggregation, ExpressionSettings, LogGroup, MetricAggregation, QueryPart, SqlQuery, TagFilter, TimeRegion,
    TraceFilter,
};
use super::{AdHocFilter, Condition, Datasource};
use crate::json::{Either, Json, object};
use crate::model::Text;

object! {
    /// A query: the members of Prometheus, Loki, Tempo, expressions, other panels, Grafana's own annotations, SQL
    /// databases, InfluxDB, Graphite, Elasticsearch, CloudWatch, Jaeger, Pyroscope and the test datasource.
    ///
    /// Which datasource is asked may only be known to a variable, so one type serves them all.
    pub struct Target {
        /// The account, of CloudWatch.
        "accountId" account_id: Text,
        /// How actions begin, of CloudWatch's alarms.
        "actionPrefix" action_prefix: Text,
        /// Label filters that the dashboard's ad hoc variables add.
        "adhocFilters" adhoc_filters: Vec<AdHocFilter>,
        /// How alarms begin, of CloudWatch.
        "alarmNamePrefix" alarm_name_prefix: Text,
        /// What its series are called, of InfluxDB, Elasticsearch and CloudWatch.
        "alias" alias: Text,
        /// The query, of Azure.
        "azureMonitor" azure_monitor: Json,
        /// What is grouped, of Elasticsearch.
        "bucketAggs" bucket_aggregations: Vec<BucketAggregation>,
        /// How long a stream is kept, in milliseconds.
        "buffer" buffer: f64,
        /// Of long ago.
        "calculatedInterval" calculated_interval: Text,
        /// The stream.
        "channel" channel: Text,
        /// Conditions, of an expression.
        "conditions" conditions: Vec<Condition>,
        /// The answer, of the test datasource.
        "csvContent" csv_content: Text,
        /// The file with the answer, of the test datasource.
        "csvFileName" csv_file_name: Text,
        /// The database, of SQL.
        "dataset" dataset: Text,
        /// The datasource.
        "datasource" datasource: Datasource,
        /// What kind of times there are, of `ClickHouse`.
        "dateTimeType" date_time_type: Text,
        /// Labels, of CloudWatch.
        "dimensions" dimensions: BTreeMap<String, Either<Text, Vec<Text>>>,
        /// Which lines come first, of Loki.
        "direction" direction: Text,
        /// Whether lines are not wrapped, in the editor.
        "disableTextWrap" disable_text_wrap: bool,
        /// How points are made fewer, of an expression.
        "downsampler" downsampler: Text,
        /// What the answer leads to.
        "drilldown" drilldown: Json,
        /// The datasource's plugin. Of long ago.
        "dsType" datasource_type: Text,
        /// `code` or `builder`.
        "editorMode" editor_mode: Text,
        /// Whether exemplars are asked for.
        "exemplar" exemplar: bool,
        /// How many exemplars, of Tempo.
        "exemplars" exemplars: f64,
        /// The query.
        "expr" expr: Text,
        /// The expression, of an expression.
        "expression" expression: Text,
        /// The fields. Of long ago.
        "fields" fields: Vec<Json>,
        /// What stands for a value that is missing. Of long ago.
        "fill" fill: Text,
        /// What is left of a stream.
        "filter" filter: Json,
        /// What is looked for, of Tempo.
        "filters" filters: Vec<TraceFilter>,
        /// The shape of the answer.
        "format" format: Either<Text, f64>,
        /// Whether it asks for annotations, of Graphite.
        "fromAnnotations" from_annotations: bool,
        /// Whether the metrics' descriptions are searched, in the editor.
        "fullMetaSearch" full_meta_search: bool,
        /// What is grouped, of SQL.
        "group" group: Vec<QueryPart>,
        /// What is grouped, of InfluxDB, Tempo and Pyroscope.
        "groupBy" group_by: Vec<Either<Text, QueryPart>>,
        /// Labels that the dashboard's groupings add.
        "groupByKeys" group_by_keys: Vec<Text>,
        /// Whether it is not shown.
        "hide" hide: Option<bool>,
        /// Whether it is one point a second. Of long ago.
        "highResolution" high_resolution: bool,
        /// What other queries call it, of CloudWatch.
        "id" id: Text,
        /// Whether exemplars are asked for, of Pyroscope.
        "includeExemplars" include_exemplars: bool,
        /// Whether metrics without a description are listed, in the editor.
        "includeNullMetadata" include_null_metadata: bool,
        /// Whether it asks for the end of the time range.
        "instant" instant: bool,
        /// How far apart the points are at least.
        "interval" interval: Option<Text>,
        /// Of how many pixels a point is made. Old dashboards only.
        "intervalFactor" interval_factor: Either<f64, Text>,
        /// The interval in milliseconds.
        "intervalMs" interval_ms: f64,
        /// Whether it asks for lines, of Elasticsearch.
        "isLogsQuery" is_logs_query: bool,
        /// A mark of the UI's.
        "key" key: Text,
        /// What its series are called, of CloudWatch.
        "label" label: Text,
        /// What is looked for, of Pyroscope.
        "labelSelector" label_selector: Text,
        /// Labels, of the test datasource.
        "labels" labels: Text,
        /// What its series are called.
        "legendFormat" legend_format: Option<Text>,
        /// Where its name in the legend leads. Of long ago.
        "legendLink" legend_link: Option<Text>,
        /// How many there are at most.
        "limit" limit: Option<Either<f64, Text>>,
        /// How many lines, of the test datasource.
        "lines" lines: f64,
        /// Where lines are, of CloudWatch. Old dashboards only.
        "logGroupNames" log_group_names: Vec<Text>,
        /// Where lines are, of CloudWatch.
        "logGroups" log_groups: Vec<LogGroup>,
        /// What is asked for, of `OpenSearch`.
        "luceneQueryType" lucene_query_type: Text,
        /// Whether one matching tag is enough, of annotations.
        "matchAny" match_any: bool,
        /// Whether there are no other labels, of CloudWatch.
        "matchExact" match_exact: bool,
        /// The largest value, of the test datasource.
        "max" max: f64,
        /// How many points a series has at most.
        "maxDataPoints" max_data_points: f64,
        /// How long a span is at most, of Tempo and Jaeger.
        "maxDuration" max_duration: Text,
        /// How many lines, of Loki.
        "maxLines" max_lines: f64,
        /// How many functions, of Pyroscope.
        "maxNodes" max_nodes: f64,
        /// The measurement, of InfluxDB.
        "measurement" measurement: Text,
        /// What the editor knows.
        "meta" meta: Json,
        /// The metric, in the editor of long ago.
        "metric" metric: Text,
        /// The column of names, of SQL.
        "metricColumn" metric_column: Text,
        /// The editor: 0 fields, 1 text, of CloudWatch.
        "metricEditorMode" metric_editor_mode: f64,
        /// The metric, of CloudWatch.
        "metricName" metric_name: Text,
        /// What is asked: 0 search, 1 SQL, of CloudWatch.
        "metricQueryType" metric_query_type: f64,
        /// What is calculated, of Elasticsearch.
        "metrics" metrics: Vec<MetricAggregation>,
        /// What it asks for, of Tempo.
        "metricsQueryType" metrics_query_type: Text,
        /// The smallest value, of the test datasource.
        "min" min: f64,
        /// How long a span is at least, of Tempo and Jaeger.
        "minDuration" min_duration: Text,
        /// The group of metrics, of CloudWatch.
        "namespace" namespace: Text,
        /// How noisy it is, of the test datasource.
        "noise" noise: f64,
        /// The operation, of Jaeger.
        "operation" operation: Text,
        /// Which comes first, of InfluxDB.
        "orderByTime" order_by_time: Text,
        /// The panel whose answers are taken.
        "panelId" panel_id: i64,
        /// How far apart the points are, of CloudWatch.
        "period" period: Either<Text, f64>,
        /// Where it is stored, of InfluxDB.
        "policy" policy: Text,
        /// Whether alarms are found by their beginnings, of CloudWatch.
        "prefixMatching" prefix_matching: bool,
        /// What kind of profile, of Pyroscope.
        "profileTypeId" profile_type_id: Text,
        /// The query, of Tempo and others.
        "query" query: Text,
        /// The language, of CloudWatch.
        "queryLanguage" query_language: Text,
        /// What it asks for, of CloudWatch.
        "queryMode" query_mode: Text,
        /// What kind of query.
        "queryType" query_type: Text,
        /// Whether it asks for the whole time range.
        "range" range: bool,
        /// Whether the query is a text, of SQL and InfluxDB.
        "rawQuery" raw_query: Option<Either<bool, Text>>,
        /// The query, of SQL.
        "rawSql" raw_sql: Text,
        /// Which value stands for a series, of an expression.
        "reducer" reducer: Text,
        /// How often others refer to it, of Graphite.
        "refCount" reference_count: f64,
        /// `A`, `B`, ..., `Z`, `AA`.
        "refId" ref_id: Text,
        /// Where, of CloudWatch.
        "region" region: Text,
        /// The last request.
        "requestId" request_id: Text,
        /// The resolution, of Loki.
        "resolution" resolution: f64,
        /// The shape of the answer, of InfluxDB.
        "resultFormat" result_format: Text,
        /// Whether it is shown. Of long ago.
        "returnData" return_data: bool,
        /// What the answer is, of the test datasource.
        "scenarioId" scenario_id: Text,
        /// Labels that are always looked for.
        "scopes" scopes: Vec<Json>,
        /// What is looked for, of Tempo.
        "search" search: Text,
        /// What is asked for, of InfluxDB and SQL.
        "select" select: Vec<Vec<QueryPart>>,
        /// How many series, of the test datasource.
        "seriesCount" series_count: f64,
        /// The service, of Jaeger.
        "service" service: Text,
        /// Whether services have their namespaces, of Tempo.
        "serviceMapIncludeNamespace" service_map_include_namespace: bool,
        /// Which services, of Tempo.
        "serviceMapQuery" service_map_query: Either<Text, Vec<Text>>,
        /// The service. Old dashboards only.
        "serviceName" service_name: Text,
        /// The settings, of an expression.
        "settings" settings: ExpressionSettings,
        /// How many series, of InfluxDB.
        "slimit" series_limit: Either<Text, f64>,
        /// The span. Old dashboards only.
        "spanName" span_name: Text,
        /// The spans, of Pyroscope.
        "spanSelector" span_selector: Vec<Text>,
        /// Into which parts the time is split, of Loki.
        "splitDuration" split_duration: Text,
        /// How far values are apart, of the test datasource.
        "spread" spread: f64,
        /// How many spans a trace has at most, of Tempo.
        "spss" spans_per_set: f64,
        /// The query, in the editor.
        "sql" sql: SqlQuery,
        /// The query, of CloudWatch.
        "sqlExpression" sql_expression: Text,
        /// The first value, of the test datasource.
        "startValue" start_value: f64,
        /// What is calculated, of CloudWatch.
        "statistic" statistic: Text,
        /// What is calculated. Old dashboards only.
        "statistics" statistics: Vec<Text>,
        /// What is grouped, of CloudWatch's lines.
        "statsGroups" stats_groups: Vec<Text>,
        /// The step.
        "step" step: Option<Either<f64, Text>>,
        /// Values, of the test datasource.
        "stringInput" string_input: Text,
        /// The table, of SQL.
        "table" table: Text,
        /// The shape of the answer, of Tempo.
        "tableType" table_type: Text,
        /// The tags to look for, of annotations, InfluxDB and Jaeger.
        "tags" tags: Either<Vec<Either<Text, TagFilter>>, Text>,
        /// The query, of Graphite.
        "target" target: Text,
        /// The query with others filled in, of Graphite.
        "targetFull" target_full: Text,
        /// Whether the query is a text, of Graphite.
        "textEditor" text_editor: bool,
        /// The column of times, of SQL.
        "timeColumn" time_column: Text,
        /// The type of the column of times, of SQL.
        "timeColumnType" time_column_type: Text,
        /// The field of times, of Elasticsearch.
        "timeField" time_field: Text,
        /// Times that are marked.
        "timeRegion" time_region: TimeRegion,
        /// What the answer is: `annotations`, of another panel.
        "topic" topic: Text,
        /// What kind of expression, or of annotation.
        "type" kind: Text,
        /// The timezone, of InfluxDB.
        "tz" timezone: Text,
        /// How points are made more, of an expression.
        "upsampler" upsampler: Text,
        /// Whether the server fills in variables, in the editor.
        "useBackend" use_backend: bool,
        /// The timezone, in seconds.
        "utcOffsetSec" utc_offset_seconds: f64,
        /// Whether it counts lines, of Loki.
        "volumeQuery" is_volume_query: bool,
        /// Which rows, of SQL.
        "where" conditions_of_rows: Vec<QueryPart>,
        /// The window, of an expression.
        "window" window: Text,
        /// Whether the other panel's transformations are applied.
        "withTransforms" with_transforms: bool,
    }
}
