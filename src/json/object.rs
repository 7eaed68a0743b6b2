//! Declarations of typed objects.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{Rest, Typed};

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

/// Puts an object together: what fields held, in order, members that only some objects have, and the rest. A field that
/// is set hides what was kept under its name.
pub(crate) fn gathered(fields: Vec<(&'static str, Value)>, flat: Option<Value>, rest: Rest) -> Value {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
    if flat.is_none() && rest.is_empty() {
        return Value::Object(fields.collect());
    }
    let mut all = rest.into_members();
    if let Some(Value::Object(flat)) = flat {
        all.extend(flat);
    }
    all.extend(fields);
    Value::Object(all.into_iter().collect())
}

/// Adds the members that only some objects have to the schema of those that have them. What describes them alone is taken
/// away again, unless something else refers to it.
pub(crate) fn with_flat(
    generator: &mut SchemaGenerator,
    mut schema: Schema,
    flat: fn(&mut SchemaGenerator) -> Schema,
) -> Schema {
    let before = generator.definitions().len();
    let reference = flat(generator);
    let is_new = generator.definitions().len() > before;
    let path = reference.get("$ref").and_then(Value::as_str);
    let Some(name) = path.and_then(|path| path.strip_prefix("#/$defs/")) else { return schema };
    let definitions = generator.definitions_mut();
    let definition = if is_new { definitions.shift_remove(name) } else { definitions.get(name).cloned() };
    if let Some(Value::Object(more)) = definition.as_ref().and_then(|it| it.get("properties"))
        && let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut)
    {
        properties.extend(more.clone());
        properties.sort_keys();
    }
    schema
}

/// Returns what a field holds, whatever its type.
#[expect(clippy::ref_option, reason = "the field of an object, where it stands")]
pub(crate) fn held<T: Typed>(field: &Option<T>) -> Option<&dyn Typed> {
    match field {
        Some(value) => Some(value),
        None => None,
    }
}

/// Returns docs without their examples, which are Rust.
fn prose(docs: &str) -> String {
    let lines: Vec<&str> = docs.lines().map(str::trim).take_while(|line| !line.starts_with("```")).collect();
    lines.join("\n").trim().to_owned()
}

/// A word for a schema, and its docs.
pub(crate) type Word = (&'static str, &'static str);

/// Returns the schema of a text that is one of these words.
pub(crate) fn words_schema(docs: &str, words: &[Word]) -> Schema {
    let one = |(word, docs): &Word| json!({ "description": prose(docs), "type": "string", "const": word });
    json_schema!({ "description": prose(docs), "oneOf": words.iter().map(one).collect::<Vec<_>>() })
}

/// A kind of an object for a schema: the words that a member names it by, and what gives its schema.
pub(crate) type Kind<'a> = (&'a [&'a str], fn(&mut SchemaGenerator) -> Schema);

/// Returns the schema of objects that a member tells apart.
pub(crate) fn kinds_schema(generator: &mut SchemaGenerator, tag: &str, kinds: &[Kind<'_>]) -> Schema {
    let one = |(words, schema): &Kind<'_>| {
        json!({
            "if": { "properties": { tag: { "enum": words } }, "required": [tag] },
            "then": schema(generator),
        })
    };
    let kinds: Vec<Value> = kinds.iter().map(one).collect();
    json_schema!({ "type": "object", "allOf": kinds })
}

/// Describes a type once, under its name, and returns a reference to that: types may hold each other.
pub(crate) fn described(
    generator: &mut SchemaGenerator,
    type_name: &str,
    describe: fn(&mut SchemaGenerator) -> Schema,
) -> Schema {
    let path = type_name.replace(concat!(env!("CARGO_PKG_NAME"), "::"), "").replace("::", ".");
    let name: String = path.chars().map(|it| if it.is_alphanumeric() || it == '.' { it } else { '_' }).collect();
    let reference = Schema::new_ref(format!("#/$defs/{name}"));
    if !generator.definitions().contains_key(&name) {
        generator.definitions_mut().insert(name.clone(), true.into());
        let schema = describe(generator);
        generator.definitions_mut().insert(name, schema.into());
    }
    reference
}

/// A member for a schema: its name, its docs, and what gives its schema.
pub(crate) type Described = (&'static str, &'static str, fn(&mut SchemaGenerator) -> Schema);

/// Returns the schema of an object with these members.
pub(crate) fn schema(generator: &mut SchemaGenerator, docs: &str, members: &[Described]) -> Schema {
    let properties = members.iter().map(|(name, docs, schema)| {
        let mut schema = schema(generator);
        schema.insert("description".to_owned(), prose(docs).into());
        ((*name).to_owned(), Value::from(schema))
    });
    let properties: serde_json::Map<String, Value> = properties.collect();
    json_schema!({ "description": prose(docs), "type": "object", "properties": properties })
}

/// Declares an object of JSON: each member with its name, its field, its type, and the value that a new one has.
///
/// Every field is an `Option`: a member that is missing stays missing. Members stand in the order of the alphabet,
/// which the compiler checks. Beside its fields, the type keeps the members that it does not know, in `rest`. It gets
/// a method for each field that sets it, `new` with the values given here, and `empty` without any. The types of some
/// members go with what another says, which a type is read `by`. After reading, a type `with` a method is handed to it;
/// members that only some objects have are in one field more, and written among the others.
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident $(<$generic:ident>)? $(by $kind:literal)? $(with $settle:ident $(and $flat:ident: $flat_type:ty)?)? {
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

        impl $(<$generic: $crate::json::Typed>)? $name $(<$generic>)? {
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
                pub fn $field(mut self, value: impl Into<<$type as $crate::json::Typed>::Given>) -> Self {
                    self.$field = Some($crate::json::Typed::given(value.into()));
                    self
                }
            )*
        }

        impl $(<$generic: $crate::json::Typed>)? Default for $name $(<$generic>)? {
            fn default() -> Self {
                Self::new()
            }
        }

        impl $(<$generic: $crate::json::Typed>)? $crate::json::Print for $name $(<$generic>)? {
            fn print(&self, to: $crate::json::Printer<'_>) -> $crate::json::Written {
                let mut object = to.object();
                $crate::json::Typed::members(self, &mut |members| members.print(&mut object));
                object.end()
            }
        }

        $crate::json::serialized!($name $(<$generic>)?);

        impl $(<$generic: $crate::json::Typed>)? $crate::json::Typed for $name $(<$generic>)? {
            $crate::json::given_as_itself!();

            fn of_tree(value: &$crate::json::tree::Tree<'_>) -> Option<Self> {
                #[allow(unused_mut, clippy::allow_attributes, reason = "an object without members takes none")]
                let mut members = $crate::json::Ordered::of(value.as_object()?, None::<&str>$(.or(Some($kind)))?);
                let object = Self {
                    $( $field: members.take($json), )*
                    $($( $flat: None, )?)?
                    rest: members.rest(),
                };
                $( let object = object.$settle(); )?
                Some(object)
            }

            fn into_value(self) -> serde_json::Value {
                let flat = None::<serde_json::Value> $($( .or(self.$flat.map($crate::json::Typed::into_value)) )?)?;
                #[allow(unused_mut, clippy::allow_attributes, reason = "an object without members has no fields")]
                let mut fields = Vec::<(&'static str, serde_json::Value)>::new();
                $( fields.extend(self.$field.map(|field| ($json, $crate::json::Typed::into_value(field)))); )*
                $crate::json::gathered(fields, flat, self.rest)
            }

            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::json::described(generator, std::any::type_name::<Self>(), |generator| {
                    let schema = $crate::json::schema(generator, concat!($($doc, "\n"),*), &[
                        $(( $json, concat!($($field_doc, "\n"),*), <$type as $crate::json::Typed>::schema )),*
                    ]);
                    $($(
                        let schema =
                            $crate::json::with_flat(generator, schema, <$flat_type as $crate::json::Typed>::schema);
                    )?)?
                    schema
                })
            }

            fn members<'a>(&'a self, see: &mut dyn FnMut($crate::json::Members<'_, 'a>)) {
                see($crate::json::Members {
                    keys: const { &[$( $crate::json::Key::new($json) ),*] },
                    values: &[$( $crate::json::held(&self.$field) ),*],
                    flat: None $($( .or($crate::json::held(&self.$flat)) )?)?,
                    rest: &self.rest,
                });
            }

            fn has_no_members(&self) -> bool {
                let mut is_empty = true;
                $crate::json::Typed::members(self, &mut |members| is_empty = members.is_empty());
                is_empty
            }

            fn unknown(&self, at: &mut $crate::json::Trail, found: $crate::json::Found<'_>) {
                $crate::json::Typed::members(self, &mut |members| members.unknown(at, found));
            }
        }
    };
}
pub(crate) use object;

/// Lets serde write what is printed, for those who have a serializer of their own.
macro_rules! serialized {
    ($name:ident $(<$generic:ident>)?) => {
        impl $(<$generic: $crate::json::Typed + Clone>)? serde::Serialize for $name $(<$generic>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::value(self).serialize(serializer)
            }
        }
    };
}
pub(crate) use serialized;

/// Declares an enum of words, each as JSON has it. A word that is not listed does not fit, and so is kept as it is.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        $(#[derive($derived:ident)])?
        pub enum $name:ident {
            $( $(#[doc = $variant_doc:literal])* $(#[default $($never:ident)?])? $word:literal $variant:ident ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash $(, $derived)?)]
        pub enum $name {
            $( $(#[doc = $variant_doc])* $(#[default $($never)?])? $variant, )*
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

        const _: () = assert!($($crate::json::is_plain($word))&&*, "words need no escaping");

        impl $crate::json::Print for $name {
            fn print(&self, to: $crate::json::Printer<'_>) -> $crate::json::Written {
                to.plain(self.word())
            }
        }

        $crate::json::serialized!($name);

        impl $crate::json::Typed for $name {
            $crate::json::given_as_itself!();

            fn of_tree(value: &$crate::json::tree::Tree<'_>) -> Option<Self> {
                value.as_str().and_then(Self::of)
            }

            fn into_value(self) -> serde_json::Value {
                self.word().into()
            }

            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::json::described(generator, std::any::type_name::<Self>(), |_| {
                    $crate::json::words_schema(concat!($($doc, "\n"),*), &[
                        $(( $word, concat!($($variant_doc, "\n"),*) )),*
                    ])
                })
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
        #[derive(Debug, Clone, PartialEq)]
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

        impl $name {
            fn inner(&self) -> &dyn $crate::json::Typed {
                match self {
                    $( Self::$variant(value) => &**value, )*
                    $( Self::$numbered(value) => &**value as &$numbered_type, )?
                    Self::Other(value) => value,
                }
            }
        }

        impl $crate::json::Print for $name {
            fn print(&self, to: $crate::json::Printer<'_>) -> $crate::json::Written {
                self.inner().print(to)
            }
        }

        $crate::json::serialized!($name);

        impl $crate::json::Typed for $name {
            $crate::json::given_as_itself!();

            fn of_tree(value: &$crate::json::tree::Tree<'_>) -> Option<Self> {
                let members = value.as_object()?;
                match members.text($tag) {
                    $( Some($word $(| $other)*) => $crate::json::Typed::of_tree(value).map(Self::$variant), )*
                    $(
                        None if members.get($tag).is_some_and($crate::json::tree::Tree::is_number) => {
                            $crate::json::Typed::of_tree(value).map(Self::$numbered)
                        }
                    )?
                    _ => $crate::json::Typed::of_tree(value).map(Self::Other),
                }
            }

            fn into_value(self) -> serde_json::Value {
                match self {
                    $( Self::$variant(value) => $crate::json::Typed::into_value(value), )*
                    $( Self::$numbered(value) => <Box<$numbered_type> as $crate::json::Typed>::into_value(value), )?
                    Self::Other(value) => $crate::json::Typed::into_value(value),
                }
            }

            /// Each object is described where the member names it: an error tells what is wrong with that one.
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::json::described(generator, std::any::type_name::<Self>(), |generator| {
                    $crate::json::kinds_schema(generator, $tag, &[
                        $(( &[$word $(, $other)*], <$type as $crate::json::Typed>::schema )),*
                    ])
                })
            }

            fn members<'a>(&'a self, see: &mut dyn FnMut($crate::json::Members<'_, 'a>)) {
                self.inner().members(see);
            }

            fn levels(&self) -> usize {
                self.inner().levels()
            }

            fn unknown(&self, at: &mut $crate::json::Trail, found: $crate::json::Found<'_>) {
                self.inner().unknown(at, found);
            }
        }
    };
}
pub(crate) use tagged;
