//! Annotations.

use serde_json::{Value, json};

use super::super::datasource::take_query;
use super::super::loss::Losses;
use super::super::parts::{Made, Parts};
use super::panel::forget_kind;

/// What an annotation says itself, so that its options from before cannot.
const OWN: &[&str] =
    &["builtIn", "datasource", "enable", "filter", "hide", "iconColor", "mappings", "name", "placement", "target"];

/// Takes the annotations of a dashboard.
pub(super) fn all(spec: &mut Parts, losses: &mut Losses) -> Value {
    let pairs = spec.objects("annotations").unwrap_or_default().into_iter();
    let list = pairs.map(|mut pair| {
        let annotation = pair.object("spec").unwrap_or_else(|| Parts::empty(pair.place("spec")));
        forget_kind(&mut pair, "AnnotationQuery");
        pair.end(losses);
        one(annotation, losses)
    });
    json!({ "list": list.collect::<Vec<_>>() })
}

fn one(mut spec: Parts, losses: &mut Losses) -> Value {
    let (asked, target) = take_query(&mut spec, losses);
    let mut target = Some(Value::Object(target.all())).filter(|it| *it != json!({}));
    let mut made = Made::new();
    if let Some(mut options) = spec.object("legacyOptions") {
        let own: Vec<String> = options.names().filter(|name| !OWN.contains(name)).map(str::to_owned).collect();
        for name in own {
            made = made.maybe(&name, options.any(&name));
        }
        // Graphite's was a text.
        target = target.or_else(|| options.any("target"));
        options.end(losses);
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
        .maybe("target", target);
    spec.end(losses);
    made.into()
}
