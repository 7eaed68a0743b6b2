//! `grafana-piechart-panel` becomes `piechart`.

use super::loss::Losses;
use super::value::{exception, fixed_color, number};
use super::{forget, reducer, take_fields, take_legacy};
use crate::json::Either;
use crate::schema::v1::Panel;
use crate::schema::v1::legacy::{Pie, PieLegend};
use crate::vocabulary::field::{Calculation, FieldConfig, FieldDefaults};
use crate::vocabulary::panel::{
    HideableField, LegendDisplay, LegendOptions, LegendPlacement, PanelFields, PanelOptions, PieChartOptions, PieType,
    ReduceOptions,
};

pub(super) fn migrate(panel: &mut Panel, losses: &mut Losses) {
    let (mut legacy, frame) = take_legacy(panel, losses);
    let mut old = legacy.pie.take().map_or_else(Pie::empty, |it| *it);
    let mut config: FieldConfig<HideableField> = take_fields(panel);
    let mut defaults = config.defaults.take().unwrap_or_else(FieldDefaults::empty);
    defaults.unit = old.format.take().or(defaults.unit.take());
    defaults.decimals = number(old.decimals.take()).or(defaults.decimals);
    config.defaults = Some(defaults);
    let overrides = config.overrides.get_or_insert_default();
    for (name, color) in old.alias_colors.take().unwrap_or_default() {
        overrides.push(exception(name.into(), vec![fixed_color(&color)]));
    }
    panel.kind = Some("piechart".into());
    panel.options = Some(PanelOptions::PieChart(Box::new(options(&mut old))));
    panel.field_config = Some(PanelFields::PieChart(Box::new(config)));
    forget_defaults(&mut old);
    losses.note_rest(&old);
    losses.note_rest(&frame);
}

fn options(old: &mut Pie) -> PieChartOptions {
    let kind = if old.pie_type.take().as_deref() == Some("donut") { PieType::Donut } else { PieType::Pie };
    let calculation = old.value_name.as_deref().and_then(reducer);
    if calculation.is_some() {
        old.value_name = None;
    }
    let reduce = ReduceOptions::new().calcs([calculation.unwrap_or(Calculation::LAST_NOT_NULL)]);
    let is_right = old.legend_type.take().as_deref() == Some("Right side");
    let placement = if is_right { LegendPlacement::Right } else { LegendPlacement::Bottom };
    let legend = legend(old.legend.take().unwrap_or_else(PieLegend::empty)).placement(placement);
    PieChartOptions::new().pie_type(kind).reduce_options(reduce).legend(legend)
}

fn legend(old: PieLegend) -> LegendOptions {
    let shown = [(old.percentage, "percent"), (old.values, "value")];
    let values: Vec<_> =
        shown.into_iter().filter(|(shown, _)| *shown == Some(true)).map(|(_, name)| name.into()).collect();
    let display = if values.is_empty() { LegendDisplay::List } else { LegendDisplay::Table };
    let mut legend = LegendOptions::new().show_legend(old.show.unwrap_or(true)).display_mode(display).values(values);
    legend.width = number(old.side_width).map(Either::Left);
    legend
}

/// What every panel had.
fn forget_defaults(old: &mut Pie) {
    forget(&mut old.font_size, &"80%".into());
    forget(&mut old.break_point, &"50%".into());
    forget(&mut old.null_point_mode, &"connected".into());
    old.stroke_width.take_if(|width| number(Some(width.clone())) == Some(1.0));
    if old.combine.as_ref().is_some_and(|it| number(it.threshold.clone()).is_none_or(|threshold| threshold == 0.0)) {
        old.combine = None;
    }
}
