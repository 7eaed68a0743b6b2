//! Value mappings: text and colours shown instead of values.

use crate::json::{Print, Printer, Written, printed};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Color, SpecialValue, pattern};

/// A value, or several values, and the text and colour shown instead.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Mapping {
    /// A single value, as text: `1`, `running`.
    Value {
        /// The value.
        value: Text,
        /// The text and colour shown instead.
        result: MappingResult,
    },
    /// All values in an inclusive range; an end that is missing means infinity.
    Range {
        /// The lower end, inclusive.
        from: Option<f64>,
        /// The upper end, inclusive.
        to: Option<f64>,
        /// The text and colour shown instead.
        result: MappingResult,
    },
    /// Strings that match a regular expression; `$1` in the text is its first group.
    Regex {
        /// The expression, which must match the whole string; `/.../` may match a part.
        pattern: Text,
        /// The text and colour shown instead.
        result: MappingResult,
    },
    /// A special value, such as null or NaN.
    Special {
        /// The special value.
        value: SpecialValue,
        /// The text and colour shown instead.
        result: MappingResult,
    },
}

/// What is shown instead of a value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MappingResult {
    /// The text; if `None`, the value itself.
    pub text: Option<Text>,
    /// The colour.
    pub color: Option<Color>,
}

impl Mapping {
    /// Returns a mapping of a single value.
    pub fn value(value: impl Into<Text>, text: impl Into<Text>, color: Color) -> Self {
        Self::Value { value: value.into(), result: MappingResult { text: Some(text.into()), color: Some(color) } }
    }

    /// Returns a mapping of all values in an inclusive range.
    pub fn range(from: Option<f64>, to: Option<f64>, text: impl Into<Text>, color: Color) -> Self {
        Self::Range { from, to, result: MappingResult { text: Some(text.into()), color: Some(color) } }
    }

    /// Returns a mapping of strings that match a regular expression, which must match the whole string unless it is
    /// enclosed in slashes, `/.../`; `$1` in the text is its first group.
    pub fn regex(regex: impl Into<Text>, text: impl Into<Text>, color: Color) -> Self {
        Self::Regex {
            pattern: pattern::readable(regex),
            result: MappingResult { text: Some(text.into()), color: Some(color) },
        }
    }

    /// Returns a mapping of a special value.
    pub fn special(value: SpecialValue, text: impl Into<Text>) -> Self {
        Self::Special { value, result: MappingResult { text: Some(text.into()), color: None } }
    }
}

/// Mappings in Grafana's format, each with its index in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mappings<'a>(pub(crate) &'a [Mapping]);

impl Print for Mappings<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        to.list(self.0.iter().enumerate().map(|(index, mapping)| Indexed { index, mapping }))
    }
}

struct Indexed<'a> {
    index: usize,
    mapping: &'a Mapping,
}

impl Print for Indexed<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        let kind = match self.mapping {
            Mapping::Value { value, result } => {
                object.member("options", &OneValue { value, result: self.result(result) });
                "value"
            }
            Mapping::Range { from, to, result } => {
                object.member("options", &RangeOptions { from: *from, result: self.result(result), to: *to });
                "range"
            }
            Mapping::Regex { pattern, result } => {
                object.member("options", &RegexOptions { pattern, result: self.result(result) });
                "regex"
            }
            Mapping::Special { value, result } => {
                object.member("options", &SpecialOptions { r#match: *value, result: self.result(result) });
                "special"
            }
        };
        object.member("type", kind);
        object.end()
    }
}

impl<'a> Indexed<'a> {
    fn result(&self, result: &'a MappingResult) -> IndexedResult<'a> {
        IndexedResult { color: result.color.as_ref(), index: self.index, text: result.text.as_deref() }
    }
}

printed! {
    struct IndexedResult<'a> {
        "color" color: Option<&'a Color>, unless Option::is_none;
        "index" index: usize;
        "text" text: Option<&'a str>, unless Option::is_none;
    }
}

struct OneValue<'a> {
    value: &'a str,
    result: IndexedResult<'a>,
}

impl Print for OneValue<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        object.member(self.value, &self.result);
        object.end()
    }
}

printed! {
    struct RangeOptions<'a> {
        "from" from: Option<f64>;
        "result" result: IndexedResult<'a>;
        "to" to: Option<f64>;
    }
}

printed! {
    struct RegexOptions<'a> {
        "pattern" pattern: &'a str;
        "result" result: IndexedResult<'a>;
    }
}

printed! {
    struct SpecialOptions<'a> {
        "match" r#match: SpecialValue;
        "result" result: IndexedResult<'a>;
    }
}
