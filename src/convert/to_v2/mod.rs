//! From the classic format to v2.

mod annotation;
mod field;
mod panel;
mod place;
mod query;
mod rows;
mod variable;

pub(crate) use panel::drawn_as;

use serde_json::Value;

use super::loss::{Losses, Place};
use super::member::{filled, objects, texts, whole_of};
use super::words;
use crate::grafana;
use crate::json::Either;
use crate::schema::envelope::Metadata;
use crate::schema::{v1, v2};
use crate::vocabulary::Text;

/// Members that say nothing about a dashboard, beside those that the server fills in: one is told by the format, the other
/// has not been read for years.
const SILENT: &[&str] = &["schemaVersion", "style"];

/// Members that say nothing where they are empty.
const SILENT_IF_EMPTY: &[&str] =
    &["gnetId", "hideControls", "refresh", "sharedCrosshair", "__inputs", "__requires", "__elements"];

/// What was there before Grafana 5, and has not been read since.
const OLD_PICKER: &[&str] = &["collapse", "enable", "notice", "now", "status", "time_options", "type"];

pub(super) fn dashboard(mut dashboard: v1::Dashboard, losses: &mut Losses) -> v2::Dashboard {
    let name = filled(dashboard.uid.take().flatten());
    let spec = spec(&mut dashboard, losses);
    losses.but(Place::Document, dashboard, &[SILENT, &grafana::SERVER_MEMBERS].concat(), SILENT_IF_EMPTY);
    v2::Dashboard { metadata: Some(Metadata { name, ..Metadata::empty() }), spec: Some(spec), ..v2::Dashboard::new() }
}

fn spec(dashboard: &mut v1::Dashboard, losses: &mut Losses) -> v2::Spec {
    let (elements, layout) = place::elements_and_layout(dashboard, losses);
    let cursor = whole_of(&mut dashboard.graph_tooltip).unwrap_or_default();
    v2::Spec {
        annotations: Some(annotation::all(dashboard.annotations.take(), losses)),
        cursor_sync: Some(words::word(words::CURSOR, cursor).unwrap_or("Off").into()),
        description: filled(dashboard.description.take()),
        editable: dashboard.editable.take(),
        elements: Some(elements),
        layout: Some(layout),
        links: Some(links(dashboard, losses)),
        live_now: dashboard.live_now.take(),
        preload: Some(dashboard.preload.take().unwrap_or_default()),
        revision: dashboard.revision.take().flatten(),
        tags: Some(
            texts(&mut dashboard.tags, &mut dashboard.rest, (Place::Document, "tags"), losses).unwrap_or_default(),
        ),
        time_settings: Some(time_settings(dashboard, losses)),
        title: Some(dashboard.title.take().unwrap_or_default()),
        variables: Some(variable::all(dashboard.templating.take(), losses)),
        ..v2::Spec::empty()
    }
}

fn time_settings(dashboard: &mut v1::Dashboard, losses: &mut Losses) -> v2::TimeSettings {
    let mut picker = dashboard.timepicker.take().unwrap_or_else(v1::TimePicker::empty);
    let v1::Time { from, to, rest } = dashboard.time.take().unwrap_or_else(v1::Time::empty);
    losses.rest(Place::Document.at("time"), &rest);
    if dashboard.week_start.as_deref().is_some_and(|it| it == "browser" || it.is_empty()) {
        dashboard.week_start = None;
    }
    let refresh = match dashboard.refresh.take().flatten() {
        Some(Either::Left(refresh)) => refresh,
        // `false` is what old dashboards have for "never".
        other => {
            dashboard.refresh = other.map(Some);
            Text::default()
        }
    };
    let at = &Place::Document.at("timepicker");
    // An empty list offers none.
    let intervals = texts(&mut picker.refresh_intervals, &mut picker.rest, (*at, "refresh_intervals"), losses);
    let made = v2::TimeSettings {
        auto_refresh: Some(refresh),
        auto_refresh_intervals: Some(intervals.unwrap_or_else(words::intervals)),
        fiscal_year_start_month: Some(dashboard.fiscal_year_start_month.take().unwrap_or_default()),
        from: Some(filled(from).unwrap_or("now-6h".into())),
        hide_timepicker: Some(picker.hidden.take().unwrap_or_default()),
        now_delay: filled(picker.now_delay.take()),
        quick_ranges: quick_ranges(&mut picker, *at, losses),
        timezone: dashboard.timezone.take(),
        to: Some(filled(to).unwrap_or("now".into())),
        week_start: dashboard.week_start.take(),
        ..v2::TimeSettings::empty()
    };
    losses.but(*at, picker, OLD_PICKER, &["quick_ranges"]);
    made
}

fn quick_ranges(picker: &mut v1::TimePicker, at: Place<'_>, losses: &mut Losses) -> Option<Vec<v1::QuickRange>> {
    picker.quick_ranges.take_if(|ranges| ranges.is_empty());
    if picker.rest.get("quick_ranges").is_some_and(|it| it.as_array().is_some_and(Vec::is_empty)) {
        return None;
    }
    let ranges = objects(&mut picker.quick_ranges, &mut picker.rest, (at, "quick_ranges"), losses)?;
    Some(ranges.map_all(|index, range| {
        let v1::QuickRange { display, from, to, rest } = range;
        losses.rest(at.at("quick_ranges").item(index), &rest);
        let text = Option::<Text>::unwrap_or_default;
        v1::QuickRange::empty().display(text(display)).from(text(from)).to(text(to))
    }))
}

fn links(dashboard: &mut v1::Dashboard, losses: &mut Losses) -> Vec<v2::Link> {
    let links = objects(&mut dashboard.links, &mut dashboard.rest, (Place::Document, "links"), losses);
    links.unwrap_or_default().map_all(|index, link| {
        let (list, mut link) = (Place::Document.at("links"), link);
        let tags = texts(&mut link.tags, &mut link.rest, (list.item(index), "tags"), losses);
        let made = v2::Link {
            as_dropdown: Some(link.as_dropdown.take().unwrap_or_default()),
            icon: Some(link.icon.take().unwrap_or_default()),
            include_vars: Some(link.include_vars.take().unwrap_or_default()),
            keep_time: Some(link.keep_time.take().unwrap_or_default()),
            placement: filled(link.placement.take()).map(Some),
            tags: Some(tags.unwrap_or_default()),
            target_blank: Some(link.target_blank.take().unwrap_or_default()),
            title: Some(link.title.take().unwrap_or_default()),
            tooltip: Some(link.tooltip.take().unwrap_or_default()),
            kind: Some(filled(link.kind.take()).unwrap_or("link".into())),
            url: link.url.take().flatten(),
            ..v2::Link::empty()
        };
        losses.left(list.item(index), link);
        made
    })
}

/// Returns what a text of another format says of a value, given its members.
fn text_of(value: Option<&Value>) -> Option<&str> {
    value?.as_str().filter(|text| !text.is_empty())
}
