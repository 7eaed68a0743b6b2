//! The members of an object on their way into fields.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::vec::IntoIter;

use serde_json::Value;

use super::{Rest, Typed};

/// The members of an object, for those who ask for them in the order of their names: each is looked at once.
#[derive(Debug)]
pub(crate) struct Ordered {
    members: Peekable<IntoIter<(String, Value)>>,
    left: Vec<(String, Value)>,
}

impl Ordered {
    /// Returns the members of an object.
    ///
    /// # Errors
    /// What is no object is given back.
    pub(crate) fn of(value: Value) -> Result<Self, Value> {
        let Value::Object(members) = value else { return Err(value) };
        let mut members: Vec<_> = members.into_iter().collect();
        members.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Self { members: members.into_iter().peekable(), left: Vec::new() })
    }

    /// Takes a member out, if it has the shape of a type. No name that comes before may be asked for later.
    pub(crate) fn take<T: Typed>(&mut self, name: &str) -> Option<T> {
        T::read(self.take_if(name, T::fits)?).ok()
    }

    fn take_if(&mut self, name: &str, fits: fn(&Value) -> bool) -> Option<Value> {
        loop {
            let (next, value) = self.members.peek()?;
            match (**next).cmp(name) {
                Ordering::Greater => return None,
                Ordering::Equal if fits(value) => return self.members.next().map(|(_, value)| value),
                Ordering::Equal | Ordering::Less => self.left.extend(self.members.next()),
            }
        }
    }

    /// Returns what nobody took.
    pub(crate) fn rest(self) -> Rest {
        self.left.into_iter().chain(self.members).collect()
    }
}
