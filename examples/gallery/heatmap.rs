//! `Heatmap`: how often values occur over time.

use dashgen::model::{Color, Dashboard, Panel, Uid};
use dashgen::promql::{RATE_INTERVAL, minutes};
use dashgen::unit::Unit;
use dashgen::vocabulary::panel::{
    Heatmap, HeatmapColor, HeatmapColorScale, HeatmapLegend, HeatmapSelection, HeatmapTooltip, ScaleDistribution,
    ShowValue,
};

use super::metrics::{DURATION, duration};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-heatmap"), "Heatmap").panel(answer_times()).panel(paths())
}

/// The buckets of a Prometheus histogram.
fn answer_times() -> Panel {
    let map = Heatmap::buckets(&Unit::SECONDS)
        .cell_unit(&Unit::id("reqps"))
        .colors(HeatmapColor::scheme_of("Spectral").reverse(true).steps(32))
        .with(|options| options.tooltip(HeatmapTooltip::new().y_histogram(true).show_color_scale(true)));
    Panel::new("answer-times", "How long requests take", map).query(DURATION.rate(RATE_INTERVAL).sum().buckets())
}

/// Values of many series, counted by the panel itself.
fn paths() -> Panel {
    let map = Heatmap::counted(20)
        .unit(&Unit::SECONDS)
        .y_axis(|axis| axis.min(Some(0.0)).decimals(Some(1.0)).axis_label("Time"))
        .colors(HeatmapColor::shades(Color::BLUE).scale(HeatmapColorScale::Linear))
        .with(|options| {
            options
                .cell_gap(2)
                .cell_radius(4)
                .show_value(ShowValue::Never)
                .legend(HeatmapLegend::new().show(false))
                .selection_mode(HeatmapSelection::Both)
        })
        .custom(|field| field.scale_distribution(ScaleDistribution::logarithmic(2.0)));
    Panel::new("paths", "Slowest requests of each path", map)
        .query(DURATION.rate(minutes(5)).sum_by([duration::Path]).quantile(0.99).legend(duration::Path))
}
