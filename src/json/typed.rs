//! What a type of JSON can do, and how it shows its members, whatever it is.

use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::trail::{Found, Trail};
use super::{Key, Object, Print, Rest};

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

/// Returns how many levels of objects and lists a value has.
pub(super) fn levels(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(levels).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(levels).max().unwrap_or_default(),
        _ => 0,
    }
}

/// The members of an object: what its fields hold, and the rest.
#[derive(Clone, Copy)]
pub struct Members<'s, 'a> {
    /// The names that have a field, in order.
    pub(crate) keys: &'static [Key],
    /// What the fields hold, in the same order.
    pub(crate) values: &'s [Option<&'a dyn Typed>],
    /// Members that only some objects have, among the others.
    pub(crate) flat: Option<&'a dyn Typed>,
    /// What no field holds.
    pub(crate) rest: &'a Rest,
}

impl std::fmt::Debug for Members<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Members").field("keys", &self.keys).field("rest", &self.rest).finish_non_exhaustive()
    }
}

impl<'a> Members<'_, 'a> {
    /// Returns the fields that hold something.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &'a dyn Typed)> {
        self.keys.iter().zip(self.values).filter_map(|(key, value)| Some((key.name(), (*value)?)))
    }

    /// Returns what the field of a name holds.
    pub fn field(&self, name: &str) -> Option<&'a dyn Typed> {
        let at = self.keys.iter().position(|key| key.name() == name)?;
        self.values[at]
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none) && self.flat.is_none() && self.rest.is_empty()
    }

    /// Writes all of them into an object.
    pub(crate) fn print(&self, object: &mut Object<'_>) {
        if self.flat.is_none() && self.rest.is_empty() {
            for (key, value) in self.keys.iter().zip(self.values) {
                if let Some(value) = value {
                    object.keyed(key, value);
                }
            }
        } else {
            for (name, value) in self.all() {
                object.member(name, value);
            }
        }
    }

    /// Returns all members in the order of their names. A field that is set hides what was kept under its name.
    fn all(&self) -> Vec<(&'a str, &'a dyn Print)> {
        let mut all: Vec<(&str, &dyn Print)> = Vec::new();
        self.gather(&mut all);
        all.sort_by_key(|(name, _)| *name);
        all.dedup_by_key(|(name, _)| *name);
        all
    }

    fn gather(&self, into: &mut Vec<(&'a str, &'a dyn Print)>) {
        into.extend(self.fields().map(|(name, value)| -> (&str, &dyn Print) { (name, value) }));
        if let Some(flat) = self.flat {
            flat.members(&mut |members| members.gather(into));
        }
        into.extend(self.rest.iter().map(|(name, value)| -> (&str, &dyn Print) { (name, value) }));
    }

    /// Returns how many levels of objects and lists the deepest of them has.
    pub(crate) fn levels(&self) -> usize {
        let mut deepest = self.fields().map(|(_, value)| value.levels()).max().unwrap_or_default();
        if let Some(flat) = self.flat {
            flat.members(&mut |members| deepest = deepest.max(members.levels()));
        }
        self.rest.iter().map(|(_, value)| levels(value)).fold(deepest, usize::max)
    }

    /// Shows every value inside that no type holds.
    pub(crate) fn unknown(&self, at: &mut Trail, found: Found<'_>) {
        self.rest.unknown(self.keys, at, found);
        if let Some(flat) = self.flat {
            flat.unknown(at, found);
        }
        for (name, value) in self.fields() {
            at.inside(name, |at| value.unknown(at, found));
        }
    }
}
