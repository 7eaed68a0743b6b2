//! Elements become panels.

use serde_json::{Map, Value, json};

use super::super::datasource::{Reference, take_query};
use super::super::loss::Losses;
use super::super::parts::{Made, Parts, whole};
use super::super::words::{ANGULAR, PLAIN_QUERY};
use crate::grafana::datasource::{DASHBOARD, MIXED};

/// A panel without a place.
pub(super) struct Unplaced {
    /// Its id, if it has one.
    pub(super) id: Option<i64>,
    /// All its other members.
    pub(super) members: Made,
}

/// Returns the panel of an element.
pub(super) fn of(mut element: Parts, losses: &mut Losses) -> Unplaced {
    let kind = element.text("kind").unwrap_or_default();
    let mut spec = element.object("spec").unwrap_or_else(|| Parts::empty(element.place("spec")));
    element.end(losses);
    let id = spec.number("id").and_then(whole);
    let members = match kind.as_str() {
        "LibraryPanel" => library_panel(&mut spec),
        "Panel" => panel(&mut spec, losses),
        other => {
            losses.add(spec.here(), format!("there is no element of the kind `{other}`: it becomes a panel"));
            panel(&mut spec, losses)
        }
    };
    spec.end(losses);
    Unplaced { id, members }
}

fn library_panel(spec: &mut Parts) -> Made {
    Made::new()
        .maybe("libraryPanel", spec.value("libraryPanel"))
        .set("title", spec.text("title").unwrap_or_default())
        .set("type", "library-panel-ref")
}

fn panel(spec: &mut Parts, losses: &mut Losses) -> Made {
    let made = Made::new()
        .maybe("description", spec.filled("description"))
        .maybe("links", spec.value("links").filter(|it| *it != json!([])))
        .set("title", spec.text("title").unwrap_or_default())
        .maybe("transparent", spec.flag("transparent"))
        .with(data(spec, losses));
    let (drawn, before) = visualization(spec, losses);
    let mut made = drawn.with(made);
    let Some(before) = before else { return made };
    // What is left of a panel of Angular times must not hide what the panel says itself.
    let place = before.here().to_owned();
    for (name, value) in before.all() {
        match made.get(&name) {
            None if !PLACED.contains(&name.as_str()) => made = made.set(&name, value),
            Some(own) if *own == value => {}
            _ => losses.add(format!("{place}.{name}"), "the panel itself says something else"),
        }
    }
    made
}

/// What the place of a panel says, and no panel of Angular times for it.
const PLACED: &[&str] = &["gridPos", "id", "maxPerRow", "repeat", "repeatDirection"];

/// The kind of panel of old that is not drawn.
const USUAL: &str = "timeseries";

/// Takes how a panel is drawn, and what is left of a panel of Angular times.
fn visualization(spec: &mut Parts, losses: &mut Losses) -> (Made, Option<Parts>) {
    let Some(mut config) = spec.object("vizConfig") else { return (Made::new().set("type", USUAL), None) };
    let mut drawn = config.object("spec").unwrap_or_else(|| Parts::empty(config.place("spec")));
    let kind = config.text("kind").unwrap_or_default();
    let group = config.text("group").filter(|_| kind == "VizConfig").unwrap_or(kind);
    let version = config.filled("version").or_else(|| drawn.filled("pluginVersion"));
    drawn.forget_empty(&["pluginVersion"]);
    let mut options = drawn.object("options").map(Parts::all).unwrap_or_default();
    let at = format!("{}.options", drawn.here());
    let (mut kind, before) = angular(&mut options, &at, losses).unwrap_or((group, None));
    if kind == "row" {
        losses.add(
            config.here(),
            format!("in the classic format, a panel cannot be of the kind `row`: it becomes `{USUAL}`"),
        );
        USUAL.clone_into(&mut kind);
    }
    let fields = drawn.value("fieldConfig").unwrap_or_else(|| json!({ "defaults": {}, "overrides": [] }));
    // An empty list is what some generators write for an empty object.
    drawn.forget_empty(&["options"]);
    drawn.end(losses);
    config.end(losses);
    let made = Made::new().set("fieldConfig", fields).set("options", options).maybe("pluginVersion", version);
    (made.set("type", kind), before)
}

/// Takes what a panel of Angular times was: its kind, and its members.
fn angular(options: &mut Map<String, Value>, at: &str, losses: &mut Losses) -> Option<(String, Option<Parts>)> {
    options.get(ANGULAR)?.get("autoMigrateFrom")?.as_str()?;
    let mut before = Parts::of(options.remove(ANGULAR)?, format!("{at}.{ANGULAR}")).ok()?;
    let kind = before.text("autoMigrateFrom")?;
    let members = before.object("originalOptions");
    before.end(losses);
    Some((kind, members))
}

fn data(spec: &mut Parts, losses: &mut Losses) -> Made {
    let Some(mut data) = spec.object("data") else { return Made::new() };
    let mut group = data.object("spec").unwrap_or_else(|| Parts::empty(data.place("spec")));
    forget_kind(&mut data, "QueryGroup");
    data.end(losses);
    let queries = group.objects("queries").unwrap_or_default();
    let (asked, targets): (Vec<_>, Vec<_>) = queries.into_iter().map(|query| target(query, losses)).unzip();
    let steps = transformations(&mut group, losses);
    let made = query_options(&mut group, losses)
        .maybe("datasource", shared(&asked).and_then(|it| it.classic()))
        .maybe("targets", Some(targets).filter(|it| !it.is_empty()))
        .maybe("transformations", Some(steps).filter(|it| !it.is_empty()));
    group.end(losses);
    made
}

/// Returns the datasource that a panel names: that of its queries, if all of them ask the same.
///
/// Expressions count only where there is nothing else: they compute with the answers of the others.
fn shared(asked: &[Reference]) -> Option<Reference> {
    let mixed = Reference { kind: "mixed".to_owned(), uid: MIXED.to_owned() };
    if asked.iter().filter(|it| it.uid == DASHBOARD).count() > 1 {
        return Some(mixed);
    }
    let mut others = asked.iter().filter(|it| !it.is_expression()).peekable();
    let first = others.peek().copied().or(asked.first())?;
    Some(if others.all(|it| it == first) { first.clone() } else { mixed })
}

fn target(mut query: Parts, losses: &mut Losses) -> (Reference, Value) {
    let mut spec = query.object("spec").unwrap_or_else(|| Parts::empty(query.place("spec")));
    forget_kind(&mut query, "PanelQuery");
    query.end(losses);
    let (asked, mut asking) = take_query(&mut spec, losses);
    let plain = asking.text(PLAIN_QUERY);
    let hidden = spec.flag("hidden");
    let own = Made::new()
        .maybe("query", plain)
        .maybe("datasource", asked.classic())
        .maybe("hide", hidden)
        .maybe("refId", spec.filled("refId"));
    let place = asking.here().to_owned();
    let mut made = Made::new();
    for (name, value) in asking.all() {
        if own.get(&name).is_some_and(|own| *own != value) {
            losses.add(format!("{place}.{name}"), "what stands around the query says something else, and counts");
        }
        made = made.set(&name, value);
    }
    spec.end(losses);
    let mut made: Map<String, Value> = made.with(own).into();
    if hidden == Some(false) {
        made.remove("hide");
    }
    (asked, made.into())
}

/// Drops the kind that is always the same.
pub(super) fn forget_kind(pair: &mut Parts, kind: &str) {
    if pair.get("kind").is_some_and(|it| it == kind) {
        pair.forget(&["kind"]);
    }
}

/// The members that queries share; in the classic format, the panel has them.
const OPTIONS: &[&str] = &[
    "cacheTimeout",
    "hideTimeOverride",
    "interval",
    "maxDataPoints",
    "queryCachingTTL",
    "timeCompare",
    "timeFrom",
    "timeShift",
];

fn query_options(group: &mut Parts, losses: &mut Losses) -> Made {
    let Some(mut options) = group.object("queryOptions") else { return Made::new() };
    let mut made = Made::new();
    for name in OPTIONS {
        made = made.maybe(name, options.value(name));
    }
    options.end(losses);
    made
}

fn transformations(group: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let steps = group.objects("transformations").unwrap_or_default().into_iter().map(|mut step| {
        let kind = step.text("kind").unwrap_or_default();
        let id = if kind == "Transformation" { step.text("group").unwrap_or_default() } else { kind };
        let mut spec = step.object("spec").unwrap_or_else(|| Parts::empty(step.place("spec")));
        spec.forget(&["id"]);
        let made = Made::new()
            .maybe("disabled", spec.flag("disabled").filter(|it| *it))
            .maybe("filter", spec.value("filter"))
            .set("id", id)
            .set("options", spec.value("options").unwrap_or_else(|| json!({})))
            .maybe("topic", spec.filled("topic"));
        spec.end(losses);
        step.end(losses);
        made.into()
    });
    steps.collect()
}
