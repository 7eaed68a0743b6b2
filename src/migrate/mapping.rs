//! What is shown in place of values, as old panels had it.

use super::value::number;
use crate::json::Either;
use crate::model::Text;
use crate::model::field::{
    MappedRange, MappedSpecial, OldMapping, RangeMap, ShownValue, SpecialMap, SpecialValue, ValueMap, ValueMapping,
};
use crate::schema::v1::legacy::{Number, RangeText, ValueText};

/// Returns the mappings of values or ranges, whichever an old panel uses.
pub(super) fn mappings(
    kind: Option<f64>,
    values: Option<Vec<ValueText>>,
    ranges: Option<Vec<RangeText>>,
) -> Vec<ValueMapping> {
    let (values, ranges) = (values.unwrap_or_default(), ranges.unwrap_or_default());
    let uses_ranges = match kind {
        Some(kind) if kind > 0.0 => (kind - 2.0).abs() < 0.5,
        _ => values.is_empty(),
    };
    if uses_ranges {
        ranges.into_iter().filter_map(|it| range(it.from, it.to, shown(it.text))).collect()
    } else {
        values.into_iter().filter_map(|it| value(it.value, shown(it.text))).collect()
    }
}

/// Returns a mapping of before Grafana 8 as it is now.
pub(super) fn renewed(old: OldMapping) -> Option<ValueMapping> {
    let is_range = old.kind.is_some_and(|kind| (kind - 2.0).abs() < 0.5);
    let shown = shown(old.text);
    if is_range { range(old.from.map(turned), old.to.map(turned), shown) } else { value(old.value.map(turned), shown) }
}

fn turned(value: Option<Either<Text, f64>>) -> Number {
    value.map(|value| match value {
        Either::Left(text) => Either::Right(text),
        Either::Right(number) => Either::Left(number),
    })
}

fn shown(text: Option<Either<Text, f64>>) -> ShownValue {
    ShownValue { text, ..ShownValue::empty() }
}

/// A value that is missing or `null` stands for no value.
fn value(value: Option<Number>, shown: ShownValue) -> Option<ValueMapping> {
    let key = match value.flatten() {
        None => return Some(no_value(shown)),
        Some(Either::Right(text)) if text == "null" => return Some(no_value(shown)),
        Some(Either::Right(text)) if text.is_empty() => return None,
        Some(Either::Right(text)) => text.into_owned(),
        Some(Either::Left(number)) => number.to_string(),
    };
    let mut map = ValueMap::new();
    map.options = Some([(key, shown)].into());
    Some(map.into())
}

fn no_value(shown: ShownValue) -> ValueMapping {
    SpecialMap::new().options(MappedSpecial::empty().value(SpecialValue::Null).result(shown)).into()
}

fn range(from: Option<Number>, to: Option<Number>, shown: ShownValue) -> Option<ValueMapping> {
    let is_null = |end: &Option<Number>| matches!(end, Some(Some(Either::Right(text))) if text == "null");
    if is_null(&from) && is_null(&to) {
        return Some(no_value(shown));
    }
    let (from, to) = (number(from), number(to));
    let mapped = MappedRange { from: Some(from), to: Some(to), result: Some(shown), ..MappedRange::empty() };
    (from.is_some() || to.is_some()).then(|| RangeMap::new().options(mapped).into())
}
