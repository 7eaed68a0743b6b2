//! `PieChart`: shares of a whole.

use dashgen::model::{Dashboard, Panel, Uid};
use dashgen::promql::hours;
use dashgen::vocabulary::panel::{PieChart, PieLabel, ReduceOptions, TooltipOptions, TooltipSort};

use super::metrics::{ORDERS, orders, requests, requests_by_path};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-pie-chart"), "Pie chart").panel(countries()).panel(paths())
}

fn countries() -> Panel {
    let pie = PieChart::default().labels([PieLabel::Name, PieLabel::Percent]).with(|options| {
        options.reduce_options(ReduceOptions::by("sum")).sort(TooltipSort::Asc).tooltip(TooltipOptions::all())
    });
    Panel::new("countries", "Orders of the last day", pie)
        .query(ORDERS.increase(hours(24)).sum_by([orders::Country]).legend(orders::Country).instant())
}

fn paths() -> Panel {
    Panel::new("paths", "Requests", PieChart::donut()).query(requests_by_path().legend(requests::Path))
}
