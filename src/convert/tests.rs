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

#[test]
fn zz_sizes() {
    use crate::schema::{v1, v2};
    macro_rules! s { ($($t:ty),*) => { $( println!("{} {}", std::mem::size_of::<$t>(), stringify!($t)); )* } }
    s!(
        v1::Panel,
        v1::Dashboard,
        v1::Target,
        v1::OtherMembers,
        v1::Variable,
        v1::Annotation,
        v1::Legacy,
        v2::Panel,
        v2::PanelQuery,
        v2::DataQuery,
        v2::Visualization,
        v2::QueryGroup,
        v2::GridItem,
        v2::GridEntry,
        serde_json::Value,
        crate::vocabulary::field::FieldDefaults<crate::vocabulary::panel::GraphField>,
        crate::vocabulary::panel::GraphField,
        crate::vocabulary::panel::TimeseriesOptions,
        crate::vocabulary::panel::TableField,
        crate::vocabulary::field::FieldOverride<crate::json::Json>,
        crate::vocabulary::field::FieldProperty<crate::json::Json>,
        crate::vocabulary::field::Threshold,
        crate::vocabulary::field::ColorMode,
        crate::json::Rest
    );
}
