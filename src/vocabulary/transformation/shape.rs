//! Reshaping of frames.

use crate::json::{Either, object, words};
use crate::vocabulary::Text;

object! {
    /// A transformation without options.
    pub struct NoOptions {
        /// Left over from another transformation.
        "reducers" reducers: Vec<Text>,
    }
}

object! {
    /// Concatenates the fields of all frames.
    pub struct ConcatenateOptions {
        /// The label that gets the frame's name.
        "frameNameLabel" frame_name_label: Text,
        /// How the name of the frame is used.
        "frameNameMode" frame_name_mode: ConcatenateMode,
    }
}

words! {
    /// How the names of concatenated frames are used.
    pub enum ConcatenateMode {
        /// They are dropped.
        "drop" Drop,
        /// They are prefixed to the field names.
        "field" Field,
        /// They become a label.
        "label" Label,
    }
}

object! {
    /// Turns three fields into a matrix.
    pub struct GroupingToMatrixOptions {
        /// The field whose values become columns.
        "columnField" column_field: Text,
        /// The value of empty cells.
        "emptyValue" empty_value: EmptyValue,
        /// The field whose values become rows.
        "rowField" row_field: Text,
        /// The field whose values become cells.
        "valueField" value_field: Text,
    }
}

words! {
    /// The value of empty cells.
    pub enum EmptyValue {
        /// `true`
        "true" True,
        /// `false`
        "false" False,
        /// Nothing.
        "null" Null,
        /// An empty string.
        "empty" Empty,
        /// 0
        "zero" Zero,
    }
}

object! {
    /// Calculates a histogram.
    pub struct HistogramTransformationOptions {
        /// The number of buckets.
        "bucketCount" bucket_count: f64,
        /// The offset of the first bucket.
        "bucketOffset" bucket_offset: Either<f64, Text>,
        /// The size of a bucket.
        "bucketSize" bucket_size: Option<Either<f64, Text>>,
        /// Whether all series are combined.
        "combine" combine: bool,
        /// What is counted. Legacy dashboards only.
        "fields" fields: std::collections::BTreeMap<String, crate::json::Json>,
    }
}

object! {
    /// Calculates a heatmap.
    pub struct HeatmapTransformationOptions {
        /// How rows are named, if they already are buckets.
        "rowsFrame" rows_frame: RowsFrame,
        /// The buckets of time.
        "xBuckets" x_buckets: HeatmapBuckets,
        /// The buckets of values.
        "yBuckets" y_buckets: HeatmapBuckets,
    }
}

object! {
    /// The buckets of an axis.
    pub struct HeatmapBuckets {
        /// `size` or `count`.
        "mode" mode: Text,
        /// The scale.
        "scale" scale: crate::vocabulary::panel::ScaleDistribution,
        /// The size or count.
        "value" value: Text,
    }
}

object! {
    /// How rows are named, if they already are buckets.
    pub struct RowsFrame {
        /// `auto`, `le`, `ge` or `unknown`.
        "layout" layout: Text,
        /// The name of the value.
        "value" value: Text,
    }
}

object! {
    /// Joins frames by a field.
    pub struct JoinByFieldOptions {
        /// The field.
        "byField" by_field: Option<Text>,
        /// Which rows are kept.
        "mode" mode: JoinMode,
    }
}

words! {
    /// Which rows of joined frames are kept.
    pub enum JoinMode {
        /// All.
        "outer" Outer,
        /// Rows that all frames have (inner join).
        "inner" Inner,
        /// All rows, once per pair (outer join of tables).
        "outerTabular" OuterTabular,
    }
}

object! {
    /// Joins series by labels.
    pub struct JoinByLabelsOptions {
        /// The labels that are kept.
        "join" join: Vec<Text>,
        /// The label whose values become columns.
        "value" value: Text,
    }
}

object! {
    /// Partitions a frame by values.
    pub struct PartitionOptions {
        /// The fields.
        "fields" fields: Vec<Text>,
        /// Whether those fields are kept.
        "keepFields" keep_fields: bool,
        /// How the frames are named.
        "naming" naming: PartitionNaming,
    }
}

object! {
    /// How the partitions of a frame are named.
    pub struct PartitionNaming {
        /// Whether the frame's name comes first.
        "append" append: bool,
        /// Whether values become labels.
        "asLabels" as_labels: bool,
        /// The separator between name and value.
        "separator1" separator1: Text,
        /// The separator between values.
        "separator2" separator2: Text,
        /// Whether field names are included.
        "withNames" with_names: bool,
    }
}

object! {
    /// Converts series between wide, long and multi-frame format.
    pub struct PrepareTimeSeriesOptions {
        /// The format.
        "format" format: TimeSeriesFormat,
    }
}

words! {
    /// The formats of series.
    pub enum TimeSeriesFormat {
        /// Wide: one frame, with one column per series.
        "wide" Wide,
        /// Long: one frame, with one value column.
        "long" Long,
        /// Many: one frame per series. Older than `multi`.
        "many" Many,
        /// Multi: one frame per series.
        "multi" Multi,
    }
}

object! {
    /// Transposes rows and columns.
    pub struct TransposeOptions {
        /// The value of empty cells.
        "emptyValue" empty_value: EmptyValue,
        /// The name of the first field.
        "firstFieldName" first_field_name: Text,
        /// The names of the other fields.
        "restFieldsName" rest_fields_name: Text,
    }
}
