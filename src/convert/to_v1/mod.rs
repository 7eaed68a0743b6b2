//! From v2 to the classic format.

mod annotation;
mod panel;
mod place;
mod variable;

use serde_json::{Value, json};

use super::loss::Losses;
use super::parts::{Made, Parts};
use super::words;
use crate::grafana;

/// Members of a resource's metadata that say nothing of the dashboard.
const OF_THE_OBJECT: &[&str] = &["finalizers", "namespace", "ownerReferences"];

pub(super) fn dashboard(mut parts: Parts, losses: &mut Losses) -> Value {
    let uid = parts.object("metadata").and_then(|metadata| uid(metadata, losses));
    let spec = parts.object("spec").unwrap_or_else(|| Parts::empty(parts.place("spec")));
    parts.forget(&["apiVersion", "kind", "status"]);
    parts.end(losses);
    classic(spec, losses).maybe("uid", uid).into()
}

/// Takes the uid of a resource.
pub(super) fn uid(mut metadata: Parts, losses: &mut Losses) -> Option<String> {
    let uid = metadata.filled("name");
    metadata.forget(grafana::SERVER_METADATA);
    metadata.forget(OF_THE_OBJECT);
    for name in ["annotations", "labels"] {
        if let Some(mut notes) = metadata.object(name) {
            notes.forget(grafana::SERVER_NOTES);
            notes.end(losses);
        }
    }
    metadata.end(losses);
    uid
}

fn classic(mut spec: Parts, losses: &mut Losses) -> Made {
    let cursor = spec.text("cursorSync").and_then(|word| words::number(words::CURSOR, &word)).unwrap_or_default();
    let mut variables = variable::all(&mut spec, losses);
    let place::Page { panels, variables: inner } = place::page(&mut spec, losses);
    for (place, variable) in inner {
        if variables.iter().any(|it| it["name"] == variable["name"]) {
            losses.add(place, "the classic format has variables of the whole page only, and there is one of this name");
        } else {
            losses.add(place, "the classic format has variables of the whole page only: it becomes one");
            variables.push(variable);
        }
    }
    let made = Made::new()
        .set("annotations", annotation::all(&mut spec, losses))
        .maybe("description", spec.filled("description"))
        .maybe("editable", spec.flag("editable"))
        .set("graphTooltip", cursor)
        .set("links", links(&mut spec, losses))
        .maybe("liveNow", spec.flag("liveNow"))
        .set("panels", panels)
        .set("preload", spec.flag("preload").unwrap_or_default())
        .maybe("revision", spec.value("revision"))
        .set("schemaVersion", grafana::SCHEMA_VERSION)
        .set("tags", spec.value("tags").unwrap_or_else(|| json!([])))
        .set("templating", json!({ "list": variables }))
        .set("title", spec.text("title").unwrap_or_default())
        .with(time_settings(&mut spec, losses));
    spec.end(losses);
    made
}

fn links(spec: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let links = spec.objects("links").unwrap_or_default().into_iter().map(|mut link| {
        let mut made = Made::new();
        for name in LINK {
            made = made.maybe(name, link.value(name));
        }
        link.end(losses);
        made.into()
    });
    links.collect()
}

/// The members of a link, which both formats have.
const LINK: &[&str] = &[
    "asDropdown",
    "icon",
    "includeVars",
    "keepTime",
    "placement",
    "tags",
    "targetBlank",
    "title",
    "tooltip",
    "type",
    "url",
];

fn time_settings(spec: &mut Parts, losses: &mut Losses) -> Made {
    let mut time = spec.object("timeSettings").unwrap_or_else(|| Parts::empty(spec.place("timeSettings")));
    let (from, to) = (time.filled("from"), time.filled("to"));
    let range = json!({ "from": from.as_deref().unwrap_or("now-6h"), "to": to.as_deref().unwrap_or("now") });
    // The intervals that Grafana offers anyway need not be said.
    let intervals = time.value("autoRefreshIntervals").filter(|it| *it != json!(words::INTERVALS));
    let picker = Made::new()
        .maybe("hidden", time.flag("hideTimepicker").filter(|it| *it))
        .maybe("nowDelay", time.filled("nowDelay"))
        .maybe("quick_ranges", time.value("quickRanges").filter(|it| *it != json!([])))
        .maybe("refresh_intervals", intervals);
    let made = Made::new()
        .set("fiscalYearStartMonth", time.number("fiscalYearStartMonth").unwrap_or_default())
        .set("refresh", time.text("autoRefresh").unwrap_or_default())
        .set("time", range)
        .set("timepicker", picker)
        .maybe("timezone", time.text("timezone"))
        .maybe("weekStart", time.filled("weekStart"));
    time.end(losses);
    made
}
