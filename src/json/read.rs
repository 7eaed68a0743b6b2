//! Reading of JSON into types, member by member.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::trail::{Found, Trail};
use super::tree::Tree;
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        Some(Self(value.into()))
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        value.as_bool()
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        value.as_str().map(|text| Self::Owned(text.to_owned()))
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        match value {
            Tree::Unsigned(number) if *number >= EXACT => None,
            Tree::Signed(number) if number.unsigned_abs() >= EXACT => None,
            value => value.as_f64(),
        }
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        value.as_i64()
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::of_tree(value).map(Some) }
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        T::of_tree(value).map(Self::new)
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        value.as_array()?.iter().map(T::of_tree).collect()
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        value.as_object()?.iter().map(|(name, item)| Some((name.to_owned(), T::of_tree(item)?))).collect()
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

    fn of_tree(value: &Tree<'_>) -> Option<Self> {
        L::of_tree(value).map(Self::Left).or_else(|| R::of_tree(value).map(Self::Right))
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
