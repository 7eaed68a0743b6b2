//! The serializer of canonical JSON.
//!
//! `serde_json`'s own looks at every byte of a text and writes a key in six pieces, which was half the time of
//! rendering. This one writes the same bytes.

use std::fmt::{self, Display, Write as _};
use std::io::Write as _;

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

use super::escape::{escape, needs_escaping};

/// Appends values to a text.
pub(super) struct Printer<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
}

/// A line break and some indentation. Cutting a piece of a fixed length is quicker than copying one of the right length.
const BREAK: &[u8; 32] = b"\n                               ";

impl<'a> Printer<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, depth: 0 }
    }

    fn text(&mut self, text: &str) {
        self.out.push(b'"');
        escape(text, self.out);
        self.out.push(b'"');
    }

    /// Writes a name that stands in the code, and so needs no escaping.
    fn name(&mut self, name: &'static str) {
        debug_assert!(!needs_escaping(name), "{name:?} would need escaping");
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'"');
    }

    fn digits(&mut self, mut number: u64) {
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        while first == digits.len() || number > 0 {
            first -= 1;
            digits[first] = b"0123456789"[(number % 10) as usize];
            number /= 10;
        }
        self.out.extend_from_slice(&digits[first..]);
    }

    fn line(&mut self) {
        let end = self.out.len() + 1 + 2 * self.depth;
        self.out.extend_from_slice(BREAK);
        self.out.resize(end, b' ');
    }

    fn open<'p>(&'p mut self, brackets: Brackets) -> Block<'p, 'a> {
        self.out.push(brackets.0);
        self.depth += 1;
        Block { printer: self, brackets, is_empty: true, is_variant: false }
    }

    fn close(&mut self, brackets: Brackets, is_empty: bool) {
        self.depth -= 1;
        if !is_empty {
            self.line();
        }
        self.out.push(brackets.1);
    }

    /// Writes `{"variant": `, and returns with the depth of what follows.
    fn open_variant(&mut self, variant: &'static str) {
        self.out.push(OBJECT.0);
        self.depth += 1;
        self.line();
        self.name(variant);
        self.out.extend_from_slice(b": ");
    }
}

#[derive(Clone, Copy)]
struct Brackets(u8, u8);

const ARRAY: Brackets = Brackets(b'[', b']');
const OBJECT: Brackets = Brackets(b'{', b'}');

/// An array or object that is being written.
pub(super) struct Block<'p, 'a> {
    printer: &'p mut Printer<'a>,
    brackets: Brackets,
    is_empty: bool,
    /// Whether it stands in an object of its own, under the name of an enum's variant.
    is_variant: bool,
}

impl Block<'_, '_> {
    fn next(&mut self) {
        if !self.is_empty {
            self.printer.out.push(b',');
        }
        self.is_empty = false;
        self.printer.line();
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.next();
        value.serialize(&mut *self.printer)
    }

    fn field(&mut self, key: &'static str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.next();
        self.printer.name(key);
        self.printer.out.extend_from_slice(b": ");
        value.serialize(&mut *self.printer)
    }

    /// Writes a key that is known to be a text only when it is written.
    fn key(&mut self, key: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.next();
        let start = self.printer.out.len();
        key.serialize(&mut *self.printer)?;
        if self.printer.out.get(start) != Some(&b'"') {
            return Err(Error::custom("a key must be a text"));
        }
        self.printer.out.extend_from_slice(b": ");
        Ok(())
    }

    fn close(self) {
        self.printer.close(self.brackets, self.is_empty);
        if self.is_variant {
            self.printer.close(OBJECT, false);
        }
    }
}

impl<'p, 'a> Serializer for &'p mut Printer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Block<'p, 'a>;
    type SerializeTuple = Block<'p, 'a>;
    type SerializeTupleStruct = Block<'p, 'a>;
    type SerializeTupleVariant = Block<'p, 'a>;
    type SerializeMap = Block<'p, 'a>;
    type SerializeStruct = Block<'p, 'a>;
    type SerializeStructVariant = Block<'p, 'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        if value < 0 {
            self.out.push(b'-');
        }
        self.digits(value.unsigned_abs());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.digits(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        // The shortest text of the number as it is, not of its neighbour among the wider ones.
        self.serialize_f64(value.to_string().parse().unwrap_or(f64::from(value)))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if !value.is_finite() {
            return self.serialize_unit();
        }
        if value.fract() == 0.0 && value.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
            return self.serialize_i64(value as i64);
        }
        write!(self.out, "{value:?}").expect("a vector takes any bytes");
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.name(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.open_variant(variant);
        value.serialize(&mut *self)?;
        self.close(OBJECT, false);
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Block<'p, 'a>, Error> {
        Ok(self.open(ARRAY))
    }

    fn serialize_tuple(self, _: usize) -> Result<Block<'p, 'a>, Error> {
        Ok(self.open(ARRAY))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Block<'p, 'a>, Error> {
        Ok(self.open(ARRAY))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Block<'p, 'a>, Error> {
        self.open_variant(variant);
        Ok(Block { is_variant: true, ..self.open(ARRAY) })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Block<'p, 'a>, Error> {
        Ok(self.open(OBJECT))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Block<'p, 'a>, Error> {
        Ok(self.open(OBJECT))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Block<'p, 'a>, Error> {
        self.open_variant(variant);
        Ok(Block { is_variant: true, ..self.open(OBJECT) })
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.out.push(b'"');
        write!(Escaped(self.out), "{value}").map_err(Error::custom)?;
        self.out.push(b'"');
        Ok(())
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

impl SerializeSeq for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTupleStruct for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTupleVariant for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStructVariant for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.printer)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
