//! Annotations.

use serde_json::{Value, json};

use super::super::datasource::take_query;
use super::super::loss::Losses;
use super::super::parts::{Made, Parts};

/// Takes the annotations of a dashboard.
pub(super) fn all(spec: &mut Parts, losses: &mut Losses) -> Value {
    let pairs = spec.objects("annotations").unwrap_or_default().into_iter();
    let list = pairs.map(|mut pair| {
        let annotation = pair.object("spec").unwrap_or_else(|| Parts::empty(pair.place("spec")));
        pair.forget(&["kind"]);
        pair.end(losses);
        one(annotation, losses)
    });
    json!({ "list": list.collect::<Vec<_>>() })
}

fn one(mut spec: Parts, losses: &mut Losses) -> Value {
    let (asked, target) = take_query(&mut spec, losses);
    let target = target.all();
    let mut made = Made::new();
    for (name, value) in spec.object("legacyOptions").map(Parts::all).unwrap_or_default() {
        made = made.set(&name, value);
    }
    if spec.flag("builtIn") == Some(true) {
        made = made.set("builtIn", 1).set("type", "dashboard");
    }
    let made = made
        .maybe("datasource", asked.classic())
        .set("enable", spec.flag("enable").unwrap_or_default())
        .maybe("filter", spec.value("filter"))
        .set("hide", spec.flag("hide").unwrap_or_default())
        .set("iconColor", spec.text("iconColor").unwrap_or_default())
        .maybe("mappings", spec.value("mappings"))
        .set("name", spec.text("name").unwrap_or_default())
        .maybe("placement", spec.filled("placement"))
        .maybe("target", Some(target).filter(|it| !it.is_empty()));
    spec.end(losses);
    made.into()
}
