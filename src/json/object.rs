//! Declarations of typed objects.

use std::iter::Peekable;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Rest;

/// Returns whether names stand in the order in which they are written.
pub(crate) const fn sorted(names: &[&str]) -> bool {
    let mut index = 1;
    while index < names.len() {
        if !is_before(names[index - 1].as_bytes(), names[index].as_bytes()) {
            return false;
        }
        index += 1;
    }
    true
}

const fn is_before(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return left[at] < right[at];
        }
        at += 1;
    }
    left.len() < right.len()
}

/// A value whose keys are written in the order of the alphabet, at every depth.
pub(super) struct Sorted<'a>(pub(super) &'a Value);

impl Serialize for Sorted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Array(items) => serializer.collect_seq(items.iter().map(Sorted)),
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().map(|(name, value)| (name, Sorted(value))).collect();
                members.sort_unstable_by_key(|(name, _)| *name);
                serializer.collect_map(members)
            }
            other => other.serialize(serializer),
        }
    }
}

/// Writes the members of an object in the order of the alphabet, those that no field holds among the others.
pub(crate) enum Members<'a, S: Serializer> {
    /// All members are fields, as nearly always.
    Fields(S::SerializeStruct),
    /// There are others.
    Mixed(S::SerializeMap, Peekable<std::collections::btree_map::Iter<'a, String, Value>>),
}

impl<'a, S: Serializer> Members<'a, S> {
    /// Writes an object of a name and so many fields that are set, which `each` hands on in order.
    pub(crate) fn write(
        serializer: S,
        (name, set): (&'static str, usize),
        rest: &'a Rest,
        each: impl FnOnce(&mut Self) -> Result<(), S::Error>,
    ) -> Result<S::Ok, S::Error> {
        let mut members = if rest.is_empty() {
            Self::Fields(serializer.serialize_struct(name, set)?)
        } else {
            Self::Mixed(serializer.serialize_map(None)?, rest.iter().peekable())
        };
        each(&mut members)?;
        match members {
            Self::Fields(object) => object.end(),
            Self::Mixed(mut map, rest) => {
                for (kept, held) in rest {
                    map.serialize_entry(kept, &Sorted(held))?;
                }
                map.end()
            }
        }
    }

    /// Writes what comes before a member, and the member. A field that is set hides what was kept under its name.
    pub(crate) fn member<T: Serialize>(&mut self, name: &'static str, value: Option<&T>) -> Result<(), S::Error> {
        match self {
            Self::Fields(object) => value.map_or(Ok(()), |value| object.serialize_field(name, value)),
            Self::Mixed(map, rest) => {
                while let Some((kept, held)) = rest.next_if(|(kept, _)| kept.as_str() <= name) {
                    if kept != name || value.is_none() {
                        map.serialize_entry(kept, &Sorted(held))?;
                    }
                }
                value.map_or(Ok(()), |value| map.serialize_entry(name, value))
            }
        }
    }
}

/// A member for a schema: its name, its docs, and what gives its schema.
pub(crate) type Described = (&'static str, &'static str, fn(&mut SchemaGenerator) -> Schema);

/// Returns the schema of an object with these members.
pub(crate) fn schema(generator: &mut SchemaGenerator, docs: &str, members: &[Described]) -> Schema {
    let properties = members.iter().map(|(name, docs, schema)| {
        let mut schema = schema(generator);
        schema.insert("description".to_owned(), docs.trim().into());
        ((*name).to_owned(), Value::from(schema))
    });
    let properties: serde_json::Map<String, Value> = properties.collect();
    json_schema!({ "description": docs.trim(), "type": "object", "properties": properties })
}

/// Declares an object of JSON: each member with its name, its field, its type, and the value that a new one has.
///
/// Every field is an `Option`: a member that is missing stays missing. Members stand in the order of the alphabet,
/// which the compiler checks. Beside its fields, the type keeps the members that it does not know, in `rest`. It gets
/// a method for each field that sets it, `new` with the values given here, and `empty` without any. After reading, a
/// type `with` a method is handed to it, for members whose types depend on others; those that only some objects have
/// are in one field more, and written among the others.
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident $(<$generic:ident>)? $(with $settle:ident $(and $flat:ident: $flat_type:ty)?)? {
            $( $(#[doc = $field_doc:literal])* $json:literal $field:ident : $type:ty $(= $value:expr)? ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name $(<$generic>)? {
            $( $(#[doc = $field_doc])* pub $field: Option<$type>, )*
            $($(
                /// Members that only some have, among the others.
                pub $flat: Option<$flat_type>,
            )?)?
            /// The members that no field holds.
            pub rest: $crate::json::Rest,
        }

        const _: () = assert!($crate::json::sorted(&[$($json),*]), "members stand in the order of the alphabet");

        impl $(<$generic>)? $name $(<$generic>)? {
            /// The members that fields hold.
            pub const NAMES: &'static [&'static str] = &[$($json),*];

            /// Returns one without members.
            pub const fn empty() -> Self {
                Self { $( $field: None, )* $($( $flat: None, )?)? rest: $crate::json::Rest::new() }
            }

            /// Returns one as Grafana makes it.
            pub fn new() -> Self {
                let object = Self::empty();
                $( $( let object = object.$field($value); )? )*
                object
            }

            $(
                $(#[doc = $field_doc])*
                pub fn $field(mut self, value: impl Into<$type>) -> Self {
                    self.$field = Some(value.into());
                    self
                }
            )*
        }

        impl $(<$generic>)? Default for $name $(<$generic>)? {
            fn default() -> Self {
                Self::new()
            }
        }

        impl $(<$generic: serde::Serialize>)? serde::Serialize for $name $(<$generic>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let rest = &self.rest;
                $($( let rest = &rest.with(self.$flat.as_ref()); )?)?
                let shape = (stringify!($name), 0 $( + usize::from(self.$field.is_some()) )*);
                $crate::json::Members::<S>::write(serializer, shape, rest, |members| {
                    let _ = &members;
                    $( members.member($json, self.$field.as_ref())?; )*
                    Ok(())
                })
            }
        }

        impl $(<$generic: schemars::JsonSchema>)? schemars::JsonSchema for $name $(<$generic>)? {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                concat!(stringify!($name) $(, "_", stringify!($generic))?).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::json::schema(generator, concat!($($doc, "\n"),*), &[
                    $(( $json, concat!($($field_doc, "\n"),*), |generator| generator.subschema_for::<$type>() )),*
                ])
            }
        }

        impl $(<$generic: $crate::json::Typed>)? $crate::json::Typed for $name $(<$generic>)? {
            fn fits(value: &serde_json::Value) -> bool {
                value.is_object()
            }

            fn read(value: serde_json::Value) -> Result<Self, serde_json::Value> {
                let rest = &mut $crate::json::Rest::of(value)?;
                let object = Self {
                    $( $field: rest.take($json), )*
                    $($( $flat: None, )?)?
                    rest: std::mem::take(rest),
                };
                $( let object = object.$settle(); )?
                Ok(object)
            }

            fn is_empty(&self) -> bool {
                $( self.$field.is_none() && )* $($( self.$flat.is_none() && )?)? self.rest.is_empty()
            }

            fn unknown(&self, at: &mut $crate::json::Trail, found: &mut dyn FnMut(&str, &serde_json::Value)) {
                self.rest.unknown(Self::NAMES, at, found);
                $($(
                    if let Some(members) = &self.$flat {
                        $crate::json::Typed::unknown(members, at, found);
                    }
                )?)?
                $(
                    if let Some(value) = &self.$field {
                        at.inside($json, |at| $crate::json::Typed::unknown(value, at, found));
                    }
                )*
            }
        }
    };
}
pub(crate) use object;

/// Declares an enum of words, each as JSON has it. A word that is not listed does not fit, and so is kept as it is.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $word:literal $variant:ident ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )*
        }

        impl $name {
            /// Returns the word as JSON has it.
            pub const fn word(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )*
                }
            }

            /// Returns the value of a word.
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $( $word => Some(Self::$variant), )*
                    _ => None,
                }
            }
        }

        impl $crate::json::Typed for $name {
            fn fits(value: &serde_json::Value) -> bool {
                value.as_str().is_some_and(|word| Self::of(word).is_some())
            }

            fn read(value: serde_json::Value) -> Result<Self, serde_json::Value> {
                value.as_str().and_then(Self::of).ok_or(value)
            }
        }
    };
}
pub(crate) use words;

/// Declares an enum of objects that a member tells apart: `"type"`, `"id"`, `"kind"`. Each object holds that member
/// among its own. What the member does not name is kept as it is. Where it can also be a number, one type holds all
/// objects of that sort.
macro_rules! tagged {
    (
        $(#[$meta:meta])*
        pub enum $name:ident by $tag:literal $(, a number of $numbered:ident($numbered_type:ty))? {
            $( $(#[$variant_meta:meta])* $word:literal $(| $other:literal)* $variant:ident($type:ty) ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(untagged)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant(Box<$type>), )*
            $(
                /// One that a number names.
                $numbered(Box<$numbered_type>),
            )?
            /// One that has no type here.
            Other($crate::json::Json),
        }

        $(
            impl From<$type> for $name {
                fn from(value: $type) -> Self {
                    Self::$variant(Box::new(value))
                }
            }
        )*

        /// Each object is described where the member names it: an error tells what is wrong with that one.
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let kinds = vec![$( schemars::json_schema!({
                    "if": { "properties": { $tag: { "enum": [$word $(, $other)*] } }, "required": [$tag] },
                    "then": generator.subschema_for::<$type>(),
                }) ),*];
                schemars::json_schema!({ "type": "object", "allOf": kinds })
            }
        }

        impl $crate::json::Typed for $name {
            fn fits(value: &serde_json::Value) -> bool {
                value.is_object()
            }

            fn read(value: serde_json::Value) -> Result<Self, serde_json::Value> {
                if !value.is_object() {
                    return Err(value);
                }
                match value.get($tag).and_then(serde_json::Value::as_str) {
                    $( Some($word $(| $other)*) => $crate::json::Typed::read(value).map(Self::$variant), )*
                    $(
                        None if value.get($tag).is_some_and(serde_json::Value::is_number) => {
                            $crate::json::Typed::read(value).map(Self::$numbered)
                        }
                    )?
                    _ => Ok(Self::Other($crate::json::Json(value))),
                }
            }

            fn unknown(&self, at: &mut $crate::json::Trail, found: &mut dyn FnMut(&str, &serde_json::Value)) {
                match self {
                    $( Self::$variant(value) => $crate::json::Typed::unknown(value, at, found), )*
                    $( Self::$numbered(value) => $crate::json::Typed::unknown(value, at, found), )?
                    Self::Other(value) => $crate::json::Typed::unknown(value, at, found),
                }
            }
        }
    };
}
pub(crate) use tagged;
