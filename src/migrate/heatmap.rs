//! `heatmap` of before Grafana 9.1: its options stood beside the others, and said the same in other words.

use super::forget;
use super::loss::Losses;
use super::value::number;
use crate::schema::v1::Panel;
use crate::schema::v1::legacy::{Heatmap, HeatmapYAxis, Number};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Axis, Color};
use crate::vocabulary::panel::{
    HeatmapAxis, HeatmapBucketMode, HeatmapBuckets, HeatmapCalculation, HeatmapCellValues, HeatmapColor,
    HeatmapColorMode, HeatmapColorScale, HeatmapFilter, HeatmapLayout, HeatmapLegend, HeatmapOptions, HeatmapRows,
    HeatmapTooltip, PanelOptions, ScaleDistribution, ShowValue, TooltipMode,
};

pub(super) fn migrate(panel: &mut Panel, losses: &mut Losses) {
    // Options of today were migrated before; what stands beside them is a leftover.
    if matches!(&panel.options, Some(PanelOptions::Heatmap(options)) if options.color.is_some()) {
        return;
    }
    let Some(mut old) = panel.legacy.as_mut().and_then(|it| it.heatmap.take()) else { return };
    panel.plugin_version = None;
    panel.options = Some(PanelOptions::Heatmap(Box::new(options(&mut old))));
    if old.x_axis.take().is_some_and(|axis| axis.show == Some(false)) {
        losses.note("its x-axis was hidden, and is now shown");
    }
    forget_defaults(&mut old);
    losses.note_rest(&*old);
}

fn options(old: &mut Heatmap) -> HeatmapOptions {
    let counts = old.data_format.take().as_deref() != Some("tsbuckets");
    let mut axis = old.y_axis.take().unwrap_or_else(HeatmapYAxis::empty);
    let cards = old.cards.take();
    let (padding, round) = cards.map_or((None, None), |cards| (number(cards.card_padding), number(cards.card_round)));
    let mut options = HeatmapOptions::new()
        .calculate(counts)
        .cell_gap(padding.filter(|gap| *gap > 0.0).unwrap_or(if padding.is_none() { 2.0 } else { 1.0 }))
        .color(color(old))
        .legend(HeatmapLegend::empty().show(old.legend.take().is_some_and(|it| it.show == Some(true))))
        .show_value(ShowValue::Never)
        .tooltip(tooltip(old));
    options.calculation = counts.then(|| calculation(old, &mut axis));
    options.cell_radius = round;
    options.cell_values = number(old.tooltip_decimals.take())
        .map(|decimals| HeatmapCellValues { decimals: Some(Some(decimals)), ..HeatmapCellValues::empty() });
    options.filter_values = (old.hide_zero_buckets.take() == Some(true)).then(HeatmapFilter::new);
    options.rows_frame = layout(old.y_bucket_bound.take()).map(|it| HeatmapRows::empty().layout(it));
    options.y_axis(vertical(axis, old.reverse_y_buckets.take()))
}

fn color(old: &mut Heatmap) -> HeatmapColor {
    /// The old panel drew as many colours as the screen has.
    const STEPS: f64 = 128.0;
    let mut new = HeatmapColor::new().steps(STEPS);
    let Some(mut color) = old.color.take() else { return new };
    if color.mode.take().as_deref() == Some("opacity") {
        new.mode = Some(HeatmapColorMode::Opacity);
        let is_linear = color.color_scale.as_deref() == Some("linear");
        new.scale = Some(if is_linear { HeatmapColorScale::Linear } else { HeatmapColorScale::Exponential });
        new.exponent = color.exponent.or(new.exponent);
    } else if let Some(scheme) = &color.color_scheme {
        new.scheme = Some(scheme.strip_prefix("interpolate").map_or_else(|| scheme.clone(), |it| it.to_owned().into()));
    }
    new.fill = color.card_color.take().map(Color).or(new.fill);
    (new.min, new.max) = (number(color.min).map(Some), number(color.max).map(Some));
    new
}

fn tooltip(old: &mut Heatmap) -> HeatmapTooltip {
    let tooltip = old.tooltip.take();
    let is_shown = tooltip.as_ref().is_some_and(|it| it.show == Some(true));
    let mode = if is_shown { TooltipMode::Single } else { TooltipMode::None };
    HeatmapTooltip::empty().mode(mode).y_histogram(tooltip.is_some_and(|it| it.show_histogram == Some(true)))
}

/// A size counts before a number; a logarithmic axis has buckets of its own.
fn calculation(old: &mut Heatmap, axis: &mut HeatmapYAxis) -> HeatmapCalculation {
    let mut made = HeatmapCalculation::empty();
    made.x_buckets = buckets(old.x_bucket_size.take(), old.x_bucket_number.take());
    made.y_buckets = buckets(old.y_bucket_size.take(), old.y_bucket_number.take());
    if let Some(base) = number(axis.log_base.take()).filter(|base| *base > 1.0) {
        let parts = number(axis.split_factor.take()).filter(|parts| *parts > 0.0);
        let buckets = HeatmapBuckets::empty().mode(HeatmapBucketMode::Count);
        let value = parts.map(|parts| Text::Owned(parts.to_string()));
        made.y_buckets = Some(HeatmapBuckets { value, ..buckets.scale(ScaleDistribution::logarithmic(base)) });
    }
    made
}

fn buckets(size: Option<Number>, count: Option<Number>) -> Option<HeatmapBuckets> {
    let typed = |number: Option<Number>| match number?? {
        crate::json::Either::Left(number) => (number > 0.0).then(|| Text::Owned(number.to_string())),
        crate::json::Either::Right(text) => (!text.trim().is_empty()).then_some(text),
    };
    let of = |mode, value: Text| HeatmapBuckets::empty().mode(mode).value(value);
    let size = typed(size).map(|size| of(HeatmapBucketMode::Width, size));
    size.or_else(|| typed(count).map(|count| of(HeatmapBucketMode::Count, count)))
}

/// Returns which end of a bucket its name tells.
fn layout(bound: Option<Text>) -> Option<HeatmapLayout> {
    match bound?.as_ref() {
        "upper" => Some(HeatmapLayout::Upper),
        "lower" => Some(HeatmapLayout::Lower),
        "middle" => Some(HeatmapLayout::Middle),
        _ => None,
    }
}

fn vertical(old: HeatmapYAxis, reverse: Option<bool>) -> HeatmapAxis {
    let placement = if old.show == Some(false) { Axis::Hidden } else { Axis::Left };
    let mut axis = HeatmapAxis::empty().axis_placement(placement).reverse(reverse == Some(true));
    axis.decimals = number(old.decimals).map(Some);
    (axis.min, axis.max) = (number(old.min).map(Some), number(old.max).map(Some));
    axis.unit = old.format.filter(|unit| !unit.is_empty());
    axis
}

/// What every panel had, and what was only about the mouse.
fn forget_defaults(old: &mut Heatmap) {
    (old.highlight_cards, old.heatmap) = (None, None);
    // Without counting, these did nothing.
    (old.x_bucket_size, old.x_bucket_number, old.y_bucket_size, old.y_bucket_number) = (None, None, None, None);
    forget(&mut old.hide_zero_buckets, &false);
}
