//! A text read as a tree of JSON, and whether an object in it has a key twice: `serde_json` keeps the last without a
//! word, and going over each text once more to find out takes as long as reading it.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Reads a text; returns also whether an object has a key twice.
pub(super) fn read(text: &str) -> serde_json::Result<(Value, bool)> {
    let has_repeated_keys = Cell::new(false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree { has_repeated_keys: &has_repeated_keys }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok((value, has_repeated_keys.get()))
}

#[derive(Clone, Copy)]
struct Tree<'a> {
    has_repeated_keys: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            read.push(item);
        }
        Ok(Value::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if read.insert(key, members.next_value_seed(self)?).is_some() {
                self.has_repeated_keys.set(true);
            }
        }
        Ok(Value::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_twice_however_deep() {
        let repeated = |text| read(text).map(|(_, repeated)| repeated).ok();
        assert_eq!(repeated(r#"{"a": {"a": 1}, "b": [{"a": 2}, {"a": 3}]}"#), Some(false));
        assert_eq!(repeated(r#"{"a": [{"b": 1, "\u0062": 2}]}"#), Some(true));
        assert_eq!(repeated(r#"{"a": 1} 2"#), None);
    }

    proptest! {
        #[test]
        fn as_serde_json_reads_it(text in r#"[\[\]{}",:0-9.eE\-ntfalsru\\ ]{0,24}"#) {
            let (ours, theirs) = (read(&text), serde_json::from_str::<Value>(&text));
            prop_assert_eq!(ours.map(|(value, _)| value).map_err(|it| it.to_string()), theirs.map_err(|it| it.to_string()));
        }
    }
}
