//! What is shown in place of single values.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Color;
use crate::json::words;
use crate::model::Text;

/// A value, or some values, and the text and colour shown in their place.
#[derive(Debug, Clone, PartialEq)]
pub enum Mapping {
    /// One value, as text: `1`, `running`.
    Value {
        /// The value.
        value: Text,
        /// What is shown.
        result: MappingResult,
    },
    /// All values between two, both included; without an end, to infinity.
    Range {
        /// The lowest.
        from: Option<f64>,
        /// The highest.
        to: Option<f64>,
        /// What is shown.
        result: MappingResult,
    },
    /// Texts that match a regular expression; `$1` in the text is its first group.
    Regex {
        /// The expression.
        pattern: Text,
        /// What is shown.
        result: MappingResult,
    },
    /// A value that is no number.
    Special {
        /// Which.
        value: SpecialValue,
        /// What is shown.
        result: MappingResult,
    },
}

/// What is shown in place of a value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MappingResult {
    /// The text; the value itself where it is missing.
    pub text: Option<Text>,
    /// The colour.
    pub color: Option<Color>,
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

impl Mapping {
    /// Returns the mapping of one value.
    pub fn value(value: impl Into<Text>, text: impl Into<Text>, color: Color) -> Self {
        Self::Value { value: value.into(), result: MappingResult { text: Some(text.into()), color: Some(color) } }
    }

    /// Returns the mapping of all values between two, both included.
    pub fn range(from: Option<f64>, to: Option<f64>, text: impl Into<Text>, color: Color) -> Self {
        Self::Range { from, to, result: MappingResult { text: Some(text.into()), color: Some(color) } }
    }

    /// Returns the mapping of texts that match a regular expression; `$1` in the text is its first group.
    pub fn regex(pattern: impl Into<Text>, text: impl Into<Text>, color: Color) -> Self {
        Self::Regex { pattern: pattern.into(), result: MappingResult { text: Some(text.into()), color: Some(color) } }
    }

    /// Returns the mapping of a value that is no number.
    pub fn special(value: SpecialValue, text: impl Into<Text>) -> Self {
        Self::Special { value, result: MappingResult { text: Some(text.into()), color: None } }
    }
}

/// Mappings as Grafana writes them, each with its place in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mappings<'a>(pub(crate) &'a [Mapping]);

impl Serialize for Mappings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().enumerate().map(|(index, mapping)| Indexed { index, mapping }))
    }
}

struct Indexed<'a> {
    index: usize,
    mapping: &'a Mapping,
}

impl Serialize for Indexed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        match self.mapping {
            Mapping::Value { value, result } => {
                map.serialize_entry("options", &OneValue { value, result: self.result(result) })?;
                map.serialize_entry("type", "value")?;
            }
            Mapping::Range { from, to, result } => {
                map.serialize_entry("options", &RangeOptions { from: *from, result: self.result(result), to: *to })?;
                map.serialize_entry("type", "range")?;
            }
            Mapping::Regex { pattern, result } => {
                map.serialize_entry("options", &RegexOptions { pattern, result: self.result(result) })?;
                map.serialize_entry("type", "regex")?;
            }
            Mapping::Special { value, result } => {
                let options = SpecialOptions { r#match: *value, result: self.result(result) };
                map.serialize_entry("options", &options)?;
                map.serialize_entry("type", "special")?;
            }
        }
        map.end()
    }
}

impl<'a> Indexed<'a> {
    fn result(&self, result: &'a MappingResult) -> IndexedResult<'a> {
        IndexedResult { color: result.color.as_ref(), index: self.index, text: result.text.as_deref() }
    }
}

#[derive(Serialize)]
struct IndexedResult<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<&'a Color>,
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

struct OneValue<'a> {
    value: &'a str,
    result: IndexedResult<'a>,
}

impl Serialize for OneValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.value, &self.result)])
    }
}

#[derive(Serialize)]
struct RangeOptions<'a> {
    from: Option<f64>,
    result: IndexedResult<'a>,
    to: Option<f64>,
}

#[derive(Serialize)]
struct RegexOptions<'a> {
    pattern: &'a str,
    result: IndexedResult<'a>,
}

#[derive(Serialize)]
struct SpecialOptions<'a> {
    r#match: SpecialValue,
    result: IndexedResult<'a>,
}
