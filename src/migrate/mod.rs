//! Old dashboards as Grafana shows them today: an explicit step, since something may be lost.
//!
//! Panels of plugins that Grafana has given up become those that came after them, rows from before Grafana 5 become
//! places on the grid, options that stood beside the others go among them, and the rest is raised to schema version 42.
//! The rules are those of Grafana's own migrations
//! (`public/app/plugins/panel/*/migrations.ts`, `apps/dashboard/pkg/migration`), but for some that carry more.

mod frame;
mod graph;
mod heatmap;
mod lists;
mod loss;
mod mapping;
mod pie;
mod regions;
mod repeats;
mod rows;
mod singlestat;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod value;

use crate::convert::Loss;
use crate::grafana;
use crate::json::Typed;
use crate::schema::v1::legacy::{Frame, Legacy};
use crate::schema::v1::{Dashboard, Panel};
use crate::vocabulary::field::{Calculation, FieldConfig};
use crate::vocabulary::panel::PanelFields;
use loss::Losses;

/// The schema version that a dashboard has afterwards: the newest of Grafana 13.2.
pub const SCHEMA_VERSION: f64 = grafana::SCHEMA_VERSION as f64;

/// Brings a dashboard up to date, and returns what could not be carried over.
pub fn migrate(dashboard: &mut Dashboard) -> Vec<Loss> {
    let mut losses = Losses::default();
    let version = frame::schema_version(dashboard);
    rows::to_panels(dashboard, &mut losses);
    regions::to_annotations(dashboard);
    migrate_panels(&mut dashboard.panels, version, &mut losses);
    frame::raise(dashboard, version, &mut losses);
    losses.found.sort();
    losses.found
}

/// Places are told as they were before copies went.
fn migrate_panels(panels: &mut Option<Vec<Panel>>, version: f64, losses: &mut Losses) {
    let Some(list) = panels else { return };
    let mut index = 0;
    list.retain_mut(|panel| {
        let mut stays = true;
        losses.inside("panels", index, |losses| {
            stays = !repeats::is_copy(panel, losses);
            if stays {
                migrate_panel(panel, version, losses);
            }
        });
        index += 1;
        stays
    });
}

fn migrate_panel(panel: &mut Panel, version: f64, losses: &mut Losses) {
    repeats::raise_width(panel, version);
    match panel.kind.as_deref() {
        Some("graph") => graph::migrate(panel, losses),
        Some("singlestat") => singlestat::migrate(panel, losses),
        Some("table-old") => table::migrate(panel, losses),
        Some("table") if version < 24.0 && has_styles(panel) => table::migrate(panel, losses),
        Some("grafana-piechart-panel") => pie::migrate(panel, losses),
        Some("text") => text::migrate(panel, losses),
        Some("heatmap") => heatmap::migrate(panel, losses),
        Some("dashlist") => lists::dashboards(panel, losses),
        Some("alertlist") => lists::alerts(panel, losses),
        Some(kind @ "grafana-worldmap-panel") => {
            let kept = format!("it stays a `{kind}`, which Grafana no longer supports");
            losses.note(kept);
        }
        _ => {}
    }
    panel.legacy.take_if(|legacy| *legacy == Legacy::default());
    frame::raise_panel(panel, version, losses);
    migrate_panels(&mut panel.panels, version, losses);
}

/// Takes the options that a panel has already, or makes some without any member.
macro_rules! options_of {
    ($panel:expr, $kind:ident, $type:ty) => {
        match $panel.options.take() {
            Some(PanelOptions::$kind(options)) => *options,
            _ => <$type>::empty(),
        }
    };
}
use options_of;

fn has_styles(panel: &Panel) -> bool {
    panel.legacy.as_ref().and_then(|it| it.table.as_ref()).is_some_and(|it| it.styles.is_some())
}

/// Takes what a panel has of Grafana's past, and notes what of its frame goes.
fn take_legacy(panel: &mut Panel, losses: &mut Losses) -> (Legacy, Frame) {
    let mut legacy = panel.legacy.take().unwrap_or_default();
    let mut frame = legacy.frame.take().map_or_else(Frame::empty, |it| *it);
    // Marks of the UI, and places that the grid has now.
    (frame.editable, frame.error, frame.is_new, frame.height) = (None, None, None, None);
    (frame.span, frame.min_span, frame.scoped_vars, frame.auto_migrate_from) = (None, None, None, None);
    if let Some(options) = &mut frame.options {
        // Neither did anything in the old plugins.
        (options.legend, options.tooltip) = (None, None);
    }
    if let Some(alert) = frame.alert.take() {
        let name = alert.name.unwrap_or_default();
        losses.note(format!("its alert rule `{name}` is removed: rules are no longer part of dashboards"));
    }
    panel.plugin_version = None;
    (legacy, frame)
}

/// Takes the field config of a panel whose kind has no type.
fn take_fields<C: Typed>(panel: &mut Panel) -> FieldConfig<C> {
    match panel.field_config.take() {
        Some(PanelFields::Other(config)) => config.settled(),
        _ => FieldConfig::empty(),
    }
}

/// Forgets an option that has the value which every panel had.
fn forget<T: PartialEq>(option: &mut Option<T>, usual: &T) {
    option.take_if(|value| value == usual);
}

/// Returns the calculation that an old panel had a word for.
fn reducer(word: &str) -> Option<Calculation> {
    let present = match word {
        "avg" => "mean",
        "current" => "lastNotNull",
        "total" => "sum",
        "mean" | "lastNotNull" | "sum" | "min" | "max" | "count" | "first" | "last" | "delta" | "diff" | "range" => {
            word
        }
        _ => return None,
    };
    Calculation::of(present)
}
