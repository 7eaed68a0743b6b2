//! Times that were marked in a graph become annotations of the dashboard.

use crate::grafana::datasource;
use crate::json::Either;
use crate::schema::v1::legacy::{Graph, GraphTimeRegion};
use crate::schema::v1::{
    Annotation, AnnotationFilter, Annotations, Dashboard, DatasourceObject, Panel, Target, TimeRegion,
};
use crate::vocabulary::Text;

/// Moves the marked times of all graphs over time; those of graphs without an id have no panel to be shown in, and stay.
pub(super) fn to_annotations(dashboard: &mut Dashboard) {
    let mut found = Vec::new();
    dashboard.panels.iter_mut().flatten().for_each(|panel| take(panel, &mut found));
    if found.is_empty() {
        return;
    }
    let list = dashboard.annotations.get_or_insert_with(Annotations::empty).list.get_or_insert_default();
    for annotation in found {
        let names = (1..).map(|number| format!("T{number}"));
        let is_free = |name: &String| list.iter().all(|it| it.name.as_deref() != Some(name));
        let name = names.into_iter().find(is_free).unwrap_or_default();
        list.push(annotation.name(name));
    }
}

fn take(panel: &mut Panel, found: &mut Vec<Annotation>) {
    panel.panels.iter_mut().flatten().for_each(|panel| take(panel, found));
    if panel.kind.as_deref() != Some("graph") || panel.repeat_panel_id.flatten().is_some() {
        return;
    }
    let graph = panel.legacy.as_mut().and_then(|it| it.graph.as_deref_mut());
    let (Some(id), Some(graph)) = (panel.id.flatten(), graph.filter(|it| is_over_time(it))) else { return };
    let Some(regions) = &mut graph.time_regions else { return };
    for region in regions.iter_mut() {
        found.extend(annotation(region, id));
        *region = rest(std::mem::replace(region, GraphTimeRegion::empty()));
    }
}

fn is_over_time(graph: &Graph) -> bool {
    let mode = graph.xaxis.as_ref().and_then(|it| it.mode.as_deref());
    matches!(mode, None | Some("time"))
}

/// Returns the annotation for marked times, unless nothing is drawn.
fn annotation(old: &GraphTimeRegion, panel: i64) -> Option<Annotation> {
    let is_drawn = old.fill == Some(true) || old.line == Some(true);
    let target = Target::empty().time_region(times(old));
    let datasource = DatasourceObject::empty().kind(datasource::PLUGIN).uid(datasource::GRAFANA_PLUGIN);
    let annotation = Annotation::empty()
        .datasource(Either::Right(datasource))
        .enable(true)
        .filter(AnnotationFilter::empty().exclude(false).ids([panel]))
        .hide(true)
        .icon_color(color(old))
        .target(target.query_type("timeRegions").ref_id("Anno"));
    is_drawn.then_some(annotation)
}

/// Returns what an annotation has no place for.
fn rest(old: GraphTimeRegion) -> GraphTimeRegion {
    let has_lines_of_its_own = old.fill == Some(true) && old.line == Some(true);
    let line_color = old.line_color.filter(|_| has_lines_of_its_own);
    GraphTimeRegion { line_color, rest: old.rest, ..GraphTimeRegion::empty() }
}

/// Graphs reckoned in UTC.
fn times(old: &GraphTimeRegion) -> TimeRegion {
    let mut times = TimeRegion::empty().timezone("utc");
    (times.from, times.to) = (old.from.clone(), old.to.clone());
    (times.from_day_of_week, times.to_day_of_week) = (old.from_day_of_week, old.to_day_of_week);
    times
}

fn color(old: &GraphTimeRegion) -> Text {
    let mode = old.color_mode.clone().unwrap_or_default();
    let color = match &*mode {
        _ if old.fill != Some(true) => old.line_color.clone(),
        "custom" => old.fill_color.clone(),
        // A grey of the theme's, which is no colour of today.
        _ if mode.starts_with("background") || mode.is_empty() => Some("gray".into()),
        _ => Some(mode),
    };
    color.unwrap_or("white".into())
}
