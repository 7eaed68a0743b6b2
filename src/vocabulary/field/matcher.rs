//! Field matchers and frame matchers: two similar vocabularies. A matcher of one kind in place of the other breaks the
//! panel.
//!
//! Ids: the field and frame matchers of the npm package `@grafana/data` 13.2.3.

use super::{Calculation, NamesCalculation, pattern};
use crate::json::{Json, object, tagged, words};
use crate::vocabulary::Text;

tagged! {
    /// A field matcher: the fields that an override applies to.
    ///
    /// There is no matcher by a list of types: Grafana has `byTypes`, but it cannot be used in documents.
    pub enum Matcher by "id" {
        /// By a text: a name, a regular expression, a type, a ref ID.
        "byName" | "byRegexp" | "byType" | "byFrameRefID" ByText(TextMatcher),
        /// By a list of names.
        "byNames" ByNames(NamesMatcher),
        /// By a regular expression or a list of names.
        "byRegexpOrNames" ByRegexpOrNames(RegexpOrNamesMatcher),
        /// By a value.
        "byValue" ByValue(ValueMatcher),
        /// By a property of the field; `alwaysMatch` and `neverMatch` were removed in Grafana 13.1.
        "numeric" | "time" | "first" | "firstTimeField" | "alwaysMatch" | "neverMatch" Plain(PlainMatcher),
    }
}

tagged! {
    /// A frame matcher: the frames that a transformation or map layer applies to. The result of a query is one or more
    /// frames.
    pub enum FrameMatcher by "id" {
        /// By a text: a ref ID, or a regular expression for names.
        "byName" | "byRefId" ByText(FrameTextMatcher),
    }
}

tagged! {
    /// Which frame a series of an XY chart takes its fields from.
    pub enum FrameIndexMatcher by "id" {
        /// By its index.
        "byIndex" ByIndex(FrameIndex),
    }
}

words! {
    /// The type of a field.
    pub enum FieldType {
        /// A boolean.
        "boolean" Boolean,
        /// An enum.
        "enum" Enum,
        /// A nested frame.
        "frame" Frame,
        /// A geographic location.
        "geo" Geo,
        /// Nested frames, from grouped rows.
        "nestedFrames" NestedFrames,
        /// A number.
        "number" Number,
        /// Any other type.
        "other" Other,
        /// A string.
        "string" String,
        /// A time.
        "time" Time,
        /// A trace.
        "trace" Trace,
    }
}

words! {
    /// How a value compares with a number.
    pub enum Comparison {
        /// Equal.
        "eq" Equal,
        /// Greater than.
        "gt" Greater,
        /// Greater than or equal.
        "gte" GreaterOrEqual,
        /// Less than.
        "lt" Less,
        /// Less than or equal.
        "lte" LessOrEqual,
        /// Not equal.
        "neq" NotEqual,
    }
}

/// Constructors of field matchers.
impl Matcher {
    fn text(id: &'static str, options: impl Into<Text>) -> Self {
        TextMatcher::empty().id(id).options(options).into()
    }

    fn plain(id: &'static str) -> Self {
        PlainMatcher::empty().id(id).into()
    }

    /// The field with this name.
    pub fn by_name(name: impl Into<Text>) -> Self {
        Self::text("byName", name)
    }

    /// The fields whose names match a regular expression, which must match the whole name unless it is enclosed in
    /// slashes, `/.../`.
    pub fn by_regex(regex: impl Into<Text>) -> Self {
        Self::text("byRegexp", pattern::of_names(regex))
    }

    /// The fields with these names.
    pub fn by_names<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        let names: Vec<Text> = names.into_iter().map(Into::into).collect();
        NamesMatcher::new().options(MatchedNames::empty().mode("include").names(names)).into()
    }

    /// The fields with names other than these.
    pub fn by_other_names<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        let names: Vec<Text> = names.into_iter().map(Into::into).collect();
        NamesMatcher::new().options(MatchedNames::empty().mode("exclude").names(names)).into()
    }

    /// The fields of a type.
    pub fn by_type(kind: FieldType) -> Self {
        Self::text("byType", kind.word())
    }

    /// The fields of a query, by its ref ID. Has no effect once a transformation joins them with others.
    pub fn by_query(ref_id: impl Into<Text>) -> Self {
        Self::text("byFrameRefID", ref_id)
    }

    /// The fields whose value, calculated so (`last`, `max`), compares so with a number.
    ///
    /// # Panics
    /// When Grafana has no calculation with that ID.
    #[track_caller]
    pub fn by_value(calculation: impl NamesCalculation, comparison: Comparison, value: impl Into<f64>) -> Self {
        let options = MatchedValue::empty().reducer(calculation.calculation()).op(comparison.word()).value(value);
        ValueMatcher::new().options(options).into()
    }

    /// The fields with numbers.
    pub fn numeric() -> Self {
        Self::plain("numeric")
    }

    /// The fields with times.
    pub fn time() -> Self {
        Self::plain("time")
    }

    /// The first field.
    pub fn first() -> Self {
        Self::plain("first")
    }

    /// The first field with times.
    pub fn first_time_field() -> Self {
        Self::plain("firstTimeField")
    }
}

/// Ways to say which frames.
impl FrameMatcher {
    /// The answers of a query, by its letter or name.
    pub fn by_query(ref_id: impl Into<Text>) -> Self {
        FrameTextMatcher::empty().id("byRefId").options(ref_id).into()
    }

    /// The answers of these queries, by their letters or names.
    pub fn by_queries<T: Into<Text>>(ref_ids: impl IntoIterator<Item = T>) -> Self {
        let names: Vec<Text> = ref_ids.into_iter().map(Into::into).collect();
        Self::by_query(names.join("|"))
    }

    /// The frames whose whole names match a regular expression. Between slashes, `/.../`, it may match a part.
    pub fn by_name(regex: impl Into<Text>) -> Self {
        FrameTextMatcher::empty().id("byName").options(pattern::of_names(regex)).into()
    }
}

impl FrameIndexMatcher {
    /// The frame at a place among all, 0 for the first.
    pub fn at(index: u32) -> Self {
        FrameIndex::new().options(index).into()
    }
}

object! {
    /// Compares a frame with a text.
    pub struct FrameTextMatcher {
        /// What is compared.
        "id" id: Text,
        /// The text.
        "options" options: Text,
    }
}

object! {
    /// The index of a frame.
    pub struct FrameIndex {
        /// `byIndex`
        "id" id: Text = "byIndex",
        /// The index, starting at 0.
        "options" options: f64,
    }
}

object! {
    /// Compares with a text.
    pub struct TextMatcher {
        /// What is compared.
        "id" id: Text,
        /// The text.
        "options" options: Text,
        /// The scope: which frames are considered.
        "scope" scope: Text,
    }
}

object! {
    /// Compares with a list of names.
    pub struct NamesMatcher {
        /// `byNames`
        "id" id: Text = "byNames",
        /// The names.
        "options" options: MatchedNames,
        /// The scope: which frames are considered.
        "scope" scope: Text,
    }
}

object! {
    /// A list of names.
    pub struct MatchedNames {
        /// `include` or `exclude`.
        "mode" mode: Text,
        /// The names.
        "names" names: Vec<Text>,
        /// The prefix of the names in the UI.
        "prefix" prefix: Text,
        /// Whether the list is read-only in the UI.
        "readOnly" read_only: bool,
    }
}

object! {
    /// Compares with a regular expression or a list of names.
    pub struct RegexpOrNamesMatcher {
        /// `byRegexpOrNames`
        "id" id: Text = "byRegexpOrNames",
        /// What is compared with.
        "options" options: RegexpOrNames,
        /// The scope: which frames are considered.
        "scope" scope: Text,
    }
}

object! {
    /// A regular expression or a list of names.
    pub struct RegexpOrNames {
        /// The names.
        "names" names: Vec<Text>,
        /// The regular expression.
        "pattern" pattern: Text,
        /// The variable that holds the regular expression.
        "variable" variable: Text,
    }
}

object! {
    /// Compares the value of a field with a number.
    pub struct ValueMatcher {
        /// `byValue`
        "id" id: Text = "byValue",
        /// What is compared.
        "options" options: MatchedValue,
        /// The scope: which frames are considered.
        "scope" scope: Text,
    }
}

object! {
    /// A comparison with a number.
    pub struct MatchedValue {
        /// `eq`, `neq`, `gt`, `gte`, `lt` or `lte`.
        "op" op: Text,
        /// The calculation that reduces the field.
        "reducer" reducer: Calculation,
        /// The number.
        "value" value: f64,
    }
}

object! {
    /// A matcher without options.
    pub struct PlainMatcher {
        /// The property of the field.
        "id" id: Text,
        /// Usually nothing.
        "options" options: Json,
        /// The scope: which frames are considered.
        "scope" scope: Text,
    }
}
