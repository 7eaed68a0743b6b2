//! Members of objects that are taken apart: lists of which an item does not fit, numbers that have to be whole, and
//! members that have the same name in both formats.

use std::iter::Peekable;
use std::vec;

use serde_json::{Map, Value};

use super::loss::{Losses, Place};
use crate::json::{Rest, Typed};
use crate::vocabulary::Text;

/// The items of a list, each with its index. Those that do not fit are left out.
pub(super) struct Items<T> {
    list: vec::IntoIter<T>,
    odd: Peekable<vec::IntoIter<usize>>,
    next: usize,
}

impl<T> Items<T> {
    /// Returns those that are still to come.
    pub(super) fn as_slice(&self) -> &[T] {
        self.list.as_slice()
    }

    /// Returns all of them changed.
    pub(super) fn map_all<U>(self, mut change: impl FnMut(usize, T) -> U) -> Vec<U> {
        self.map(|(index, item)| change(index, item)).collect()
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self::of(Vec::new(), Vec::new())
    }
}

impl<T> Items<T> {
    fn of(list: Vec<T>, odd: Vec<usize>) -> Self {
        Self { list: list.into_iter(), odd: odd.into_iter().peekable(), next: 0 }
    }
}

impl<T> Iterator for Items<T> {
    type Item = (usize, T);

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.list.next()?;
        while self.odd.next_if_eq(&self.next).is_some() {
            self.next += 1;
        }
        self.next += 1;
        Some((self.next - 1, item))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.list.size_hint()
    }
}

/// Takes a list of objects; nothing where there is no list. An item that is no object kept the others from having a type,
/// and counts as lost.
pub(super) fn objects<T: Typed>(
    field: &mut Option<Vec<T>>,
    rest: &mut Rest,
    (object, name): (Place<'_>, &str),
    losses: &mut Losses,
) -> Option<Items<T>> {
    items(field, rest, (object, name, "an object"), losses)
}

/// Takes a list of texts, as [`objects`] does.
pub(super) fn texts(
    field: &mut Option<Vec<Text>>,
    rest: &mut Rest,
    (object, name): (Place<'_>, &str),
    losses: &mut Losses,
) -> Option<Vec<Text>> {
    match field.take() {
        Some(texts) => Some(texts),
        None => items(field, rest, (object, name, "a string"), losses).map(|items| items.map_all(|_, text| text)),
    }
}

fn items<T: Typed>(
    field: &mut Option<Vec<T>>,
    rest: &mut Rest,
    (object, name, expected): (Place<'_>, &str, &str),
    losses: &mut Losses,
) -> Option<Items<T>> {
    if let Some(list) = field.take() {
        return Some(Items::of(list, Vec::new()));
    }
    rest.get(name)?.as_array()?;
    let Some(Value::Array(list)) = rest.remove(name) else { return None };
    let (mut fitting, mut odd) = (Vec::with_capacity(list.len()), Vec::new());
    for (index, item) in list.into_iter().enumerate() {
        match T::read(item) {
            Ok(item) => fitting.push(item),
            Err(other) => {
                let what = format!("expected {expected}, found {}", kind_of(&other));
                losses.add(object.at(name).item(index), what);
                odd.push(index);
            }
        }
    }
    Some(Items::of(fitting, odd))
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Returns a text that is not empty; an empty one says nothing.
pub(super) fn filled(text: Option<Text>) -> Option<Text> {
    text.filter(|text| !text.is_empty())
}

/// Takes a whole number; another stays.
pub(super) fn whole_of(field: &mut Option<f64>) -> Option<i64> {
    let whole = whole((*field)?)?;
    *field = None;
    Some(whole)
}

/// Returns a number that is whole, and small enough to be sure of it.
pub(super) fn whole(number: f64) -> Option<i64> {
    let fits = number.fract() == 0.0 && number.abs() < 9e15;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
    fits.then_some(number as i64)
}

/// Returns a whole number as a number.
#[expect(clippy::cast_precision_loss, reason = "it is small")]
pub(super) fn number(whole: i64) -> f64 {
    whole as f64
}

/// Reads a value of one format as the other has it.
pub(super) fn recast<T: Typed>(value: impl Typed) -> Option<T> {
    T::read(value.into_value()).ok()
}

/// Moves members that did not fit their type, but may have any shape in the other format.
pub(super) fn pass(from: &mut Rest, to: &mut Rest, names: &[&str]) {
    if from.is_empty() {
        return;
    }
    for name in names {
        if let Some(value) = from.remove(name).filter(|value| !value.is_null()) {
            to.insert(*name, value);
        }
    }
}

/// Takes the members of these names out, but for `null`, as a type of the other format.
pub(super) fn passed<T: Typed>(from: &mut Rest, names: &[&str]) -> Option<T> {
    if from.is_empty() {
        return None;
    }
    let members = names.iter().filter_map(|name| Some(((*name).to_owned(), from.remove(name)?)));
    let members: Map<_, _> = members.filter(|(_, value)| !value.is_null()).collect();
    if members.is_empty() { None } else { T::read(Value::Object(members)).ok() }
}
