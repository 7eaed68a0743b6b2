//! New values, calculated of others.

use crate::json::{Either, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::Calculation;

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
        /// What is done.
        "operator" operator: BinaryOperator,
        /// Left over from another mode.
        "reducer" reducer: Text,
        /// The second.
        "right" right: Either<Text, BinaryOperand>,
    }
}

words! {
    /// What is done with two values.
    pub enum BinaryOperator {
        /// The sum.
        "+" Add,
        /// The first less the second.
        "-" Subtract,
        /// The product.
        "*" Multiply,
        /// The first, divided by the second.
        "/" Divide,
    }
}

object! {
    /// A value of two: a number, or fields.
    pub struct BinaryOperand {
        /// The number, or a field's name.
        "fixed" fixed: Text,
        /// The fields that it applies to.
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
        /// What is calculated.
        "reducer" reducer: CumulativeCalculation,
    }
}

words! {
    /// What can run along a field.
    pub enum CumulativeCalculation {
        /// All values so far.
        "sum" Sum,
        /// The average so far.
        "mean" Mean,
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
        /// How missing values are treated.
        "nullValueMode" null_value_mode: Text,
        /// What is calculated.
        "reducer" reducer: Calculation,
    }
}

object! {
    /// One value, and what is done with it.
    pub struct UnaryOptions {
        /// The field.
        "fieldName" field_name: Text,
        /// What is done.
        "operator" operator: UnaryOperator,
    }
}

words! {
    /// What is done with one value.
    pub enum UnaryOperator {
        /// It loses its sign.
        "abs" Abs,
        /// *e* to its power.
        "exp" Exp,
        /// Its natural logarithm.
        "ln" Ln,
        /// The nearest whole number.
        "round" Round,
        /// The next whole number below.
        "floor" Floor,
        /// The next whole number above.
        "ceil" Ceil,
        /// A hundred times it; Grafana 12.4 and later.
        "percent" Percent,
    }
}

object! {
    /// The values around one.
    pub struct WindowOptions {
        /// The field.
        "field" field: Text,
        /// What is calculated.
        "reducer" reducer: WindowCalculation,
        /// Which values.
        "windowAlignment" window_alignment: WindowAlignment,
        /// How many.
        "windowSize" window_size: f64,
        /// What `windowSize` counts.
        "windowSizeMode" window_size_mode: WindowSizeMode,
    }
}

words! {
    /// What is calculated of the values around one.
    pub enum WindowCalculation {
        /// The average.
        "mean" Mean,
        /// The standard deviation.
        "stdDev" StandardDeviation,
        /// The variance.
        "variance" Variance,
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
        /// What kind of line.
        "modelType" model_type: RegressionModel,
        /// How many points are made.
        "predictionCount" prediction_count: f64,
        /// The field of x.
        "xFieldName" x_field_name: Text,
        /// The field of y.
        "yFieldName" y_field_name: Text,
    }
}

words! {
    /// What kind of line runs through points.
    pub enum RegressionModel {
        /// A straight one.
        "linear" Linear,
        /// One of the degree that is given.
        "polynomial" Polynomial,
    }
}

object! {
    /// Fewer points of the same course.
    pub struct SmoothingOptions {
        /// How many points are left.
        "resolution" resolution: f64,
    }
}
