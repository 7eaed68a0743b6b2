//! Overrides for individual series.

use serde_json::{Value, json};

use super::axis;
use crate::json::{Either, Typed};
use crate::migrate::value::{exception, fixed_color, number, property};
use crate::schema::v1::legacy::{Graph, GraphYAxis, SeriesOverride};
use crate::vocabulary::field::{FieldDefaults, FieldOverride, FieldProperty};
use crate::vocabulary::panel::{GraphField, LineFill, LineStyle};

type Properties = Vec<FieldProperty<GraphField>>;

/// Takes the exceptions of a graph; what of them has no place stays.
pub(super) fn exceptions(
    old: &mut Graph,
    axes: &[GraphYAxis],
    left: &FieldDefaults<GraphField>,
    dashes: &LineStyle,
) -> Vec<FieldOverride<GraphField>> {
    let mut rules = Vec::new();
    for series in old.series_overrides.iter_mut().flatten() {
        series.hash_key = None;
        let Some(name) = series.alias.take().filter(|name| !name.is_empty()) else { continue };
        let mut properties = Vec::new();
        if series.yaxis.take() == Some(2.0) {
            properties = axis::right(axes.get(1), left);
        }
        take_looks(series, &mut properties);
        take_dashes(series, dashes, &mut properties);
        take_others(series, &mut properties);
        if !properties.is_empty() {
            rules.push(exception(name, properties));
        }
    }
    old.series_overrides.iter_mut().for_each(|it| it.retain(|series| !series.has_no_members()));
    rules
}

fn take_looks(series: &mut SeriesOverride, properties: &mut Properties) {
    let mut set = |id: &str, value: Value| properties.push(property(id, value));
    match series.bars.take() {
        Some(true) => {
            set("custom.drawStyle", json!("bars"));
            set("custom.fillOpacity", json!(100));
        }
        Some(false) => set("custom.drawStyle", json!("line")),
        None => {}
    }
    match series.lines.take() {
        Some(true) => set("custom.drawStyle", json!("line")),
        Some(false) => set("custom.lineWidth", json!(0)),
        None => {}
    }
    if let Some(fill) = series.fill.take() {
        set("custom.fillOpacity", json!(fill * 10.0));
    }
    if let Some(gradient) = series.fill_gradient.take().filter(|gradient| *gradient > 0.0) {
        set("custom.gradientMode", json!("opacity"));
        set("custom.fillOpacity", json!(gradient * 10.0));
    }
    if let Some(width) = series.linewidth.take() {
        set("custom.lineWidth", json!(width));
    }
    if let Some(points) = series.points.take() {
        set("custom.showPoints", json!(if points { "always" } else { "never" }));
    }
    if let Some(radius) = series.pointradius.take() {
        set("custom.pointSize", json!(2.0 + radius * 2.0));
    }
}

fn take_dashes(series: &mut SeriesOverride, usual: &LineStyle, properties: &mut Properties) {
    let (dash, space) = (number(series.dash_length.take()), number(series.space_length.take()));
    let is_dashed = series.dashes.take();
    if dash.is_none() && space.is_none() && is_dashed.is_none() {
        return;
    }
    let usual_length = |index: usize| usual.dash.as_ref().and_then(|it| it.get(index).copied()).unwrap_or(10.0);
    let fill = match is_dashed {
        Some(true) => LineFill::Dash,
        Some(false) => LineFill::Solid,
        None => usual.fill.unwrap_or_default(),
    };
    let lengths = [dash.unwrap_or(usual_length(0)), space.unwrap_or(usual_length(1))];
    properties.push(property("custom.lineStyle", json!({ "dash": lengths, "fill": fill })));
}

fn take_others(series: &mut SeriesOverride, properties: &mut Properties) {
    if let Some(color) = series.color.take() {
        properties.push(fixed_color(&color));
    }
    let mut set = |id: &str, value: Value| properties.push(property(id, value));
    if let Some(below) = series.fill_below_to.take() {
        set("custom.fillBelowTo", json!(below));
    }
    match series.stack.take() {
        Some(Either::Left(true)) => set("custom.stacking", json!({ "group": "A", "mode": "normal" })),
        Some(Either::Left(false)) => set("custom.stacking", json!({ "group": "A", "mode": "none" })),
        Some(Either::Right(group)) => set("custom.stacking", json!({ "group": group, "mode": "normal" })),
        None => {}
    }
    if let Some(is_stepped) = series.stepped_line.take() {
        set("custom.lineInterpolation", json!(if is_stepped { "stepAfter" } else { "linear" }));
    }
    if let Some(transform) = series.transform.take() {
        let transform = if transform == "negative-Y" { "negative-Y" } else { "constant" };
        set("custom.transform", json!(transform));
    }
    let (in_legend, out_of_tooltip) = (series.legend.take(), series.hide_tooltip.take());
    if in_legend == Some(false) || out_of_tooltip == Some(true) {
        let hide = json!({ "legend": in_legend == Some(false), "tooltip": out_of_tooltip == Some(true), "viz": false });
        set("custom.hideFrom", hide);
    }
}
