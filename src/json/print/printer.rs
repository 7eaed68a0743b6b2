//! The printer of canonical JSON.

use std::fmt::{self, Display, Write as _};
use std::io::Write as _;

use super::Print;
use super::escape::escape;
use crate::json::Key;

/// Appends values to a text.
#[derive(Debug)]
pub struct Printer<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
}

/// A line break and some indentation. Cutting a piece of a fixed length is quicker than copying one of the right length.
const BREAK: &[u8; 32] = b"\n                               ";

/// The same after another item.
const NEXT: &[u8; 32] = b",\n                              ";

impl<'a> Printer<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, depth: 0 }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// Writes a truth value.
    pub fn truth(&mut self, value: bool) {
        // Pieces of a fixed length are quicker than one of either length.
        if value { self.out.extend_from_slice(b"true") } else { self.out.extend_from_slice(b"false") }
    }

    /// Writes a whole number.
    pub fn signed(&mut self, value: i64) {
        if value < 0 {
            self.out.push(b'-');
        }
        self.unsigned(value.unsigned_abs());
    }

    /// Writes a whole number.
    pub fn unsigned(&mut self, mut value: u64) {
        if let Some(digit) = b"0123456789".get(usize::try_from(value).unwrap_or(usize::MAX)) {
            return self.out.push(*digit);
        }
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        while first == digits.len() || value > 0 {
            first -= 1;
            digits[first] = b"0123456789"[(value % 10) as usize];
            value /= 10;
        }
        self.out.extend_from_slice(&digits[first..]);
    }

    /// Writes a number: a whole one without a point, what is none as `null`.
    pub fn number(&mut self, value: f64) {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if !value.is_finite() {
            return self.null();
        }
        if value.fract() == 0.0 && value.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
            return self.signed(value as i64);
        }
        write!(self.out, "{value:?}").expect("a vector takes any bytes");
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        self.out.push(b'"');
        escape(text, self.out);
        self.out.push(b'"');
    }

    /// Writes a text that is made while it is written.
    pub fn displayed(&mut self, text: &dyn Display) {
        self.out.push(b'"');
        write!(Escaped(self.out), "{text}").expect("a vector takes any bytes");
        self.out.push(b'"');
    }

    /// Writes an array.
    pub fn list<T: Print>(&mut self, items: impl IntoIterator<Item = T>) {
        self.out.push(b'[');
        self.depth += 1;
        let mut is_empty = true;
        for item in items {
            self.separate(&mut is_empty);
            item.print(self);
        }
        self.close(b']', is_empty);
    }

    /// Begins an object, which the caller ends.
    pub fn object<'p>(&'p mut self) -> Object<'p, 'a> {
        self.out.push(b'{');
        self.depth += 1;
        Object { printer: self, is_empty: true }
    }

    fn separate(&mut self, is_empty: &mut bool) {
        let (piece, begin) = if std::mem::replace(is_empty, false) { (BREAK, 1) } else { (NEXT, 2) };
        self.line(piece, begin);
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

    fn close(&mut self, bracket: u8, is_empty: bool) {
        self.depth -= 1;
        if !is_empty {
            self.line(BREAK, 1);
        }
        self.out.push(bracket);
    }
}

/// An object that is being written.
#[derive(Debug)]
pub struct Object<'p, 'a> {
    printer: &'p mut Printer<'a>,
    is_empty: bool,
}

impl<'a> Object<'_, 'a> {
    /// Writes a member.
    pub fn member(&mut self, name: &str, value: &(impl Print + ?Sized)) {
        self.printer.separate(&mut self.is_empty);
        self.printer.text(name);
        self.printer.out.extend_from_slice(b": ");
        value.print(self.printer);
    }

    /// Writes what comes before a value: the end of the line before, and the key with all that is around it.
    pub(crate) fn key(&mut self, key: &Key) -> &mut Printer<'a> {
        self.printer.separate(&mut self.is_empty);
        let (text, length) = key.padded();
        let end = self.printer.out.len() + length;
        self.printer.out.extend_from_slice(text);
        self.printer.out.truncate(end);
        self.printer
    }

    /// Closes the object.
    pub fn end(self) {
        self.printer.close(b'}', self.is_empty);
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
