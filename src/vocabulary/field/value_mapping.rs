//! Value mappings, as stored in documents.

use std::collections::BTreeMap;

use super::Color;
use crate::json::{Either, object, tagged, words};
use crate::vocabulary::Text;

tagged! {
    /// Values, and the text and colour shown instead.
    pub enum ValueMapping by "type", a number of Old(OldMapping) {
        /// Single values, each with its own result.
        "value" Value(ValueMap),
        /// All values in a range.
        "range" Range(RangeMap),
        /// Strings that match a regular expression.
        "regex" Regex(RegexMap),
        /// A special value, such as null or NaN.
        "special" Special(SpecialMap),
    }
}

object! {
    /// Single values.
    pub struct ValueMap {
        /// Its number. Legacy dashboards only.
        "id" id: f64,
        /// The result for each value; the values are keys.
        "options" options: BTreeMap<String, ShownValue>,
        /// `value`
        "type" kind: Text = "value",
    }
}

object! {
    /// All values in an inclusive range.
    pub struct RangeMap {
        /// Its number. Legacy dashboards only.
        "id" id: f64,
        /// The ends of the range, and the result.
        "options" options: MappedRange,
        /// `range`
        "type" kind: Text = "range",
    }
}

object! {
    /// The ends of a range, and the result.
    pub struct MappedRange {
        /// The lower end; `null` means minus infinity.
        "from" from: Option<f64>,
        /// The text and colour shown instead.
        "result" result: ShownValue,
        /// The upper end; `null` means infinity.
        "to" to: Option<f64>,
    }
}

object! {
    /// Strings that match a regular expression.
    pub struct RegexMap {
        /// Its number. Legacy dashboards only.
        "id" id: f64,
        /// The expression, and the result.
        "options" options: MappedRegex,
        /// `regex`
        "type" kind: Text = "regex",
    }
}

object! {
    /// A regular expression, and the result.
    pub struct MappedRegex {
        /// The expression.
        "pattern" pattern: Text,
        /// The text and colour shown instead.
        "result" result: ShownValue,
    }
}

object! {
    /// A special value, such as null or NaN.
    pub struct SpecialMap {
        /// Its number. Legacy dashboards only.
        "id" id: f64,
        /// The special value, and the result.
        "options" options: MappedSpecial,
        /// `special`
        "type" kind: Text = "special",
    }
}

object! {
    /// A special value, and the result.
    pub struct MappedSpecial {
        /// The special value.
        "match" value: SpecialValue,
        /// The text and colour shown instead.
        "result" result: ShownValue,
    }
}

words! {
    /// Special values.
    pub enum SpecialValue {
        /// `true`
        "true" True,
        /// `false`
        "false" False,
        /// Null.
        "null" Null,
        /// Not a number: zero divided by zero.
        "nan" NaN,
        /// No value or not a number.
        "null+nan" NullOrNaN,
        /// The empty string.
        "empty" Empty,
    }
}

object! {
    /// What is shown instead of a value.
    pub struct ShownValue {
        /// The colour.
        "color" color: Color,
        /// An icon, by its URL.
        "icon" icon: Text,
        /// Its place in the list of the UI.
        "index" index: f64,
        /// The text; if `None`, the value itself.
        "text" text: Either<Text, f64>,
    }
}

object! {
    /// A value or all values between two, and what is shown: from before Grafana 8.
    pub struct OldMapping {
        /// The lowest value.
        "from" from: Option<Either<Text, f64>>,
        /// Its number.
        "id" id: f64,
        /// `=`
        "operator" operator: Text,
        /// The text and colour shown instead.
        "text" text: Either<Text, f64>,
        /// The highest value.
        "to" to: Option<Either<Text, f64>>,
        /// 1 for a value, 2 for a range.
        "type" kind: f64,
        /// The value.
        "value" value: Option<Either<Text, f64>>,
    }
}
