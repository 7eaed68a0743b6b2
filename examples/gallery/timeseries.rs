//! `Timeseries`: lines, bars or points over time.

use dashgen::json::Either;
use dashgen::model::{Axis, Color, Dashboard, Override, Panel, Property, Thresholds, Timeseries, Uid};
use dashgen::promql::{RATE_INTERVAL, minutes};
use dashgen::vocabulary::panel::{
    HideFrom, LegendOptions, LegendPlacement, LineInterpolation, LineStyle, ScaleDistribution, ShowPoints,
    ThresholdsStyleMode, TooltipOptions,
};

use super::metrics::{self, DURATION, JOBS, MEMORY, jobs, requests};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-time-series"), "Time series")
        .panel(lines())
        .panel(stacked())
        .panel(bars())
        .panel(two_axes())
}

fn lines() -> Panel {
    let graph = Timeseries::lines()
        .legend(LegendOptions::table(["mean", "max"]).sort_by("Max").sort_desc(true))
        .show_thresholds(ThresholdsStyleMode::DashedAndArea)
        .custom(|field| field.line_width(2).line_interpolation(LineInterpolation::Smooth).axis_soft_min(0));
    Panel::new("answer-times", "How long requests take", graph)
        .query(DURATION.quantile(0.5, RATE_INTERVAL).legend("p50"))
        .query(DURATION.quantile(0.99, RATE_INTERVAL).legend("p99"))
        .thresholds(Thresholds::from_ok().critical(1.0))
        .field_override(Override::by_name("p99").with(Property::LineStyle(LineStyle::dashed())).color(Color::RED))
}

fn stacked() -> Panel {
    let graph = Timeseries::stacked().legend(LegendOptions::new().placement(LegendPlacement::Right));
    Panel::new("requests", "Requests by path", graph)
        .query(metrics::requests_by_path().legend(requests::Path))
        .field_override(Override::by_regex("/search.*").with(Property::HideFrom(HideFrom::new().tooltip(true))))
}

fn bars() -> Panel {
    let graph = Timeseries::stacked_bars()
        .with(|options| options.tooltip(TooltipOptions::all().hide_zeros(true)))
        .custom(|field| field.bar_alignment(-1).bar_width_factor(0.9).show_values(true));
    Panel::new("jobs", "Jobs that wait", graph)
        .query(JOBS.value().sum_by([jobs::Queue]).legend(jobs::Queue))
        .min_step(minutes(5))
}

fn two_axes() -> Panel {
    let graph = Timeseries::default().custom(|field| {
        field
            .show_points(ShowPoints::Always)
            .point_size(4)
            .span_nulls(Either::Left(true))
            .scale_distribution(ScaleDistribution::logarithmic(10.0))
    });
    Panel::new("memory", "Memory and jobs", graph)
        .query(MEMORY.value().sum().legend("Memory"))
        .query(JOBS.value().sum().legend("Jobs").axis(Axis::Right))
        .field_override(Override::by_name("Jobs").with(Property::AxisLabel("Jobs".into())))
}
