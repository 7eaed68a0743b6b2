//! From v2 to the classic format.

mod annotation;
mod count;
mod layout;
mod panel;
mod place;
mod variable;

use super::loss::{Losses, Place};
use super::member::{filled, number, objects, pass};
use super::words;
use crate::grafana;
use crate::json::{Either, Rest, Typed};
use crate::schema::envelope::Metadata;
use crate::schema::{v1, v2};
use crate::vocabulary::Text;

/// Members of a resource's metadata that say nothing of the dashboard.
const OF_THE_OBJECT: &[&str] = &["finalizers", "namespace", "ownerReferences"];

pub(super) fn dashboard(dashboard: v2::Dashboard, losses: &mut Losses) -> v1::Dashboard {
    let v2::Dashboard { metadata, spec, rest, .. } = dashboard;
    losses.rest_but(Place::Document, &rest, &["apiVersion", "kind", "status"], &[]);
    let uid = metadata.and_then(|metadata| uid(metadata, losses));
    let spec = spec.unwrap_or_else(v2::Spec::empty);
    v1::Dashboard { uid: uid.map(Some), ..classic(spec, Place::Document.at("spec"), losses) }
}

/// Takes the uid of a resource.
pub(super) fn uid(mut metadata: Metadata, losses: &mut Losses) -> Option<Text> {
    let uid = filled(metadata.name.take());
    let at = &Place::Document.at("metadata");
    let mut members = Rest::of(metadata.into_value()).unwrap_or_default();
    for name in ["annotations", "labels"] {
        if let Some(notes) = members.remove(name)
            && let Err(odd) =
                Rest::of(notes).map(|notes| losses.rest_but(at.at(name), &notes, grafana::SERVER_NOTES, &[]))
        {
            members.insert(name, odd);
        }
    }
    losses.rest_but(*at, &members, &[grafana::SERVER_METADATA, OF_THE_OBJECT].concat(), &[]);
    uid
}

fn classic(spec: v2::Spec, at: Place<'_>, losses: &mut Losses) -> v1::Dashboard {
    let v2::Spec {
        mut annotations,
        cursor_sync,
        description,
        editable,
        elements,
        layout,
        mut links,
        live_now,
        preferences,
        preload,
        revision,
        tags,
        time_settings,
        title,
        mut variables,
        mut rest,
    } = spec;
    losses.field(at.at("preferences"), preferences);
    let list = objects(&mut variables, &mut rest, (at, "variables"), losses);
    let mut variables = variable::all(list.unwrap_or_default(), at, losses);
    let place::Page { panels, variables: inner } = place::page(elements, layout, &mut rest, at, losses);
    for (place, variable) in inner {
        let place = Place::Written(&place);
        if variables.iter().any(|it| it.name == variable.name) {
            losses
                .add(place, "the classic format only has dashboard variables, and there already is one with this name");
        } else {
            losses.add(place, "the classic format only has dashboard variables: it becomes one");
            variables.push(variable);
        }
    }
    let notes = objects(&mut annotations, &mut rest, (at, "annotations"), losses).unwrap_or_default();
    let notes = notes.map_all(|index, pair| annotation::one(pair, at.at("annotations").item(index), losses));
    let links = objects(&mut links, &mut rest, (at, "links"), losses).unwrap_or_default();
    let mut made = v1::Dashboard {
        annotations: Some(v1::Annotations::empty().list(notes)),
        description: filled(description),
        editable,
        graph_tooltip: Some(cursor(cursor_sync)),
        links: Some(links.map_all(|index, link| self::link(link, at.at("links").item(index), losses))),
        live_now,
        panels: Some(panels),
        preload: Some(preload.unwrap_or_default()),
        revision: revision.map(Some),
        schema_version: Some(grafana::SCHEMA_VERSION.into()),
        templating: Some(v1::Templating::empty().list(variables)),
        title: Some(title.unwrap_or_default()),
        ..time(time_settings, at.at("timeSettings"), losses)
    };
    pass(&mut rest, &mut made.rest, &["revision", "tags"]);
    made.tags = tags.or_else(|| made.rest.get("tags").is_none().then(Vec::new));
    losses.rest(at, &rest);
    made
}

fn cursor(word: Option<Text>) -> f64 {
    let index = word.and_then(|word| words::number(words::CURSOR, &word)).unwrap_or_default();
    number(i64::try_from(index).unwrap_or_default())
}

fn link(link: v2::Link, at: Place<'_>, losses: &mut Losses) -> v1::Link {
    let mut link = link;
    let mut rest = std::mem::take(&mut link.rest);
    let made = v1::Link {
        as_dropdown: link.as_dropdown,
        icon: link.icon,
        include_vars: link.include_vars,
        keep_time: link.keep_time,
        placement: link.placement.flatten(),
        tags: link.tags,
        target_blank: link.target_blank,
        title: link.title,
        tooltip: link.tooltip,
        kind: link.kind,
        url: link.url.map(Some),
        ..v1::Link::empty()
    };
    let mut made = made;
    losses.field(at.at("origin"), link.origin);
    pass(&mut rest, &mut made.rest, v2::Link::NAMES);
    losses.rest(at, &rest);
    made
}

/// Returns a dashboard of which nothing but its times is said.
fn time(settings: Option<v2::TimeSettings>, at: Place<'_>, losses: &mut Losses) -> v1::Dashboard {
    let v2::TimeSettings {
        auto_refresh,
        auto_refresh_intervals,
        fiscal_year_start_month,
        from,
        hide_timepicker,
        now_delay,
        quick_ranges,
        timezone,
        to,
        week_start,
        mut rest,
    } = settings.unwrap_or_else(v2::TimeSettings::empty);
    let mut picker = v1::TimePicker {
        hidden: hide_timepicker.filter(|it| *it),
        now_delay: filled(now_delay),
        quick_ranges: quick_ranges.filter(|it| !it.is_empty()),
        // The intervals that Grafana offers anyway need not be said.
        refresh_intervals: auto_refresh_intervals.filter(|it| it != words::INTERVALS),
        ..v1::TimePicker::empty()
    };
    for (from, to) in [("autoRefreshIntervals", "refresh_intervals"), ("quickRanges", "quick_ranges")] {
        if let Some(odd) = rest.remove(from).filter(|it| !it.is_null()) {
            picker.rest.insert(to, odd);
        }
    }
    losses.rest(at, &rest);
    let (from, to) = (filled(from).unwrap_or("now-6h".into()), filled(to).unwrap_or("now".into()));
    v1::Dashboard {
        fiscal_year_start_month: Some(fiscal_year_start_month.unwrap_or_default()),
        refresh: Some(Some(Either::Left(auto_refresh.unwrap_or_default()))),
        time: Some(v1::Time::empty().from(from).to(to)),
        timepicker: Some(picker),
        timezone,
        week_start: filled(week_start),
        ..v1::Dashboard::empty()
    }
}
