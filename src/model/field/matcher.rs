//! Which fields are meant, as documents have it.
//!
//! Ids: the field matchers of the npm package `@grafana/data` 13.2.3.

use crate::json::{Json, object, tagged};
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
