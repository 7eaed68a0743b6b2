//! What a type does not know.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Key;
use super::trail::{Found, Trail};
use super::typed::Typed;

/// Members of an object that no field holds: unknown ones, and known ones with a value of another shape.
///
/// Most objects have none, so there is room for no more than a pointer.
#[derive(Debug, Clone, Default)]
#[expect(clippy::box_collection, reason = "every object has room for one, and few need it")]
pub struct Rest(Option<Box<BTreeMap<String, Value>>>);

impl Rest {
    /// What the UI of old wrote into any item of a list, to find it again.
    const UI_MARK: &'static str = "$$hashKey";

    /// Returns nothing.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Returns all members of an object.
    ///
    /// # Errors
    /// What is no object is given back.
    pub fn of(value: Value) -> Result<Self, Value> {
        match value {
            Value::Object(members) => Ok(members.into_iter().collect()),
            other => Err(other),
        }
    }

    /// Takes a member out, if it has the shape of a type.
    pub fn take<T: Typed>(&mut self, name: &str) -> Option<T> {
        T::read(self.take_if(name, T::fits)?).ok()
    }

    fn take_if(&mut self, name: &str, fits: fn(&Value) -> bool) -> Option<Value> {
        let members = self.0.as_mut()?;
        let value = members.get_mut(name).filter(|value| fits(value))?.take();
        members.remove(name);
        if members.is_empty() {
            self.0 = None;
        }
        Some(value)
    }

    /// Takes the members of these names out, as an object.
    pub(crate) fn split(&mut self, names: &[&str]) -> Value {
        let found = names.iter().filter_map(|name| self.0.as_mut()?.remove_entry(*name));
        Value::Object(found.collect())
    }

    /// Returns all members.
    pub(crate) fn into_members(self) -> BTreeMap<String, Value> {
        self.0.map(|members| *members).unwrap_or_default()
    }

    /// Returns all members as an object.
    pub(crate) fn into_value(self) -> Value {
        Value::Object(self.into_members().into_iter().collect())
    }

    /// Returns whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|members| members.is_empty())
    }

    /// Returns the member of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    /// Adds a member, or puts another value in its place.
    pub fn insert(&mut self, name: impl Into<String>, value: Value) {
        self.0.get_or_insert_default().insert(name.into(), value);
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.as_mut()?.remove(name)
    }

    /// Takes the members away that are `null`.
    pub(crate) fn drop_nulls(&mut self) {
        if let Some(members) = &mut self.0 {
            members.retain(|_, value| !value.is_null());
        }
    }

    /// Returns the members by name.
    pub fn iter(&self) -> std::collections::btree_map::Iter<'_, String, Value> {
        self.0.as_deref().map(BTreeMap::iter).unwrap_or_default()
    }

    /// Shows each member to `found`; a known name without a value is no news, and neither is a mark of the UI's.
    pub(super) fn unknown(&self, known: &[Key], at: &mut Trail, found: Found<'_>) {
        for (name, value) in self {
            if !(value.is_null() && known.iter().any(|key| key.name() == name) || name == Self::UI_MARK) {
                at.inside(name, |at| found(at.as_str(), value));
            }
        }
    }
}

impl FromIterator<(String, Value)> for Rest {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(members: I) -> Self {
        let members: BTreeMap<_, _> = members.into_iter().collect();
        Self((!members.is_empty()).then(|| Box::new(members)))
    }
}

impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<'a> IntoIterator for &'a Rest {
    type Item = (&'a String, &'a Value);
    type IntoIter = std::collections::btree_map::Iter<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
