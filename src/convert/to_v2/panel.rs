//! Panels become elements.

use serde_json::{Map, Value, json};

use super::super::loss::{Losses, Place};
use super::super::member::{filled, number, objects};
use super::super::words::ANGULAR;
use super::{field, query};
use crate::json::{Json, Typed};
use crate::schema::v1::{self, Legacy};
use crate::schema::v2::{Element, LibraryPanel, LibraryPanelRef, Panel, PanelLink, Visualization, VisualizationSpec};
use crate::vocabulary::Text;
use crate::vocabulary::panel::PanelOptions;

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

/// What Grafana adds to a repetition, and to a row that is open.
const OF_REPETITIONS: &[&str] = &["repeatIteration", "repeatPanelId", "repeatedByRow", "scopedVars"];

/// Returns the element of a panel whose id and place were taken.
pub(super) fn element(mut panel: v1::Panel, id: i64, at: Place<'_>, losses: &mut Losses) -> Element {
    if let Some(named) = panel.library_panel.take() {
        let title = panel.title.take().unwrap_or_default();
        losses.but(at, panel, &["type"], &[]);
        return library_panel(named, title, id, at, losses);
    }
    panel.panels.take_if(|panels| panels.is_empty());
    let odd = panel.rest.remove("panels").filter(|it| !is_empty(it));
    if panel.panels.take().is_some() || odd.is_some() {
        losses.add(at.at("panels"), "only rows have panels");
    }
    let made = Panel {
        data: Some(query::group(&mut panel, at, losses).into()),
        description: Some(panel.description.take().unwrap_or_default()),
        id: Some(number(id)),
        links: Some(links(&mut panel, at, losses)),
        title: Some(panel.title.take().unwrap_or_default()),
        transparent: panel.transparent.take().filter(|it| *it),
        visualization: Some(visualization(&mut panel, at, losses)),
        ..Panel::empty()
    };
    losses.but(at, panel, OF_REPETITIONS, &["collapsed"]);
    Element::Panel(Box::new(made.into()))
}

/// Returns whether this is nothing that could be a panel.
fn is_empty(panels: &Value) -> bool {
    [json!(null), json!({}), json!(""), json!(false)].contains(panels) || panels.as_f64() == Some(0.0)
}

fn library_panel(named: v1::LibraryPanel, title: Text, id: i64, at: Place<'_>, losses: &mut Losses) -> Element {
    let mut named = named;
    let reference =
        LibraryPanelRef::empty().name(named.name.take().unwrap_or_default()).uid(named.uid.take().unwrap_or_default());
    losses.left(at.at("libraryPanel"), named);
    let made = LibraryPanel::empty().id(number(id)).library_panel(reference).title(title);
    Element::Library(Box::new(made.into()))
}

/// Links in the corner of a panel have an address, and nothing else that Grafana reads.
fn links(panel: &mut v1::Panel, at: Place<'_>, losses: &mut Losses) -> Vec<PanelLink> {
    let links = objects(&mut panel.links, &mut panel.rest, (at, "links"), losses).unwrap_or_default();
    links.map_all(|index, mut link| {
        let made = PanelLink {
            target_blank: link.target_blank.take(),
            title: Some(link.title.take().unwrap_or_default()),
            url: Some(link.url.take().flatten().unwrap_or_default()),
            ..PanelLink::empty()
        };
        let if_empty = ["asDropdown", "includeVars", "keepTime", "tags", "tooltip"];
        losses.but(at.at("links").item(index), link, &["icon", "type"], &if_empty);
        made
    })
}

fn visualization(panel: &mut v1::Panel, at: Place<'_>, losses: &mut Losses) -> Visualization {
    let kind = filled(panel.kind.take()).unwrap_or("timeseries".into());
    let mut left = left_of(panel);
    // Tables changed under the same name, so what they have tells which they are.
    let old = if kind == "table" && left.contains_key("styles") { "table-old" } else { &*kind };
    let today = drawn_as(old);
    left.retain(|name, value| !value.is_null() && !OF_REPETITIONS.contains(&name.as_str()));
    let drawn_as = today.map_or_else(|| kind.clone(), Text::Borrowed);
    let options = options(panel, &mut left, at, losses);
    let before = match left.remove("autoMigrateFrom") {
        Some(Value::String(before)) => Some(before).filter(|it| !it.is_empty()),
        Some(other) => {
            left.insert("autoMigrateFrom".to_owned(), other);
            None
        }
        None => None,
    };
    let options = if today.is_some() || before.is_some() || !left.is_empty() {
        let before = before.map_or(kind, Text::Owned);
        with_before(options, json!({ "autoMigrateFrom": before, "originalOptions": left }))
    } else {
        options
    };
    let fields = field::config(panel, at, losses).settled(&drawn_as);
    let options = options.settled(&drawn_as);
    let spec = VisualizationSpec { field_config: Some(fields), options: Some(options), ..VisualizationSpec::empty() };
    Visualization::new().group(drawn_as).spec(spec).version(panel.plugin_version.take().unwrap_or_default())
}

/// Takes the options; those of a plugin that is gone stand among what is left of it.
fn options(panel: &mut v1::Panel, left: &mut Map<String, Value>, at: Place<'_>, losses: &mut Losses) -> PanelOptions {
    let other = left.remove("options").or_else(|| panel.rest.remove("options"));
    let none = || PanelOptions::Other(Json(json!({})));
    match (panel.options.take(), other) {
        (Some(options), _) => options,
        (None, Some(other)) => PanelOptions::read(other).unwrap_or_else(|other| {
            // An empty list is what some generators write for an empty object.
            if other != json!([]) && !other.is_null() {
                losses.member(at.at("options"));
            }
            none()
        }),
        (None, None) => none(),
    }
}

/// Adds what a panel was before to its options, for Grafana to migrate.
fn with_before(options: PanelOptions, before: Value) -> PanelOptions {
    let mut options = options.into_value();
    if let Some(members) = options.as_object_mut() {
        members.insert(ANGULAR.to_owned(), before);
    }
    PanelOptions::Other(Json(options))
}

/// Takes what is left of a panel, for Grafana to migrate: the options of a panel of Angular times, and which it was, if
/// it is drawn as one of today already. Grafana's own conversion keeps members that nobody knows in the same place.
/// Known ones that are left have another shape than Grafana reads.
fn left_of(panel: &mut v1::Panel) -> Map<String, Value> {
    let rest = std::mem::take(&mut panel.rest);
    if rest.is_empty() && panel.legacy.is_none() {
        return Map::new();
    }
    let mut left = Map::new();
    for (name, value) in rest.into_members() {
        if v1::Panel::NAMES.contains(&name.as_str()) {
            panel.rest.insert(name, value);
        } else {
            left.insert(name, value);
        }
    }
    if let Some(Value::Object(members)) = panel.legacy.take().map(Legacy::into_value) {
        left.extend(members);
    }
    left
}
