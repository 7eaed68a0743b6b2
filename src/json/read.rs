//! Reading of JSON into types, member by member.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::trail::{Found, Trail};
use super::typed::{Members, Typed, given_as_itself, levels};
use super::{Print, Printer, Written};

/// Any JSON: what only somebody else knows the meaning of. Its keys are written in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Json(pub Value);

impl Print for Json {
    fn print(&self, to: Printer<'_>) -> Written {
        self.0.print(to)
    }
}

impl Typed for Json {
    given_as_itself!();

    fn fits(_: &Value) -> bool {
        true
    }

    fn read(value: Value) -> Result<Self, Value> {
        Ok(Self(value))
    }

    fn into_value(self) -> Value {
        self.0
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }

    fn has_no_members(&self) -> bool {
        self.0.as_object().is_some_and(serde_json::Map::is_empty)
    }

    fn levels(&self) -> usize {
        levels(&self.0)
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        found(at.as_str(), &self.0);
    }
}

impl Typed for bool {
    given_as_itself!();

    fn fits(value: &Value) -> bool {
        value.is_boolean()
    }

    fn read(value: Value) -> Result<Self, Value> {
        value.as_bool().ok_or(value)
    }

    fn into_value(self) -> Value {
        self.into()
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "boolean" })
    }
}

impl Typed for Cow<'static, str> {
    given_as_itself!();

    fn fits(value: &Value) -> bool {
        value.is_string()
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => Ok(Self::Owned(text)),
            other => Err(other),
        }
    }

    fn into_value(self) -> Value {
        Value::String(self.into_owned())
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// From here on, not every whole number is an `f64`.
const EXACT: u64 = 1 << 53;

/// A number as Grafana, which counts in doubles, understands it.
impl Typed for f64 {
    given_as_itself!();

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

    fn into_value(self) -> Value {
        super::whole(self).map_or_else(|| self.into(), Value::from)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "format": "double" })
    }
}

impl Typed for i64 {
    given_as_itself!();

    fn fits(value: &Value) -> bool {
        value.is_i64()
    }

    fn read(value: Value) -> Result<Self, Value> {
        value.as_i64().ok_or(value)
    }

    fn into_value(self) -> Value {
        self.into()
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "format": "int64" })
    }
}

/// `null` is a value of its own here: not the same as a missing member.
impl<T: Typed> Typed for Option<T> {
    type Given = T::Given;

    fn given(value: T::Given) -> Self {
        Some(T::given(value))
    }

    fn fits(value: &Value) -> bool {
        value.is_null() || T::fits(value)
    }

    fn read(value: Value) -> Result<Self, Value> {
        if value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }

    fn into_value(self) -> Value {
        self.map_or(Value::Null, T::into_value)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        or_null(T::schema(generator))
    }

    fn levels(&self) -> usize {
        self.as_ref().map_or(0, T::levels)
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        if let Some(value) = self {
            value.unknown(at, found);
        }
    }
}

impl<T: Typed> Typed for Box<T> {
    given_as_itself!();

    fn fits(value: &Value) -> bool {
        T::fits(value)
    }

    fn read(value: Value) -> Result<Self, Value> {
        T::read(value).map(Self::new)
    }

    fn into_value(self) -> Value {
        (*self).into_value()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }

    fn members<'a>(&'a self, see: &mut dyn FnMut(Members<'_, 'a>)) {
        (**self).members(see);
    }

    fn has_no_members(&self) -> bool {
        (**self).has_no_members()
    }

    fn levels(&self) -> usize {
        (**self).levels()
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        (**self).unknown(at, found);
    }
}

impl<T: Typed> Typed for Vec<T> {
    given_as_itself!();

    fn fits(value: &Value) -> bool {
        value.as_array().is_some_and(|items| items.iter().all(T::fits))
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::Array(items) if items.iter().all(T::fits) => {
                let mut read = Self::with_capacity(items.len());
                for item in items {
                    read.extend(T::read(item).ok());
                }
                Ok(read)
            }
            other => Err(other),
        }
    }

    fn into_value(self) -> Value {
        Value::Array(self.into_iter().map(T::into_value).collect())
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        list_of(&T::schema(generator))
    }

    fn levels(&self) -> usize {
        1 + self.iter().map(T::levels).max().unwrap_or_default()
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        at.items(|at| self.iter().for_each(|item| item.unknown(at, found)));
    }
}

/// An object whose keys are data: names of fields, values, labels.
impl<T: Typed> Typed for BTreeMap<String, T> {
    given_as_itself!();

    fn fits(value: &Value) -> bool {
        value.as_object().is_some_and(|members| members.values().all(T::fits))
    }

    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::Object(members) if members.values().all(T::fits) => {
                let mut read = Self::new();
                for (name, item) in members {
                    read.extend(T::read(item).ok().map(|item| (name, item)));
                }
                Ok(read)
            }
            other => Err(other),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(self.into_iter().map(|(name, value)| (name, value.into_value())).collect())
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        map_of(&T::schema(generator))
    }

    fn levels(&self) -> usize {
        1 + self.values().map(T::levels).max().unwrap_or_default()
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        at.inside("*", |at| self.values().for_each(|item| item.unknown(at, found)));
    }
}

/// A value of one of two shapes. Where both fit, it is the left one.
#[derive(Debug, Clone, PartialEq)]
pub enum Either<L, R> {
    /// The first shape.
    Left(L),
    /// The second shape.
    Right(R),
}

impl<L: Print, R: Print> Print for Either<L, R> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Left(value) => value.print(to),
            Self::Right(value) => value.print(to),
        }
    }
}

impl<L: Typed + Clone, R: Typed + Clone> Serialize for Either<L, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::value(self).serialize(serializer)
    }
}

impl<L: Typed, R: Typed> Typed for Either<L, R> {
    given_as_itself!();

    fn fits(value: &Value) -> bool {
        L::fits(value) || R::fits(value)
    }

    fn read(value: Value) -> Result<Self, Value> {
        L::read(value).map(Self::Left).or_else(|value| R::read(value).map(Self::Right))
    }

    fn into_value(self) -> Value {
        match self {
            Self::Left(value) => value.into_value(),
            Self::Right(value) => value.into_value(),
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        either(&L::schema(generator), &R::schema(generator))
    }

    fn levels(&self) -> usize {
        match self {
            Self::Left(value) => value.levels(),
            Self::Right(value) => value.levels(),
        }
    }

    fn members<'a>(&'a self, see: &mut dyn FnMut(Members<'_, 'a>)) {
        match self {
            Self::Left(value) => value.members(see),
            Self::Right(value) => value.members(see),
        }
    }

    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        match self {
            Self::Left(value) => value.unknown(at, found),
            Self::Right(value) => value.unknown(at, found),
        }
    }
}

fn list_of(items: &Schema) -> Schema {
    json_schema!({ "type": "array", "items": items })
}

fn map_of(values: &Schema) -> Schema {
    json_schema!({ "type": "object", "additionalProperties": values })
}

/// Returns the schema of `null` and what another allows.
fn or_null(mut schema: Schema) -> Schema {
    match schema.get("type") {
        Some(Value::String(kind)) => {
            let kinds = vec![kind.clone(), "null".to_owned()];
            schema.insert("type".to_owned(), kinds.into());
            schema
        }
        _ => json_schema!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

/// Returns the schema of what one of two allows.
fn either(left: &Schema, right: &Schema) -> Schema {
    match (left.get("type"), right.get("type")) {
        (Some(left @ Value::String(_)), Some(right @ Value::String(_))) => json_schema!({ "type": [left, right] }),
        _ => json_schema!({ "anyOf": [left, right] }),
    }
}
