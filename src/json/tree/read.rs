//! Reading of a text as a tree, in one pass: also whether an object in it has a key twice, which `serde_json` keeps the
//! last of without a word.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Object, Tree};

/// Reads a text; returns also whether an object has a key twice.
pub(crate) fn read(text: &str) -> serde_json::Result<(Tree<'_>, bool)> {
    read_members(text, None)
}

/// Reads a text without the members of a name.
pub(crate) fn read_without<'t>(text: &'t str, name: &str) -> serde_json::Result<Tree<'t>> {
    Ok(read_members(text, Some(name))?.0)
}

fn read_members<'t>(text: &'t str, without: Option<&str>) -> serde_json::Result<(Tree<'t>, bool)> {
    let reader = Reader { without, has_repeated_keys: Cell::new(false), parts: RefCell::default() };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let tree = Values { reader: &reader }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok((tree, reader.has_repeated_keys.get()))
}

impl<'de> Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let reader = Reader { without: None, has_repeated_keys: Cell::new(false), parts: RefCell::default() };
        Values { reader: &reader }.deserialize(deserializer)
    }
}

struct Reader<'r, 't> {
    /// A name whose members are left out.
    without: Option<&'r str>,
    has_repeated_keys: Cell<bool>,
    parts: RefCell<Parts<'t>>,
}

/// What was read of lists and objects that have not ended. From here each of them is copied into exactly the room that it
/// needs.
#[derive(Default)]
struct Parts<'t> {
    items: Vec<Tree<'t>>,
    members: Vec<(Cow<'t, str>, Tree<'t>)>,
}

#[derive(Clone, Copy)]
struct Values<'r, 't> {
    reader: &'r Reader<'r, 't>,
}

impl<'t> DeserializeSeed<'t> for Values<'_, 't> {
    type Value = Tree<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Tree<'t>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Values<'_, 't> {
    type Value = Tree<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree<'t>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree<'t>, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree<'t>, E> {
        Ok(Tree::Unsigned(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree<'t>, E> {
        Ok(Tree::Signed(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree<'t>, E> {
        Ok(Tree::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Tree<'t>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree<'t>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Tree<'t>, A::Error> {
        let parts = &self.reader.parts;
        let start = parts.borrow().items.len();
        while let Some(item) = items.next_element_seed(self)? {
            parts.borrow_mut().items.push(item);
        }
        Ok(Tree::List(parts.borrow_mut().items.drain(start..).collect()))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut members: A) -> Result<Tree<'t>, A::Error> {
        let parts = &self.reader.parts;
        let start = parts.borrow().members.len();
        while let Some(Name(name)) = members.next_key()? {
            let value = members.next_value_seed(self)?;
            if self.reader.without != Some(&*name) {
                parts.borrow_mut().members.push((name, value));
            }
        }
        let members = parts.borrow_mut().members.drain(start..).collect();
        let (object, is_repeated) = Object::sorted(members);
        if is_repeated {
            self.reader.has_repeated_keys.set(true);
        }
        Ok(Tree::Object(object))
    }
}

/// The name of a member.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string key")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Names)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_key_twice_however_deep() {
        let repeated = |text| read(text).map(|(_, repeated)| repeated).ok();
        assert_eq!(repeated(r#"{"a": {"a": 1}, "b": [{"a": 2}, {"a": 3}]}"#), Some(false));
        assert_eq!(repeated(r#"{"a": [{"b": 1, "\u0062": 2}]}"#), Some(true));
        assert_eq!(repeated(r#"{"a": 1} 2"#), None);
    }

    #[test]
    fn without_a_name() {
        let tree = read_without(r#"{"a": [{"b": 1, "c": {"b": 2}}], "b": 3}"#, "b").unwrap();
        assert_eq!(Value::from(&tree), serde_json::json!({"a": [{"c": {}}]}));
    }

    proptest! {
        #[test]
        fn as_serde_json_reads_it(text in r#"[\[\]{}",:0-9.eE\-ntfalsru\\ ]{0,24}"#) {
            let (ours, theirs) = (read(&text), serde_json::from_str::<Value>(&text));
            let ours = ours.map(|(tree, _)| Value::from(&tree));
            prop_assert_eq!(ours.map_err(|it| it.to_string()), theirs.map_err(|it| it.to_string()));
        }
    }
}
