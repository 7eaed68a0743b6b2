//! Objects that are taken apart: what nobody takes is lost.

use serde_json::{Map, Value};

use super::loss::Losses;
use crate::json::{Rest, Typed};

/// An object of which members are taken until the [end](Parts::end).
pub(super) struct Parts {
    members: Rest,
    place: String,
    /// Items of lists that nobody could take, and what was expected in their place.
    odd: Vec<(String, String)>,
}

impl Parts {
    /// Returns a whole document.
    pub(super) fn of_all(document: impl Typed) -> Self {
        Self::with(Rest::of(document.into_value()).unwrap_or_default(), String::new())
    }

    /// Returns an object without members.
    pub(super) fn empty(place: String) -> Self {
        Self::with(Rest::new(), place)
    }

    /// Returns an object at a place.
    ///
    /// # Errors
    /// What is no object is given back.
    pub(super) fn of(value: Value, place: String) -> Result<Self, Value> {
        Ok(Self::with(Rest::of(value)?, place))
    }

    fn with(members: Rest, place: String) -> Self {
        Self { members, place, odd: Vec::new() }
    }

    /// Returns where a member stands.
    pub(super) fn place(&self, name: &str) -> String {
        let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'));
        match (self.place.as_str(), is_plain) {
            ("", true) => name.to_owned(),
            (here, true) => format!("{here}.{name}"),
            (here, false) => format!("{here}[{name:?}]"),
        }
    }

    /// Returns where the object itself stands.
    pub(super) fn here(&self) -> &str {
        &self.place
    }

    /// Returns the names of the members.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| name.as_str())
    }

    /// Returns a member that stays.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(name)
    }

    /// Takes a member that has the shape of a type.
    pub(super) fn take<T: Typed>(&mut self, name: &str) -> Option<T> {
        self.members.take(name)
    }

    /// Takes a member of any shape, but for `null`.
    pub(super) fn value(&mut self, name: &str) -> Option<Value> {
        self.members.remove(name).filter(|value| !value.is_null())
    }

    /// Takes a member as it is, `null` too.
    pub(super) fn any(&mut self, name: &str) -> Option<Value> {
        self.members.remove(name)
    }

    /// Takes a text, as it is.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        self.take::<crate::vocabulary::Text>(name).map(crate::vocabulary::Text::into_owned)
    }

    /// Takes a text that is not empty; an empty one says nothing.
    pub(super) fn filled(&mut self, name: &str) -> Option<String> {
        self.text(name).filter(|text| !text.is_empty())
    }

    /// Takes a switch.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        self.take(name)
    }

    /// Takes a number.
    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        self.take(name)
    }

    /// Takes a whole number.
    pub(super) fn whole(&mut self, name: &str) -> Option<i64> {
        let number = self.number(name)?;
        let whole = whole(number);
        if whole.is_none() {
            self.put(name, number.into());
        }
        whole
    }

    /// Takes an object, to be taken apart in turn.
    pub(super) fn object(&mut self, name: &str) -> Option<Self> {
        let place = self.place(name);
        if !self.members.get(name)?.is_object() {
            return None;
        }
        Self::of(self.members.remove(name)?, place).ok()
    }

    /// Takes a list of objects, to be taken apart in turn; nothing where there is no list. Items that are no objects
    /// count as lost, one by one.
    pub(super) fn objects(&mut self, name: &str) -> Option<Vec<Self>> {
        self.items(name, "an object", Self::of)
    }

    /// Takes a list of texts; nothing where there is no list. Items that are no texts count as lost, one by one.
    pub(super) fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        self.items(name, "a text", |item, _| match item {
            Value::String(text) => Ok(text),
            other => Err(other),
        })
    }

    fn items<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl Fn(Value, String) -> Result<T, Value>,
    ) -> Option<Vec<T>> {
        let place = self.place(name);
        if !self.members.get(name)?.is_array() {
            return None;
        }
        let Some(Value::Array(items)) = self.members.remove(name) else { return None };
        let mut taken = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let at = format!("{place}[{index}]");
            match read(item, at.clone()) {
                Ok(item) => taken.push(item),
                Err(other) => self.odd.push((at, format!("expected {expected}, found {}", kind_of(&other)))),
            }
        }
        Some(taken)
    }

    /// Puts a member back.
    pub(super) fn put(&mut self, name: &str, value: Value) {
        self.members.insert(name, value);
    }

    /// Drops members that mean nothing.
    pub(super) fn forget(&mut self, names: &[&str]) {
        for name in names {
            self.members.remove(name);
        }
    }

    /// Drops members that say nothing: no, nought, or nothing inside.
    pub(super) fn forget_empty(&mut self, names: &[&str]) {
        for name in names {
            if self.members.get(name).is_some_and(is_nothing) {
                self.members.remove(name);
            }
        }
    }

    /// Takes all that is left.
    pub(super) fn all(self) -> Map<String, Value> {
        self.members.into_members().into_iter().collect()
    }

    /// Counts what is left as lost, but for `null`.
    pub(super) fn end(self, losses: &mut Losses) {
        for (place, what) in &self.odd {
            losses.add(place, what);
        }
        for (name, value) in &self.members {
            if !value.is_null() {
                losses.member(self.place(name));
            }
        }
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) => false,
    }
}

/// Returns a number that is whole, and small enough to be sure of it.
pub(super) fn whole(number: f64) -> Option<i64> {
    let fits = number.fract() == 0.0 && number.abs() < 9e15;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
    fits.then_some(number as i64)
}

/// An object that is put together.
#[derive(Default)]
pub(super) struct Made(Map<String, Value>);

impl Made {
    /// Returns one without members.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Sets a member.
    pub(super) fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Sets a member, if there is a value.
    pub(super) fn maybe<T: Into<Value>>(self, name: &str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Returns a member that was set.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Sets the members of another.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl From<Made> for Map<String, Value> {
    fn from(made: Made) -> Self {
        made.0
    }
}

impl From<Made> for Value {
    fn from(made: Made) -> Self {
        Self::Object(made.0)
    }
}

/// Returns a pair of a kind and what is specified.
pub(super) fn kinded(kind: &str, spec: impl Into<Value>) -> Made {
    Made::new().set("kind", kind).set("spec", spec)
}
