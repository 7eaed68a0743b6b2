//! The printer of canonical JSON.

use std::fmt::{self, Display, Write as _};
use std::io::Write as _;

use super::Print;
use super::escape::escape;
use crate::json::Key;

/// The room for one value in a text: whoever is handed it writes that value, and has nowhere to write a second.
#[derive(Debug)]
pub struct Printer<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
}

/// The proof that a value was written. Only a [`Printer`] gives one, for the value that takes its room.
#[must_use]
#[derive(Debug)]
pub struct Written(());

/// A line break and some indentation. Cutting a piece of a fixed length is quicker than copying one of the right length.
const BREAK: &[u8; 32] = b"\n                               ";

/// The same after another item.
const NEXT: &[u8; 32] = b",\n                              ";

impl<'a> Printer<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, depth: 0 }
    }

    /// Writes `null`.
    pub fn null(self) -> Written {
        self.out.extend_from_slice(b"null");
        Written(())
    }

    /// Writes a truth value.
    pub fn truth(self, value: bool) -> Written {
        // Pieces of a fixed length are quicker than one of either length.
        if value {
            self.out.extend_from_slice(b"true");
        } else {
            self.out.extend_from_slice(b"false");
        }
        Written(())
    }

    /// Writes a whole number.
    pub fn signed(self, value: i64) -> Written {
        if value < 0 {
            self.out.push(b'-');
        }
        self.unsigned(value.unsigned_abs())
    }

    /// Writes a whole number.
    pub fn unsigned(self, mut value: u64) -> Written {
        if let Some(digit) = b"0123456789".get(usize::try_from(value).unwrap_or(usize::MAX)) {
            self.out.push(*digit);
            return Written(());
        }
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        while first == digits.len() || value > 0 {
            first -= 1;
            digits[first] = b"0123456789"[(value % 10) as usize];
            value /= 10;
        }
        self.out.extend_from_slice(&digits[first..]);
        Written(())
    }

    /// Writes a number: a whole one without a point, what is none as `null`.
    pub fn number(self, value: f64) -> Written {
        if let Some(whole) = whole(value) {
            return self.signed(whole);
        }
        if !value.is_finite() {
            return self.null();
        }
        write!(self.out, "{value:?}").expect("a vector takes any bytes");
        Written(())
    }

    /// Writes a text.
    pub fn text(self, text: &str) -> Written {
        self.out.push(b'"');
        escape(text, self.out);
        self.out.push(b'"');
        Written(())
    }

    /// Writes a text that needs no escaping, as [`is_plain`](super::is_plain) tells.
    pub(crate) fn plain(self, text: &str) -> Written {
        self.out.push(b'"');
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'"');
        Written(())
    }

    /// Writes a text that is made while it is written.
    pub fn displayed(self, text: &dyn Display) -> Written {
        self.out.push(b'"');
        write!(Escaped(self.out), "{text}").expect("a vector takes any bytes");
        self.out.push(b'"');
        Written(())
    }

    /// Writes an array.
    pub fn list<T: Print>(self, items: impl IntoIterator<Item = T>) -> Written {
        let mut list = self.open(b'[');
        for item in items {
            let Written(()) = item.print(list.next());
        }
        list.close(b']')
    }

    /// Begins an object, which the caller ends.
    pub fn object(self) -> Object<'a> {
        Object(self.open(b'{'))
    }

    fn open(self, bracket: u8) -> Inside<'a> {
        self.out.push(bracket);
        Inside { out: self.out, depth: self.depth + 1, is_empty: true }
    }
}

/// Returns the whole number that a number is, where each has a double of its own.
pub(crate) fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
    (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i64)
}

/// Between the brackets of a list or an object.
#[derive(Debug)]
struct Inside<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
    is_empty: bool,
}

impl Inside<'_> {
    /// Begins the line of another item or member.
    fn separate(&mut self) {
        let (piece, begin) = if std::mem::replace(&mut self.is_empty, false) { (BREAK, 1) } else { (NEXT, 2) };
        self.line(piece, begin);
    }

    /// Returns the room for a value.
    fn room(&mut self) -> Printer<'_> {
        Printer { out: self.out, depth: self.depth }
    }

    /// Returns the room for another item.
    fn next(&mut self) -> Printer<'_> {
        self.separate();
        self.room()
    }

    /// Begins a line: the first bytes of a piece, and the indentation that follows them.
    #[inline]
    fn line(&mut self, piece: &[u8; 32], begin: usize) {
        let end = self.out.len() + begin + 2 * self.depth;
        self.out.extend_from_slice(piece);
        if end > self.out.len() {
            self.indent(end);
        }
        self.out.truncate(end);
    }

    #[cold]
    fn indent(&mut self, end: usize) {
        self.out.resize(end, b' ');
    }

    fn close(mut self, bracket: u8) -> Written {
        self.depth -= 1;
        if !self.is_empty {
            self.line(BREAK, 1);
        }
        self.out.push(bracket);
        Written(())
    }
}

/// An object that is being written: a key comes with its value, or not at all.
#[derive(Debug)]
pub struct Object<'a>(Inside<'a>);

impl Object<'_> {
    /// Writes a member.
    pub fn member(&mut self, name: &str, value: &(impl Print + ?Sized)) {
        let Self(inside) = self;
        inside.separate();
        let Written(()) = inside.room().text(name);
        inside.out.extend_from_slice(b": ");
        let Written(()) = value.print(inside.room());
    }

    /// Writes a member whose key is known, with all that is around it.
    pub(crate) fn keyed(&mut self, key: &Key, value: &(impl Print + ?Sized)) {
        let Written(()) = value.print(self.after(key));
    }

    fn after(&mut self, key: &Key) -> Printer<'_> {
        let Self(inside) = self;
        inside.separate();
        let (text, length) = key.padded();
        let end = inside.out.len() + length;
        inside.out.extend_from_slice(text);
        inside.out.truncate(end);
        inside.room()
    }

    /// Closes the object.
    pub fn end(self) -> Written {
        self.0.close(b'}')
    }
}

/// Takes the pieces of a text that is printed, and escapes each.
struct Escaped<'a>(&'a mut Vec<u8>);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        escape(piece, self.0);
        Ok(())
    }
}
