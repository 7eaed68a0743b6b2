//! Frames in another shape.

use crate::json::{Either, object, words};
use crate::vocabulary::Text;

object! {
    /// What needs no options.
    pub struct NoOptions {
        /// Left over from another transformation.
        "reducers" reducers: Vec<Text>,
    }
}

object! {
    /// All frames, side by side.
    pub struct ConcatenateOptions {
        /// The label that gets the frame's name.
        "frameNameLabel" frame_name_label: Text,
        /// What becomes of the frame's name.
        "frameNameMode" frame_name_mode: ConcatenateMode,
    }
}

words! {
    /// What becomes of the names of frames that are put side by side.
    pub enum ConcatenateMode {
        /// They are left out.
        "drop" Drop,
        /// They stand before the fields' names.
        "field" Field,
        /// They become a label.
        "label" Label,
    }
}

object! {
    /// Three fields as a matrix.
    pub struct GroupingToMatrixOptions {
        /// The field whose values become columns.
        "columnField" column_field: Text,
        /// What stands where there is no value.
        "emptyValue" empty_value: EmptyValue,
        /// The field whose values become rows.
        "rowField" row_field: Text,
        /// The field whose values become cells.
        "valueField" value_field: Text,
    }
}

words! {
    /// What stands where there is no value.
    pub enum EmptyValue {
        /// `true`
        "true" True,
        /// `false`
        "false" False,
        /// Nothing.
        "null" Null,
        /// An empty text.
        "empty" Empty,
        /// 0
        "zero" Zero,
    }
}

object! {
    /// Counts of values.
    pub struct HistogramTransformationOptions {
        /// How many buckets there are.
        "bucketCount" bucket_count: f64,
        /// Where the first bucket begins.
        "bucketOffset" bucket_offset: Either<f64, Text>,
        /// How large a bucket is.
        "bucketSize" bucket_size: Option<Either<f64, Text>>,
        /// Whether all series are combined.
        "combine" combine: bool,
        /// What is counted. Legacy dashboards only.
        "fields" fields: std::collections::BTreeMap<String, crate::json::Json>,
    }
}

object! {
    /// Counts of time and value.
    pub struct HeatmapTransformationOptions {
        /// How rows are named, when they are buckets already.
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
    /// How rows are named, when they are buckets already.
    pub struct RowsFrame {
        /// `auto`, `le`, `ge` or `unknown`.
        "layout" layout: Text,
        /// The name of the value.
        "value" value: Text,
    }
}

object! {
    /// Frames joined at a field.
    pub struct JoinByFieldOptions {
        /// The field.
        "byField" by_field: Option<Text>,
        /// Which rows stay.
        "mode" mode: JoinMode,
    }
}

words! {
    /// Which rows of joined frames stay.
    pub enum JoinMode {
        /// All.
        "outer" Outer,
        /// Those that all frames have.
        "inner" Inner,
        /// All, and each as often as there are pairs.
        "outerTabular" OuterTabular,
    }
}

object! {
    /// Series joined at their labels.
    pub struct JoinByLabelsOptions {
        /// The labels that stay.
        "join" join: Vec<Text>,
        /// The label whose values become columns.
        "value" value: Text,
    }
}

object! {
    /// A frame for each value.
    pub struct PartitionOptions {
        /// The fields.
        "fields" fields: Vec<Text>,
        /// Whether those fields stay.
        "keepFields" keep_fields: bool,
        /// What the frames are called.
        "naming" naming: PartitionNaming,
    }
}

object! {
    /// What frames are called that a frame was parted into.
    pub struct PartitionNaming {
        /// Whether the frame's name comes first.
        "append" append: bool,
        /// Whether values become labels.
        "asLabels" as_labels: bool,
        /// What is between name and value.
        "separator1" separator1: Text,
        /// What is between values.
        "separator2" separator2: Text,
        /// Whether fields are named.
        "withNames" with_names: bool,
    }
}

object! {
    /// Series in another shape.
    pub struct PrepareTimeSeriesOptions {
        /// The shape.
        "format" format: TimeSeriesFormat,
    }
}

words! {
    /// The shapes of series.
    pub enum TimeSeriesFormat {
        /// One frame, a column for each.
        "wide" Wide,
        /// One frame, one column of values.
        "long" Long,
        /// A frame for each. Older than `multi`.
        "many" Many,
        /// A frame for each.
        "multi" Multi,
    }
}

object! {
    /// Rows as columns.
    pub struct TransposeOptions {
        /// What stands where there is no value.
        "emptyValue" empty_value: EmptyValue,
        /// What the first field is called.
        "firstFieldName" first_field_name: Text,
        /// What the others are called.
        "restFieldsName" rest_fields_name: Text,
    }
}
