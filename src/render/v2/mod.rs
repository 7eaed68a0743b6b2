//! A dashboard becomes a resource of version 2: the same facts as in the classic format, in another frame.

mod annotation;
mod element;
mod frame;
mod layout;
mod lost;
#[cfg(test)]
mod tests;
mod variable;

pub(super) use lost::lost_in_classic;

use super::check::Checked;
use super::error::RenderError;
use super::v1::{self, Page};
use crate::convert::words;
use crate::json;
use crate::layout::place;
use crate::model::{Cursor, Dashboard};
use element::Elements;
use frame::{Document, Intervals, Metadata, Spec, TimeSettings, filled};

/// Appends a dashboard as a resource of version 2.
///
/// # Errors
/// [`RenderError::LostInV2`] for a dashboard that says what this format has no place for.
pub(super) fn write(checked: &Checked<'_>, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let dashboard = checked.dashboard;
    if let Some(loss) = lost::lost_in_v2(dashboard) {
        return Err(RenderError::LostInV2 { dashboard: dashboard.uid.clone(), loss: loss.to_string() });
    }
    let places = place(dashboard);
    let (layout, panels) = layout::place(Page { dashboard, ids: checked.ids(), places: &places });
    let spec = Spec {
        annotations: annotation::all(dashboard, checked.ids()),
        cursor_sync: match dashboard.cursor {
            Cursor::Off => "Off",
            Cursor::Crosshair => "Crosshair",
            Cursor::Tooltip => "Tooltip",
        },
        description: &dashboard.description,
        editable: dashboard.editable,
        elements: &Elements(panels),
        layout,
        links: dashboard.links.iter().map(v1::link).collect(),
        live_now: dashboard.live_now,
        preload: dashboard.preload,
        tags: &dashboard.tags,
        time_settings: time_settings(dashboard),
        title: &dashboard.title,
        variables: variable::all(&dashboard.variables, dashboard),
    };
    let document = Document {
        api_version: crate::schema::v2::Dashboard::VERSION,
        kind: "Dashboard",
        metadata: Metadata { name: dashboard.uid.as_str() },
        spec,
    };
    json::write(&document, out);
    Ok(())
}

fn time_settings(dashboard: &Dashboard) -> TimeSettings<'_> {
    let picker = v1::time_picker(&dashboard.time_picker);
    TimeSettings {
        auto_refresh: &dashboard.refresh,
        auto_refresh_intervals: match picker.refresh_intervals {
            [] => Intervals::Usual(words::INTERVALS),
            own => Intervals::Own(own),
        },
        fiscal_year_start: dashboard.fiscal_year_start.index(),
        from: filled(&dashboard.time.from).unwrap_or("now-6h"),
        hide_timepicker: picker.hidden,
        now_delay: picker.now_delay.and_then(filled),
        quick_ranges: picker.quick_ranges,
        timezone: &dashboard.timezone,
        to: filled(&dashboard.time.to).unwrap_or("now"),
        week_start: dashboard.week_start,
    }
}
