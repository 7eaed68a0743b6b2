//! Canonical JSON: two spaces, keys as the types order them, whole numbers without a point, one newline at the end.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

/// Appends a value as canonical JSON.
///
/// # Errors
/// Whatever the value's own serialization reports.
pub(super) fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Canonical::default()))?;
    out.push(b'\n');
    Ok(())
}

#[derive(Default)]
struct Canonical {
    depth: usize,
    is_empty: bool,
}

/// A line break and the deepest indentation that is written in one piece.
const BREAK: &[u8; 65] = b"\n                                                                ";

impl Canonical {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_empty = true;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if !self.is_empty {
            self.line(out)?;
        }
        self.is_empty = false;
        out.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.line(out)
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        let spaces = 2 * self.depth;
        let at_once = spaces.min(BREAK.len() - 1);
        out.write_all(&BREAK[..=at_once])?;
        (at_once..spaces).try_for_each(|_| out.write_all(b" "))
    }
}

impl Formatter for Canonical {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_empty = false;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_empty = false;
        Ok(())
    }

    fn write_f64<W: ?Sized + Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        if value.fract() == 0.0 && value.abs() < EXACT {
            self.write_i64(out, value as i64)
        } else {
            write!(out, "{value:?}")
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn text(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write(value, &mut out).expect("plain values");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn nested_values_and_empty_ones() {
        insta::assert_snapshot!(text(&json!({"a": [1, {"b": []}], "c": {}, "d": [[2.0, -0.5]]})), @r#"
        {
          "a": [
            1,
            {
              "b": []
            }
          ],
          "c": {},
          "d": [
            [
              2,
              -0.5
            ]
          ]
        }
        "#);
    }

    #[test]
    fn indentation_beyond_one_piece() {
        let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
        assert_eq!(text(&deep), format!("{}\n", serde_json::to_string_pretty(&deep).expect("plain values")));
    }

    proptest! {
        #[test]
        fn numbers_come_back_as_they_were(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL) {
            let back: f64 = serde_json::from_str(&text(&value)).expect("a number");
            prop_assert!(back.to_bits() == value.to_bits() || value == 0.0);
        }

        #[test]
        fn texts_come_back_as_they_were(value in any::<String>()) {
            prop_assert_eq!(serde_json::from_str::<String>(&text(&value)).expect("a text"), value);
        }
    }
}
