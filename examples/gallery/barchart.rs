//! `BarChart`: bars by category. It wants a table: a field of names, and numbers.

use dashgen::model::{Color, Dashboard, Panel, Uid};
use dashgen::promql::hours;
use dashgen::vocabulary::panel::{BarChart, LegendOptions, ShowValue, StackingMode};
use dashgen::vocabulary::transformation::GroupingToMatrixOptions;

use super::metrics::{ORDERS, REQUESTS, orders, requests};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-bar-chart"), "Bar chart").panel(orders_by_country()).panel(requests_by_path())
}

fn orders_by_country() -> Panel {
    let bars = BarChart::default().by_field("country").with(|options| {
        options.legend(LegendOptions::none()).show_value(ShowValue::Always).bar_width(0.6).bar_radius(0.2)
    });
    Panel::new("orders-by-country", "Orders of the last day, by country", bars)
        .query(ORDERS.increase(hours(24)).sum_by([orders::Country]).table())
        .color(Color::BLUE)
        .decimals(0)
}

/// A bar for each path, and in it a piece for each method: a table with a row for each path and a column for each method.
fn requests_by_path() -> Panel {
    let bars = BarChart::horizontal()
        .by_field("path\\method")
        .stacked(StackingMode::Normal)
        .with(|options| options.full_highlight(true).x_tick_label_max_length(20).x_tick_label_spacing(100))
        .custom(|field| field.fill_opacity(60).line_width(2));
    Panel::new("requests-by-path", "Requests of the last hour, by path and method", bars)
        .query(REQUESTS.increase(hours(1)).sum_by([requests::Path, requests::Method]).table())
        .transform(GroupingToMatrixOptions::new().column_field("method").row_field("path").value_field("Value"))
        .decimals(0)
}
