//! Graphs whose axis below is no time: one bar for each series, or for each range of values.

use super::{axis, legend, thresholds};
use crate::json::Typed;
use crate::migrate::value::{exception, fixed_color, number};
use crate::migrate::{forget, reducer, take_fields};
use crate::schema::v1::Panel;
use crate::schema::v1::legacy::{Graph, GraphXAxis, GraphYAxis};
use crate::vocabulary::field::{Calculation, FieldConfig};
use crate::vocabulary::panel::{
    BarGaugeOptions, GraphField, HistogramField, HistogramOptions, NoField, PanelFields, PanelOptions, ReduceOptions,
};

/// One bar for each series.
pub(super) fn of_series(panel: &mut Panel, old: &mut Graph, xaxis: &mut GraphXAxis) {
    let calculation = take_calculation(xaxis).unwrap_or(Calculation::SUM);
    let legend = legend::options(old);
    let options = BarGaugeOptions::new().reduce_options(ReduceOptions::new().calcs([calculation])).legend(legend);
    let fields: FieldConfig<GraphField> = take_fields(panel);
    if let Some(tooltip) = &mut old.tooltip {
        forget(&mut tooltip.shared, &true);
        forget(&mut tooltip.sort, &0.0);
    }
    // The line through a single value.
    forget(&mut old.lines, &true);
    panel.kind = Some("bargauge".into());
    panel.options = Some(PanelOptions::BarGauge(Box::new(options)));
    panel.field_config = Some(PanelFields::BarGauge(Box::new(recast::<NoField>(fields, old))));
}

/// Takes what stands for a series; a word that nobody knows stays.
fn take_calculation(xaxis: &mut GraphXAxis) -> Option<Calculation> {
    let words = xaxis.values.as_mut().filter(|words| !words.is_empty())?;
    let calculation = reducer(words.first()?)?;
    words.remove(0);
    Some(calculation)
}

/// One bar for each range of values.
pub(super) fn histogram(panel: &mut Panel, old: &mut Graph, xaxis: &mut GraphXAxis) {
    let mut options = HistogramOptions::new().legend(legend::options(old)).tooltip(legend::tooltip(old));
    options.bucket_count = number(xaxis.buckets.take());
    options.combine = (old.stack.take() != Some(true)).then_some(true);
    xaxis.values = None;
    let fields: FieldConfig<GraphField> = take_fields(panel);
    panel.kind = Some("histogram".into());
    panel.options = Some(PanelOptions::Histogram(Box::new(options)));
    panel.field_config = Some(PanelFields::Histogram(Box::new(recast::<HistogramField>(fields, old))));
}

/// Returns what is said of all fields but for how lines are drawn, which says nothing of bars.
fn recast<C: Typed>(mut fields: FieldConfig<GraphField>, old: &mut Graph) -> FieldConfig<C> {
    let left = old.yaxes.take().unwrap_or_default().into_iter().next();
    let mut defaults = axis::defaults(left.as_ref(), fields.defaults.take());
    thresholds::take(old, &mut defaults);
    defaults.custom = None;
    fields.defaults = Some(defaults);
    let overrides = fields.overrides.get_or_insert_default();
    for (name, color) in old.alias_colors.take().unwrap_or_default() {
        overrides.push(exception(name.into(), vec![fixed_color(&color)]));
    }
    old.yaxes = left.and_then(without_place).map(|left| vec![left]);
    forget_lines(old);
    crate::migrate::frame::recast(&fields)
}

/// Returns what of an axis the fields of bars have no place for.
fn without_place(axis: GraphYAxis) -> Option<GraphYAxis> {
    let log_base = axis.log_base.filter(|base| number(Some(base.clone())).is_some_and(|base| base > 1.0));
    let rest = GraphYAxis { label: axis.label, log_base, ..GraphYAxis::empty() };
    (!rest.has_no_members()).then_some(rest)
}

/// Forgets what is off, what draws something that is off, and what every panel had.
fn forget_lines(old: &mut Graph) {
    old.bars = None;
    if old.lines == Some(false) {
        (old.linewidth, old.fill, old.fill_gradient, old.stepped_line) = (None, None, None, None);
        (old.dashes, old.null_point_mode) = (None, None);
    }
    if old.dashes != Some(true) {
        (old.dash_length, old.space_length) = (None, None);
    }
    if old.points != Some(true) {
        old.pointradius = None;
    }
    if old.stack != Some(true) {
        old.percentage = None;
    }
    forget(&mut old.linewidth, &1.0);
    forget(&mut old.fill, &1.0);
    forget(&mut old.fill_gradient, &0.0);
}
