//! A dashboard becomes classic JSON.

mod frame;

use std::borrow::Cow;
use std::cell::Cell;

use serde::{Serialize, Serializer};

use super::error::RenderError;
use crate::json::{self, Typed};
use crate::layout::{self, GridPos};
use crate::model::field::Mappings;
use crate::model::panel::VisitKind;
use crate::model::{
    Annotation, Cursor, Dashboard, DatasourceRef, FieldMatcher, Hide, Item, Link, Override, Panel, PanelId, Property,
    QueryType, Refresh, ResultFormat, Row, Sort, Target, Text, Thresholds, Variable, VariableKind, Visualization,
    panel_ids,
};
use frame::{self as v1, Choice, Current, Empty, List, Printed, VariableQuery};

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
    let keys = dashboard.keys();
    check_keys(dashboard, &keys)?;
    check_units(dashboard)?;
    let (ids, _) = panel_ids(&keys);
    let places = layout::place(dashboard);
    let document = v1::Dashboard {
        annotations: List { list: annotations(dashboard) },
        description: &dashboard.description,
        editable: dashboard.editable,
        graph_tooltip: match dashboard.cursor {
            Cursor::Off => 0,
            Cursor::Crosshair => 1,
            Cursor::Tooltip => 2,
        },
        links: dashboard.links.iter().map(link).collect(),
        panels: Page { dashboard, ids: &ids, places: &places },
        refresh: &dashboard.refresh,
        schema_version: v1::SCHEMA_VERSION,
        tags: &dashboard.tags,
        templating: List { list: dashboard.variables.iter().map(|it| variable(it, dashboard)).collect() },
        time: v1::Time { from: &dashboard.time.from, to: &dashboard.time.to },
        timepicker: Empty {},
        timezone: &dashboard.timezone,
        title: &dashboard.title,
        uid: dashboard.uid.as_str(),
    };
    json::write(&document, out).map_err(|source| RenderError::Json { dashboard: dashboard.uid.clone(), source })
}

fn check_keys(dashboard: &Dashboard, keys: &[&str]) -> Result<(), RenderError> {
    let mut sorted = keys.to_vec();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        None => Ok(()),
        Some(pair) => Err(RenderError::DuplicateKey { dashboard: dashboard.uid.clone(), key: pair[0].to_owned() }),
    }
}

fn check_units(dashboard: &Dashboard) -> Result<(), RenderError> {
    for panel in dashboard.panels() {
        if let Err(conflict) = panel.axis_unit() {
            return Err(RenderError::MixedUnits {
                dashboard: dashboard.uid.clone(),
                panel: panel.title.clone().into_owned(),
                origin: panel.targets[conflict.second].origin,
                first: ref_id(conflict.first).into_owned(),
                first_unit: Box::new(conflict.first_unit),
                second: ref_id(conflict.second).into_owned(),
                second_unit: Box::new(conflict.second_unit),
            });
        }
    }
    Ok(())
}

/// Returns the letters of a panel's query at an index: `A` to `Z`, then `AA`.
pub fn ref_id(index: usize) -> Cow<'static, str> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    match index.checked_sub(LETTERS.len()) {
        None => Cow::Borrowed(&LETTERS[index..=index]),
        Some(rest) => {
            let last = rest % LETTERS.len();
            Cow::Owned(format!("{}{}", ref_id(rest / LETTERS.len()), &LETTERS[last..=last]))
        }
    }
}

fn datasource(reference: &DatasourceRef) -> v1::Datasource<'_> {
    let uid = match reference {
        DatasourceRef::Prometheus(uid) => v1::Uid::Fixed(uid.as_str()),
        DatasourceRef::Variable(var) => v1::Uid::Variable(var.name()),
        DatasourceRef::Other { uid, .. } => v1::Uid::Fixed(uid),
    };
    v1::Datasource { r#type: reference.kind(), uid }
}

/// The panels and rows of a page, written one by one.
struct Page<'a> {
    dashboard: &'a Dashboard,
    ids: &'a [PanelId],
    places: &'a [GridPos],
}

impl Serialize for Page<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut next = 0;
        serializer.collect_seq(self.dashboard.items.iter().flat_map(|item| {
            let first = next;
            next += 1 + if let Item::Row(row) = item { row.panels.len() } else { 0 };
            Entries { page: self, item, first }
        }))
    }
}

/// What an item of a page contributes to its list: a panel, a row, or a row and the open panels after it.
struct Entries<'a> {
    page: &'a Page<'a>,
    item: &'a Item,
    first: usize,
}

impl<'a> IntoIterator for Entries<'a> {
    type Item = Entry<'a>;
    type IntoIter = std::iter::Chain<std::iter::Once<Entry<'a>>, OpenPanels<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        let Self { page, item, first } = self;
        match item {
            Item::Panel(panel) => std::iter::once(Entry::Panel(Placed { page, panel, at: first })).chain(OpenPanels {
                page,
                panels: &[],
                at: 0,
            }),
            Item::Row(row) => {
                let open = if row.collapsed { &[][..] } else { &row.panels };
                std::iter::once(Entry::Row { page, row, at: first }).chain(OpenPanels {
                    page,
                    panels: open,
                    at: first + 1,
                })
            }
        }
    }
}

struct OpenPanels<'a> {
    page: &'a Page<'a>,
    panels: &'a [Panel],
    at: usize,
}

impl<'a> Iterator for OpenPanels<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        let (panel, rest) = self.panels.split_first()?;
        let placed = Placed { page: self.page, panel, at: self.at };
        self.panels = rest;
        self.at += 1;
        Some(Entry::Panel(placed))
    }
}

enum Entry<'a> {
    Panel(Placed<'a>),
    Row { page: &'a Page<'a>, row: &'a Row, at: usize },
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Panel(placed) => placed.serialize(serializer),
            Self::Row { page, row, at } => {
                let folded = if row.collapsed { &row.panels[..] } else { &[] };
                let document = v1::Row {
                    collapsed: row.collapsed,
                    grid_pos: page.places[*at],
                    id: page.ids[*at].0,
                    panels: Sequence::new(OpenPanels { page, panels: folded, at: at + 1 }),
                    repeat: row.repeat.as_ref().map(crate::model::Var::name),
                    title: &row.title,
                    r#type: "row",
                };
                document.serialize(serializer)
            }
        }
    }
}

/// A list that is written while it is made. It can be written once.
struct Sequence<I>(Cell<Option<I>>);

impl<I> Sequence<I> {
    fn new(items: I) -> Self {
        Self(Cell::new(Some(items)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Sequence<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}

/// A panel at its place.
struct Placed<'a> {
    page: &'a Page<'a>,
    panel: &'a Panel,
    at: usize,
}

impl Serialize for Placed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.panel.visualization.visit(Written { panel: self, serializer })
    }
}

/// Writes a panel, whatever its kind.
struct Written<'p, 'a, S> {
    panel: &'p Placed<'a>,
    serializer: S,
}

impl<S: Serializer> VisitKind for Written<'_, '_, S> {
    type Result = Result<S::Ok, S::Error>;

    fn visit<O: Typed, C: Typed>(self, options: &O, custom: &C) -> Self::Result {
        let custom = (!custom.is_empty()).then_some(custom);
        self.panel.document(options, custom).serialize(self.serializer)
    }
}

impl<'a> Placed<'a> {
    fn document<O: Serialize, C: Serialize>(&self, options: O, custom: Option<C>) -> v1::Panel<'a, O, C, Targets<'a>> {
        let panel = self.panel;
        let asks = panel.visualization.shows_answers() || !panel.targets.is_empty();
        let source = self.datasource();
        v1::Panel {
            datasource: asks.then_some(source),
            description: &panel.description,
            field_config: v1::FieldConfig { defaults: self.defaults(custom), overrides: self.overrides() },
            grid_pos: self.page.places[self.at],
            id: self.page.ids[self.at].0,
            interval: panel.min_step.as_deref(),
            links: panel.links.iter().map(link).collect(),
            max_data_points: panel.max_data_points,
            options,
            repeat: panel.repeat.as_ref().map(crate::model::Var::name),
            repeat_direction: panel.repeat.as_ref().map(|_| "h"),
            targets: asks.then_some(Targets { targets: &panel.targets, datasource: source }),
            title: &panel.title,
            transformations: &panel.transformations,
            transparent: panel.transparent,
            r#type: panel.visualization.plugin_id(),
        }
    }

    fn datasource(&self) -> v1::Datasource<'a> {
        datasource(self.panel.datasource.as_ref().unwrap_or(&self.page.dashboard.datasource))
    }

    fn defaults<C>(&self, custom: Option<C>) -> v1::FieldDefaults<'a, C> {
        let field = &self.panel.field;
        v1::FieldDefaults {
            color: field.color.as_ref(),
            custom,
            decimals: field.decimals,
            display_name: field.display_name.as_deref(),
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
        let of_axes = self.panel.targets.iter().enumerate().filter_map(|(index, target)| {
            let axis = target.axis?;
            let properties = vec![Property::AxisPlacement(axis), Property::Unit(target.unit.clone())];
            Some(Override { matcher: FieldMatcher::ByFrameRefId(ref_id(index)), properties })
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

/// The queries of a panel, written one by one.
struct Targets<'a> {
    targets: &'a [Target],
    datasource: v1::Datasource<'a>,
}

impl Serialize for Targets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.targets.iter().enumerate().map(|(index, target)| Letters {
            index,
            target,
            panel: self,
        }))
    }
}

struct Letters<'a> {
    index: usize,
    target: &'a Target,
    panel: &'a Targets<'a>,
}

impl Serialize for Letters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { index, target, panel } = self;
        let instant = target.query_type == QueryType::Instant;
        let document = v1::Target {
            datasource: target.datasource.as_ref().map_or(panel.datasource, datasource),
            editor_mode: "code",
            expr: Printed(&target.expr),
            format: match target.format {
                ResultFormat::TimeSeries => None,
                ResultFormat::Table => Some("table"),
                ResultFormat::Heatmap => Some("heatmap"),
            },
            hide: target.hidden,
            instant,
            interval: target.min_step.as_deref(),
            legend_format: target.legend.as_str(),
            range: !instant,
            ref_id: &ref_id(*index),
        };
        document.serialize(serializer)
    }
}

fn link(link: &Link) -> v1::Link<'_> {
    let plain = v1::Link {
        as_dropdown: false,
        icon: "external link",
        include_vars: false,
        keep_time: false,
        tags: &[],
        target_blank: false,
        title: "",
        tooltip: "",
        r#type: "link",
        url: None,
    };
    match link {
        Link::Dashboards { title, tags, as_dropdown, keep_time, include_variables } => v1::Link {
            as_dropdown: *as_dropdown,
            include_vars: *include_variables,
            keep_time: *keep_time,
            tags,
            title,
            r#type: "dashboards",
            ..plain
        },
        Link::Url { title, url, new_tab } => v1::Link { target_blank: *new_tab, title, url: Some(url), ..plain },
    }
}

/// Grafana's own annotations come first: the server adds them to a file that lacks them.
fn annotations(dashboard: &Dashboard) -> Vec<v1::Annotation<'_>> {
    let own = v1::Annotation {
        built_in: 1,
        datasource: v1::Datasource { r#type: "grafana", uid: v1::Uid::Fixed("-- Grafana --") },
        enable: true,
        hide: true,
        icon_color: "rgba(0, 211, 255, 1)",
        name: "Annotations & Alerts",
        target: None,
        text_format: "",
        title_format: "",
        r#type: Some("dashboard"),
    };
    std::iter::once(own).chain(dashboard.annotations.iter().map(|it| annotation(it, dashboard))).collect()
}

fn annotation<'a>(annotation: &'a Annotation, dashboard: &'a Dashboard) -> v1::Annotation<'a> {
    v1::Annotation {
        built_in: 0,
        datasource: datasource(annotation.datasource.as_ref().unwrap_or(&dashboard.datasource)),
        enable: annotation.enabled,
        hide: false,
        icon_color: &annotation.color.0,
        name: &annotation.name,
        target: Some(v1::AnnotationTarget {
            expr: Printed(&annotation.expr),
            interval: &annotation.step,
            ref_id: "Anno",
        }),
        text_format: &annotation.text,
        title_format: &annotation.title,
        r#type: None,
    }
}

fn variable<'a>(variable: &'a Variable, dashboard: &'a Dashboard) -> v1::Variable<'a> {
    let hide = match variable.hide {
        Hide::Nothing => 0,
        Hide::Label => 1,
        Hide::Variable => 2,
    };
    let (description, label, name) = (&*variable.description, &*variable.label, variable.var.name());
    v1::Variable { description, hide, label, name, ..kind(&variable.kind, dashboard) }
}

fn kind<'a>(kind: &'a VariableKind, dashboard: &'a Dashboard) -> v1::Variable<'a> {
    match kind {
        VariableKind::Datasource { plugin, default } => v1::Variable {
            current: default
                .as_ref()
                .map_or(Current::default(), |(name, uid)| Current::One { text: name, value: uid.as_str() }),
            query: VariableQuery::Text(Cow::Borrowed(plugin)),
            refresh: Some(1),
            regex: Some(""),
            r#type: "datasource",
            ..v1::Variable::default()
        },
        VariableKind::LabelValues { series, label, datasource: source, refresh, sort, multi, all } => {
            let query = format!("label_values({series}, {label})");
            v1::Variable {
                all_value: all.as_deref(),
                current: if all.is_some() { everything(*multi) } else { Current::default() },
                datasource: Some(datasource(source.as_ref().unwrap_or(&dashboard.datasource))),
                definition: Some(query.clone()),
                include_all: all.is_some(),
                multi: *multi,
                query: VariableQuery::Prometheus {
                    query_type: 1,
                    query,
                    ref_id: "PrometheusVariableQueryEditor-VariableQuery",
                },
                refresh: Some(match refresh {
                    Refresh::OnLoad => 1,
                    Refresh::OnTimeRange => 2,
                }),
                regex: Some(""),
                sort: Some(match sort {
                    Sort::None => 0,
                    Sort::Alphabetical => 1,
                    Sort::Numerical => 3,
                }),
                r#type: "query",
                ..v1::Variable::default()
            }
        }
        VariableKind::Custom { values, multi, include_all } => {
            v1::Variable { include_all: *include_all, multi: *multi, r#type: "custom", ..list(values, custom_value) }
        }
        VariableKind::Interval { values } => {
            v1::Variable { refresh: Some(2), r#type: "interval", ..list(values, Cow::Borrowed) }
        }
        VariableKind::Textbox { default } => v1::Variable {
            current: Current::One { text: default, value: default },
            options: vec![Choice { selected: true, text: default, value: default }],
            query: VariableQuery::Text(Cow::Borrowed(default)),
            r#type: "textbox",
            ..v1::Variable::default()
        },
        VariableKind::Constant { value } => v1::Variable {
            current: Current::One { text: value, value },
            query: VariableQuery::Text(Cow::Borrowed(value)),
            skip_url_sync: true,
            r#type: "constant",
            ..v1::Variable::default()
        },
    }
}

fn everything(multi: bool) -> Current<'static> {
    if multi {
        Current::Many { text: ["All"], value: ["$__all"] }
    } else {
        Current::One { text: "All", value: "$__all" }
    }
}

fn list<'a>(values: &'a [Text], written: impl Fn(&'a str) -> Cow<'a, str>) -> v1::Variable<'a> {
    let first = values.first().map(|value| Current::One { text: value, value });
    v1::Variable {
        current: first.unwrap_or_default(),
        options: values
            .iter()
            .enumerate()
            .map(|(index, value)| Choice { selected: index == 0, text: value, value })
            .collect(),
        query: VariableQuery::Text(values.iter().map(|value| written(value)).collect::<Vec<_>>().join(",").into()),
        ..v1::Variable::default()
    }
}

/// A value of a custom list as its query writes it: `,` parts values.
fn custom_value(value: &str) -> Cow<'_, str> {
    if value.contains(',') { value.replace(',', "\\,").into() } else { Cow::Borrowed(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_queries() {
        let letters: Vec<_> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(ref_id).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
