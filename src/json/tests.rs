//! What holds for typed objects.

#![expect(dead_code, unreachable_pub, reason = "the macros make public types, with setters that no test calls")]

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Either, Json, Trail, Typed, object, tagged, text, words};

type Text = std::borrow::Cow<'static, str>;

object! {
    /// A shelf.
    pub struct Shelf {
        /// Whether it can be locked.
        "$lock" lock: bool,
        /// Books by title.
        "books" books: BTreeMap<String, Book>,
        /// How much it holds.
        "capacity" capacity: f64 = 10.0,
        /// Whoever it belongs to.
        "owner" owner: Option<Text>,
        /// Its number.
        "serial" serial: i64,
        /// What stands on it.
        "things" things: Vec<Thing>,
        /// Its wood, or how much of each.
        "wood" wood: Either<Wood, BTreeMap<String, f64>> = Either::Left(Wood::Oak),
    }
}

object! {
    /// A book.
    pub struct Book {
        /// How many pages it has.
        "pages" pages: f64,
    }
}

object! {
    /// A lamp.
    pub struct Lamp {
        /// How bright it is.
        "lumen" lumen: f64,
        /// `lamp`
        "type" kind: Text = "lamp",
    }
}

words! {
    /// Woods.
    pub enum Wood {
        /// Oak.
        "oak" Oak,
        /// Pine.
        "pine" Pine,
    }
}

tagged! {
    /// Things on a shelf.
    pub enum Thing by "type", a number of Old(Lamp) {
        /// A book.
        "book" | "novel" Book(Book),
        /// A lamp.
        "lamp" Lamp(Lamp),
    }
}

/// Reads a text, which has to come back as it was but for spaces and the order of keys.
fn read<T: Typed>(json: &str) -> T {
    let value: Value = serde_json::from_str(json).unwrap();
    let Ok(read) = T::read(value.clone()) else { panic!("{json} does not fit") };
    assert_eq!(text(&read), text(&Json(value)));
    read
}

fn unknown(value: &impl Typed) -> Vec<String> {
    let mut found = Vec::new();
    value.unknown(&mut Trail::default(), &mut |at, value| found.push(format!("{at} {value}")));
    found
}

#[test]
fn members_that_are_known_and_others() {
    let shelf: Shelf = read(r#"{"things": [], "colour": "red", "capacity": 3, "$lock": true, "a": {"c": 1, "b": 2}}"#);
    assert_eq!((shelf.capacity, shelf.lock, shelf.serial), (Some(3.0), Some(true), None));
    assert_eq!(unknown(&shelf), [r#"a {"b":2,"c":1}"#, r#"colour "red""#]);
}

#[test]
fn a_member_of_another_shape_stays_as_it_was() {
    let shelf: Shelf = read(r#"{"capacity": "ten", "things": [1], "books": {"x": 1}, "wood": "elm", "serial": 1.5}"#);
    assert_eq!(shelf, Shelf { rest: shelf.rest.clone(), ..Shelf::empty() });
    assert_eq!(unknown(&shelf), [r#"books {"x":1}"#, r#"capacity "ten""#, "serial 1.5", "things [1]", r#"wood "elm""#]);
}

#[test]
fn null_and_missing_are_not_the_same() {
    assert_eq!(read::<Shelf>("{}").owner, None);
    assert_eq!(read::<Shelf>(r#"{"owner": null}"#).owner, Some(None));
    let shelf: Shelf = read(r#"{"capacity": null}"#);
    assert_eq!((shelf.capacity, shelf.rest.is_empty()), (None, false));
    assert_eq!(unknown(&shelf), [""; 0], "a known name without a value is no news");
}

#[test]
fn a_field_that_is_set_hides_what_was_kept_under_its_name() {
    let shelf: Shelf = read(r#"{"capacity": "ten", "colour": "red"}"#);
    assert_snapshot!(text(&shelf.capacity(10.0)), @r#"
    {
      "capacity": 10,
      "colour": "red"
    }
    "#);
}

#[test]
fn a_new_one_has_the_values_of_its_declaration() {
    assert_snapshot!(text(&Shelf::new().serial(7)), @r#"
    {
      "capacity": 10,
      "serial": 7,
      "wood": "oak"
    }
    "#);
    assert!(Typed::has_no_members(&Shelf::empty()) && !Typed::has_no_members(&Shelf::new()));
    assert_eq!(Shelf::NAMES, ["$lock", "books", "capacity", "owner", "serial", "things", "wood"]);
}

#[test]
fn words_that_are_listed_and_others() {
    assert_eq!(Wood::of("pine"), Some(Wood::Pine));
    assert_eq!(Wood::Pine.word(), "pine");
    assert_eq!(Wood::read(json!("oak")), Ok(Wood::Oak));
    for other in [json!("elm"), json!("Oak"), json!(1)] {
        assert_eq!(Wood::read(other.clone()), Err(other));
    }
}

#[test]
fn objects_that_a_member_tells_apart() {
    assert!(matches!(read(r#"{"type": "book", "pages": 3}"#), Thing::Book(book) if book.pages == Some(3.0)));
    assert!(matches!(read(r#"{"type": "novel"}"#), Thing::Book(_)));
    assert!(matches!(read(r#"{"type": 1, "lumen": 5}"#), Thing::Old(lamp) if lamp.lumen == Some(5.0)));
    assert!(matches!(read(r#"{"type": "vase"}"#), Thing::Other(_)));
    assert!(matches!(read(r#"{"lumen": 5}"#), Thing::Other(_)));
    assert!(Thing::read(json!("book")).is_err());
    let lamp: Thing = read(r#"{"type": "lamp", "lumen": 5, "shade": "green"}"#);
    assert_eq!(unknown(&lamp), [r#"shade "green""#]);
    assert_eq!(unknown(&read::<Thing>(r#"{"type": "vase"}"#)), [r#" {"type":"vase"}"#]);
}

#[test]
fn the_left_shape_comes_first() {
    assert_eq!(read::<Shelf>(r#"{"wood": "pine"}"#).wood, Some(Either::Left(Wood::Pine)));
    assert!(matches!(read::<Shelf>(r#"{"wood": {"oak": 0.5}}"#).wood, Some(Either::Right(_))));
    assert!(matches!(read(r#"{"pages": 1}"#), Either::<Book, Lamp>::Left(_)));
}

#[test]
fn where_unknown_values_are() {
    let shelf: Shelf = read(
        r#"{"things": [{"type": "lamp"}, {"type": "lamp", "shade": 1}, {"type": "book", "pages": "?"}],
            "books": {"Emma": {"pages": 400, "by": "Austen"}}}"#,
    );
    assert_eq!(
        unknown(&shelf),
        [r#"books.*.by "Austen""#, "things[].shade 1", r#"things[].pages "?""#, r#"things[].type "book""#]
    );
}

#[test]
fn numbers_are_exact_or_kept() {
    let shelf: Shelf = read(r#"{"capacity": 9007199254740991}"#);
    assert_eq!(shelf.capacity, Some(9_007_199_254_740_991.0));
    for beyond in ["9007199254740992", "9007199254740993", "-9007199254740993", "18446744073709551615"] {
        let shelf: Shelf = read(&format!(r#"{{"capacity": {beyond}}}"#));
        assert_eq!(shelf.capacity, None);
        assert!(text(&shelf).contains(&format!("{beyond}\n")));
    }
    for number in ["-0", "-0.0", "1.0", "0.1", "1e300", "5e-324", "-2.5e-7"] {
        let shelf: Shelf = read(&format!(r#"{{"capacity": {number}}}"#));
        assert_eq!(shelf.capacity.map(f64::to_bits), Some(number.parse::<f64>().unwrap().to_bits()));
    }
    assert_eq!(text(&read::<Shelf>(r#"{"capacity": 1.0}"#)), "{\n  \"capacity\": 1\n}\n");
    assert!(serde_json::from_str::<Value>("1e400").is_err());
}
