//! Values as old panels had them.

use serde_json::{Value, json};

use crate::json::Either;
use crate::json::Typed;
use crate::schema::v1::legacy::Number;
use crate::vocabulary::Text;
use crate::vocabulary::field::{Color, FieldOverride, FieldProperty, Matcher, TextMatcher, Threshold};

/// Returns the number that somebody typed, if it is one.
pub(super) fn number(value: Option<Number>) -> Option<f64> {
    match value?? {
        Either::Left(number) => Some(number),
        Either::Right(text) => parsed(&text),
    }
}

/// Returns the number that a text is.
pub(super) fn parsed(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Returns the steps of thresholds: a colour for what is below, then one for each value.
pub(super) fn steps(values: &[f64], colors: &[Text]) -> Vec<Threshold> {
    let values = std::iter::once(None).chain(values.iter().copied().map(Some));
    let steps = values.zip(colors).map(|(value, color)| Threshold::from(value, Color(color.clone())));
    steps.collect()
}

/// Returns whether a name is a regular expression: `/regex/`.
fn is_regex(name: &str) -> bool {
    name.len() > 2 && name.starts_with('/') && name.ends_with(['/', 'i', 'g', 'm']) && name[1..].contains('/')
}

/// Returns an exception for the fields of a name or `/regex/`.
pub(super) fn exception<C: Typed>(name: Text, properties: Vec<FieldProperty<C>>) -> FieldOverride<C> {
    let id = if is_regex(&name) { "byRegexp" } else { "byName" };
    let matcher = Matcher::from(TextMatcher::empty().id(id).options(name));
    FieldOverride { matcher: Some(matcher), properties: Some(properties), ..FieldOverride::empty() }
}

/// Returns a property that sets a fixed colour.
pub(super) fn fixed_color<C: Typed>(color: &str) -> FieldProperty<C> {
    property("color", json!({ "fixedColor": color, "mode": "fixed" }))
}

/// Returns a property.
pub(super) fn property<C: Typed>(id: &str, value: impl Into<Value>) -> FieldProperty<C> {
    FieldProperty::new(id.to_owned(), value.into())
}
