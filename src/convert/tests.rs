//! Conversions there and back.

use serde_json::Value;

use super::{Loss, to_v1, to_v2};
use crate::json::{Typed, value};
use crate::schema::v1;

mod corpus;
mod documents;
mod grafana;
mod laws;
mod losses;

/// Returns the parts of a text's first value that the second has not, or has otherwise, by place.
fn missing(before: &Value, after: Option<&Value>, place: &str, found: &mut Vec<(String, Value, Value)>) {
    let inside = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
    match (before, after) {
        (Value::Null, _) => {}
        (Value::Object(members), Some(Value::Object(others))) => {
            for (name, member) in members {
                missing(member, others.get(name), &inside(name), found);
            }
        }
        (Value::Array(items), Some(Value::Array(others))) => {
            let kind = std::mem::discriminant::<Value>;
            let is_odd = |item| others.iter().all(|other| kind(other) != kind(item));
            let mut rest = others.iter();
            for (index, item) in items.iter().enumerate() {
                // An item of another kind than all that are left leaves a gap.
                let other = if is_odd(item) { None } else { rest.next() };
                missing(item, other, &format!("{place}[{index}]"), found);
            }
        }
        (before, after) if Some(before) == after => {}
        (Value::Number(left), Some(Value::Number(right))) if left.as_f64() == right.as_f64() => {}
        (before, after) => found.push((place.to_owned(), before.clone(), after.cloned().unwrap_or_default())),
    }
}
