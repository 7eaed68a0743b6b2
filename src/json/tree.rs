//! JSON as it was read, borrowed from the text where that is possible: it takes a fifth of the room of a
//! [`serde_json::Value`], and is read in a fraction of the time.

mod read;

use std::borrow::Cow;
use std::ops::Index;

use serde_json::{Number, Value};

use super::{Print, Printer, Written};

pub(crate) use read::{read, read_without};

/// A value of JSON. The members of objects stand in order, each name once.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Tree<'a>>),
    Object(Object<'a>),
}

/// The members of an object, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object<'a>(Vec<(Cow<'a, str>, Tree<'a>)>);

impl<'a> Tree<'a> {
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Tree<'a>]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    pub(crate) fn as_object_mut(&mut self) -> Option<&mut Object<'a>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    pub(crate) fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Unsigned(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Unsigned(number) => i64::try_from(*number).ok(),
            Self::Signed(number) => Some(*number),
            _ => None,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "documents count in doubles")]
    pub(crate) fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Unsigned(number) => Some(*number as f64),
            Self::Signed(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns a whole number, however it is written.
    pub(crate) fn whole(&self) -> Option<u64> {
        match self {
            Self::Unsigned(number) => Some(*number),
            #[expect(clippy::cast_sign_loss, reason = "it is not below zero")]
            Self::Float(number) => super::whole(*number).filter(|it| *it >= 0).map(|it| it as u64),
            _ => None,
        }
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Unsigned(_) | Self::Signed(_) | Self::Float(_))
    }

    pub(crate) fn is_zero(&self) -> bool {
        matches!(self, Self::Unsigned(0)) || matches!(self, Self::Float(number) if *number == 0.0)
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    pub(crate) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// Returns whether this is `[]`, `{}` or `""`.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Returns a member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Tree<'a>> {
        self.as_object()?.get(name)
    }

    /// Returns what a JSON pointer leads to.
    pub(crate) fn pointer(&self, pointer: &str) -> Option<&Tree<'a>> {
        let mut names = pointer.split('/');
        names.next().filter(|first| first.is_empty())?;
        names.try_fold(self, |tree, name| match tree {
            Self::Object(members) if name.contains('~') => members.get(&name.replace("~1", "/").replace("~0", "~")),
            Self::Object(members) => members.get(name),
            // As `serde_json` has it: a sign or a leading zero is no index.
            Self::List(items) if !(name.starts_with('+') || name.starts_with('0') && name.len() > 1) => {
                items.get(name.parse::<usize>().ok()?)
            }
            _ => None,
        })
    }

    /// Returns the objects of a list.
    pub(crate) fn objects_mut(&mut self) -> impl Iterator<Item = &mut Object<'a>> {
        let items = if let Self::List(items) = self { items.as_mut_slice() } else { &mut [] };
        items.iter_mut().filter_map(Self::as_object_mut)
    }
}

impl<'a> Object<'a> {
    pub(crate) const EMPTY: Self = Self(Vec::new());

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(member, _)| member.as_ref().cmp(name))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Tree<'a>> {
        self.find(name).ok().map(|at| &self.0[at].1)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Tree<'a>> {
        self.find(name).ok().map(|at| &mut self.0[at].1)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    pub(crate) fn object_mut(&mut self, name: &str) -> Option<&mut Object<'a>> {
        self.get_mut(name)?.as_object_mut()
    }

    pub(crate) fn objects_mut(&mut self, name: &str) -> impl Iterator<Item = &mut Object<'a>> {
        self.get_mut(name).into_iter().flat_map(Tree::objects_mut)
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Tree<'a>> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub(crate) fn remove(&mut self, name: &str) -> Option<Tree<'a>> {
        self.find(name).ok().map(|at| self.0.remove(at).1)
    }

    pub(crate) fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    #[cfg(feature = "schema-lint")]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> Members<'_, 'a> {
        Members(self.0.iter())
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &Tree<'a>> {
        self.iter().map(|(_, value)| value)
    }

    /// Keeps the members for which this holds.
    pub(crate) fn retain(&mut self, mut holds: impl FnMut(&str, &Tree<'a>) -> bool) {
        self.0.retain(|(name, value)| holds(name, value));
    }

    pub(crate) fn set(&mut self, name: &'static str, value: Tree<'a>) {
        match self.find(name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (Cow::Borrowed(name), value)),
        }
    }

    /// Returns an object with these members, in whatever order they come.
    pub(crate) fn of(members: impl IntoIterator<Item = (&'static str, Tree<'a>)>) -> Self {
        Self::sorted(members.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect()).0
    }

    /// Sorts members; tells whether two had one name. Of those, the later counts, as everywhere.
    pub(crate) fn sorted(mut members: Vec<(Cow<'a, str>, Tree<'a>)>) -> (Self, bool) {
        if members.is_sorted_by(|(before, _), (after, _)| before < after) {
            return (Self(members), false);
        }
        members.sort_by(|(before, _), (after, _)| before.cmp(after));
        let all = members.len();
        members.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(&mut later.1, &mut earlier.1);
            }
            is_same
        });
        let is_repeated = members.len() < all;
        (Self(members), is_repeated)
    }
}

/// The members of an object, one after the other.
#[derive(Debug, Clone)]
pub struct Members<'t, 'a>(std::slice::Iter<'t, (Cow<'a, str>, Tree<'a>)>);

impl<'t, 'a> Iterator for Members<'t, 'a> {
    type Item = (&'t str, &'t Tree<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (&**name, value))
    }
}

impl<'t, 'a> IntoIterator for &'t Object<'a> {
    type Item = (&'t str, &'t Tree<'a>);
    type IntoIter = Members<'t, 'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What is not there is `null`.
impl<'a> Index<&str> for Tree<'a> {
    type Output = Tree<'a>;

    fn index(&self, name: &str) -> &Tree<'a> {
        self.get(name).unwrap_or(const { &Tree::Null })
    }
}

impl PartialEq<&str> for Tree<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<bool> for Tree<'_> {
    fn eq(&self, other: &bool) -> bool {
        *self == Self::Bool(*other)
    }
}

impl<'a> From<&'a Value> for Tree<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::from(number),
            Value::String(text) => Self::Text(text.into()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter().map(|(name, value)| (name.into(), Self::from(value)));
                Self::Object(Object::sorted(members.collect()).0)
            }
        }
    }
}

impl From<&Number> for Tree<'_> {
    fn from(number: &Number) -> Self {
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Self::Unsigned(number),
            (None, Some(number)) => Self::Signed(number),
            (None, None) => Self::Float(number.as_f64().unwrap_or_default()),
        }
    }
}

impl From<Value> for Tree<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => Self::from(&number),
            Value::String(text) => Self::Text(text.into()),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| (name.into(), Self::from(value)));
                Self::Object(Object::sorted(members.collect()).0)
            }
        }
    }
}

impl From<&Tree<'_>> for Value {
    fn from(tree: &Tree<'_>) -> Self {
        match tree {
            Tree::Null => Self::Null,
            Tree::Bool(value) => (*value).into(),
            Tree::Unsigned(number) => (*number).into(),
            Tree::Signed(number) => (*number).into(),
            Tree::Float(number) => (*number).into(),
            Tree::Text(text) => text.as_ref().into(),
            Tree::List(items) => items.iter().map(Self::from).collect(),
            Tree::Object(members) => {
                Self::Object(members.iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
            }
        }
    }
}

impl Print for Tree<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Null => to.null(),
            Self::Bool(value) => to.truth(*value),
            Self::Unsigned(value) => to.unsigned(*value),
            Self::Signed(value) => to.signed(*value),
            Self::Float(value) => to.number(*value),
            Self::Text(text) => to.text(text),
            Self::List(items) => to.list(items),
            Self::Object(members) => {
                let mut object = to.object();
                for (name, value) in members {
                    object.member(name, value);
                }
                object.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pointers_lead_where_those_of_serde_json_do() {
        let value = json!({"a": [1, {"b/c": "x", "~": [true]}], "": {"": 2}, "0": 3});
        let tree = Tree::from(value.clone());
        for pointer in
            ["", "/a", "/a/0", "/a/1/b~1c", "/a/1/~0/0", "/", "//", "/0", "/a/00", "/a/+1", "/a/2", "a", "/x"]
        {
            assert_eq!(tree.pointer(pointer).map(Value::from).as_ref(), value.pointer(pointer), "{pointer}");
        }
    }

    #[test]
    fn what_is_not_there_is_null() {
        let tree = Tree::from(json!({"a": {"b": 1}}));
        assert_eq!(
            (&tree["a"]["b"], &tree["x"]["y"], &tree["a"]["b"]["c"]),
            (&Tree::Unsigned(1), &Tree::Null, &Tree::Null)
        );
    }

    #[test]
    fn numbers_of_all_kinds() {
        let numbers = |text| Tree::from(serde_json::from_str::<Value>(text).unwrap());
        let all = |tree: &Tree<'_>| (tree.as_u64(), tree.as_i64(), tree.as_f64());
        assert_eq!(all(&numbers("7")), (Some(7), Some(7), Some(7.0)));
        assert_eq!(all(&numbers("-7")), (None, Some(-7), Some(-7.0)));
        assert_eq!(all(&numbers("7.0")), (None, None, Some(7.0)));
        assert_eq!(all(&numbers("18446744073709551615")).1, None);
        assert_eq!(all(&Tree::Text("7".into())), (None, None, None));
    }
}
