//! `Trend`: lines over a number that grows, rather than over time.

use dashgen::model::{Axis, Dashboard, Panel, Trend, Uid};
use dashgen::promql::RATE_INTERVAL;
use dashgen::vocabulary::panel::{LegendOptions, LineInterpolation};
use dashgen::vocabulary::transformation::{JoinByFieldOptions, SortByOptions, SortField};

use super::metrics::{DURATION, REQUESTS};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-trend"), "Trend").panel(load())
}

/// Two series are two tables: joined and sorted, one is the axis of the other.
fn load() -> Panel {
    let line = Trend::over("Requests")
        .with(|options| options.legend(LegendOptions::none()))
        .custom(|field| field.fill_opacity(20).line_interpolation(LineInterpolation::Smooth));
    Panel::new("load", "How long requests take, by how many there are", line)
        .query(REQUESTS.rate(RATE_INTERVAL).sum().legend("Requests"))
        .query(DURATION.quantile(0.99, RATE_INTERVAL).legend("p99").axis(Axis::Right))
        .transform(JoinByFieldOptions::new().by_field(Some("Time".into())))
        .transform(SortByOptions::new().sort([SortField::new().field("Requests")]))
}
