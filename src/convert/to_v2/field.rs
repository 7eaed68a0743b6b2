//! What is said of fields: v2 takes only what it knows, in the shape that it knows.

use serde_json::{Map, Value};

use super::super::loss::Losses;
use super::super::parts::{Made, Parts};

const NUMBERS: &[&str] = &["decimals", "max", "min"];
const TEXTS: &[&str] = &["description", "displayName", "displayNameFromDS", "noValue", "nullValueMode", "path", "unit"];
const FLAGS: &[&str] = &["fieldMinMax", "filterable", "writeable"];
const LISTS: &[&str] = &["actions", "links"];

/// Takes the field config of a panel.
pub(super) fn config(panel: &mut Parts, losses: &mut Losses) -> Made {
    let mut config = panel.object("fieldConfig").unwrap_or_else(|| Parts::empty(panel.place("fieldConfig")));
    let mut defaults = config.object("defaults").unwrap_or_else(|| Parts::empty(config.place("defaults")));
    let made = fields(&mut defaults, losses);
    defaults.end(losses);
    let overrides = config.objects("overrides").unwrap_or_default().into_iter();
    let overrides: Vec<_> = overrides.map(|exception| exception_of(exception, losses)).collect();
    config.end(losses);
    Made::new().set("defaults", made).set("overrides", overrides)
}

fn fields(defaults: &mut Parts, losses: &mut Losses) -> Made {
    let mut made = Made::new();
    for name in NUMBERS {
        made = made.maybe(name, defaults.number(name));
    }
    for name in TEXTS {
        made = made.maybe(name, defaults.text(name));
    }
    // Grafana writes it as a text, and takes 0 for nothing.
    if let Some(number) = defaults.number("noValue").filter(|it| *it != 0.0) {
        made = made.set("noValue", number.to_string());
    }
    for name in FLAGS {
        made = made.maybe(name, defaults.flag(name));
    }
    for name in LISTS {
        made = made.maybe(name, list(defaults, name));
    }
    made.maybe("color", color(defaults, losses))
        .maybe("custom", object(defaults, "custom"))
        .maybe("mappings", mappings(defaults, losses))
        .maybe("thresholds", thresholds(defaults, losses))
}

fn list(parts: &mut Parts, name: &str) -> Option<Vec<Value>> {
    parts.take::<Vec<crate::json::Json>>(name).map(|items| items.into_iter().map(|item| item.0).collect())
}

fn object(parts: &mut Parts, name: &str) -> Option<Map<String, Value>> {
    parts.object(name).map(Parts::all)
}

/// A colour needs a mode.
fn color(defaults: &mut Parts, losses: &mut Losses) -> Option<Value> {
    if !defaults.get("color")?.get("mode").is_some_and(Value::is_string) {
        defaults.forget_empty(&["color"]);
        return None;
    }
    let mut color = defaults.object("color")?;
    let mut made = Made::new();
    for name in ["fixedColor", "gradientColorTo", "mode", "seriesBy"] {
        made = made.maybe(name, color.text(name));
    }
    color.end(losses);
    Some(made.into())
}

/// Thresholds are absolute if nothing else is said, and each step has a value, which may be `null`.
fn thresholds(defaults: &mut Parts, losses: &mut Losses) -> Option<Value> {
    let mut thresholds = defaults.object("thresholds")?;
    let steps = thresholds.objects("steps").unwrap_or_default().into_iter().map(|mut step| {
        let value = step.take::<Option<f64>>("value").flatten();
        let made = Made::new().set("color", step.text("color").unwrap_or_default()).set("value", value);
        let made = made.maybe("valueExpr", step.filled("valueExpr"));
        // What the editor of old dashboards noted down.
        step.forget(&["index", "line", "op", "state", "yaxis"]);
        step.end(losses);
        made.into()
    });
    let steps: Vec<Value> = steps.collect();
    let mode = thresholds.filled("mode").unwrap_or_else(|| "absolute".to_owned());
    thresholds.end(losses);
    Some(Made::new().set("mode", mode).set("steps", steps).into())
}

/// Takes the mappings of today. Those from before Grafana 8 have a number for a type.
fn mappings(defaults: &mut Parts, losses: &mut Losses) -> Option<Vec<Value>> {
    let mappings = defaults.objects("mappings")?;
    let mut made = Vec::new();
    for mut mapping in mappings {
        match (mapping.filled("type"), object(&mut mapping, "options")) {
            (Some(kind), Some(options)) => {
                made.push(Made::new().set("options", options).set("type", kind).into());
                mapping.end(losses);
            }
            _ => {
                losses
                    .add(mapping.here(), "this is a mapping from before Grafana 8: open and save the dashboard first");
            }
        }
    }
    Some(made)
}

fn exception_of(mut exception: Parts, losses: &mut Losses) -> Value {
    let mut matcher = exception.object("matcher").unwrap_or_else(|| Parts::empty(exception.place("matcher")));
    let which = Made::new()
        .set("id", matcher.text("id").unwrap_or_default())
        .maybe("options", matcher.any("options"))
        .maybe("scope", matcher.filled("scope"));
    matcher.end(losses);
    let properties = exception.objects("properties").unwrap_or_default().into_iter().map(|mut property| {
        let id = property.text("id").unwrap_or_default();
        let made = Made::new().set("id", id).maybe("value", property.any("value"));
        property.end(losses);
        made.into()
    });
    let properties: Vec<Value> = properties.collect();
    let made = Made::new().maybe("__systemRef", exception.text("__systemRef"));
    exception.end(losses);
    made.set("matcher", which).set("properties", properties).into()
}
