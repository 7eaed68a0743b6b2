//! A dashboard becomes classic JSON.

pub(super) mod annotation;
pub(super) mod frame;
pub(super) mod target;
#[cfg(test)]
mod tests;
pub(super) mod variable;

use std::borrow::Cow;

use super::check::{Checked, Ids};
use super::drill_down;
use super::error::RenderError;
use crate::grafana;
use crate::json::{self, Print, Printer, Written};
use crate::layout::{self, GridPos};
use crate::model::{
    Cursor, Dashboard, Found, Item, Link, LinkKind, Mappings, Matcher, Override, Panel, Property, Row, Thresholds,
    TimePicker, Visualization,
};
use frame as v1;

/// Appends a dashboard as classic JSON.
///
/// ```
/// use dashgen::model::{Dashboard, Uid};
///
/// let mut json = Vec::new();
/// dashgen::render::dashboard(&Dashboard::new(Uid::literal("empty"), "Empty"), &mut json)?;
/// assert!(json.starts_with(b"{\n  \"annotations\""));
/// # Ok::<(), dashgen::render::RenderError>(())
/// ```
///
/// # Errors
/// [`RenderError`] for keys that stand twice and for queries that share an axis but not a unit.
pub fn dashboard(dashboard: &Dashboard, out: &mut Vec<u8>) -> Result<(), RenderError> {
    write(&Checked::new(&drill_down::resolved(dashboard))?, out);
    Ok(())
}

/// Appends a dashboard as classic JSON.
pub(super) fn write(checked: &Checked<'_>, out: &mut Vec<u8>) {
    let dashboard = &*checked.dashboard.flat();
    let ids = checked.ids();
    let places = layout::place(dashboard);
    let document = v1::Dashboard {
        annotations: v1::Annotations { list: annotation::all(dashboard, ids) },
        description: &dashboard.description,
        editable: dashboard.editable,
        graph_tooltip: match dashboard.cursor {
            Cursor::Off => 0,
            Cursor::Crosshair => 1,
            Cursor::Tooltip => 2,
        },
        fiscal_year_start: dashboard.fiscal_year_start.index(),
        links: dashboard.links.iter().map(link).collect(),
        live_now: dashboard.live_now,
        panels: &Page { dashboard, ids, places: &places },
        preload: dashboard.preload,
        refresh: &dashboard.refresh,
        schema_version: grafana::SCHEMA_VERSION,
        tags: &dashboard.tags,
        templating: v1::Templating {
            list: dashboard.variables.iter().map(|it| variable::written(it, dashboard)).collect(),
        },
        time: v1::Time { from: &dashboard.time.from, to: &dashboard.time.to },
        timepicker: time_picker(&dashboard.time_picker),
        timezone: &dashboard.timezone,
        title: &dashboard.title,
        uid: dashboard.uid.as_str(),
        week_start: dashboard.week_start,
    };
    json::write(&document, out);
}

pub(super) fn time_picker(picker: &TimePicker) -> v1::TimePicker<'_> {
    let quick_ranges = picker.quick_ranges.iter();
    v1::TimePicker {
        hidden: picker.hidden,
        now_delay: picker.now_delay.as_deref(),
        quick_ranges: quick_ranges
            .map(|(title, range)| v1::QuickRange { display: title, from: &range.from, to: &range.to })
            .collect(),
        refresh_intervals: &picker.refresh_intervals,
    }
}

/// The panels and rows of a page, written one by one.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) dashboard: &'a Dashboard,
    pub(super) ids: Ids<'a>,
    pub(super) places: &'a [GridPos],
}

impl Print for Page<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut next = 0;
        to.list(self.dashboard.items.iter().flat_map(|item| {
            let at = next;
            match item {
                Item::Panel(panel) => {
                    next += 1;
                    let panel = Entry::Panel(Placed { page: *self, panel, at });
                    Some(panel).into_iter().chain(Panels { page: *self, rest: &[], at })
                }
                Item::Row(row) => {
                    next += 1 + row.panels.len();
                    let open = if row.collapsed { &[][..] } else { &row.panels };
                    let panels = Panels { page: *self, rest: open, at: at + 1 };
                    Some(Entry::Row { page: *self, row, at }).into_iter().chain(panels)
                }
                // There are none in what is flat.
                Item::Tab(_) => None.into_iter().chain(Panels { page: *self, rest: &[], at }),
            }
        }))
    }
}

/// Panels one after the other.
#[derive(Clone)]
struct Panels<'a> {
    page: Page<'a>,
    rest: &'a [Panel],
    at: usize,
}

impl<'a> Iterator for Panels<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        let (panel, rest) = self.rest.split_first()?;
        let placed = Placed { page: self.page, panel, at: self.at };
        self.rest = rest;
        self.at += 1;
        Some(Entry::Panel(placed))
    }
}

/// The panels that are folded into a row.
struct FoldedPanels<'a>(Panels<'a>);

impl Print for FoldedPanels<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        to.list(self.0.clone())
    }
}

/// What an item of a page contributes to its list: a panel, a row, or a row and the open panels after it.
enum Entry<'a> {
    Panel(Placed<'a>),
    Row { page: Page<'a>, row: &'a Row, at: usize },
}

impl Print for Entry<'_> {
    fn print(&self, to: Printer<'_>) -> Written {
        match self {
            Self::Panel(placed) => placed.document(&placed.targets()).print(to),
            Self::Row { page, row, at } => {
                let folded = if row.collapsed { &row.panels[..] } else { &[] };
                let document = v1::Row {
                    collapsed: row.collapsed,
                    grid_pos: page.places[*at],
                    id: page.ids.at(*at),
                    panels: &FoldedPanels(Panels { page: *page, rest: folded, at: at + 1 }),
                    repeat: row.repeat.as_ref().map(crate::model::Var::name),
                    title: &row.title,
                    r#type: "row",
                };
                document.print(to)
            }
        }
    }
}

/// A panel at its place.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) page: Page<'a>,
    pub(super) panel: &'a Panel,
    pub(super) at: usize,
}

impl<'a> Placed<'a> {
    /// Returns what is written of the panel, given its queries.
    pub(super) fn document<'t>(&self, targets: &'t target::Targets<'a>) -> v1::Panel<'t>
    where
        'a: 't,
    {
        let panel = self.panel;
        let asks = panel.visualization.shows_answers() || !panel.targets.is_empty();
        let repeat = panel.repeat.as_ref();
        v1::Panel {
            cache_timeout: panel.cache_timeout.as_deref(),
            datasource: (!panel.targets.is_empty()).then(|| targets.panel_datasource()),
            description: &panel.description,
            field_config: v1::FieldConfig { defaults: self.defaults(), overrides: self.overrides() },
            grid_pos: self.page.places[self.at],
            hide_time_override: panel.time.is_silent,
            id: self.page.ids.at(self.at),
            interval: panel.min_step.as_deref(),
            library: panel.library.as_ref().map(|it| v1::LibraryPanel { name: &it.name, uid: it.uid.as_str() }),
            links: panel.links.iter().map(link).collect(),
            max_data_points: panel.max_data_points,
            max_per_row: repeat.and_then(|it| it.max_per_row),
            options: panel.visualization.options(),
            plugin_version: panel.visualization.plugin_version(),
            query_caching_ttl: panel.query_caching_ttl,
            repeat: repeat.map(|it| it.variable.name()),
            repeat_direction: repeat.map(|it| if it.is_downwards { "v" } else { "h" }),
            targets: asks.then_some(targets as &dyn Print),
            time_compare: panel.time.compare.as_deref(),
            time_from: panel.time.from.as_deref(),
            time_shift: panel.time.shift.as_deref(),
            title: &panel.title,
            transformations: &panel.transformations,
            transparent: panel.transparent,
            r#type: panel.visualization.plugin_id(),
        }
    }

    /// Returns its queries.
    pub(super) fn targets(&self) -> target::Targets<'a> {
        let own = self.panel.datasource.as_ref().unwrap_or(&self.page.dashboard.datasource);
        target::Targets { panel: self.panel, datasource: target::datasource(own), ids: self.page.ids }
    }

    fn defaults(&self) -> v1::FieldDefaults<'a> {
        let field = &self.panel.field;
        let custom = self.panel.visualization.custom();
        v1::FieldDefaults {
            actions: &field.actions,
            color: field.color.as_ref(),
            custom: (!custom.has_no_members()).then_some(custom),
            decimals: field.decimals,
            display_name: field.display_name.as_deref(),
            field_min_max: field.field_min_max,
            filterable: field.filterable,
            links: &field.links,
            mappings: (!field.mappings.is_empty()).then_some(Mappings(&field.mappings)),
            max: field.max,
            min: field.min,
            no_value: field.no_value.as_deref(),
            thresholds: field.thresholds.as_ref().or_else(|| default_thresholds(&self.panel.visualization)),
            unit: self.unit(),
        }
    }

    fn unit(&self) -> Option<Cow<'a, str>> {
        if !self.panel.visualization.shows_answers() && self.panel.field.unit.is_none() {
            return None;
        }
        self.panel.axis_unit().ok().map(|unit| unit.grafana_id())
    }

    fn overrides(&self) -> v1::Overrides<'a> {
        let of_axes = self.panel.promql().filter_map(|(index, target)| {
            let axis = target.axis?;
            let properties = vec![Property::AxisPlacement(axis), Property::Unit(target.unit.clone())];
            let matcher = match self.panel.fields_of(index) {
                Found::ByName(_, name) => Matcher::by_name(name),
                // What is lost was refused.
                Found::ByQuery | Found::Lost(_) => Matcher::by_query(self.panel.ref_id(index).into_owned()),
            };
            Some(Override { matcher, properties })
        });
        v1::Overrides { of_axes: of_axes.collect(), given: &self.panel.field.overrides }
    }
}

/// Grafana colours what goes by thresholds and has none red from 80 up, whatever it shows: without good and bad, text.
fn default_thresholds(visualization: &Visualization) -> Option<&'static Thresholds> {
    static NEITHER: std::sync::LazyLock<Thresholds> =
        std::sync::LazyLock::new(|| Thresholds::base(crate::model::Color::TEXT));
    visualization.is_colored_by_thresholds().then(|| &*NEITHER)
}

/// Returns a link of a dashboard or panel.
pub(super) fn link(link: &Link) -> v1::Link<'_> {
    let (tags, as_dropdown, kind, url) = match &link.kind {
        LinkKind::Dashboards { tags, as_dropdown } => (&tags[..], *as_dropdown, "dashboards", None),
        LinkKind::Dashboard(dashboard) => (&[][..], false, "link", Some(dashboard.path().into())),
        LinkKind::Url(url) => (&[][..], false, "link", Some(Cow::Borrowed(&**url))),
    };
    v1::Link {
        as_dropdown,
        icon: link.icon.word(),
        include_vars: link.include_variables,
        keep_time: link.keep_time,
        tags,
        target_blank: link.new_tab,
        title: &link.title,
        tooltip: &link.tooltip,
        r#type: kind,
        url,
    }
}
