//! JSON as it was read, borrowed from the text where that is possible.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::json::{self, Print, Printer, Written};
use crate::schema::envelope::shape::Look;

/// What the UI of old wrote into any item of a list, to find it again. It says nothing, and is not read.
const UI_MARK: &str = "$$hashKey";

/// A value of JSON. The members of objects stand in order, each name once.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree<'a> {
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
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Tree<'a>)>);

impl<'a> Tree<'a> {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    pub(super) fn object_mut(&mut self) -> Option<&mut Object<'a>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the objects of a list.
    pub(super) fn objects_mut(&mut self) -> impl Iterator<Item = &mut Object<'a>> {
        let items = if let Self::List(items) = self { items.as_mut_slice() } else { &mut [] };
        items.iter_mut().filter_map(Self::object_mut)
    }

    /// Returns whether this is `[]`, `{}` or `""`.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.0.is_empty(),
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Returns a whole number.
    pub(super) fn whole(&self) -> Option<u64> {
        match self {
            Self::Unsigned(number) => Some(*number),
            #[expect(clippy::cast_sign_loss, reason = "it is not below zero")]
            Self::Float(number) => json::whole(*number).filter(|it| *it >= 0).map(|it| it as u64),
            _ => None,
        }
    }

    /// Returns a number as it is printed.
    pub(super) fn number(&self) -> Option<String> {
        let is_number = matches!(self, Self::Unsigned(_) | Self::Signed(_) | Self::Float(_));
        is_number.then(|| json::text(self).trim_end().to_owned())
    }

    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Self::Unsigned(0)) || matches!(self, Self::Float(number) if *number == 0.0)
    }
}

impl<'a> Object<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&Tree<'a>> {
        let at = self.0.binary_search_by(|(member, _)| member.as_ref().cmp(name)).ok()?;
        Some(&self.0[at].1)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Tree<'a>> {
        let at = self.0.binary_search_by(|(member, _)| member.as_ref().cmp(name)).ok()?;
        Some(&mut self.0[at].1)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    pub(super) fn object_mut(&mut self, name: &str) -> Option<&mut Object<'a>> {
        self.get_mut(name)?.object_mut()
    }

    pub(super) fn objects_mut(&mut self, name: &str) -> impl Iterator<Item = &mut Object<'a>> {
        self.get_mut(name).into_iter().flat_map(Tree::objects_mut)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Tree<'a>> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Keeps the members for which this holds.
    pub(super) fn retain(&mut self, mut holds: impl FnMut(&str, &Tree<'a>) -> bool) {
        self.0.retain(|(name, value)| holds(name, value));
    }

    pub(super) fn set(&mut self, name: &'static str, value: Tree<'a>) {
        match self.0.binary_search_by(|(member, _)| member.as_ref().cmp(name)) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (Cow::Borrowed(name), value)),
        }
    }

    pub(super) fn of(members: impl IntoIterator<Item = (&'static str, Tree<'a>)>) -> Self {
        let mut object = Self(members.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect());
        object.sort();
        object
    }

    /// Sorts the members. Of two with one name, the later counts, as everywhere.
    fn sort(&mut self) {
        if self.0.is_sorted_by(|(before, _), (after, _)| before < after) {
            return;
        }
        self.0.sort_by(|(before, _), (after, _)| before.cmp(after));
        self.0.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(&mut later.1, &mut earlier.1);
            }
            is_same
        });
    }
}

impl Look for Tree<'_> {
    fn member(&self, name: &str) -> Option<&Self> {
        self.object()?.get(name)
    }

    fn as_text(&self) -> Option<&str> {
        self.text()
    }

    fn what(&self) -> &'static str {
        match self {
            Self::Null => "`null`",
            Self::Bool(_) => "a truth value",
            Self::Unsigned(_) | Self::Signed(_) | Self::Float(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    fn each_member(&self, see: &mut dyn FnMut(&str, &Self) -> bool) {
        let members = self.object().into_iter().flat_map(|object| &object.0);
        let _ = members.into_iter().all(|(name, value)| see(name, value));
    }

    fn is_object(&self) -> bool {
        self.object().is_some()
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
                for (name, value) in &members.0 {
                    object.member(name, value);
                }
                object.end()
            }
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Tree<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Unsigned(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Signed(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree<'de>, E> {
        Ok(Tree::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree<'de>, A::Error> {
        // Most objects of dashboards have one or two members.
        let mut object = Object(Vec::with_capacity(2));
        while let Some((Name(name), value)) = members.next_entry()? {
            if name != UI_MARK {
                object.0.push((name, value));
            }
        }
        object.sort();
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
                f.write_str("a name")
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
