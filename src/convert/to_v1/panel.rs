//! Elements become panels.

use serde_json::{Map, Value, json};

use super::super::datasource::{self, Reference};
use super::super::loss::{Losses, Place};
use super::super::member::{filled, objects, pass, recast, whole};
use super::super::words::ANGULAR;
use crate::grafana::datasource::{DASHBOARD, MIXED};
use crate::json::{Json, Rest, Typed};
use crate::schema::v1::{self, Legacy, Target, Transformation};
use crate::schema::v2::{
    self, Element, Kinded, LibraryPanel, Named, Panel, PanelQuery, QueryGroup, QueryOptions, TransformationSpec,
    Visualization, VisualizationSpec,
};
use crate::vocabulary::Text;
use crate::vocabulary::field::{FieldConfig, FieldDefaults};
use crate::vocabulary::panel::{PanelFields, PanelOptions};
use crate::vocabulary::transformation::TransformationOptions;

/// A panel without a place.
pub(super) struct Unplaced {
    /// Its id, if it has one.
    pub(super) id: Option<i64>,
    /// All its other members.
    pub(super) panel: v1::Panel,
}

/// Returns the panel of an element.
pub(super) fn of(element: Element, at: Place<'_>, losses: &mut Losses) -> Unplaced {
    match element {
        Element::Library(pair) => {
            losses.rest(at, &pair.rest);
            library_panel(pair.spec.unwrap_or_else(LibraryPanel::empty), at.at("spec"), losses)
        }
        Element::Panel(pair) => {
            losses.rest(at, &pair.rest);
            panel(pair.spec.unwrap_or_else(Panel::empty), at.at("spec"), losses)
        }
        Element::Other(Json(other)) => {
            let pair = Kinded::<Panel>::read(other).unwrap_or_else(|_| Kinded::empty());
            losses.rest(at, &pair.rest);
            let kind = pair.kind.unwrap_or_default();
            losses.add(at.at("spec"), format!("unknown kind of element `{kind}`: it becomes a panel"));
            panel(pair.spec.unwrap_or_else(Panel::empty), at.at("spec"), losses)
        }
    }
}

/// Takes what is specified of the one kind that something can have.
pub(super) fn spec_of<K: Named>(pair: Kinded<K>, at: Place<'_>, losses: &mut Losses) -> Option<K> {
    let Kinded { kind, spec, rest } = pair;
    losses.field(at.at("kind"), kind.filter(|kind| *kind != K::KIND));
    losses.rest(at, &rest);
    spec
}

fn library_panel(spec: LibraryPanel, at: Place<'_>, losses: &mut Losses) -> Unplaced {
    let LibraryPanel { id, library_panel, title, mut rest } = spec;
    let mut panel = v1::Panel {
        library_panel: library_panel.and_then(recast),
        title: Some(title.unwrap_or_default()),
        kind: Some("library-panel-ref".into()),
        ..v1::Panel::empty()
    };
    pass(&mut rest, &mut panel.rest, &["libraryPanel"]);
    losses.rest(at, &rest);
    Unplaced { id: id.and_then(whole), panel }
}

fn panel(spec: Panel, at: Place<'_>, losses: &mut Losses) -> Unplaced {
    let Panel { data, description, id, links, subtitle, title, transparent, visualization, mut rest } = spec;
    losses.field(at.at("subtitle"), subtitle);
    let mut panel = v1::Panel::empty();
    if let Some(data) = data {
        let group = spec_of(data, at.at("data"), losses).unwrap_or_else(QueryGroup::empty);
        self::data(group, &mut panel, at.at("data").at("spec"), losses);
    }
    panel.description = filled(description);
    panel.links = links.filter(|links| !links.is_empty()).and_then(recast);
    panel.title = Some(title.unwrap_or_default());
    panel.transparent = transparent;
    pass(&mut rest, &mut panel.rest, &["links"]);
    losses.rest(at, &rest);
    panel.kind = Some(USUAL.into());
    if let Some(config) = visualization {
        panel = self::visualization(config, panel, at.at("vizConfig"), losses);
    }
    Unplaced { id: id.and_then(whole), panel }
}

/// Adds what is left of a panel of Angular times, which must not hide what the panel says itself.
fn with_before(panel: v1::Panel, before: Map<String, Value>, at: Place<'_>, losses: &mut Losses) -> v1::Panel {
    let mut members = match panel.into_value() {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    for (name, value) in before {
        match members.get(&name) {
            None if !PLACED.contains(&name.as_str()) => _ = members.insert(name, value),
            Some(own) if *own == value => {}
            _ => losses.add(at.at(&name), "the panel itself has another value"),
        }
    }
    v1::Panel::read(Value::Object(members)).unwrap_or_default()
}

/// What the place of a panel says, and no panel of Angular times for it.
const PLACED: &[&str] = &["gridPos", "id", "maxPerRow", "repeat", "repeatDirection"];

/// The kind of panel of old that is not drawn.
const USUAL: &str = "timeseries";

/// Takes how a panel is drawn, and what is left of a panel of Angular times.
fn visualization(config: Visualization, mut panel: v1::Panel, at: Place<'_>, losses: &mut Losses) -> v1::Panel {
    let Visualization { group, kind, spec, version, rest } = config;
    losses.rest(at, &rest);
    let spec = spec.unwrap_or_else(VisualizationSpec::empty);
    let VisualizationSpec { field_config, options, plugin_version, mut rest } = spec;
    let inside = at.at("spec");
    let (version, old_version) = (filled(version), filled(plugin_version));
    if version.is_some() {
        losses.field(inside.at("pluginVersion"), old_version.clone());
    }
    panel.plugin_version = version.or(old_version);
    let kind = kind.unwrap_or_default();
    let group = group.filter(|_| kind == "VizConfig").unwrap_or(kind);
    let mut options = options.unwrap_or_else(|| PanelOptions::Other(Json(json!({}))));
    let at_options = inside.at("options");
    let (mut kind, before) = angular(&mut options, at_options, losses).unwrap_or((group, None));
    if kind == "row" {
        let what = format!("in the classic format, a panel cannot be of the kind `row`: it becomes `{USUAL}`");
        losses.add(at, what);
        kind = USUAL.into();
    }
    pass(&mut rest, &mut panel.rest, &["fieldConfig"]);
    if panel.rest.get("fieldConfig").is_none() {
        let none = || FieldConfig::empty().defaults(FieldDefaults::empty()).overrides(Vec::new());
        let fields = field_config.unwrap_or_else(|| PanelFields::Other(Box::new(none())));
        panel.field_config = Some(fields.settled(&kind));
    }
    // An empty list is what some generators write for an empty object.
    losses.rest_but(inside, &rest, &[], &["options", "pluginVersion"]);
    panel.options = Some(options.settled(&kind));
    let is_given_up = Legacy::GIVEN_UP.contains(&&*kind);
    panel.kind = Some(kind);
    if before.is_some() || is_given_up {
        let at = at_options.at(ANGULAR);
        panel = with_before(panel, before.unwrap_or_default(), at.at("originalOptions"), losses);
    }
    panel
}

/// Takes what a panel of Angular times was: its kind, and its members.
fn angular(
    options: &mut PanelOptions,
    at: Place<'_>,
    losses: &mut Losses,
) -> Option<(Text, Option<Map<String, Value>>)> {
    let names_kind = |before: &Value| before.get("autoMigrateFrom").is_some_and(Value::is_string);
    let mut is_angular = false;
    match *options {
        PanelOptions::Other(Json(ref options)) => is_angular = options.get(ANGULAR).is_some_and(names_kind),
        ref typed => typed.members(&mut |members| is_angular = members.rest.get(ANGULAR).is_some_and(names_kind)),
    }
    if !is_angular {
        return None;
    }
    let none = PanelOptions::Other(Json(Value::Null));
    let mut members = Rest::of(std::mem::replace(options, none).into_value()).ok()?;
    let mut before = Rest::of(members.remove(ANGULAR)?).ok()?;
    *options = PanelOptions::Other(Json(members.into_value()));
    let kind = before.take("autoMigrateFrom")?;
    let original = match before.remove("originalOptions") {
        Some(Value::Object(original)) => Some(original),
        other => {
            losses.field(at.at(ANGULAR).at("originalOptions"), other.map(Json));
            None
        }
    };
    losses.rest(at.at(ANGULAR), &before);
    Some((kind, original))
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

fn data(group: QueryGroup, panel: &mut v1::Panel, at: Place<'_>, losses: &mut Losses) {
    let QueryGroup { mut queries, query_options, mut transformations, mut rest } = group;
    let queries = objects(&mut queries, &mut rest, (at, "queries"), losses).unwrap_or_default();
    let (asked, targets): (Vec<_>, Vec<_>) =
        queries.map(|(index, query)| target(query, at.at("queries").item(index), losses)).unzip();
    let steps = objects(&mut transformations, &mut rest, (at, "transformations"), losses).unwrap_or_default();
    let steps = steps.map_all(|index, step| transformation(step, at.at("transformations").item(index), losses));
    if let Some(options) = query_options {
        let QueryOptions { time_to, mut rest, .. } = options;
        losses.field(at.at("queryOptions").at("timeTo"), time_to);
        pass(&mut rest, &mut panel.rest, OPTIONS);
        losses.rest(at.at("queryOptions"), &rest);
        panel.cache_timeout = options.cache_timeout.map(Some);
        panel.hide_time_override = options.hide_time_override;
        panel.interval = options.interval.map(Some);
        panel.max_data_points = options.max_data_points.map(Some);
        panel.query_caching_ttl = options.query_caching_ttl;
        panel.time_compare = options.time_compare;
        panel.time_from = options.time_from.map(Some);
        panel.time_shift = options.time_shift.map(Some);
    }
    panel.datasource = shared(&asked).and_then(Reference::into_classic);
    panel.targets = Some(targets).filter(|it| !it.is_empty());
    panel.transformations = Some(steps).filter(|it| !it.is_empty());
    losses.rest(at, &rest);
}

/// Returns the datasource that a panel names: that of its queries, if all of them ask the same.
///
/// Expressions count only where there is nothing else: they compute with the answers of the others.
fn shared(asked: &[Reference]) -> Option<Reference> {
    let mixed = Reference { kind: "mixed".into(), uid: MIXED.into() };
    if asked.iter().filter(|it| it.uid == DASHBOARD).count() > 1 {
        return Some(mixed);
    }
    let mut others = asked.iter().filter(|it| !it.is_expression()).peekable();
    let first = others.peek().copied().or(asked.first())?;
    Some(if others.all(|it| it == first) { first.clone() } else { mixed })
}

fn target(pair: Kinded<PanelQuery>, at: Place<'_>, losses: &mut Losses) -> (Reference, Target) {
    let spec = spec_of(pair, at, losses).unwrap_or_else(PanelQuery::empty);
    let at = &at.at("spec");
    let PanelQuery { datasource, hidden, query, ref_id, mut rest } = spec;
    let beside = Reference::alpha(datasource, &mut rest, *at, losses);
    losses.rest(*at, &rest);
    let (asked, mut target) = datasource::query(query, beside, *at, losses);
    let inside = &at.at("query");
    let inside = inside.at("spec");
    let Target { datasource, hide, legacy_string_value, query, ref_id: own_ref_id, rest, .. } = &mut target;
    let plain = legacy_string_value.take();
    outranks(plain, query, rest, inside.at("query"), losses);
    outranks(asked.clone().into_classic(), datasource, rest, inside.at("datasource"), losses);
    outranks(hidden.map(Some), hide, rest, inside.at("hide"), losses);
    outranks(filled(ref_id), own_ref_id, rest, inside.at("refId"), losses);
    if hidden == Some(false) {
        *hide = None;
    }
    (asked, target)
}

/// Sets a member of a query to what stands around the query.
fn outranks<T: PartialEq>(around: Option<T>, own: &mut Option<T>, rest: &mut Rest, at: Place<'_>, losses: &mut Losses) {
    let Some(around) = around else { return };
    let Place::Member(_, name) = at else { return };
    if rest.remove(name).is_some() || own.as_ref().is_some_and(|own| *own != around) {
        losses.add(at, "the query's envelope has another value, which takes precedence");
    }
    *own = Some(around);
}

fn transformation(step: v2::Transformation, at: Place<'_>, losses: &mut Losses) -> Transformation {
    let v2::Transformation { mut group, kind, spec, rest } = step;
    let kind = kind.unwrap_or_default();
    let id = if kind == "Transformation" { group.take().unwrap_or_default() } else { kind };
    losses.field(at.at("group"), group);
    losses.rest(at, &rest);
    let spec = spec.unwrap_or_else(TransformationSpec::empty);
    let TransformationSpec { disabled, filter, id: _, options, topic, mut rest } = spec;
    let mut made = Transformation {
        disabled: disabled.filter(|it| *it),
        filter: filter.and_then(recast),
        options,
        topic: filled(topic),
        ..Transformation::empty()
    };
    pass(&mut rest, &mut made.rest, &["filter", "options"]);
    if made.options.is_none() && made.rest.get("options").is_none() {
        made.options = Some(TransformationOptions::Other(Json(json!({}))));
    }
    made.options = made.options.map(|options| options.settled(&id));
    losses.rest_but(at.at("spec"), &rest, &["id"], &[]);
    made.id(id)
}
