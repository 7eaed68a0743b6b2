//! Transformations of query results before they are drawn. The options are the same in every format.
//!
//! Names: `DataTransformerID` and the transformers' option types of the npm package `@grafana/data` 13.2.3; those that
//! are not in there: Grafana, `public/app/features/transformers`.

mod calculate;
mod cells;
mod fields;
mod frames;
mod rows;
mod shape;
mod step;

pub use calculate::{
    BinaryOperand, BinaryOperator, BinaryOptions, CalculateMode, CalculateOptions, CumulativeCalculation,
    CumulativeOptions, IndexOptions, OperandMatcher, ReduceRowOptions, RegressionModel, RegressionOptions,
    SmoothingOptions, UnaryOperator, UnaryOptions, WindowAlignment, WindowCalculation, WindowOptions, WindowSizeMode,
};
pub use cells::{
    ConfigArguments, ConfigFromDataOptions, ConfigMapping, ConfigThreshold, ConvertFieldTypeOptions,
    ConvertFrameOptions, ConvertedType, EnumValues, ExtractFieldsOptions, ExtractFormat, FieldConversion,
    FieldLookupOptions, FormatStringOptions, FormatTimeOptions, FrameType, JsonPath, RowsToFieldsOptions,
    SpatialOptions, StringFormat,
};
pub use fields::{
    FilterNamesOptions, LabelsMode, LabelsToFieldsOptions, OrderBy, OrderMode, OrganizeOptions, RenameByRegexOptions,
};
pub(crate) use frames::Fate;
pub use rows::{
    FilterByRefIdOptions, FilterByValueOptions, FilterMatch, FilterType, GroupByOptions, GroupOperation, GroupRule,
    GroupToNestedTableOptions, GroupedField, LimitOptions, MatchedValues, ReduceFieldsOptions, ReduceMode,
    SortByOptions, SortField, TimeSeriesTableOptions, TrendOptions, ValueCondition, ValueFilter, ValueTest,
};
pub use shape::{
    ConcatenateMode, ConcatenateOptions, EmptyValue, GroupingToMatrixOptions, HeatmapBuckets,
    HeatmapTransformationOptions, HistogramTransformationOptions, JoinByFieldOptions, JoinByLabelsOptions, JoinMode,
    NoOptions, PartitionNaming, PartitionOptions, PrepareTimeSeriesOptions, RowsFrame, TimeSeriesFormat,
    TransposeOptions,
};
pub use step::Transformation;

use crate::json::Json;

/// Lists the transformations: the ID, the name here, and the type of the options.
macro_rules! transformations {
    ($( $(#[$meta:meta])* $id:literal $(| $other:literal)* $name:ident($options:ty); )*) => {
        /// The options of a transformation, by its ID.
        #[derive(Debug, Clone, PartialEq)]
        pub enum TransformationOptions {
            $( $(#[$meta])* $name(Box<$options>), )*
            /// Those of any other transformation.
            Other(Json),
        }

        $(
            impl From<$options> for TransformationOptions {
                fn from(options: $options) -> Self {
                    Self::$name(Box::new(options))
                }
            }
        )*

        impl TransformationOptions {
            /// Returns the ID of the transformation with these options, if known.
            pub fn id(&self) -> Option<&'static str> {
                match self {
                    $( Self::$name(_) => Some($id), )*
                    Self::Other(_) => None,
                }
            }
        }

        crate::json::by_id!(TransformationOptions { $( $id $(| $other)* => $name, )* });
    };
}

transformations! {
    /// Adds calculated fields.
    "calculateField" Calculate(CalculateOptions);
    /// Concatenates the fields of all frames.
    "concatenate" Concatenate(ConcatenateOptions);
    /// Creates field config from the results of a query.
    "configFromData" ConfigFromData(ConfigFromDataOptions);
    /// Converts the types of fields.
    "convertFieldType" ConvertFieldType(ConvertFieldTypeOptions);
    /// Converts the types of frames.
    "convertFrameType" ConvertFrameType(ConvertFrameOptions);
    /// Extracts fields from strings.
    "extractFields" ExtractFields(ExtractFieldsOptions);
    /// Looks up locations by name.
    "fieldLookup" FieldLookup(FieldLookupOptions);
    /// Filters results by query.
    "filterByRefId" FilterByRefId(FilterByRefIdOptions);
    /// Filters rows by value.
    "filterByValue" FilterByValue(FilterByValueOptions);
    /// Filters fields by name.
    "filterFieldsByName" FilterFieldsByName(FilterNamesOptions);
    /// Formats strings.
    "formatString" FormatString(FormatStringOptions);
    /// Formats times as strings.
    "formatTime" FormatTime(FormatTimeOptions);
    /// Groups rows with equal values.
    "groupBy" GroupBy(GroupByOptions);
    /// Groups rows with equal values into nested tables.
    "groupToNestedTable" GroupToNestedTable(GroupToNestedTableOptions);
    /// Turns three fields into a matrix.
    "groupingToMatrix" GroupingToMatrix(GroupingToMatrixOptions);
    /// Calculates a heatmap.
    "heatmap" Heatmap(HeatmapTransformationOptions);
    /// Calculates a histogram.
    "histogram" Histogram(HistogramTransformationOptions);
    /// Joins frames by a field.
    "joinByField" | "seriesToColumns" JoinByField(JoinByFieldOptions);
    /// Joins series by labels.
    "joinByLabels" JoinByLabels(JoinByLabelsOptions);
    /// Turns labels into fields.
    "labelsToFields" LabelsToFields(LabelsToFieldsOptions);
    /// Limits the number of rows.
    "limit" Limit(LimitOptions);
    /// Merges all results into one table.
    "merge" | "append" | "ensureColumns" | "noop" | "seriesToRows" Merge(NoOptions);
    /// Renames, hides and reorders fields.
    "organize" | "order" | "rename" Organize(OrganizeOptions);
    /// Partitions a frame by values.
    "partitionByValues" PartitionByValues(PartitionOptions);
    /// Converts series between wide, long and multi-frame format.
    "prepareTimeSeries" PrepareTimeSeries(PrepareTimeSeriesOptions);
    /// Reduces each field to single values.
    "reduce" Reduce(ReduceFieldsOptions);
    /// Calculates a regression line.
    "regression" Regression(RegressionOptions);
    /// Renames fields with a regular expression.
    "renameByRegex" RenameByRegex(RenameByRegexOptions);
    /// Turns rows into fields.
    "rowsToFields" RowsToFields(RowsToFieldsOptions);
    /// Smooths series by reducing the number of points.
    "smoothing" Smoothing(SmoothingOptions);
    /// Sorts rows.
    "sortBy" SortBy(SortByOptions);
    /// Spatial operations on locations.
    "spatial" Spatial(SpatialOptions);
    /// Turns series into sparkline cells of a table.
    "timeSeriesTable" TimeSeriesTable(TimeSeriesTableOptions);
    /// Transposes rows and columns.
    "transpose" Transpose(TransposeOptions);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::{Trail, Typed};

    /// Settles options, and returns what of them has no type.
    fn unknown(id: &str, value: Value) -> Vec<String> {
        let options = TransformationOptions::read(value.clone()).unwrap().settled(id);
        assert_eq!(crate::json::text(&options), crate::json::text(&Json(value)));
        let mut found = Vec::new();
        options.unknown(&mut Trail::default(), &mut |at, _| found.push(at.to_owned()));
        found
    }

    #[test]
    fn options_have_the_type_of_their_id() {
        let value = json!({"renameByName": {"Value #A": "CPU"}, "excludeByName": {"Time": true}});
        assert_eq!(unknown("organize", value.clone()), [""; 0]);
        assert_eq!(unknown("nobody's", value.clone()), [""]);
        assert_eq!(unknown("sortBy", value), ["excludeByName", "renameByName"]);
    }

    #[test]
    fn operands_by_name_and_by_matcher() {
        let old = json!({"binary": {"left": "A", "operator": "/", "right": "B"}, "mode": "binary"});
        assert_eq!(unknown("calculateField", old), [""; 0]);
        let right = json!({"matcher": {"id": "byName", "options": "B"}});
        let new = json!({"binary": {"left": {"fixed": "100"}, "operator": "*", "right": right}, "mode": "binary"});
        assert_eq!(unknown("calculateField", new), [""; 0]);
    }

    #[test]
    fn the_id_of_options_that_were_built() {
        let options = TransformationOptions::from(LimitOptions::new().limit_field(crate::json::Either::Left(3.0)));
        assert_eq!(options.id(), Some("limit"));
        assert!(TransformationOptions::TYPED.contains(&"seriesToColumns"));
    }
}
