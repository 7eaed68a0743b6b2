//! Queries for the values of variables.

use std::collections::BTreeMap;

use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// Where the values of a variable come from: the members of Prometheus, Loki, Tempo, Graphite, SQL and CloudWatch.
    pub struct VariableQuery {
        /// The query, as it was typed. Prometheus.
        "classicQuery" classic_query: Text,
        /// Labels, of CloudWatch.
        "dimensionFilters" dimension_filters: BTreeMap<String, Either<Text, Vec<Text>>>,
        /// The label, of CloudWatch.
        "dimensionKey" dimension_key: Text,
        /// `code` or `builder`.
        "editorMode" editor_mode: Text,
        /// Whether exemplars are asked for.
        "exemplar" exemplar: bool,
        /// The query, of some.
        "expr" expr: Text,
        /// The shape of the answer, of SQL.
        "format" format: Either<f64, Text>,
        /// The label.
        "label" label: Text,
        /// What other labels have to be, in the editor of Prometheus.
        "labelFilters" label_filters: Vec<LabelFilter>,
        /// The series, of Prometheus.
        "match" series: Text,
        /// The metric, in the editor.
        "metric" metric: Text,
        /// The metric, of CloudWatch.
        "metricName" metric_name: Text,
        /// The group of metrics, of CloudWatch.
        "namespace" namespace: Text,
        /// What is asked for, in the editor of Prometheus.
        "qryType" query_kind: f64,
        /// The query.
        "query" query: Text,
        /// What is asked for.
        "queryType" query_type: Text,
        /// Whether the query is a text, of SQL.
        "rawQuery" raw_query: Either<bool, Text>,
        /// The query, of SQL.
        "rawSql" raw_sql: Text,
        /// A fixed word.
        "refId" ref_id: Text,
        /// Where, of CloudWatch.
        "region" region: Text,
        /// The series, in the editor of Prometheus.
        "seriesQuery" series_query: Text,
        /// The streams, of Loki.
        "stream" stream: Text,
        /// The query, of Graphite.
        "target" target: Text,
        /// Whether the query is a text, of Graphite.
        "textEditor" text_editor: bool,
        /// What is asked for, of Loki and Tempo.
        "type" kind: Either<f64, Text>,
        /// The query, in the editor of Prometheus.
        "varQuery" variable_query: Text,
    }
}

object! {
    /// What a label has to be.
    pub struct LabelFilter {
        /// The label.
        "label" label: Text,
        /// `=`, `!=`, `=~`, `!~`
        "op" op: Text,
        /// The value.
        "value" value: Text,
    }
}
