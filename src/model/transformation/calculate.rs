//! New values, calculated of others.

use crate::json::{Either, object, words};
use crate::model::Text;

object! {
    /// New fields, calculated.
    pub struct CalculateOptions {
        /// What the new field is called.
        "alias" alias: Text,
        /// Two values, of `binary`.
        "binary" binary: BinaryOptions,
        /// What runs along, of `cumulativeFunctions`.
        "cumulative" cumulative: CumulativeOptions,
        /// The row's number, of `index`.
        "index" index: IndexOptions,
        /// How it is calculated.
        "mode" mode: CalculateMode,
        /// All numbers of a row, of `reduceRow`.
        "reduce" reduce: ReduceRowOptions,
        /// Whether the other fields are left out.
        "replaceFields" replace_fields: bool,
        /// Whether answers are joined at their times first.
        "timeSeries" time_series: bool,
        /// One value, of `unary`.
        "unary" unary: UnaryOptions,
        /// The values around, of `windowFunctions`.
        "window" window: WindowOptions,
    }
}

words! {
    /// How a new field is calculated.
    pub enum CalculateMode {
        /// Of all numbers of a row.
        "reduceRow" ReduceRow,
        /// Of all values so far.
        "cumulativeFunctions" Cumulative,
        /// Of the values around.
        "windowFunctions" Window,
        /// Of two values.
        "binary" Binary,
        /// Of one value.
        "unary" Unary,
        /// It is the row's number.
        "index" Index,
    }
}

object! {
    /// Two values, and what is done with them.
    pub struct BinaryOptions {
        /// The first.
        "left" left: Either<Text, BinaryOperand>,
        /// `+`, `-`, `*` or `/`.
        "operator" operator: Text,
        /// Left over from another mode.
        "reducer" reducer: Text,
        /// The second.
        "right" right: Either<Text, BinaryOperand>,
    }
}

object! {
    /// A value of two: a number, or fields.
    pub struct BinaryOperand {
        /// The number, or a field's name.
        "fixed" fixed: Text,
        /// Which fields.
        "matcher" matcher: OperandMatcher,
    }
}

object! {
    /// Which fields are meant: one by its name, or all numbers.
    pub struct OperandMatcher {
        /// `byName`, `byType`
        "id" id: Text,
        /// The name or type.
        "options" options: Text,
    }
}

object! {
    /// What runs along a field.
    pub struct CumulativeOptions {
        /// The field.
        "field" field: Text,
        /// `sum` or `mean`.
        "reducer" reducer: Text,
    }
}

object! {
    /// The row's number.
    pub struct IndexOptions {
        /// Whether it is a share of all rows.
        "asPercentile" as_percentile: bool,
    }
}

object! {
    /// All numbers of a row.
    pub struct ReduceRowOptions {
        /// The fields; all numbers when missing.
        "include" include: Option<Vec<Text>>,
        /// What stands for a value that is missing.
        "nullValueMode" null_value_mode: Text,
        /// What is calculated: `sum`, `mean`, ...
        "reducer" reducer: Text,
    }
}

object! {
    /// One value, and what is done with it.
    pub struct UnaryOptions {
        /// The field.
        "fieldName" field_name: Text,
        /// `abs`, `exp`, `ln`, `round`, `floor`, `ceil` or `percent`.
        "operator" operator: Text,
    }
}

object! {
    /// The values around one.
    pub struct WindowOptions {
        /// The field.
        "field" field: Text,
        /// What is calculated: `mean`, `stdDev`, `variance`.
        "reducer" reducer: Text,
        /// Which values.
        "windowAlignment" window_alignment: WindowAlignment,
        /// How many.
        "windowSize" window_size: f64,
        /// What `windowSize` counts.
        "windowSizeMode" window_size_mode: WindowSizeMode,
    }
}

words! {
    /// Which values stand around one.
    pub enum WindowAlignment {
        /// Those before it.
        "trailing" Trailing,
        /// Those on both sides.
        "centered" Centered,
    }
}

words! {
    /// What the size of a window counts.
    pub enum WindowSizeMode {
        /// A share of all values.
        "percentage" Percentage,
        /// Values.
        "fixed" Fixed,
    }
}

object! {
    /// A line through the points.
    pub struct RegressionOptions {
        /// The degree of the polynomial.
        "degree" degree: f64,
        /// `linear` or `polynomial`.
        "modelType" model_type: Text,
        /// How many points are made.
        "predictionCount" prediction_count: f64,
        /// The field of x.
        "xFieldName" x_field_name: Text,
        /// The field of y.
        "yFieldName" y_field_name: Text,
    }
}

object! {
    /// Fewer points of the same course.
    pub struct SmoothingOptions {
        /// How many points are left.
        "resolution" resolution: f64,
    }
}
