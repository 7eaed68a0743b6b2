//! Panels become elements.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::super::datasource::Reference;
use super::super::loss::Losses;
use super::super::parts::{Made, Parts, kinded};
use super::super::words::ANGULAR;
use super::field;
use crate::schema::v1;

/// Panels of Angular times, and what Grafana draws them as.
const LEGACY: &[(&str, &str)] = &[
    ("grafana-piechart-panel", "piechart"),
    ("grafana-singlestat-panel", "stat"),
    ("grafana-worldmap-panel", "geomap"),
    ("graph", "timeseries"),
    ("singlestat", "stat"),
    ("table-old", "table"),
];

/// Returns what Grafana draws a panel of Angular times as.
pub(crate) fn drawn_as(kind: &str) -> Option<&'static str> {
    LEGACY.iter().find(|(legacy, _)| *legacy == kind).map(|(_, today)| *today)
}

/// Returns the element of a panel whose id and place were taken.
pub(super) fn element(mut panel: Parts, id: i64, losses: &mut Losses) -> Value {
    if panel.get("libraryPanel").is_some_and(Value::is_object) {
        return library_panel(panel, id, losses);
    }
    // What Grafana adds to a repetition, and to a row that is open.
    panel.forget(&["repeatIteration", "repeatPanelId", "repeatedByRow", "scopedVars"]);
    panel.forget_empty(&["panels", "collapsed"]);
    if panel.any("panels").is_some() {
        losses.add(panel.place("panels"), "only rows have panels");
    }
    let spec = Made::new()
        .set("data", data(&mut panel, losses))
        .set("description", panel.text("description").unwrap_or_default())
        .set("id", id)
        .set("links", links(&mut panel, losses))
        .set("title", panel.text("title").unwrap_or_default())
        .maybe("transparent", panel.flag("transparent").filter(|it| *it))
        .set("vizConfig", visualization(&mut panel, losses));
    panel.end(losses);
    kinded("Panel", spec).into()
}

fn library_panel(mut panel: Parts, id: i64, losses: &mut Losses) -> Value {
    let mut named = panel.object("libraryPanel").unwrap_or_else(|| Parts::empty(panel.place("libraryPanel")));
    let reference = Made::new()
        .set("name", named.text("name").unwrap_or_default())
        .set("uid", named.text("uid").unwrap_or_default());
    named.end(losses);
    let title = panel.text("title").unwrap_or_default();
    panel.forget(&["type"]);
    panel.end(losses);
    kinded("LibraryPanel", Made::new().set("id", id).set("libraryPanel", reference).set("title", title)).into()
}

/// Links in the corner of a panel have an address, and nothing else that Grafana reads.
fn links(panel: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let links = panel.objects("links").unwrap_or_default().into_iter().map(|mut link| {
        let made = Made::new()
            .maybe("targetBlank", link.flag("targetBlank"))
            .set("title", link.text("title").unwrap_or_default())
            .set("url", link.text("url").unwrap_or_default());
        link.forget_empty(&["asDropdown", "includeVars", "keepTime", "tags", "tooltip"]);
        link.forget(&["icon", "type"]);
        link.end(losses);
        made.into()
    });
    links.collect()
}

fn data(panel: &mut Parts, losses: &mut Losses) -> Value {
    let spec = Made::new()
        .set("queries", queries(panel, losses))
        .set("queryOptions", query_options(panel))
        .set("transformations", transformations(panel, losses));
    kinded("QueryGroup", spec).into()
}

fn query_options(panel: &mut Parts) -> Made {
    let made = Made::new()
        .maybe("cacheTimeout", panel.filled("cacheTimeout"))
        .maybe("hideTimeOverride", panel.flag("hideTimeOverride").filter(|it| *it))
        .maybe("interval", panel.filled("interval"))
        .maybe("maxDataPoints", panel.whole("maxDataPoints").filter(|most| *most > 0));
    made.maybe("queryCachingTTL", panel.whole("queryCachingTTL"))
        .maybe("timeCompare", panel.filled("timeCompare"))
        .maybe("timeFrom", panel.filled("timeFrom"))
        .maybe("timeShift", panel.filled("timeShift"))
}

fn queries(panel: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let at = panel.place("datasource");
    let shared = Reference::take(panel, losses);
    let targets = panel.objects("targets").unwrap_or_default();
    if targets.is_empty() && !shared.is_empty() {
        losses.add(at, "in v2, only queries have a datasource, and this panel has none");
    }
    let named = targets.iter().filter_map(|target| target.get("refId")?.as_str());
    let mut letters = Letters { taken: named.map(str::to_owned).collect(), next: 0 };
    targets.into_iter().map(|target| query(target, &shared, &mut letters, losses)).collect()
}

fn query(mut target: Parts, shared: &Reference, letters: &mut Letters, losses: &mut Losses) -> Value {
    let at = target.place("datasource");
    let own = Reference::take(&mut target, losses);
    let rules = !shared.uid.is_empty() && !shared.is_mixed() && !own.is_expression() && own.uid != shared.uid;
    if rules && !own.is_empty() {
        losses.add(at, "the panel asks another datasource, which is the one that counts");
    }
    // Where both name the same, the panel may know its type.
    let is_silent = own.is_empty() || own.kind.is_empty() && own.uid == shared.uid;
    let asked = if rules || is_silent && !shared.is_mixed() { shared } else { &own };
    let letter = target.filled("refId").unwrap_or_else(|| letters.free());
    let hidden = target.flag("hide").unwrap_or_default();
    let spec = Value::Object(target.all().into_iter().filter(|(_, value)| !value.is_null()).collect());
    let spec = Made::new().set("hidden", hidden).set("query", asked.query(spec)).set("refId", letter);
    kinded("PanelQuery", spec).into()
}

/// The names of queries: `A`, `B`, …, `Z`, `AA`.
struct Letters {
    taken: BTreeSet<String>,
    next: usize,
}

impl Letters {
    /// Returns the first name that no query has.
    fn free(&mut self) -> String {
        loop {
            let name = letters(self.next);
            self.next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

fn letters(index: usize) -> String {
    let last = char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
    match index / 26 {
        0 => last.to_string(),
        before => letters(before - 1) + &last.to_string(),
    }
}

fn transformations(panel: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let steps = panel.objects("transformations").unwrap_or_default().into_iter().map(|mut step| {
        let id = step.text("id").unwrap_or_default();
        let spec = Made::new()
            .maybe("disabled", step.flag("disabled").filter(|it| *it))
            .maybe("filter", step.value("filter"))
            .set("options", step.value("options").unwrap_or_else(|| json!({})))
            .maybe("topic", step.filled("topic"));
        step.end(losses);
        kinded("Transformation", spec).set("group", id).into()
    });
    steps.collect()
}

fn visualization(panel: &mut Parts, losses: &mut Losses) -> Value {
    let kind = panel.filled("type").unwrap_or_else(|| "timeseries".to_owned());
    let version = panel.text("pluginVersion").unwrap_or_default();
    let fields = field::config(panel, losses);
    let mut options = match panel.value("options") {
        Some(Value::Object(options)) => options,
        Some(other) => {
            // An empty list is what some generators write for an empty object.
            if other != json!([]) {
                losses.member(panel.place("options"));
            }
            Map::new()
        }
        None => Map::new(),
    };
    // Tables changed under the same name, so what they have tells which they are.
    let old = if kind == "table" && panel.get("styles").is_some() { "table-old" } else { &kind };
    let today = drawn_as(old);
    let drawn_as = today.unwrap_or(&kind);
    let (before, left) = left_of(panel);
    if today.is_some() || before.is_some() || !left.is_empty() {
        let before = before.as_deref().unwrap_or(&kind);
        options.insert(ANGULAR.to_owned(), json!({ "autoMigrateFrom": before, "originalOptions": left }));
    }
    let spec = Made::new().set("fieldConfig", fields).set("options", options);
    kinded("VizConfig", spec).set("group", drawn_as).set("version", version).into()
}

/// Takes what is left of a panel, for Grafana to migrate: the options of a panel of Angular times, and which it was, if
/// it is drawn as one of today already. Grafana's own conversion keeps members that nobody knows in the same place.
/// Known ones that are left have another shape than Grafana reads.
fn left_of(panel: &mut Parts) -> (Option<String>, Map<String, Value>) {
    let before = panel.filled("autoMigrateFrom");
    let is_known = |name: &&str| v1::Panel::NAMES.contains(name);
    let names: Vec<String> = panel.names().filter(|name| !is_known(name)).map(str::to_owned).collect();
    let left = names.into_iter().filter_map(|name| panel.value(&name).map(|value| (name, value)));
    (before, left.collect())
}
