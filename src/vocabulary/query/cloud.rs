//! What the clouds of Microsoft and Google are asked for.

use crate::json::{Either, Json, object};
use crate::vocabulary::Text;

object! {
    /// Metrics, of Azure.
    pub struct AzureMetrics {
        /// How values are gathered.
        "aggregation" aggregation: Text,
        /// How they can be gathered.
        "aggregations" aggregations: Vec<Text>,
        /// What its series are called.
        "alias" alias: Text,
        /// How far apart points can be, in milliseconds.
        "allowedTimeGrainsMs" allowed_time_grains: Vec<f64>,
        /// The namespace, of metrics of one's own.
        "customNamespace" custom_namespace: Text,
        /// The dimension. Legacy dashboards only.
        "dimension" dimension: Text,
        /// The value of the dimension. Legacy dashboards only.
        "dimensionFilter" dimension_filter: Text,
        /// Labels.
        "dimensionFilters" dimension_filters: Vec<AzureDimension>,
        /// The dimensions.
        "dimensions" dimensions: Vec<Either<Text, TimeGrain>>,
        /// The kind of resource. Legacy dashboards only.
        "metricDefinition" metric_definition: Text,
        /// The metric.
        "metricName" metric_name: Text,
        /// The group of metrics.
        "metricNamespace" metric_namespace: Text,
        /// Where.
        "region" region: Text,
        /// The group of resources. Legacy dashboards only.
        "resourceGroup" resource_group: Text,
        /// The resource. Legacy dashboards only.
        "resourceName" resource_name: Text,
        /// The resource's address. Legacy dashboards only.
        "resourceUri" resource_uri: Text,
        /// The resources.
        "resources" resources: Vec<AzureResource>,
        /// How far apart points are.
        "timeGrain" time_grain: Text,
        /// The unit of that. Legacy dashboards only.
        "timeGrainUnit" time_grain_unit: Text,
        /// How far apart points can be.
        "timeGrains" time_grains: Vec<TimeGrain>,
        /// How many series.
        "top" top: Either<Text, f64>,
    }
}

object! {
    /// A label, of Azure.
    pub struct AzureDimension {
        /// The name.
        "dimension" dimension: Text,
        /// The value. Legacy dashboards only.
        "filter" filter: Text,
        /// The values.
        "filters" filters: Vec<Text>,
        /// `eq`, `ne`, `sw`
        "operator" operator: Text,
    }
}

object! {
    /// A choice of a list.
    pub struct TimeGrain {
        /// What is shown.
        "text" text: Text,
        /// What it stands for.
        "value" value: Text,
    }
}

object! {
    /// A resource, of Azure.
    pub struct AzureResource {
        /// The group of metrics.
        "metricNamespace" metric_namespace: Text,
        /// Where.
        "region" region: Text,
        /// The group of resources.
        "resourceGroup" resource_group: Text,
        /// The resource.
        "resourceName" resource_name: Text,
        /// The subscription.
        "subscription" subscription: Text,
    }
}

object! {
    /// Lines, of Azure.
    pub struct AzureLogs {
        /// Whether the cheap ones are asked.
        "basicLogsQuery" is_basic: bool,
        /// The editor's query.
        "builderQuery" builder_query: Json,
        /// Whether the dashboard's time range is taken.
        "dashboardTime" dashboard_time: bool,
        /// `raw`, `builder` or `kql`
        "mode" mode: Text,
        /// The query.
        "query" query: Text,
        /// The resource. Legacy dashboards only.
        "resource" resource: Text,
        /// The resources.
        "resources" resources: Vec<Text>,
        /// The shape of the answer.
        "resultFormat" result_format: Text,
        /// The column of times.
        "timeColumn" time_column: Text,
        /// Where lines are. Legacy dashboards only.
        "workspace" workspace: Text,
    }
}

object! {
    /// Resources, of Azure.
    pub struct AzureResources {
        /// The query.
        "query" query: Text,
        /// The shape of the answer.
        "resultFormat" result_format: Text,
    }
}

object! {
    /// Traces, of Azure.
    pub struct AzureTraces {
        /// What is looked for.
        "filters" filters: Vec<AzureTraceFilter>,
        /// The trace.
        "operationId" operation_id: Text,
        /// The query.
        "query" query: Text,
        /// The resources.
        "resources" resources: Vec<Text>,
        /// The shape of the answer.
        "resultFormat" result_format: Text,
        /// What kinds.
        "traceTypes" trace_types: Vec<Text>,
    }
}

object! {
    /// Something to look for in traces, of Azure.
    pub struct AzureTraceFilter {
        /// The values.
        "filters" filters: Vec<Text>,
        /// `eq`, `ne`, ...
        "operation" operation: Text,
        /// The name.
        "property" property: Text,
    }
}

object! {
    /// Metrics, of Google's Cloud Monitoring.
    pub struct CloudMetrics {
        /// What its series are called. Legacy dashboards only.
        "aliasBy" alias_by: Text,
        /// How far apart points are.
        "alignmentPeriod" alignment_period: Text,
        /// How series are gathered.
        "crossSeriesReducer" cross_series_reducer: Text,
        /// The editor. Legacy dashboards only.
        "editorMode" editor_mode: Text,
        /// Labels: a name, an operator, a value, `AND`, ...
        "filters" filters: Vec<Text>,
        /// The query of the other kind. Legacy dashboards only.
        "graphPeriod" graph_period: Text,
        /// What is grouped.
        "groupBys" group_bys: Vec<Text>,
        /// Whether it is a rate or a change. Legacy dashboards only.
        "metricKind" metric_kind: Text,
        /// The metric. Legacy dashboards only.
        "metricType" metric_type: Text,
        /// How points are gathered.
        "perSeriesAligner" per_series_aligner: Text,
        /// What is done first: `none`, `rate`, `delta`
        "preprocessor" preprocessor: Text,
        /// The project.
        "projectName" project_name: Text,
        /// The query as a text. Legacy dashboards only.
        "query" query: Text,
        /// How far apart points are the second time.
        "secondaryAlignmentPeriod" secondary_alignment_period: Text,
        /// How series are gathered the second time.
        "secondaryCrossSeriesReducer" secondary_cross_series_reducer: Text,
        /// What is grouped the second time.
        "secondaryGroupBys" secondary_group_bys: Vec<Text>,
        /// How points are gathered the second time.
        "secondaryPerSeriesAligner" secondary_per_series_aligner: Text,
        /// The text of an event.
        "text" text: Text,
        /// The headline of an event.
        "title" title: Text,
        /// The unit. Legacy dashboards only.
        "unit" unit: Text,
        /// The type of the values. Legacy dashboards only.
        "valueType" value_type: Text,
        /// `FULL` or `HEADERS`
        "view" view: Text,
    }
}

object! {
    /// What is asked as a text, of Google's Cloud Monitoring.
    pub struct CloudText {
        /// How far apart points are.
        "graphPeriod" graph_period: Text,
        /// The project.
        "projectName" project_name: Text,
        /// The query.
        "query" query: Text,
    }
}

object! {
    /// What is asked of a goal, of Google's Cloud Monitoring.
    pub struct CloudGoal {
        /// What its series are called. Legacy dashboards only.
        "aliasBy" alias_by: Text,
        /// How far apart points are.
        "alignmentPeriod" alignment_period: Text,
        /// How much is compliant.
        "goal" goal: f64,
        /// How far the burning goes back.
        "lookbackPeriod" lookback_period: Text,
        /// How points are gathered.
        "perSeriesAligner" per_series_aligner: Text,
        /// The project.
        "projectName" project_name: Text,
        /// What is asked.
        "selectorName" selector_name: Text,
        /// The service.
        "serviceId" service_id: Text,
        /// What the service is called.
        "serviceName" service_name: Text,
        /// The goal.
        "sloId" slo_id: Text,
        /// What the goal is called.
        "sloName" slo_name: Text,
    }
}

object! {
    /// What is asked in `PromQL`, of Google's Cloud Monitoring.
    pub struct CloudPromql {
        /// The query.
        "expr" expr: Text,
        /// The project.
        "projectName" project_name: Text,
        /// How far apart points are.
        "step" step: Text,
    }
}
