//! Reading of JSON into types, member by member.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Members, Print, Printer, Written};

/// What is called with each value that no type holds: its path, as `panels[].options.text`, and the value.
pub type Found<'a> = &'a mut dyn FnMut(&str, &Value);

/// A type for some values of JSON.
///
/// Reading never fails as a whole: an object takes each member that fits its field, and keeps the others as they are.
pub trait Typed: Print {
    /// What a setter of a field of this type takes: the type itself, or for one that can be `null`, what else it is.
    type Given
    where
        Self: Sized;

    /// Returns the value of a field for what its setter was given.
    fn given(value: Self::Given) -> Self
    where
        Self: Sized;

    /// Returns whether a value has this type's shape. Of an object, that it is one.
    fn fits(value: &Value) -> bool
    where
        Self: Sized;

    /// Reads a value that fits.
    ///
    /// # Errors
    /// A value that does not fit is given back.
    fn read(value: Value) -> Result<Self, Value>
    where
        Self: Sized;

    /// Returns it as a tree of JSON, which what it holds is moved to.
    fn into_value(self) -> Value
    where
        Self: Sized;

    /// Describes the values of this type.
    fn schema(generator: &mut SchemaGenerator) -> Schema
    where
        Self: Sized;

    /// Shows the members of an object; several times when it has several sorts of them, and never for what is none.
    fn members<'a>(&'a self, see: &mut dyn FnMut(Members<'_, 'a>)) {
        let _ = see;
    }

    /// Returns whether this is an object without members.
    fn has_no_members(&self) -> bool {
        false
    }

    /// Returns how many levels of objects and lists it has.
    fn levels(&self) -> usize {
        let mut deepest = 0;
        self.members(&mut |members| deepest = deepest.max(1 + members.levels()));
        deepest
    }

    /// Shows every value inside that no type holds.
    fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        let _ = (at, found);
    }
}

/// A setter of a field of this type takes the type itself.
macro_rules! given_as_itself {
    () => {
        type Given = Self;

        fn given(value: Self) -> Self {
            value
        }
    };
}
pub(crate) use given_as_itself;

/// Returns a copy of a value as a tree of JSON.
pub fn value<T: Typed + Clone>(of: &T) -> Value {
    of.clone().into_value()
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
    pub fn inside(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        let end = self.0.len();
        if end > 0 {
            self.0.push('.');
        }
        self.0.push_str(name);
        visit(self);
        self.0.truncate(end);
    }

    /// Goes into the items of a list, and back.
    pub fn items(&mut self, visit: impl FnOnce(&mut Self)) {
        let end = self.0.len();
        self.0.push_str("[]");
        visit(self);
        self.0.truncate(end);
    }
}

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

/// Returns how many levels of objects and lists a value has.
pub(super) fn levels(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(levels).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(levels).max().unwrap_or_default(),
        _ => 0,
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
