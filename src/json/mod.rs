//! JSON as typed objects that keep what they do not know, and its canonical form.
//!
//! Grafana's documents are larger than anybody's types: plugins, old versions and people add members. A type made by
//! `object!` reads what it knows, each member on its own, and keeps the rest where it stood, so that
//! writing gives back what was read. Keys are always written in the order of the alphabet, whatever is known of them.

mod by_id;
#[cfg(test)]
pub(crate) mod corpus;
mod key;
mod limit;
mod object;
mod ordered;
mod print;
mod printed;
mod read;
mod rest;
#[cfg(test)]
#[path = "../../tests/skipped.rs"]
pub(crate) mod skipped;
#[cfg(test)]
mod tests;
mod trail;
pub(crate) mod tree;
mod typed;

pub(crate) use by_id::{any_object, by_id};
pub(crate) use key::Key;
pub use limit::{DEEPEST, problem};
pub(crate) use object::{
    described, gathered, held, kinds_schema, object, schema, serialized, sorted, tagged, with_flat, words, words_schema,
};
pub(crate) use ordered::Ordered;
pub use print::{Object, Print, Printer, Written, text, text_of_about, write};
pub(crate) use print::{is_plain, whole};
pub(crate) use printed::printed;
pub use read::{Either, Json};
pub use rest::Rest;
pub use trail::{Found, Trail};
pub(crate) use typed::given_as_itself;
pub use typed::{Members, Typed, value};
