//! What is shown in place of values, as old panels had it.

use super::loss::Losses;
use super::value::number;
use crate::json::Either;
use crate::schema::v1::legacy::{Number, RangeText, ValueText};
use crate::vocabulary::Text;
use crate::vocabulary::field::{
    MappedRange, MappedSpecial, OldMapping, RangeMap, ShownValue, SpecialMap, SpecialValue, ValueMap, ValueMapping,
};

/// Returns the mappings of values or ranges, whichever an old panel uses.
pub(super) fn mappings(
    kind: Option<f64>,
    values: Option<Vec<ValueText>>,
    ranges: Option<Vec<RangeText>>,
    losses: &mut Losses,
) -> Vec<ValueMapping> {
    let (values, ranges) = (values.unwrap_or_default(), ranges.unwrap_or_default());
    let uses_ranges = match kind {
        Some(kind) if kind > 0.0 => (kind - 2.0).abs() < 0.5,
        _ => values.is_empty(),
    };
    if uses_ranges {
        let ranges = ranges.into_iter().enumerate();
        let mapped = ranges.filter_map(|(index, mut it)| {
            let mapped = range(it.from.take(), it.to.take(), shown(it.text.take()));
            found(mapped, "rangeMaps", index, losses)
        });
        mapped.collect()
    } else {
        let values = values.into_iter().enumerate();
        let mapped = values.filter_map(|(index, mut it)| {
            let mapped = value(it.value.take(), shown(it.text.take()));
            found(mapped, "valueMaps", index, losses)
        });
        mapped.collect()
    }
}

/// Returns a mapping; one that says nothing is a loss.
fn found(
    mapped: Result<ValueMapping, ShownValue>,
    list: &str,
    index: usize,
    losses: &mut Losses,
) -> Option<ValueMapping> {
    mapped.map_err(|shown| losses.inside(list, index, |losses| losses.note(without_value(&shown)))).ok()
}

/// Returns what became of a mapping that says nothing.
fn without_value(shown: &ShownValue) -> String {
    let text = match &shown.text {
        Some(Either::Left(text)) => text.to_string(),
        Some(Either::Right(number)) => number.to_string(),
        None => String::new(),
    };
    format!("it is removed, since it has no value that `{text}` could replace")
}

/// Returns mappings as they are now.
pub(super) fn all_renewed(old: Vec<ValueMapping>, list: &str, losses: &mut Losses) -> Vec<ValueMapping> {
    let renewed = old.into_iter().enumerate().filter_map(|(index, it)| match it {
        ValueMapping::Old(old) => found(renewed(*old), list, index, losses),
        other => Some(other),
    });
    renewed.collect()
}

/// Returns a mapping of before Grafana 8 as it is now.
fn renewed(old: OldMapping) -> Result<ValueMapping, ShownValue> {
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
fn value(value: Option<Number>, shown: ShownValue) -> Result<ValueMapping, ShownValue> {
    let key = match value.flatten() {
        None => return Ok(no_value(shown)),
        Some(Either::Right(text)) if text == "null" => return Ok(no_value(shown)),
        Some(Either::Right(text)) if text.is_empty() => return Err(shown),
        Some(Either::Right(text)) => text.into_owned(),
        Some(Either::Left(number)) => number.to_string(),
    };
    let mut map = ValueMap::new();
    map.options = Some([(key, shown)].into());
    Ok(map.into())
}

fn no_value(shown: ShownValue) -> ValueMapping {
    SpecialMap::new().options(MappedSpecial::empty().value(SpecialValue::Null).result(shown)).into()
}

fn range(from: Option<Number>, to: Option<Number>, shown: ShownValue) -> Result<ValueMapping, ShownValue> {
    let is_null = |end: &Option<Number>| matches!(end, Some(Some(Either::Right(text))) if text == "null");
    if is_null(&from) && is_null(&to) {
        return Ok(no_value(shown));
    }
    let (from, to) = (number(from), number(to));
    if from.is_none() && to.is_none() {
        return Err(shown);
    }
    let mapped = MappedRange { from: Some(from), to: Some(to), result: Some(shown), ..MappedRange::empty() };
    Ok(RangeMap::new().options(mapped).into())
}
