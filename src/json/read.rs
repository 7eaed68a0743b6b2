//! Reading of JSON into types, member by member.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// What is called with each value that no type holds: its path, as `panels[].options.text`, and the value.
pub type Found<'a> = &'a mut dyn FnMut(&str, &Value);

/// A type for some values of JSON.
///
/// Reading never fails as a whole: an object takes each member that fits its field, and keeps the others as they are.
pub trait Typed: Sized + Serialize {
    /// Returns whether a value has this type's shape. Of an object, that it is one.
    fn fits(value: &Value) -> bool;

    /// Reads a value that fits.
    ///
    /// # Errors
    /// A value that does not fit is given back.
    fn read(value: Value) -> Result<Self, Value>;

    /// Returns whether this is an object without members.
    fn is_empty(&self) -> bool {
        false
    }

    /// Shows every value inside that no type holds.
    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        let _ = (at, found);
    }
}

/// Where in a document something stands: `panels[].options.text`.
#[derive(Debug, Default)]
pub struct Trail(String);

impl Trail {
    /// Returns the path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Goes into the member of a name, and back.
    pub fn inside<T>(&mut self, name: &str, visit: impl FnOnce(&mut Self) -> T) -> T {
        let end = self.0.len();
        if end > 0 {
            self.0.push('.');
        }
        self.0.push_str(name);
        let result = visit(self);
        self.0.truncate(end);
        result
    }

    /// Goes into the items of a list, and back.
    pub fn items<T>(&mut self, visit: impl FnOnce(&mut Self) -> T) -> T {
        let end = self.0.len();
        self.0.push_str("[]");
        let result = visit(self);
        self.0.truncate(end);
        result
    }
}

/// Any JSON: what only somebody else knows the meaning of. Its keys are written in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Json(pub Value);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::object::Sorted(&self.0).serialize(serializer)
    }
}

impl JsonSchema for Json {
    fn schema_name() -> Cow<'static, str> {
        "Json".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }
}

impl Typed for Json {
    fn fits(_: &Value) -> bool {
        true
    }

    fn read(value: Value) -> Result<Self, Value> {
        Ok(Self(value))
    }

    fn is_empty(&self) -> bool {
        self.0.as_object().is_some_and(serde_json::Map::is_empty)
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        found(at.as_str(), &self.0);
    }
}

impl Typed for bool {
    fn fits(value: &Value) -> bool {
        value.is_boolean()
    }

    fn read(value: Value) -> Result<Self, Value> {
        value.as_bool().ok_or(value)
    }
}

impl Typed for Cow<'static, str> {
    fn fits(value: &Value) -> bool {
        value.is_string()
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => Ok(Self::Owned(text)),
            other => Err(other),
        }
    }
}

/// From here on, not every whole number is an `f64`.
const EXACT: u64 = 1 << 53;

/// A number as Grafana, which counts in doubles, understands it.
impl Typed for f64 {
    fn fits(value: &Value) -> bool {
        let Value::Number(number) = value else { return false };
        if let Some(whole) = number.as_i64() {
            return whole.unsigned_abs() < EXACT;
        }
        !number.is_u64()
    }

    fn read(value: Value) -> Result<Self, Value> {
        if Self::fits(&value) { value.as_f64().ok_or(value) } else { Err(value) }
    }
}

impl Typed for i64 {
    fn fits(value: &Value) -> bool {
        value.is_i64()
    }

    fn read(value: Value) -> Result<Self, Value> {
        value.as_i64().ok_or(value)
    }
}

/// `null` is a value of its own here: not the same as a missing member.
impl<T: Typed> Typed for Option<T> {
    fn fits(value: &Value) -> bool {
        value.is_null() || T::fits(value)
    }

    fn read(value: Value) -> Result<Self, Value> {
        if value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        if let Some(value) = self {
            value.unknown(at, found);
        }
    }
}

impl<T: Typed> Typed for Box<T> {
    fn fits(value: &Value) -> bool {
        T::fits(value)
    }

    fn read(value: Value) -> Result<Self, Value> {
        T::read(value).map(Self::new)
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        (**self).unknown(at, found);
    }
}

impl<T: Typed> Typed for Vec<T> {
    fn fits(value: &Value) -> bool {
        value.as_array().is_some_and(|items| items.iter().all(T::fits))
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::Array(items) if items.iter().all(T::fits) => {
                Ok(items.into_iter().filter_map(|item| T::read(item).ok()).collect())
            }
            other => Err(other),
        }
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        at.items(|at| self.iter().for_each(|item| item.unknown(at, found)));
    }
}

/// An object whose keys are data: names of fields, values, labels.
impl<T: Typed> Typed for BTreeMap<String, T> {
    fn fits(value: &Value) -> bool {
        value.as_object().is_some_and(|members| members.values().all(T::fits))
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::Object(members) if members.values().all(T::fits) => {
                Ok(members.into_iter().filter_map(|(name, item)| Some((name, T::read(item).ok()?))).collect())
            }
            other => Err(other),
        }
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        at.inside("*", |at| self.values().for_each(|item| item.unknown(at, found)));
    }
}

/// A value of one of two shapes. Where both fit, it is the left one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Either<L, R> {
    /// The first shape.
    Left(L),
    /// The second shape.
    Right(R),
}

impl<L: JsonSchema, R: JsonSchema> JsonSchema for Either<L, R> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}_or_{}", L::schema_name(), R::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (left, right) = (generator.subschema_for::<L>(), generator.subschema_for::<R>());
        match (left.get("type"), right.get("type")) {
            (Some(left @ Value::String(_)), Some(right @ Value::String(_))) => json_schema!({ "type": [left, right] }),
            _ => json_schema!({ "anyOf": [left, right] }),
        }
    }
}

impl<L: Typed, R: Typed> Typed for Either<L, R> {
    fn fits(value: &Value) -> bool {
        L::fits(value) || R::fits(value)
    }

    fn read(value: Value) -> Result<Self, Value> {
        L::read(value).map(Self::Left).or_else(|value| R::read(value).map(Self::Right))
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        match self {
            Self::Left(value) => value.unknown(at, found),
            Self::Right(value) => value.unknown(at, found),
        }
    }
}
