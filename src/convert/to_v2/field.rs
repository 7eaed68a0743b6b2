//! What is said of fields: v2 takes only what it knows, in the shape that it knows.

use serde_json::{Map, Value};

use super::super::loss::{Losses, Place};
use super::super::member::{filled, objects};
use super::text_of;
use crate::json::tree::Tree;
use crate::json::{Json, Rest, Typed};
use crate::schema::v1::Panel;
use crate::vocabulary::Text;
use crate::vocabulary::field::{
    Color, ColorMode, FieldConfig, FieldDefaults, FieldOverride, FieldProperty, Matcher, Threshold, ThresholdMode,
    Thresholds, ValueMapping,
};
use crate::vocabulary::panel::{ChangeFields, PanelFields};

/// Takes the field config of a panel.
pub(super) fn config(panel: &mut Panel, at: Place<'_>, losses: &mut Losses) -> PanelFields {
    let config = panel.field_config.take().unwrap_or_else(|| PanelFields::Other(Box::new(FieldConfig::empty())));
    config.changed(&mut Change { at: at.at("fieldConfig"), losses })
}

struct Change<'a> {
    at: Place<'a>,
    losses: &'a mut Losses,
}

impl ChangeFields for Change<'_> {
    fn of<C: Typed>(&mut self, config: FieldConfig<C>) -> FieldConfig<C> {
        let FieldConfig { defaults, mut overrides, mut rest } = config;
        let (custom, defaults) = defaults.unwrap_or_else(FieldDefaults::empty).recast::<Json>();
        let at = self.at.at("defaults");
        let (_, mut defaults) = fields(defaults, at, self.losses).recast::<C>();
        defaults.custom = custom.and_then(|custom| self::custom(custom, at, self.losses));
        let at = self.at.at("overrides");
        let list = objects(&mut overrides, &mut rest, (self.at, "overrides"), self.losses).unwrap_or_default();
        let overrides = list.map_all(|index, exception| self::exception(exception, at.item(index), self.losses));
        self.losses.rest(self.at, &rest);
        FieldConfig::empty().defaults(defaults).overrides(overrides)
    }
}

/// What a plugin without a type adds to the field config may be anything, and has to be an object.
fn custom<C: Typed>(custom: C, defaults: Place<'_>, losses: &mut Losses) -> Option<C> {
    if C::of_tree(&Tree::Null).is_none() {
        return Some(custom);
    }
    let value = custom.into_value();
    if !value.is_object() {
        losses.field(defaults.at("custom"), Some(Json(value)));
        return None;
    }
    C::read(value).ok()
}

fn fields(defaults: FieldDefaults<Json>, at: Place<'_>, losses: &mut Losses) -> FieldDefaults<Json> {
    let FieldDefaults { color, mut mappings, mut no_value, thresholds, unit_scale, mut rest, .. } = defaults;
    losses.field(at.at("unitScale"), unit_scale);
    // Grafana writes it as a text, and takes 0 for nothing.
    if let Some(number) = rest.take::<f64>("noValue").filter(|it| *it != 0.0) {
        no_value = Some(number.to_string().into());
    }
    let color = color.and_then(|color| self::color(color, at, losses));
    let thresholds = thresholds.map(|thresholds| self::thresholds(thresholds, at.at("thresholds"), losses));
    let list = objects(&mut mappings, &mut rest, (at, "mappings"), losses);
    let list = list.map(|list| {
        let kept = list.filter_map(|(index, mapping)| self::mapping(mapping, at.at("mappings").item(index), losses));
        kept.collect()
    });
    let mut kept = Rest::new();
    keep(&mut rest, &mut kept, &["actions", "links"], Value::is_array);
    losses.rest(at, &rest);
    FieldDefaults { color, mappings: list, no_value, thresholds, unit_scale: None, rest: kept, ..defaults }
}

/// Keeps members whose values have the shape that v2 asks for, although no type here fits them.
fn keep(from: &mut Rest, to: &mut Rest, names: &[&str], fits: fn(&Value) -> bool) {
    for name in names {
        if from.get(name).is_some_and(fits)
            && let Some(value) = from.remove(name)
        {
            to.insert(*name, value);
        }
    }
}

/// A colour needs a mode.
fn color(mut color: ColorMode, defaults: Place<'_>, losses: &mut Losses) -> Option<ColorMode> {
    if color.mode.is_none() && !color.rest.get("mode").is_some_and(Value::is_string) {
        if !color.has_no_members() {
            losses.member(defaults.at("color"));
        }
        return None;
    }
    let mut kept = Rest::new();
    keep(&mut color.rest, &mut kept, &["mode", "seriesBy"], Value::is_string);
    losses.rest(defaults.at("color"), &std::mem::replace(&mut color.rest, kept));
    Some(color)
}

/// Thresholds are absolute if nothing else is said, and each step has a value, which may be `null`.
fn thresholds(thresholds: Thresholds, at: Place<'_>, losses: &mut Losses) -> Thresholds {
    let Thresholds { mut mode, mut steps, mut rest } = thresholds;
    let list = objects(&mut steps, &mut rest, (at, "steps"), losses).unwrap_or_default();
    let steps = list.map_all(|index, step| {
        let Threshold { color, value, value_expr, rest, .. } = step;
        losses.rest_but(at.at("steps").item(index), &rest, OLD_STEP, &[]);
        let step = Threshold { value_expr: filled(value_expr), ..Threshold::empty() };
        Threshold { value: Some(value.flatten()), ..step.color(color.unwrap_or(Color(Text::default()))) }
    });
    let mut kept = Rest::new();
    keep(&mut rest, &mut kept, &["mode"], Value::is_string);
    if text_of(kept.get("mode")).is_none() {
        kept = Rest::new();
        mode = mode.or(Some(ThresholdMode::Absolute));
    }
    losses.rest(at, &rest);
    Thresholds { mode, steps: Some(steps), rest: kept }
}

/// What the editor of old dashboards noted down of a threshold.
const OLD_STEP: &[&str] = &["index", "line", "op", "state", "yaxis"];

/// Takes a mapping of today. Those from before Grafana 8 have a number for a type.
fn mapping(mut mapping: ValueMapping, at: Place<'_>, losses: &mut Losses) -> Option<ValueMapping> {
    let is_current = match &mut mapping {
        ValueMapping::Value(map) => plain(map.options.is_some(), &mut map.id, &mut map.rest, at, losses),
        ValueMapping::Range(map) => plain(map.options.is_some(), &mut map.id, &mut map.rest, at, losses),
        ValueMapping::Regex(map) => plain(map.options.is_some(), &mut map.id, &mut map.rest, at, losses),
        ValueMapping::Special(map) => plain(map.options.is_some(), &mut map.id, &mut map.rest, at, losses),
        ValueMapping::Other(Json(Value::Object(members))) => unknown(members, at, losses),
        ValueMapping::Old(_) | ValueMapping::Other(_) => false,
    };
    if !is_current {
        losses.add(at, "this is a mapping from before Grafana 8: open and save the dashboard first");
    }
    is_current.then_some(mapping)
}

fn plain(has_options: bool, id: &mut Option<f64>, rest: &mut Rest, at: Place<'_>, losses: &mut Losses) -> bool {
    let mut kept = Rest::new();
    keep(rest, &mut kept, &["options"], Value::is_object);
    if !has_options && kept.is_empty() {
        return false;
    }
    losses.field(at.at("id"), id.take());
    losses.rest(at, &std::mem::replace(rest, kept));
    true
}

/// A mapping of a type that is not known here.
fn unknown(members: &mut Map<String, Value>, at: Place<'_>, losses: &mut Losses) -> bool {
    if text_of(members.get("type")).is_none() || !members.get("options").is_some_and(Value::is_object) {
        return false;
    }
    members.retain(|name, value| {
        let is_kept = name == "options" || name == "type";
        if !is_kept {
            losses.field(at.at(name), Some(Json(value.take())));
        }
        is_kept
    });
    true
}

fn exception<C: Typed>(exception: FieldOverride<C>, at: Place<'_>, losses: &mut Losses) -> FieldOverride<C> {
    let FieldOverride { system_ref, matcher, mut properties, mut rest } = exception;
    let list = objects(&mut properties, &mut rest, (at, "properties"), losses).unwrap_or_default();
    let properties = list.map_all(|index, mut property: FieldProperty<C>| {
        let members = property.members_mut();
        losses.rest(at.at("properties").item(index), &std::mem::take(&mut members.rest));
        members.id.get_or_insert_default();
        property
    });
    let matcher = matcher.unwrap_or_else(|| Matcher::Other(Json(Value::Object(Map::new()))));
    let matcher = self::matcher(matcher, at.at("matcher"), losses);
    losses.rest(at, &rest);
    FieldOverride { system_ref, ..FieldOverride::empty() }.matcher(matcher).properties(properties)
}

/// A matcher has an id, and perhaps options and a scope.
fn matcher(matcher: Matcher, at: Place<'_>, losses: &mut Losses) -> Matcher {
    let mut is_plain = false;
    matcher.members(&mut |members| {
        is_plain = members.rest.is_empty() && members.fields().all(|(name, _)| name == "id" || name == "options");
    });
    if is_plain {
        return matcher;
    }
    let mut members = match matcher.into_value() {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    members.retain(|name, value| {
        let is_kept = match name.as_str() {
            "id" => value.is_string(),
            "options" => true,
            "scope" => text_of(Some(value)).is_some(),
            _ => false,
        };
        if !(is_kept || name == "scope" && value.is_string()) {
            losses.field(at.at(name), Some(Json(value.take())));
        }
        is_kept
    });
    members.entry("id").or_insert_with(|| Value::String(String::new()));
    Matcher::read(Value::Object(members)).unwrap_or_else(|members| Matcher::Other(Json(members)))
}
