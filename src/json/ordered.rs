//! The members of an object on their way into fields.

use std::cmp::Ordering;
use std::iter::Peekable;

use super::tree::{Members, Object, Tree};
use super::{Rest, Typed};

/// The members of an object, for those who ask for them in the order of their names: each is looked at once.
#[derive(Debug)]
pub(crate) struct Ordered<'t, 'a> {
    kind: Option<&'t str>,
    members: Peekable<Members<'t, 'a>>,
    left: Vec<(&'t str, &'t Tree<'a>)>,
}

impl<'t, 'a> Ordered<'t, 'a> {
    /// Returns the members of an object. With the name of the one that says of what kind others are.
    pub(crate) fn of(object: &'t Object<'a>, told_by: Option<&str>) -> Self {
        let kind = told_by.and_then(|name| object.text(name));
        Self { kind, members: object.iter().peekable(), left: Vec::new() }
    }

    /// Takes a member out, if it has the shape of a type. No name that comes before may be asked for later.
    pub(crate) fn take<T: Typed>(&mut self, name: &str) -> Option<T> {
        let (name, value) = self.find(name)?;
        let read = T::of_kind(value, self.kind);
        if read.is_none() {
            self.left.push((name, value));
        }
        read
    }

    fn find(&mut self, name: &str) -> Option<(&'t str, &'t Tree<'a>)> {
        loop {
            match self.members.peek()?.0.cmp(name) {
                Ordering::Greater => return None,
                Ordering::Equal => return self.members.next(),
                Ordering::Less => self.left.extend(self.members.next()),
            }
        }
    }

    /// Returns what nobody took.
    pub(crate) fn rest(self) -> Rest {
        self.left.into_iter().chain(self.members).map(|(name, value)| (name.to_owned(), value.into())).collect()
    }
}
