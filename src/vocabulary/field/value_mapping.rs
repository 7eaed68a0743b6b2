//! What is shown in place of single values, as documents have it.

use std::collections::BTreeMap;

use super::Color;
use crate::json::{Either, object, tagged, words};
use crate::vocabulary::Text;

tagged! {
    /// Values, and what is shown in their place.
    pub enum ValueMapping by "type", a number of Old(OldMapping) {
        /// Single values, each with its own result.
        "value" Value(ValueMap),
        /// All values between two.
        "range" Range(RangeMap),
        /// Texts that match a regular expression.
        "regex" Regex(RegexMap),
        /// A value that is no number.
        "special" Special(SpecialMap),
    }
}

object! {
    /// Single values.
    pub struct ValueMap {
        /// Its number. Old dashboards only.
        "id" id: f64,
        /// What is shown for each value, which is written as a text.
        "options" options: BTreeMap<String, ShownValue>,
        /// `value`
        "type" kind: Text = "value",
    }
}

object! {
    /// All values between two, both included.
    pub struct RangeMap {
        /// Its number. Old dashboards only.
        "id" id: f64,
        /// The ends, and what is shown.
        "options" options: MappedRange,
        /// `range`
        "type" kind: Text = "range",
    }
}

object! {
    /// The ends of a range, and what is shown.
    pub struct MappedRange {
        /// The lowest value; minus infinity for `null`.
        "from" from: Option<f64>,
        /// What is shown.
        "result" result: ShownValue,
        /// The highest value; infinity for `null`.
        "to" to: Option<f64>,
    }
}

object! {
    /// Texts that match a regular expression.
    pub struct RegexMap {
        /// Its number. Old dashboards only.
        "id" id: f64,
        /// The expression, and what is shown.
        "options" options: MappedRegex,
        /// `regex`
        "type" kind: Text = "regex",
    }
}

object! {
    /// A regular expression, and what is shown.
    pub struct MappedRegex {
        /// The expression.
        "pattern" pattern: Text,
        /// What is shown.
        "result" result: ShownValue,
    }
}

object! {
    /// A value that is no number.
    pub struct SpecialMap {
        /// Its number. Old dashboards only.
        "id" id: f64,
        /// Which, and what is shown.
        "options" options: MappedSpecial,
        /// `special`
        "type" kind: Text = "special",
    }
}

object! {
    /// A value that is no number, and what is shown.
    pub struct MappedSpecial {
        /// Which.
        "match" value: SpecialValue,
        /// What is shown.
        "result" result: ShownValue,
    }
}

words! {
    /// Values that are no numbers.
    pub enum SpecialValue {
        /// `true`
        "true" True,
        /// `false`
        "false" False,
        /// No value.
        "null" Null,
        /// Not a number: zero divided by zero.
        "nan" NaN,
        /// No value, or not a number.
        "null+nan" NullOrNaN,
        /// The empty text.
        "empty" Empty,
    }
}

object! {
    /// What is shown in place of a value.
    pub struct ShownValue {
        /// The colour.
        "color" color: Color,
        /// A picture, by its address.
        "icon" icon: Text,
        /// Its place in the list of the UI.
        "index" index: f64,
        /// The text; the value itself where it is missing.
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
        /// What is shown.
        "text" text: Either<Text, f64>,
        /// The highest value.
        "to" to: Option<Either<Text, f64>>,
        /// 1 for a value, 2 for a range.
        "type" kind: f64,
        /// The value.
        "value" value: Option<Either<Text, f64>>,
    }
}
