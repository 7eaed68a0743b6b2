//! `singlestat` becomes `stat`, or `gauge` where it has a scale.

use super::loss::Losses;
use super::value::{number, parsed, steps};
use super::{forget, mapping, reducer, take_fields, take_legacy};
use crate::schema::v1::Panel;
use crate::schema::v1::legacy::{Singlestat, Sparkline};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Calculation, Color, ColorMode, FieldConfig, FieldDefaults, Thresholds};
use crate::vocabulary::panel::{
    GaugeOptions, NoField, Orientation, PanelFields, PanelOptions, ReduceOptions, StatColorMode, StatGraphMode,
    StatOptions, StatTextMode,
};

pub(super) fn migrate(panel: &mut Panel, losses: &mut Losses) {
    let (mut legacy, frame) = take_legacy(panel, losses);
    let mut old = legacy.singlestat.take().map_or_else(Singlestat::empty, |it| *it);
    let mut config: FieldConfig<NoField> = take_fields(panel);
    let mut defaults = config.defaults.take().unwrap_or_else(FieldDefaults::empty);
    take_texts(&mut old, &mut defaults, losses);
    take_thresholds(&mut old, &mut defaults, losses);
    let gauge = old.gauge.take().filter(|gauge| gauge.show == Some(true));
    let reduce = take_reduction(&mut old);
    if let Some(gauge) = gauge {
        defaults.min = number(gauge.min_value);
        defaults.max = number(gauge.max_value);
        let mut options = GaugeOptions::new().orientation(Orientation::Horizontal).reduce_options(reduce);
        options.show_threshold_labels = Some(gauge.threshold_labels.unwrap_or(false));
        options.show_threshold_markers = Some(gauge.threshold_markers.unwrap_or(true));
        (old.color_background, old.color_value) = (None, None);
        panel.kind = Some("gauge".into());
        panel.options = Some(PanelOptions::Gauge(Box::new(options)));
        config.defaults = Some(defaults);
        panel.field_config = Some(PanelFields::Gauge(Box::new(config)));
    } else {
        let options = stat_options(&mut old, &mut defaults).reduce_options(reduce);
        panel.kind = Some("stat".into());
        panel.options = Some(PanelOptions::Stat(Box::new(options)));
        config.defaults = Some(defaults);
        panel.field_config = Some(PanelFields::Stat(Box::new(config)));
    }
    forget_defaults(&mut old);
    losses.note_rest(&old);
    losses.note_rest(&frame);
}

fn take_texts(old: &mut Singlestat, defaults: &mut FieldDefaults<NoField>, losses: &mut Losses) {
    defaults.unit = old.format.take().filter(|unit| !unit.is_empty()).or(defaults.unit.take());
    defaults.no_value = old.null_text.take().flatten().filter(|text| !text.is_empty()).or(defaults.no_value.take());
    defaults.decimals = number(old.decimals.take()).or(defaults.decimals);
    let (values, ranges) = (old.value_maps.take(), old.range_maps.take());
    let mappings = mapping::mappings(old.mapping_type.take(), values, ranges, losses);
    if !mappings.is_empty() {
        defaults.mappings = Some(mappings);
    }
}

/// One colour more than there are values.
fn take_thresholds(old: &mut Singlestat, defaults: &mut FieldDefaults<NoField>, losses: &mut Losses) {
    let (Some(thresholds), Some(Some(colors))) = (&old.thresholds, old.colors.take()) else { return };
    let (mut values, mut others) = (Vec::new(), Vec::new());
    for text in thresholds.split(',').map(str::trim).filter(|text| !text.is_empty()) {
        match parsed(text) {
            Some(value) => values.push(value),
            None => others.push(text),
        }
    }
    losses.note_value("thresholds", &Text::from(others.join(",")));
    old.thresholds = None;
    defaults.thresholds = Some(Thresholds::new().steps(steps(&values, &colors)));
}

fn take_reduction(old: &mut Singlestat) -> ReduceOptions {
    let word = old.value_name.as_deref().unwrap_or("avg");
    let calculation = reducer(word);
    if calculation.is_some() {
        old.value_name = None;
    }
    let mut reduce = ReduceOptions::new().calcs([calculation.unwrap_or(Calculation::MEAN)]);
    if let Some(column) = old.table_column.take().filter(|column| !column.is_empty()) {
        reduce.fields = Some(format!("/^{column}$/").into());
    }
    reduce
}

fn stat_options(old: &mut Singlestat, defaults: &mut FieldDefaults<NoField>) -> StatOptions {
    let line = old.sparkline.take().filter(|line| line.show == Some(true));
    // What the small graph of a stat cannot do.
    old.sparkline =
        line.clone().map(|it| Sparkline { full: it.full, ymax: it.ymax, ymin: it.ymin, ..Sparkline::empty() });
    let graph = if line.is_some() { StatGraphMode::Area } else { StatGraphMode::None };
    let mut options = StatOptions::new().graph_mode(graph).orientation(Orientation::Horizontal);
    let (background, value) = (old.color_background.take(), old.color_value.take());
    options.color_mode = Some(match (background, value) {
        (Some(true), _) => StatColorMode::Background,
        (_, Some(true)) => StatColorMode::Value,
        _ => StatColorMode::None,
    });
    if let (Some(StatColorMode::None), Some(color)) = (options.color_mode, line.and_then(line_color)) {
        defaults.color = Some(ColorMode::fixed(color));
    }
    if old.value_name.as_deref() == Some("name") {
        old.value_name = None;
        options.text_mode = Some(StatTextMode::Name);
    }
    options
}

fn line_color(line: Sparkline) -> Option<Color> {
    line.line_color.map(Color)
}

/// What every panel had, and sizes of texts that are not there.
fn forget_defaults(old: &mut Singlestat) {
    (old.mapping_types, old.colors) = (None, None);
    old.sparkline.take_if(|it| it.show == Some(false));
    forget(&mut old.value_font_size, &"80%".into());
    forget(&mut old.prefix_font_size, &"50%".into());
    forget(&mut old.postfix_font_size, &"50%".into());
    forget(&mut old.null_point_mode, &"connected".into());
    forget(&mut old.null_point_mode, &"null".into());
    if old.prefix.as_deref().unwrap_or_default().is_empty() {
        (old.prefix_font_size, old.color_prefix) = (None, None);
    }
    if old.postfix.as_deref().unwrap_or_default().is_empty() {
        (old.postfix_font_size, old.color_postfix) = (None, None);
    }
}
