//! What a format has no place for.

use std::fmt;

use serde_json::Value;

use crate::json::{Rest, Typed};

/// Something that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Loss {
    /// Where it stood: `panels[3].links[0].icon`.
    pub place: String,
    /// What became of it.
    pub what: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.place, self.what)
    }
}

/// Where something stands in a document. It becomes text only where something is lost.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// The document itself.
    Document,
    /// What was written already.
    Written(&'a str),
    /// A member of an object.
    Member(&'a Place<'a>, &'a str),
    /// An item of a list.
    Item(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    /// Returns where a member stands.
    pub(super) fn at(&'a self, name: &'a str) -> Self {
        Self::Member(self, name)
    }

    /// Returns where an item stands.
    pub(super) fn item(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document => Ok(()),
            Self::Written(text) => f.write_str(text),
            Self::Item(list, index) => write!(f, "{list}[{index}]"),
            Self::Member(object, name) => {
                let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'));
                match (object, is_plain) {
                    (Self::Document, true) => f.write_str(name),
                    (object, true) => write!(f, "{object}.{name}"),
                    (object, false) => write!(f, "{object}[{name:?}]"),
                }
            }
        }
    }
}

/// The losses of a conversion.
pub(super) struct Losses {
    target: &'static str,
    list: Vec<Loss>,
}

impl Losses {
    /// Returns none, for a conversion to this format.
    pub(super) fn of(target: &'static str) -> Self {
        Self { target, list: Vec::new() }
    }

    /// Adds one.
    pub(super) fn add(&mut self, place: Place<'_>, what: impl Into<String>) {
        self.list.push(Loss { place: place.to_string(), what: what.into() });
    }

    /// Adds something that has no place.
    pub(super) fn member(&mut self, place: Place<'_>) {
        let target = self.target;
        self.add(place, format!("the {target} format cannot represent it"));
    }

    /// Adds a member that has no place, if there is a value.
    pub(super) fn field(&mut self, place: Place<'_>, field: Option<impl Typed>) {
        if field.is_some_and(|field| !field.into_value().is_null()) {
            self.member(place);
        }
    }

    /// Adds all that is left of an object.
    pub(super) fn left(&mut self, place: Place<'_>, object: impl Typed) {
        self.but(place, object, &[], &[]);
    }

    /// Adds all that is left of an object, but for members that mean nothing, and those that say nothing where they are
    /// empty.
    pub(super) fn but(&mut self, place: Place<'_>, object: impl Typed, silent: &[&str], if_empty: &[&str]) {
        if !object.has_no_members() {
            self.rest_but(place, &Rest::of(object.into_value()).unwrap_or_default(), silent, if_empty);
        }
    }

    /// Adds the members that no type knows.
    pub(super) fn rest(&mut self, place: Place<'_>, rest: &Rest) {
        self.rest_but(place, rest, &[], &[]);
    }

    /// Adds the members that no type knows, but for some.
    pub(super) fn rest_but(&mut self, place: Place<'_>, rest: &Rest, silent: &[&str], if_empty: &[&str]) {
        for (name, value) in rest {
            let is_silent = silent.contains(&name.as_str()) || if_empty.contains(&name.as_str()) && is_nothing(value);
            if !value.is_null() && !is_silent {
                self.member(place.at(name));
            }
        }
    }

    /// Returns all of them, by place.
    pub(super) fn list(mut self) -> Vec<Loss> {
        self.list.sort();
        self.list
    }
}

/// Returns whether a value says nothing: no, nought, or nothing inside.
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
