//! Lets `jsonschema` validate a [`Tree`] without copying it.

use std::borrow::Cow;

use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, cmp};
use jsonschema::types::JsonType;
use serde_json::{Number, Value};

use crate::json::tree::{Members, Object, Tree};

/// The JSON representation of a [`Tree`].
pub(super) struct Trees;

impl Json for Trees {
    type Node<'a> = &'a Tree<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // A linear search: there are few names.
    const KEYS_PER_LOOKUP: usize = 2;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Self::Node<'_>) -> T) -> T {
        f(&Tree::Text(string.into()))
    }
}

impl<'a> Node<'a, Trees> for &'a Tree<'a> {
    type Object = &'a Object<'a>;
    type Array = &'a [Tree<'a>];
    type Number = &'a Tree<'a>;

    fn as_object(&self) -> Option<&'a Object<'a>> {
        Tree::as_object(self)
    }

    fn as_array(&self) -> Option<&'a [Tree<'a>]> {
        Tree::as_array(self)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        Tree::as_str(self).map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<&'a Tree<'a>> {
        Tree::is_number(self).then_some(*self)
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            Tree::Bool(value) => Some(*value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        Tree::is_null(self)
    }

    fn json_type(&self) -> JsonType {
        match self {
            Tree::Null => JsonType::Null,
            Tree::Bool(_) => JsonType::Boolean,
            Tree::Unsigned(_) | Tree::Signed(_) | Tree::Float(_) => JsonType::Number,
            Tree::Text(_) => JsonType::String,
            Tree::List(_) => JsonType::Array,
            Tree::Object(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self, expected) {
            (Tree::Text(text), expected) => expected == &**text,
            (_, Value::String(_)) => false,
            _ => cmp::equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned((*self).into())
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(std::ptr::from_ref::<Tree<'_>>(self) as usize))
    }
}

impl JsonNumber for &Tree<'_> {
    fn as_u64(&self) -> Option<u64> {
        Tree::as_u64(self)
    }

    fn as_i64(&self) -> Option<i64> {
        Tree::as_i64(self)
    }

    fn as_f64(&self) -> Option<f64> {
        Tree::as_f64(self)
    }

    fn as_str(&self) -> Cow<'_, str> {
        self.to_number().to_string().into()
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(match Value::from(*self) {
            Value::Number(number) => number,
            // This is only called for numbers.
            _ => Number::from(0),
        })
    }
}

impl<'a> jsonschema::json::Object<'a, Trees> for &'a Object<'a> {
    type Node = &'a Tree<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a, 'a>;

    fn len(&self) -> usize {
        Object::len(self)
    }

    fn get(&self, key: &String) -> Option<&'a Tree<'a>> {
        Object::get(self, key)
    }

    fn members(&self) -> Members<'a, 'a> {
        self.iter()
    }
}

impl<'a> Array<'a, Trees> for &'a [Tree<'a>] {
    type Node = &'a Tree<'a>;
    type ElementsIter = std::slice::Iter<'a, Tree<'a>>;

    fn len(&self) -> usize {
        <[Tree<'_>]>::len(self)
    }

    fn elements(&self) -> std::slice::Iter<'a, Tree<'a>> {
        self.iter()
    }
}
