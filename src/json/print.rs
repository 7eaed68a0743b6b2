//! Canonical JSON: two spaces, keys in the order of the alphabet, whole numbers without a point, one newline at the end.
//!
//! Not through serde's `Serializer`: it would compile each of some hundred types anew for every serializer, which was
//! half of the program.

mod escape;
mod printer;
mod values;

pub(crate) use escape::is_plain;
pub(crate) use printer::whole;
pub use printer::{Object, Printer, Written};

/// A value that is written as canonical JSON.
///
/// ```
/// use dashgen::json::{self, Print, Printer, Written};
///
/// struct Point(f64, f64);
///
/// impl Print for Point {
///     fn print(&self, to: Printer<'_>) -> Written {
///         let mut object = to.object();
///         object.member("x", &self.0);
///         object.member("y", &self.1);
///         object.end()
///     }
/// }
/// assert_eq!(json::text(&Point(1.0, 0.5)), "{\n  \"x\": 1,\n  \"y\": 0.5\n}\n");
/// ```
pub trait Print {
    /// Writes the value into the room for it. [`Written`] proves that it was done, so no room stays empty.
    fn print(&self, to: Printer<'_>) -> Written;
}

/// Appends a value as canonical JSON.
pub fn write(value: &dyn Print, out: &mut Vec<u8>) {
    let _: Written = value.print(Printer::new(out));
    out.push(b'\n');
}

/// Returns a value as canonical JSON.
///
/// # Panics
/// Never: whatever is printed is text.
pub fn text(value: &dyn Print) -> String {
    text_of_about(value, 0)
}

/// Returns a value as canonical JSON, with room for so many bytes from the start.
///
/// # Panics
/// Never: whatever is printed is text.
pub fn text_of_about(value: &dyn Print, size: usize) -> String {
    let mut out = Vec::with_capacity(size);
    write(value, &mut out);
    String::from_utf8(out).expect("texts are UTF-8, and so is what stands around them")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn nested_values_and_empty_ones() {
        insta::assert_snapshot!(text(&json!({"c": {}, "a": [1, {"b": []}], "d": [[2.0, -0.5]]})), @r#"
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
    fn values_of_rust() {
        let map = BTreeMap::from([("a\"key".to_owned(), f64::NAN), ("b".to_owned(), f64::INFINITY)]);
        let rows: [&dyn Print; 6] =
            [&map, &Some("text"), &None::<u32>, &[1_u8, 2], &vec![Cow::Borrowed("one")], &Box::new(-7_i64)];
        let printed: Value = serde_json::from_str(&text(&rows)).unwrap();
        assert_eq!(printed, json!([{"a\"key": null, "b": null}, "text", null, [1, 2], ["one"], -7]));
    }

    #[test]
    fn indentation_beyond_one_piece() {
        let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
        assert_eq!(text(&deep), format!("{}\n", serde_json::to_string_pretty(&deep).expect("plain values")));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn as_serde_json_writes_it(value in any_json()) {
            prop_assert_eq!(text(&value), format!("{}\n", serde_json::to_string_pretty(&value).expect("plain values")));
        }

        #[test]
        fn displayed_texts_as_whole_ones(pieces in proptest::collection::vec(".{0,12}", 0..5)) {
            struct Pieces<'a>(&'a [String]);
            impl std::fmt::Display for Pieces<'_> {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.iter().try_for_each(|piece| f.write_str(piece))
                }
            }
            impl Print for Pieces<'_> {
                fn print(&self, to: Printer<'_>) -> Written {
                    to.displayed(self)
                }
            }
            prop_assert_eq!(text(&Pieces(&pieces)), text(&pieces.concat()));
        }

        #[test]
        fn numbers_come_back_as_they_were(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL) {
            let back: f64 = serde_json::from_str(&text(&value)).expect("a number");
            prop_assert!(back.to_bits() == value.to_bits() || value == 0.0);
        }
    }
}
