//! `graph` becomes `timeseries`; where the axis below is no time, `bargauge` or `histogram`.

mod axis;
mod bars;
mod legend;
mod series;
mod thresholds;

use crate::json::Either;
use crate::schema::v1::Panel;
use crate::schema::v1::legacy::{Frame, Graph, GraphXAxis};
use crate::vocabulary::field::Axis;
use crate::vocabulary::field::{FieldConfig, FieldDefaults};
use crate::vocabulary::panel::{
    DrawStyle, GradientMode, GraphField, LineFill, LineInterpolation, LineStyle, PanelFields, PanelOptions, ShowPoints,
    Stacking, StackingMode, TimeseriesOptions,
};

use super::loss::Losses;
use super::value::{exception, fixed_color, number, property};
use super::{forget, take_fields, take_legacy};

pub(super) fn migrate(panel: &mut Panel, losses: &mut Losses) {
    let (mut legacy, mut frame) = take_legacy(panel, losses);
    let mut old = legacy.graph.take().map_or_else(Graph::empty, |it| *it);
    thresholds::note_axes(&old, losses);
    let mut xaxis = old.xaxis.take().unwrap_or_else(GraphXAxis::empty);
    match xaxis.mode.as_deref() {
        Some("series") => bars::of_series(panel, &mut old, &mut xaxis),
        Some("histogram") => bars::histogram(panel, &mut old, &mut xaxis),
        _ => {
            lines(panel, &mut old, &xaxis, &mut frame);
            (xaxis.buckets, xaxis.max, xaxis.min, xaxis.values) = (None, None, None, None);
        }
    }
    (xaxis.mode, xaxis.show) = (None, None);
    forget_scale(&mut xaxis);
    forget_defaults(&mut old);
    losses.note_rest(&old);
    losses.note_value("xaxis", &xaxis);
    losses.note_rest(&frame);
}

fn lines(panel: &mut Panel, old: &mut Graph, xaxis: &GraphXAxis, frame: &mut Frame) {
    let mut config: FieldConfig<GraphField> = take_fields(panel);
    let axes = old.yaxes.take().unwrap_or_default();
    let defaults = axis::defaults(axes.first(), config.defaults.take());
    let mut overrides = config.overrides.take().unwrap_or_default();
    for (name, color) in old.alias_colors.take().unwrap_or_default() {
        overrides.push(exception(name.into(), vec![fixed_color(&color)]));
    }
    let dashes = dashes(old);
    let fills_between = old.series_overrides.iter().flatten().any(|it| it.fill_below_to.is_some());
    overrides.extend(series::exceptions(old, &axes, &defaults, &dashes));
    overrides.extend(legend::exceptions(old));
    if xaxis.show == Some(false) {
        let hidden = property("custom.axisPlacement", "hidden");
        let mut rule = exception("time".into(), vec![hidden]);
        rule.matcher = Some(crate::vocabulary::field::TextMatcher::empty().id("byType").options("time").into());
        overrides.push(rule);
    }
    let mut defaults = draw(old, defaults, dashes, fills_between);
    thresholds::take(old, &mut defaults);
    if let Some(links) = frame.options.as_mut().and_then(|it| it.data_links.take()).filter(|it| !it.is_empty()) {
        defaults.links.get_or_insert_default().extend(links);
    }
    // The line of the alert rule, which is gone.
    frame.options.iter_mut().for_each(|it| it.alert_threshold = None);
    (config.defaults, config.overrides) = (Some(defaults), Some(overrides));
    let options = TimeseriesOptions::new().legend(legend::options(old)).tooltip(legend::tooltip(old));
    panel.kind = Some("timeseries".into());
    panel.options = Some(PanelOptions::Timeseries(Box::new(options)));
    panel.field_config = Some(PanelFields::Timeseries(Box::new(config)));
}

fn dashes(old: &mut Graph) -> LineStyle {
    let lengths = [number(old.dash_length.take()), number(old.space_length.take())];
    let fill = if old.dashes.take() == Some(true) { LineFill::Dash } else { LineFill::Solid };
    LineStyle::new().fill(fill).dash(lengths.map(|length| length.unwrap_or(10.0)))
}

fn draw(
    old: &mut Graph,
    defaults: FieldDefaults<GraphField>,
    dashes: LineStyle,
    fills_between: bool,
) -> FieldDefaults<GraphField> {
    let mut field = defaults.custom.clone().unwrap_or_else(GraphField::empty);
    let style = match (old.bars.take(), old.lines.take().unwrap_or(true)) {
        (Some(true), _) => DrawStyle::Bars,
        (_, true) => DrawStyle::Line,
        (_, false) => DrawStyle::Points,
    };
    field.draw_style = Some(style);
    field.line_width = old.linewidth.take().or(field.line_width);
    field.line_style = (dashes.fill != Some(LineFill::Solid)).then_some(dashes).or(field.line_style);
    draw_points(old, style, &mut field);
    field.fill_opacity = Some(if fills_between { 35.0 } else { old.fill.unwrap_or(1.0) * 10.0 });
    if let Some(gradient) = old.fill_gradient.take().filter(|gradient| *gradient > 0.0) {
        (field.gradient_mode, field.fill_opacity) = (Some(GradientMode::Opacity), Some(gradient * 10.0));
    }
    if style == DrawStyle::Bars {
        field.fill_opacity = Some(100.0);
    }
    old.fill = None;
    field.span_nulls = Some(Either::Left(old.null_point_mode.as_deref() == Some("connected")));
    if old.stepped_line.take() == Some(true) {
        field.line_interpolation = Some(LineInterpolation::StepAfter);
    }
    let is_percent = old.percentage.take() == Some(true);
    if old.stack.take() == Some(true) {
        let mode = if is_percent { StackingMode::Percent } else { StackingMode::Normal };
        field.stacking = Some(Stacking::new().mode(mode));
    } else {
        // How values of a stack are told says nothing without one.
        old.tooltip.iter_mut().for_each(|it| it.value_type = None);
    }
    FieldDefaults { custom: Some(field), ..defaults }
}

fn draw_points(old: &mut Graph, style: DrawStyle, field: &mut GraphField) {
    let radius = old.pointradius.take();
    if old.points.take() == Some(true) {
        field.show_points = Some(ShowPoints::Always);
        field.point_size = radius.map(|radius| 2.0 + radius * 2.0);
    } else if style != DrawStyle::Points {
        field.show_points = Some(ShowPoints::Never);
    }
}

/// The axis below had a base, too, which did nothing for times and counts.
fn forget_scale(xaxis: &mut GraphXAxis) {
    xaxis.log_base.take_if(|base| number(Some(base.clone())).is_none_or(|base| base <= 1.0));
}

/// What every panel had, and what only drew it.
fn forget_defaults(old: &mut Graph) {
    (old.renderer, old.hidden_series, old.has_x_axis, old.has_y_axis) = (None, None, None, None);
    forget(&mut old.null_point_mode, &"null".into());
    forget(&mut old.null_point_mode, &"connected".into());
    if let Some(tooltip) = &mut old.tooltip {
        forget(&mut tooltip.value_type, &"individual".into());
        tooltip.ms_resolution = None;
    }
    if old.yaxis.as_ref().is_some_and(|it| it.align != Some(true)) {
        old.yaxis = None;
    }
}

/// The side of an axis, if there is one.
fn side(show: Option<bool>) -> Axis {
    if show == Some(false) { Axis::Hidden } else { Axis::Auto }
}
