//! What queries are put together of, in their editors.

use std::collections::BTreeMap;

use crate::json::{Either, Json, object};
use crate::vocabulary::Text;

object! {
    /// The settings of an expression that makes one number of a series.
    pub struct ExpressionSettings {
        /// What becomes of values that are no numbers: `dropNN`, `replaceNN`.
        "mode" mode: Text,
        /// What stands for them.
        "replaceWithValue" replace_with_value: f64,
    }
}

object! {
    /// A part of a query, of InfluxDB and SQL: a function or macro.
    pub struct QueryPart {
        /// The type of the column.
        "datatype" datatype: Text,
        /// A mark of the UI's, of Tempo.
        "id" id: Text,
        /// The name.
        "name" name: Text,
        /// What goes in.
        "params" params: Vec<Option<Either<Text, f64>>>,
        /// Where it is, of Tempo.
        "scope" scope: Text,
        /// The tag, of Tempo.
        "tag" tag: Text,
        /// What it is: `field`, `mean`, `macro`, ...
        "type" kind: Text,
    }
}

object! {
    /// A value, of InfluxDB of long ago.
    pub struct OldField {
        /// What it is called in the answer.
        "asExpr" alias: Text,
        /// What is calculated.
        "func" function: Text,
        /// What is calculated of that.
        "mathExpr" math: Text,
        /// The field.
        "name" name: Text,
    }
}

object! {
    /// A tag to look for, of InfluxDB.
    pub struct TagFilter {
        /// How it goes with the one before: `AND`, `OR`.
        "condition" condition: Text,
        /// The tag.
        "key" key: Text,
        /// `=`, `=~`, ...
        "operator" operator: Text,
        /// The value.
        "value" value: Text,
    }
}

object! {
    /// Something to look for, of Tempo and `OpenTSDB`.
    pub struct TraceFilter {
        /// The value, of `OpenTSDB`.
        "filter" filter: Text,
        /// Whether it is grouped by it, of `OpenTSDB`.
        "groupBy" group_by: bool,
        /// A mark of the UI's.
        "id" id: Text,
        /// Whether the value was typed.
        "isCustomValue" is_custom_value: bool,
        /// `=`, `>`, `=~`, ...
        "operator" operator: Text,
        /// Where it is: `resource`, `span`, `intrinsic`.
        "scope" scope: Text,
        /// The name.
        "tag" tag: Text,
        /// The name, of `OpenTSDB`.
        "tagk" tag_key: Text,
        /// How it is compared, of `OpenTSDB`.
        "type" kind: Text,
        /// The value.
        "value" value: Either<Text, Vec<Text>>,
        /// Its type: `string`, `duration`, ...
        "valueType" value_type: Text,
    }
}

object! {
    /// A query of SQL, in its editor.
    pub struct SqlQuery {
        /// What is asked for.
        "columns" columns: Vec<SqlColumn>,
        /// The table.
        "from" from: Either<Text, Json>,
        /// What is grouped.
        "groupBy" group_by: Either<Vec<SqlGroup>, Json>,
        /// How many rows.
        "limit" limit: f64,
        /// What it is sorted by.
        "orderBy" order_by: Either<SqlGroup, Json>,
        /// `ASC` or `DESC`.
        "orderByDirection" order_by_direction: Text,
        /// What is asked for, of CloudWatch.
        "select" select: Json,
        /// Which rows, of CloudWatch.
        "where" rows: Json,
        /// Which rows, as a tree.
        "whereJsonTree" where_json_tree: Json,
        /// Which rows.
        "whereString" where_string: Text,
    }
}

object! {
    /// A column that is asked for.
    pub struct SqlColumn {
        /// What it is called in the answer.
        "alias" alias: Text,
        /// The function.
        "name" name: Text,
        /// What goes into the function.
        "parameters" parameters: Vec<SqlParameter>,
        /// `function`
        "type" kind: Text,
    }
}

object! {
    /// What goes into a function.
    pub struct SqlParameter {
        /// The column.
        "name" name: Text,
        /// `functionParameter`
        "type" kind: Text,
    }
}

object! {
    /// What rows are grouped or sorted by.
    pub struct SqlGroup {
        /// The column.
        "property" property: SqlProperty,
        /// `groupBy`, `property`
        "type" kind: Text,
    }
}

object! {
    /// A column that rows are grouped or sorted by.
    pub struct SqlProperty {
        /// The column.
        "name" name: Either<Text, f64>,
        /// `string`
        "type" kind: Text,
    }
}

object! {
    /// What documents are grouped by, of Elasticsearch.
    pub struct BucketAggregation {
        /// The field.
        "field" field: Option<Text>,
        /// Its number.
        "id" id: Either<Text, f64>,
        /// `min_doc_count`, `order`, `size`, ...
        "settings" settings: BTreeMap<String, Either<Text, Json>>,
        /// `date_histogram`, `terms`, ...
        "type" kind: Text,
    }
}

object! {
    /// What is calculated of documents, of Elasticsearch.
    pub struct MetricAggregation {
        /// The field.
        "field" field: Option<Text>,
        /// Whether it is not shown.
        "hide" hide: bool,
        /// Its number.
        "id" id: Either<Text, f64>,
        /// The script.
        "inlineScript" inline_script: Option<Text>,
        /// What the editor knows.
        "meta" meta: Json,
        /// The other one that it is calculated of.
        "pipelineAgg" pipeline_aggregation: Text,
        /// The others that it is calculated of.
        "pipelineVariables" pipeline_variables: Vec<BTreeMap<String, Text>>,
        /// `script`, `unit`, ...
        "settings" settings: BTreeMap<String, Either<Text, Json>>,
        /// `count`, `avg`, ...
        "type" kind: Text,
    }
}

object! {
    /// Where lines are, of CloudWatch.
    pub struct LogGroup {
        /// The account.
        "accountId" account_id: Text,
        /// The name of the account.
        "accountLabel" account_label: Text,
        /// Its full name.
        "arn" arn: Text,
        /// Its name.
        "name" name: Text,
    }
}

object! {
    /// Times that come again, of Grafana's own annotations.
    pub struct TimeRegion {
        /// When they begin, as a cron expression.
        "cronExpr" cron_expression: Text,
        /// How long they last, of a cron expression: `8h`.
        "duration" duration: Text,
        /// The time of day at which they begin.
        "from" from: Text,
        /// The day of the week on which they begin, 1 for Monday.
        "fromDayOfWeek" from_day_of_week: f64,
        /// How they are said: `simple` or `cron`.
        "mode" mode: Option<Text>,
        /// Where it is that time.
        "timezone" timezone: Text,
        /// The time of day at which they end.
        "to" to: Text,
        /// The day of the week on which they end, 1 for Monday.
        "toDayOfWeek" to_day_of_week: f64,
    }
}
