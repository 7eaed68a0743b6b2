//! What happens to answers before they are drawn. The options are the same in every format.
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

/// Lists the transformations: the ids, the name here, and the type of the options.
macro_rules! transformations {
    ($( $(#[$meta:meta])* $id:literal $(| $other:literal)* $name:ident($options:ty); )*) => {
        /// The options of a transformation, by its id.
        #[derive(Debug, Clone, PartialEq)]
        pub enum TransformationOptions {
            $( $(#[$meta])* $name(Box<$options>), )*
            /// Those of a transformation that has no type here.
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
            /// Returns the id that goes with the options, if they say.
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
    /// New fields, calculated.
    "calculateField" Calculate(CalculateOptions);
    /// All frames, side by side.
    "concatenate" Concatenate(ConcatenateOptions);
    /// Field config from one of the answers.
    "configFromData" ConfigFromData(ConfigFromDataOptions);
    /// Fields of other types.
    "convertFieldType" ConvertFieldType(ConvertFieldTypeOptions);
    /// Frames of other types.
    "convertFrameType" ConvertFrameType(ConvertFrameOptions);
    /// Fields out of texts.
    "extractFields" ExtractFields(ExtractFieldsOptions);
    /// Places of names.
    "fieldLookup" FieldLookup(FieldLookupOptions);
    /// Only some answers.
    "filterByRefId" FilterByRefId(FilterByRefIdOptions);
    /// Only some rows.
    "filterByValue" FilterByValue(FilterByValueOptions);
    /// Only some fields, by name.
    "filterFieldsByName" FilterFieldsByName(FilterNamesOptions);
    /// Texts in another form.
    "formatString" FormatString(FormatStringOptions);
    /// Times as texts.
    "formatTime" FormatTime(FormatTimeOptions);
    /// Rows of the same values as one.
    "groupBy" GroupBy(GroupByOptions);
    /// Rows of the same values as a table in a table.
    "groupToNestedTable" GroupToNestedTable(GroupToNestedTableOptions);
    /// Three fields as a matrix.
    "groupingToMatrix" GroupingToMatrix(GroupingToMatrixOptions);
    /// Counts of time and value.
    "heatmap" Heatmap(HeatmapTransformationOptions);
    /// Counts of values.
    "histogram" Histogram(HistogramTransformationOptions);
    /// Frames joined at a field.
    "joinByField" | "seriesToColumns" JoinByField(JoinByFieldOptions);
    /// Series joined at their labels.
    "joinByLabels" JoinByLabels(JoinByLabelsOptions);
    /// Labels as fields.
    "labelsToFields" LabelsToFields(LabelsToFieldsOptions);
    /// Only the first rows.
    "limit" Limit(LimitOptions);
    /// One table of all answers.
    "merge" | "append" | "ensureColumns" | "noop" | "seriesToRows" Merge(NoOptions);
    /// Fields renamed, left out and put in order.
    "organize" | "order" | "rename" Organize(OrganizeOptions);
    /// A frame for each value.
    "partitionByValues" PartitionByValues(PartitionOptions);
    /// Series in another shape.
    "prepareTimeSeries" PrepareTimeSeries(PrepareTimeSeriesOptions);
    /// One number for each field.
    "reduce" Reduce(ReduceFieldsOptions);
    /// A line through the points.
    "regression" Regression(RegressionOptions);
    /// Fields renamed by a regular expression.
    "renameByRegex" RenameByRegex(RenameByRegexOptions);
    /// Rows as fields.
    "rowsToFields" RowsToFields(RowsToFieldsOptions);
    /// Fewer points of the same course.
    "smoothing" Smoothing(SmoothingOptions);
    /// Rows in order.
    "sortBy" SortBy(SortByOptions);
    /// Places, and what is calculated of them.
    "spatial" Spatial(SpatialOptions);
    /// Series as cells of a table.
    "timeSeriesTable" TimeSeriesTable(TimeSeriesTableOptions);
    /// Rows as columns.
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
