//! `Trend`: lines over a number that grows, rather than over time.

use dashgen::model::panel::{LegendOptions, LineInterpolation};
use dashgen::model::{Dashboard, Panel, Trend, Uid};
use dashgen::promql::RATE_INTERVAL;

use super::metrics::DURATION;

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-trend"), "Trend").panel(distribution())
}

fn distribution() -> Panel {
    let line = Trend::over("le")
        .with(|options| options.legend(LegendOptions::none()))
        .drawn(|field| field.fill_opacity(20).line_interpolation(LineInterpolation::StepAfter));
    Panel::new("distribution", "Requests that took at most so long", line)
        .query(DURATION.rate(RATE_INTERVAL).sum().buckets())
}
