//! `table-old`, and `table` of before Grafana 7, become the table of today.

use serde_json::{Value, json};

use super::loss::Losses;
use super::value::{exception, number, parsed, property, steps};
use super::{forget, mapping, reducer, take_fields, take_legacy};
use crate::json::Either;
use crate::schema::v1::legacy::{OldTable, TableStyle};
use crate::schema::v1::{Panel, Transformation};
use crate::vocabulary::Text;
use crate::vocabulary::field::{FieldConfig, FieldDefaults, FieldProperty, Thresholds};
use crate::vocabulary::panel::{PanelFields, PanelOptions, TableField, TableOptions};
use crate::vocabulary::transformation::{JoinByFieldOptions, NoOptions, ReduceFieldsOptions};

/// The style of all columns.
const ALL: &str = "/.*/";

pub(super) fn migrate(panel: &mut Panel, losses: &mut Losses) {
    let (mut legacy, frame) = take_legacy(panel, losses);
    let mut old = legacy.table.take().map_or_else(OldTable::empty, |it| *it);
    let mut config: FieldConfig<TableField> = match panel.field_config.take() {
        Some(PanelFields::Table(config)) => *config,
        other => {
            panel.field_config = other;
            take_fields(panel)
        }
    };
    let mut rules = Vec::new();
    for (index, mut style) in old.styles.take().unwrap_or_default().into_iter().enumerate() {
        let pattern = style.pattern.take().unwrap_or_default();
        let mut properties = Vec::new();
        losses.inside("styles", index, |losses| {
            properties = take_style(&mut style, losses);
            losses.note_rest(&style);
        });
        if pattern == ALL {
            super::frame::apply(config.defaults.get_or_insert_with(FieldDefaults::empty), properties, &[]);
        } else if !pattern.is_empty() {
            rules.push(exception(pattern, properties));
        }
    }
    config.overrides.get_or_insert_default().extend(rules);
    panel.transformations.get_or_insert_default().extend(take_transformation(&mut old));
    panel.kind = Some("table".into());
    let options = TableOptions::new().show_header(old.show_header.take().unwrap_or(true));
    panel.options = Some(PanelOptions::Table(Box::new(options)));
    panel.field_config = Some(PanelFields::Table(Box::new(config)));
    forget_defaults(&mut old);
    losses.note_rest(&old);
    losses.note_rest(&frame);
}

fn take_style(style: &mut TableStyle, losses: &mut Losses) -> Vec<FieldProperty<TableField>> {
    let mut properties = Vec::new();
    let mut set = |id: &str, value: Value| properties.push(property(id, value));
    let kind = style.kind.take().unwrap_or_default();
    if let Some(name) = style.alias.take().filter(|name| !name.is_empty()) {
        set("displayName", json!(name));
    }
    let (unit, format) = (style.unit.take(), style.date_format.take());
    match &*kind {
        "hidden" => set("custom.hideFrom", json!({ "legend": false, "tooltip": false, "viz": true })),
        "date" => set("unit", json!(format!("time: {}", format.unwrap_or("YYYY-MM-DD HH:mm:ss".into())))),
        _ => unit.filter(|unit| !unit.is_empty()).into_iter().for_each(|unit| set("unit", json!(unit))),
    }
    if let Some(decimals) = number(style.decimals.take()) {
        set("decimals", json!(decimals));
    }
    take_link(style, &mut set);
    take_color(style, &mut set, losses);
    if let Some(align) = style.align.take().filter(|align| !align.is_empty()) {
        set("custom.align", json!(align));
    }
    let (values, ranges) = (style.value_maps.take(), style.range_maps.take());
    let mappings = mapping::mappings(style.mapping_type.take(), values, ranges, losses);
    if !mappings.is_empty() {
        set("mappings", json!(mappings));
    }
    (style.hash_key, style.sanitize, style.preserve_format) = (None, None, None);
    properties
}

fn take_link(style: &mut TableStyle, set: &mut impl FnMut(&str, Value)) {
    let (title, url) = (style.link_tooltip.take().unwrap_or_default(), style.link_url.take().unwrap_or_default());
    let in_new_tab = style.link_target_blank.take().unwrap_or(false);
    if style.link.take() == Some(true) {
        let (title, url) = (with_values(&title), with_values(&url));
        set("links", json!([{ "targetBlank": in_new_tab, "title": title, "url": url }]));
    }
}

/// Puts today's names for a cell's value, and for that of another column, in the place of `$__cell` and `$__cell_2`.
fn with_values(text: &str) -> String {
    let mut parts = text.split("$__cell");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches('_');
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        if digits > 0 && rest.len() < part.len() {
            out.extend(["${__data.fields[", &rest[..digits], "]}", &rest[digits..]]);
        } else {
            out.push_str("${__value.raw}");
            out.push_str(part);
        }
    }
    out
}

fn take_color(style: &mut TableStyle, set: &mut impl FnMut(&str, Value), losses: &mut Losses) {
    let colors = style.colors.take().unwrap_or_default();
    let written = style.thresholds.take().unwrap_or_default();
    match style.color_mode.take().flatten().as_deref() {
        Some("value") => set("custom.cellOptions", json!({ "type": "color-text" })),
        Some("cell") => set("custom.cellOptions", json!({ "type": "color-background" })),
        Some("row") => set("custom.cellOptions", json!({ "applyToRow": true, "type": "color-background" })),
        // Without it, values have no colour.
        _ => return,
    }
    let mut values = Vec::new();
    for (index, value) in written.into_iter().enumerate() {
        match threshold(&value) {
            Some(value) => values.push(value),
            None => losses.note_value(&format!("thresholds[{index}]"), &value),
        }
    }
    set("thresholds", json!(Thresholds::new().steps(steps(&values, &colors))));
}

fn threshold(value: &Either<Text, f64>) -> Option<f64> {
    match value {
        Either::Left(text) => parsed(text),
        Either::Right(number) => Some(*number),
    }
}

fn take_transformation(old: &mut OldTable) -> Option<Transformation> {
    let columns = old.columns.take().unwrap_or_default();
    let transformation = match old.transform.as_deref()? {
        "timeseries_to_rows" => {
            let mut rows = Transformation::of(NoOptions::new());
            rows.id = Some("seriesToRows".into());
            rows
        }
        "timeseries_to_columns" => Transformation::of(JoinByFieldOptions::new().by_field("Time")),
        "timeseries_aggregations" => {
            let reducers = columns.iter().filter_map(|it| reducer(it.value.as_deref()?)).collect::<Vec<_>>();
            Transformation::of(ReduceFieldsOptions::new().include_time_field(false).reducers(reducers))
        }
        "table" => Transformation::of(NoOptions::new()),
        _ => return None,
    };
    old.transform = None;
    Some(transformation)
}

/// What every panel had.
fn forget_defaults(old: &mut OldTable) {
    forget(&mut old.font_size, &"100%".into());
    forget(&mut old.scroll, &true);
    if old.sort.as_ref().is_some_and(|sort| number(sort.col.clone()).is_none()) {
        old.sort = None;
    }
}
