//! Canonical JSON: two spaces, keys as the types order them, whole numbers without a point, one newline at the end.

mod escape;
mod serializer;

use serde::{Deserialize, Serialize};

/// Appends a value as canonical JSON.
///
/// # Errors
/// Whatever the value's own serialization reports.
pub fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    value.serialize(&mut serializer::Printer::new(out))?;
    out.push(b'\n');
    Ok(())
}

/// Returns a value as canonical JSON.
///
/// # Panics
/// When the value's own serialization fails: when a map has keys that are no texts.
pub fn text(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    write(value, &mut out).expect("keys are texts");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Returns a value as a tree of JSON.
///
/// # Panics
/// As [`text`].
pub fn value(of: &impl Serialize) -> serde_json::Value {
    let text = text(of);
    // A value is as deep as what it was made from, which was read with a limit.
    let mut printed = serde_json::Deserializer::from_str(&text);
    printed.disable_recursion_limit();
    serde_json::Value::deserialize(&mut printed).expect("what was printed can be read")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

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
    fn every_shape_as_serde_json_writes_it() {
        #[derive(Serialize)]
        struct Unit;
        #[derive(Serialize)]
        struct New(char);
        #[derive(Serialize)]
        struct Pair(Option<u8>, bool);
        #[derive(Serialize)]
        enum Shape {
            Plain,
            One([i8; 2]),
            Two((), &'static str),
            Named { low: f32, high: f64 },
        }
        let shapes = [Shape::Plain, Shape::One([-1, 1]), Shape::Two((), "two"), Shape::Named { low: 0.1, high: 2.5 }];
        let map = std::collections::BTreeMap::from([("a\"key", f64::NAN)]);
        let all = (Unit, New('\n'), Pair(None, true), [i64::MIN, 0, 10], shapes, map, Pair(Some(255), false));
        assert_eq!(text(&all), format!("{}\n", serde_json::to_string_pretty(&all).expect("plain values")));
    }

    #[test]
    fn a_key_that_is_no_text() {
        let map = std::collections::BTreeMap::from([([1, 2], "pair")]);
        let error = write(&map, &mut Vec::new()).expect_err("JSON has no such keys");
        insta::assert_snapshot!(error, @"a key must be a text");
    }

    #[test]
    fn indentation_beyond_one_piece() {
        let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
        assert_eq!(text(&deep), format!("{}\n", serde_json::to_string_pretty(&deep).expect("plain values")));
    }

    proptest! {
        #[test]
        fn printed_texts_as_whole_ones(pieces in proptest::collection::vec(".{0,12}", 0..5)) {
            struct Printed<'a>(&'a [String]);
            impl std::fmt::Display for Printed<'_> {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.iter().try_for_each(|piece| f.write_str(piece))
                }
            }
            impl Serialize for Printed<'_> {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }
            }
            prop_assert_eq!(text(&Printed(&pieces)), text(&pieces.concat()));
        }

        #[test]
        fn numbers_come_back_as_they_were(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL) {
            let back: f64 = serde_json::from_str(&text(&value)).expect("a number");
            prop_assert!(back.to_bits() == value.to_bits() || value == 0.0);
        }

        #[test]
        fn whole_numbers(positive in any::<u64>(), any in any::<i64>()) {
            prop_assert_eq!(text(&(positive, any)), format!("[\n  {positive},\n  {any}\n]\n"));
        }

        #[test]
        fn texts_as_serde_json_writes_them(value in any::<String>()) {
            prop_assert_eq!(text(&value), format!("{}\n", serde_json::to_string(&value).expect("a text")));
        }
    }
}
