//! Calculated fields.

use crate::json::{Either, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::Calculation;

object! {
    /// Adds calculated fields.
    pub struct CalculateOptions {
        /// The name of the new field.
        "alias" alias: Text,
        /// The operands, for `binary`.
        "binary" binary: BinaryOptions,
        /// The options for `cumulativeFunctions`.
        "cumulative" cumulative: CumulativeOptions,
        /// The options for `index`.
        "index" index: IndexOptions,
        /// The mode of calculation.
        "mode" mode: CalculateMode,
        /// The options for `reduceRow`.
        "reduce" reduce: ReduceRowOptions,
        /// Whether the other fields are removed.
        "replaceFields" replace_fields: bool,
        /// Whether series are first joined by time.
        "timeSeries" time_series: bool,
        /// The options for `unary`.
        "unary" unary: UnaryOptions,
        /// The options for `windowFunctions`.
        "window" window: WindowOptions,
    }
}

words! {
    /// How a new field is calculated.
    pub enum CalculateMode {
        /// From all numbers of a row.
        "reduceRow" ReduceRow,
        /// Cumulatively, from all values so far.
        "cumulativeFunctions" Cumulative,
        /// From a window of values.
        "windowFunctions" Window,
        /// From two values.
        "binary" Binary,
        /// From one value.
        "unary" Unary,
        /// The index of the row.
        "index" Index,
    }
}

object! {
    /// A binary operation.
    pub struct BinaryOptions {
        /// The left operand.
        "left" left: Either<Text, BinaryOperand>,
        /// The operator.
        "operator" operator: BinaryOperator,
        /// Left over from another mode.
        "reducer" reducer: Text,
        /// The right operand.
        "right" right: Either<Text, BinaryOperand>,
    }
}

words! {
    /// A binary operator.
    pub enum BinaryOperator {
        /// The sum.
        "+" Add,
        /// The difference.
        "-" Subtract,
        /// The product.
        "*" Multiply,
        /// The quotient.
        "/" Divide,
    }
}

object! {
    /// An operand: a number or fields.
    pub struct BinaryOperand {
        /// The number, or a field's name.
        "fixed" fixed: Text,
        /// The fields that it applies to.
        "matcher" matcher: OperandMatcher,
    }
}

object! {
    /// A matcher for operands: one field by name, or all numeric fields.
    pub struct OperandMatcher {
        /// `byName`, `byType`
        "id" id: Text,
        /// The name or type.
        "options" options: Text,
    }
}

object! {
    /// A cumulative calculation.
    pub struct CumulativeOptions {
        /// The field.
        "field" field: Text,
        /// The calculations.
        "reducer" reducer: CumulativeCalculation,
    }
}

words! {
    /// A cumulative function.
    pub enum CumulativeCalculation {
        /// The running total.
        "sum" Sum,
        /// The running mean.
        "mean" Mean,
    }
}

object! {
    /// The index of the row.
    pub struct IndexOptions {
        /// Whether it is a percentile of all rows.
        "asPercentile" as_percentile: bool,
    }
}

object! {
    /// A calculation over all numbers of a row.
    pub struct ReduceRowOptions {
        /// The fields; by default, all numeric fields.
        "include" include: Option<Vec<Text>>,
        /// How missing values are treated.
        "nullValueMode" null_value_mode: Text,
        /// The calculations.
        "reducer" reducer: Calculation,
    }
}

object! {
    /// A unary operation.
    pub struct UnaryOptions {
        /// The field.
        "fieldName" field_name: Text,
        /// The operator.
        "operator" operator: UnaryOperator,
    }
}

words! {
    /// A unary operator.
    pub enum UnaryOperator {
        /// The absolute value.
        "abs" Abs,
        /// The exponential.
        "exp" Exp,
        /// The natural logarithm.
        "ln" Ln,
        /// Rounded to the nearest integer.
        "round" Round,
        /// Rounded down.
        "floor" Floor,
        /// Rounded up.
        "ceil" Ceil,
        /// Multiplied by 100; Grafana 12.4 and later.
        "percent" Percent,
    }
}

object! {
    /// A window function.
    pub struct WindowOptions {
        /// The field.
        "field" field: Text,
        /// The calculations.
        "reducer" reducer: WindowCalculation,
        /// The alignment of the window.
        "windowAlignment" window_alignment: WindowAlignment,
        /// The number of rows.
        "windowSize" window_size: f64,
        /// What `windowSize` counts.
        "windowSizeMode" window_size_mode: WindowSizeMode,
    }
}

words! {
    /// The calculation of a window function.
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
    /// The alignment of a window.
    pub enum WindowAlignment {
        /// The preceding values.
        "trailing" Trailing,
        /// Values on both sides.
        "centered" Centered,
    }
}

words! {
    /// The unit of the size of a window.
    pub enum WindowSizeMode {
        /// A percentage of all values.
        "percentage" Percentage,
        /// Values.
        "fixed" Fixed,
    }
}

object! {
    /// Calculates a regression line.
    pub struct RegressionOptions {
        /// The degree of the polynomial.
        "degree" degree: f64,
        /// The model.
        "modelType" model_type: RegressionModel,
        /// The number of predicted points.
        "predictionCount" prediction_count: f64,
        /// The field of x.
        "xFieldName" x_field_name: Text,
        /// The field of y.
        "yFieldName" y_field_name: Text,
    }
}

words! {
    /// The model of a regression.
    pub enum RegressionModel {
        /// Linear.
        "linear" Linear,
        /// A polynomial of the given degree.
        "polynomial" Polynomial,
    }
}

object! {
    /// Smooths series by reducing the number of points.
    pub struct SmoothingOptions {
        /// The number of remaining points.
        "resolution" resolution: f64,
    }
}
