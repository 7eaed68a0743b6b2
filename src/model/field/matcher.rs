//! Which fields are meant, as documents have it.
//!
//! Ids: the field matchers of the npm package `@grafana/data` 13.2.3.

use crate::json::{Json, object, tagged, words};
use crate::model::Text;

tagged! {
    /// Which fields an exception or a transformation is for.
    pub enum Matcher by "id" {
        /// By a text: a name, a regular expression, a type, the letter of a query.
        "byName" | "byRegexp" | "byType" | "byFrameRefID" | "byRefId" ByText(TextMatcher),
        /// By a list of names.
        "byNames" ByNames(NamesMatcher),
        /// By a list of types.
        "byTypes" ByTypes(TypesMatcher),
        /// By a regular expression or a list of names.
        "byRegexpOrNames" ByRegexpOrNames(RegexpOrNamesMatcher),
        /// By a value.
        "byValue" ByValue(ValueMatcher),
        /// By what the field is.
        "numeric" | "time" | "first" | "firstTimeField" | "alwaysMatch" | "neverMatch" Plain(PlainMatcher),
    }
}

words! {
    /// The type of a field.
    pub enum FieldType {
        /// Yes or no.
        "boolean" Boolean,
        /// One of a list.
        "enum" Enum,
        /// A table in a cell.
        "frame" Frame,
        /// A place on a map.
        "geo" Geo,
        /// A number.
        "number" Number,
        /// Something else.
        "other" Other,
        /// A text.
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
        /// Is the same.
        "eq" Equal,
        /// Is greater.
        "gt" Greater,
        /// Is greater, or the same.
        "gte" GreaterOrEqual,
        /// Is less.
        "lt" Less,
        /// Is less, or the same.
        "lte" LessOrEqual,
        /// Is another.
        "neq" NotEqual,
    }
}

/// Ways to say which fields.
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

    /// The fields whose names match a regular expression.
    pub fn by_regex(regex: impl Into<Text>) -> Self {
        Self::text("byRegexp", regex)
    }

    /// The fields with these names.
    pub fn by_names<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        let names: Vec<Text> = names.into_iter().map(Into::into).collect();
        NamesMatcher::new().options(MatchedNames::empty().mode("include").names(names)).into()
    }

    /// The fields with other names than these.
    pub fn by_other_names<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        let names: Vec<Text> = names.into_iter().map(Into::into).collect();
        NamesMatcher::new().options(MatchedNames::empty().mode("exclude").names(names)).into()
    }

    /// The fields of a type.
    pub fn by_type(kind: FieldType) -> Self {
        Self::text("byType", kind.word())
    }

    /// The fields of these types.
    pub fn by_types(kinds: impl IntoIterator<Item = FieldType>) -> Self {
        let kinds: Vec<Text> = kinds.into_iter().map(|kind| kind.word().into()).collect();
        TypesMatcher::new().options(kinds).into()
    }

    /// The fields of a query, by its letter or name.
    pub fn by_query(ref_id: impl Into<Text>) -> Self {
        Self::text("byFrameRefID", ref_id)
    }

    /// The fields whose value, calculated by this reducer (`last`, `max`), compares so with a number.
    pub fn by_value(reducer: impl Into<Text>, comparison: Comparison, value: impl Into<f64>) -> Self {
        let options = MatchedValue::empty().reducer(reducer).op(comparison.word()).value(value);
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

object! {
    /// Compares with a text.
    pub struct TextMatcher {
        /// What is compared.
        "id" id: Text,
        /// The text.
        "options" options: Text,
        /// Which frames are looked at.
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
        /// Which frames are looked at.
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
        /// What stands before the names in the UI.
        "prefix" prefix: Text,
        /// Whether the UI leaves the list alone.
        "readOnly" read_only: bool,
    }
}

object! {
    /// Compares with a list of types.
    pub struct TypesMatcher {
        /// `byTypes`
        "id" id: Text = "byTypes",
        /// The types: `number`, `time`, `string`, ...
        "options" options: Vec<Text>,
        /// Which frames are looked at.
        "scope" scope: Text,
    }
}

object! {
    /// Compares with a regular expression or a list of names.
    pub struct RegexpOrNamesMatcher {
        /// `byRegexpOrNames`
        "id" id: Text = "byRegexpOrNames",
        /// What is compared with.
        "options" options: RegexpOrNames,
        /// Which frames are looked at.
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
        /// Which frames are looked at.
        "scope" scope: Text,
    }
}

object! {
    /// A comparison with a number.
    pub struct MatchedValue {
        /// `eq`, `neq`, `gt`, `gte`, `lt` or `lte`.
        "op" op: Text,
        /// Which value stands for the field.
        "reducer" reducer: Text,
        /// The number.
        "value" value: f64,
    }
}

object! {
    /// Needs nothing to compare with.
    pub struct PlainMatcher {
        /// What the field has to be.
        "id" id: Text,
        /// Nothing, as a rule.
        "options" options: Json,
        /// Which frames are looked at.
        "scope" scope: Text,
    }
}
