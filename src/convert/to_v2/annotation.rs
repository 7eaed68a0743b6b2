//! Annotations.

use serde_json::{Map, Value, json};

use super::super::datasource::Reference;
use super::super::loss::Losses;
use super::super::parts::{Made, Parts, kinded};

/// Takes the annotations of a dashboard.
pub(super) fn all(dashboard: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let Some(mut annotations) = dashboard.object("annotations") else { return Vec::new() };
    let list = annotations.objects("list").unwrap_or_default();
    let made = list.into_iter().map(|annotation| one(annotation, losses)).collect();
    annotations.forget(&["enable"]);
    annotations.end(losses);
    made
}

/// What has no member of its own has a place in `legacyOptions`, so nothing is lost.
fn one(mut annotation: Parts, losses: &mut Losses) -> Value {
    let asked = Reference::take(&mut annotation, losses);
    let target = annotation.object("target").map(Parts::all).unwrap_or_default();
    let spec = Made::new()
        .maybe("builtIn", built_in(&mut annotation))
        .set("enable", annotation.flag("enable").unwrap_or_default())
        .maybe("filter", filter(&mut annotation, losses))
        .set("hide", annotation.flag("hide").unwrap_or_default())
        .set("iconColor", annotation.text("iconColor").unwrap_or_default())
        .maybe("mappings", mappings(&mut annotation, losses))
        .set("name", annotation.text("name").unwrap_or_default())
        .maybe("placement", annotation.filled("placement"))
        .set("query", asked.query(target));
    let left: Map<_, _> = annotation.all().into_iter().filter(|(_, value)| !value.is_null()).collect();
    let spec = if left.is_empty() { spec } else { spec.set("legacyOptions", left) };
    kinded("AnnotationQuery", spec).into()
}

fn built_in(annotation: &mut Parts) -> Option<bool> {
    annotation.number("builtIn").map(|it| it != 0.0).or_else(|| annotation.flag("builtIn"))
}

fn filter(annotation: &mut Parts, losses: &mut Losses) -> Option<Value> {
    let mut filter = annotation.object("filter")?;
    let ids = filter.take::<Vec<i64>>("ids").unwrap_or_default();
    let made = Made::new().maybe("exclude", filter.flag("exclude").filter(|it| *it)).set("ids", ids);
    filter.end(losses);
    Some(made.into())
}

/// Which fields become which parts of an event: by name, or by a source and what is found there.
fn mappings(annotation: &mut Parts, losses: &mut Losses) -> Option<Map<String, Value>> {
    let mappings = annotation.object("mappings")?;
    let place = mappings.here().to_owned();
    let mut made = Map::new();
    for (part, from) in mappings.all() {
        let mapping = match Parts::of(from, format!("{place}.{part}")) {
            Ok(mut object) => {
                let source = object.filled("source").unwrap_or_else(|| "field".to_owned());
                let mapping = Made::new().maybe("regex", object.filled("regex")).set("source", source);
                let mapping = mapping.maybe("value", object.filled("value"));
                object.end(losses);
                mapping.into()
            }
            Err(Value::String(field)) => json!({ "source": "field", "value": field }),
            Err(Value::Null) => continue,
            Err(_) => {
                losses.member(format!("{place}.{part}"));
                continue;
            }
        };
        made.insert(part, mapping);
    }
    Some(made)
}
