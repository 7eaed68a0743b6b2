//! Queries of panels and annotations.

use std::collections::BTreeMap;

use super::cloud::{
    AzureLogs, AzureMetrics, AzureResources, AzureTraces, CloudGoal, CloudMetrics, CloudPromql, CloudText,
};
use super::parts::OldField;
use super::parts::{
    BucketAggregation, ExpressionSettings, LogGroup, MetricAggregation, QueryPart, SqlQuery, TagFilter, TimeRegion,
    TraceFilter,
};
use super::test_data::{TestNodes, TestSimulation, TestStates, TestStream, TestWave};
use super::{AdHocFilter, Condition, Datasource};
use crate::json::{Either, Json, Rest, Typed, object};
use crate::vocabulary::Text;

object! {
    /// A query: the members of Prometheus, Loki, Tempo, expressions, other panels, Grafana's own annotations, SQL
    /// databases, InfluxDB, Graphite, Elasticsearch, CloudWatch, Azure, Google's Cloud Monitoring, `OpenTSDB`, Jaeger,
    /// Pyroscope and the test datasource.
    ///
    /// Which datasource is asked may only be known to a variable, so one type serves them all.
    pub struct Target with settle and others: Box<OtherMembers> {
        /// The query as a classic dashboard has it, of a variable of a v2 dashboard.
        "__legacyStringValue" legacy_string_value: Text,
        /// What its series are called, of InfluxDB, Elasticsearch and CloudWatch.
        "alias" alias: Text,
        /// The datasource.
        "datasource" datasource: Datasource,
        /// Whether lines are not wrapped, in the editor.
        "disableTextWrap" disable_text_wrap: bool,
        /// `code` or `builder`.
        "editorMode" editor_mode: Text,
        /// Whether exemplars are asked for.
        "exemplar" exemplar: bool,
        /// The query.
        "expr" expr: Text,
        /// The shape of the answer.
        "format" format: Either<Text, f64>,
        /// Whether the metrics' descriptions are searched, in the editor.
        "fullMetaSearch" full_meta_search: bool,
        /// Whether it is not shown.
        "hide" hide: Option<bool>,
        /// Whether metrics without a description are listed, in the editor.
        "includeNullMetadata" include_null_metadata: bool,
        /// Whether it asks for the end of the time range.
        "instant" instant: bool,
        /// How far apart the points are at least.
        "interval" interval: Option<Text>,
        /// Of how many pixels a point is made. Legacy dashboards only.
        "intervalFactor" interval_factor: Either<f64, Text>,
        /// What its series are called.
        "legendFormat" legend_format: Option<Text>,
        /// Where its name in the legend leads. Of long ago.
        "legendLink" legend_link: Option<Text>,
        /// How many lines, of Loki.
        "maxLines" max_lines: f64,
        /// The metric, in the editor of long ago.
        "metric" metric: Text,
        /// The query, of Tempo and others.
        "query" query: Text,
        /// What kind of query.
        "queryType" query_type: Text,
        /// Whether it asks for the whole time range.
        "range" range: bool,
        /// Whether the query is a text, of SQL and InfluxDB.
        "rawQuery" raw_query: Option<Either<bool, Text>>,
        /// `A`, `B`, ..., `Z`, `AA`.
        "refId" ref_id: Text,
        /// The shape of the answer, of InfluxDB.
        "resultFormat" result_format: Text,
        /// The step.
        "step" step: Option<Either<f64, Text>>,
        /// The query, of Graphite.
        "target" target: Text,
        /// Whether the server fills in variables, in the editor.
        "useBackend" use_backend: bool,
    }
}

impl Target {
    fn settle(mut self) -> Self {
        if !self.rest.is_empty() {
            self.others = OtherMembers::take(&mut self.rest).map(Box::new);
        }
        self
    }
}

/// Declares the members of rarer queries: a query has room for a pointer to them, and sets them as its own.
macro_rules! others {
    ($( $(#[doc = $doc:literal])* $json:literal $field:ident : $type:ty, )*) => {
        object! {
            /// The members of a query that only some have.
            pub struct OtherMembers {
                $( $(#[doc = $doc])* $json $field: $type, )*
            }
        }

        impl Target {
            $(
                $(#[doc = $doc])*
                pub fn $field(mut self, value: impl Into<<$type as Typed>::Given>) -> Self {
                    self.others.get_or_insert_default().$field = Some(<$type>::given(value.into()));
                    self
                }
            )*
        }
    };
}

impl OtherMembers {
    /// Takes them out of the members that a query itself does not know. A known name without a value is no news.
    fn take(rest: &mut Rest) -> Option<Self> {
        let mut others = Self::read(std::mem::take(rest).into_value()).ok()?;
        for (name, value) in std::mem::take(&mut others.rest).into_members() {
            let is_known = value.is_null() && Self::NAMES.contains(&name.as_str());
            let kept = if is_known { &mut others.rest } else { &mut *rest };
            kept.insert(name, value);
        }
        (!others.has_no_members()).then_some(others)
    }
}

others! {
    /// The account, of CloudWatch.
    "accountId" account_id: Text,
    /// How actions begin, of CloudWatch's alarms.
    "actionPrefix" action_prefix: Text,
    /// Label filters that the dashboard's ad hoc variables add.
    "adhocFilters" adhoc_filters: Vec<AdHocFilter>,
    /// How it is gathered, of `OpenTSDB`.
    "aggregator" aggregator: Text,
    /// How alarms begin, of CloudWatch.
    "alarmNamePrefix" alarm_name_prefix: Text,
    /// What its series are called, of Google's Cloud Monitoring.
    "aliasBy" alias_by: Text,
    /// Whether it asks for annotations, of Pyroscope.
    "annotations" annotations: bool,
    /// What is asked of lines, of Azure.
    "azureLogAnalytics" azure_log_analytics: AzureLogs,
    /// The query, of Azure.
    "azureMonitor" azure_monitor: AzureMetrics,
    /// What is asked of resources, of Azure.
    "azureResourceGraph" azure_resource_graph: AzureResources,
    /// What is asked of traces, of Azure.
    "azureTraces" azure_traces: AzureTraces,
    /// What is grouped, of Elasticsearch.
    "bucketAggs" bucket_aggregations: Vec<BucketAggregation>,
    /// How long a stream is kept, in milliseconds.
    "buffer" buffer: f64,
    /// Of long ago.
    "calculatedInterval" calculated_interval: Text,
    /// The stream.
    "channel" channel: Text,
    /// The column, of `InfluxDB` of long ago.
    "column" column: Text,
    /// Conditions, of an expression.
    "conditions" conditions: Vec<Condition>,
    /// The largest value of a counter, of `OpenTSDB`.
    "counterMax" counter_max: Option<Either<Text, f64>>,
    /// What a counter starts at again, of `OpenTSDB`.
    "counterResetValue" counter_reset_value: Option<Either<Text, f64>>,
    /// The answer, of the test datasource.
    "csvContent" csv_content: Text,
    /// The file with the answer, of the test datasource.
    "csvFileName" csv_file_name: Text,
    /// Waves, of the test datasource.
    "csvWave" csv_wave: Either<Vec<TestWave>, TestWave>,
    /// The filter that is being typed, of `OpenTSDB`.
    "currentFilterGroupBy" current_filter_group_by: bool,
    /// The filter that is being typed, of `OpenTSDB`.
    "currentFilterKey" current_filter_key: Text,
    /// The filter that is being typed, of `OpenTSDB`.
    "currentFilterType" current_filter_type: Text,
    /// The filter that is being typed, of `OpenTSDB`.
    "currentFilterValue" current_filter_value: Text,
    /// The tag that is being typed, of `OpenTSDB`.
    "currentTagKey" current_tag_key: Text,
    /// The tag that is being typed, of `OpenTSDB`.
    "currentTagValue" current_tag_value: Text,
    /// The database, of SQL.
    "dataset" dataset: Text,
    /// What kind of times there are, of `ClickHouse`.
    "dateTimeType" date_time_type: Text,
    /// Labels, of CloudWatch.
    "dimensions" dimensions: BTreeMap<String, Either<Text, Vec<Text>>>,
    /// Which lines come first, of Loki.
    "direction" direction: Text,
    /// Whether all points are answered, of `OpenTSDB`.
    "disableDownsampling" disable_downsampling: bool,
    /// How points are made fewer, of `OpenTSDB`.
    "downsampleAggregator" downsample_aggregator: Text,
    /// What stands for missing points, of `OpenTSDB`.
    "downsampleFillPolicy" downsample_fill_policy: Text,
    /// How far apart points are, of `OpenTSDB`.
    "downsampleInterval" downsample_interval: Text,
    /// How points are made fewer, of an expression.
    "downsampler" downsampler: Text,
    /// What the answer leads to.
    "drilldown" drilldown: Json,
    /// How many values are left out, in percent, of the test datasource.
    "dropPercent" drop_percent: f64,
    /// The datasource's plugin. Of long ago.
    "dsType" datasource_type: Text,
    /// Which error, of the test datasource.
    "errorType" error_type: Text,
    /// Which exemplars, of Pyroscope.
    "exemplarType" exemplar_type: Text,
    /// How many exemplars, of Tempo.
    "exemplars" exemplars: f64,
    /// Whether there are no other tags, of `OpenTSDB`.
    "explicitTags" explicit_tags: bool,
    /// The expression, of an expression.
    "expression" expression: Text,
    /// The fields. Of long ago.
    "fields" fields: Vec<Either<OldField, Json>>,
    /// How missing values are treated. Of long ago.
    "fill" fill: Text,
    /// What is left of a stream.
    "filter" filter: Json,
    /// What is looked for, of Tempo.
    "filters" filters: Vec<TraceFilter>,
    /// Whether it is a difference, of the test datasource.
    "flamegraphDiff" flamegraph_diff: bool,
    /// Whether it asks for annotations, of Graphite.
    "fromAnnotations" from_annotations: bool,
    /// Whether it came from the list of metrics.
    "fromExploreMetrics" from_explore_metrics: bool,
    /// What is calculated, of `InfluxDB` of long ago.
    "function" function: Text,
    /// What is grouped, of SQL.
    "group" group: Vec<QueryPart>,
    /// What is grouped, of InfluxDB, Tempo and Pyroscope.
    "groupBy" group_by: Vec<Either<Text, QueryPart>>,
    /// Labels that the dashboard's groupings add.
    "groupByKeys" group_by_keys: Vec<Text>,
    /// What the heatmap is of, of Pyroscope.
    "heatmapType" heatmap_type: Text,
    /// Whether it is not shown. Of long ago.
    "hidden" hidden: bool,
    /// Whether it is one point a second. Of long ago.
    "highResolution" high_resolution: bool,
    /// What other queries call it, of CloudWatch.
    "id" id: Text,
    /// Whether exemplars are asked for, of Pyroscope.
    "includeExemplars" include_exemplars: bool,
    /// The interval in milliseconds.
    "intervalMs" interval_ms: f64,
    /// Whether it is a counter, of `OpenTSDB`.
    "isCounter" is_counter: bool,
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
    /// Whether there is a column of levels, of the test datasource.
    "levelColumn" level_column: bool,
    /// How many there are at most.
    "limit" limit: Option<Either<f64, Text>>,
    /// How many lines, of the test datasource.
    "lines" lines: f64,
    /// Where, of `BigQuery` and others.
    "location" location: Text,
    /// Where lines are, of CloudWatch. Legacy dashboards only.
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
    /// How many functions, of Pyroscope.
    "maxNodes" max_nodes: f64,
    /// The measurement, of InfluxDB.
    "measurement" measurement: Text,
    /// What the editor knows.
    "meta" meta: Json,
    /// The column of names, of SQL.
    "metricColumn" metric_column: Text,
    /// The editor: 0 fields, 1 text, of CloudWatch.
    "metricEditorMode" metric_editor_mode: f64,
    /// The metric, of CloudWatch.
    "metricName" metric_name: Text,
    /// What is asked, of Google's Cloud Monitoring. Legacy dashboards only.
    "metricQuery" metric_query: CloudMetrics,
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
    /// The nodes, of the test datasource.
    "nodes" nodes: TestNodes,
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
    /// The points, of the test datasource.
    "points" points: Vec<Vec<Option<f64>>>,
    /// Where it is stored, of InfluxDB.
    "policy" policy: Text,
    /// Whether alarms are found by their beginnings, of CloudWatch.
    "prefixMatching" prefix_matching: bool,
    /// What kind of profile, of Pyroscope.
    "profileTypeId" profile_type_id: Text,
    /// The project, of `BigQuery`.
    "project" project: Text,
    /// What is asked in `PromQL`, of Google's Cloud Monitoring.
    "promQLQuery" promql_query: CloudPromql,
    /// The wave, of the test datasource.
    "pulseWave" pulse_wave: TestWave,
    /// The language, of CloudWatch.
    "queryLanguage" query_language: Text,
    /// What it asks for, of CloudWatch.
    "queryMode" query_mode: Text,
    /// Whether the query is a text, of SQL.
    "rawEditor" raw_editor: bool,
    /// The frames, of the test datasource.
    "rawFrameContent" raw_frame_content: Text,
    /// The query, of SQL.
    "rawSql" raw_sql: Text,
    /// Which value stands for a series, of an expression.
    "reducer" reducer: Text,
    /// How often others refer to it, of Graphite.
    "refCount" reference_count: f64,
    /// Where, of CloudWatch.
    "region" region: Text,
    /// The last request.
    "requestId" request_id: Text,
    /// The resolution, of Loki.
    "resolution" resolution: f64,
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
    /// The series, of `InfluxDB` of long ago.
    "series" series: Text,
    /// How many series, of the test datasource.
    "seriesCount" series_count: f64,
    /// The service, of Jaeger.
    "service" service: Text,
    /// Whether services have their namespaces, of Tempo.
    "serviceMapIncludeNamespace" service_map_include_namespace: bool,
    /// Which services, of Tempo.
    "serviceMapQuery" service_map_query: Either<Text, Vec<Text>>,
    /// Whether native histograms are asked, of Tempo.
    "serviceMapUseNativeHistograms" service_map_use_native_histograms: bool,
    /// The service. Legacy dashboards only.
    "serviceName" service_name: Text,
    /// The settings, of an expression.
    "settings" settings: ExpressionSettings,
    /// Whether it is calculated by second, of `OpenTSDB`.
    "shouldComputeRate" should_compute_rate: bool,
    /// Whether only the largest are answered, of `OpenTSDB`.
    "shouldComputeTopK" should_compute_top_k: bool,
    /// Which simulation, of the test datasource.
    "sim" simulation: TestSimulation,
    /// How many series, of InfluxDB.
    "slimit" series_limit: Either<Text, f64>,
    /// What is asked of a goal, of Google's Cloud Monitoring.
    "sloQuery" slo_query: CloudGoal,
    /// How many spans, of the test datasource.
    "spanCount" span_count: f64,
    /// The span. Legacy dashboards only.
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
    /// What is calculated. Legacy dashboards only.
    "statistics" statistics: Vec<Text>,
    /// What is grouped, of CloudWatch's lines.
    "statsGroups" stats_groups: Vec<Text>,
    /// The stream, of the test datasource.
    "stream" stream: TestStream,
    /// Values, of the test datasource.
    "stringInput" string_input: Text,
    /// The subscription, of Azure.
    "subscription" subscription: Text,
    /// The subscriptions, of Azure.
    "subscriptions" subscriptions: Vec<Text>,
    /// The table, of SQL.
    "table" table: Text,
    /// The shape of the answer, of Tempo.
    "tableType" table_type: Text,
    /// The tags to look for, of annotations, InfluxDB and Jaeger.
    "tags" tags: Either<Either<Vec<Either<Text, TagFilter>>, BTreeMap<String, Text>>, Text>,
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
    /// What is asked, of Google's Cloud Monitoring.
    "timeSeriesList" time_series_list: CloudMetrics,
    /// What is asked as a text, of Google's Cloud Monitoring.
    "timeSeriesQuery" time_series_query: CloudText,
    /// What the answer is: `annotations`, of another panel.
    "topic" topic: Text,
    /// What kind of expression, or of annotation.
    "type" kind: Text,
    /// The timezone, of InfluxDB.
    "tz" timezone: Text,
    /// How points are made more, of an expression.
    "upsampler" upsampler: Text,
    /// What is asked of the states, of the test datasource.
    "usa" usa: TestStates,
    /// The timezone, in seconds.
    "utcOffsetSec" utc_offset_seconds: f64,
    /// Whether it counts lines, of Loki.
    "volumeQuery" is_volume_query: bool,
    /// Which rows, of SQL.
    "where" conditions_of_rows: Vec<QueryPart>,
    /// The window, of an expression.
    "window" window: Text,
    /// Whether values are missing, of the test datasource.
    "withNil" with_nil: bool,
    /// Whether the other panel's transformations are applied.
    "withTransforms" with_transforms: bool,
}
