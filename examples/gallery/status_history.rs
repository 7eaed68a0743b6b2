//! `StatusHistory`: states at moments, one box each.

use dashgen::model::{Color, Dashboard, Mapping, Panel, Uid};
use dashgen::promql::minutes;
use dashgen::vocabulary::panel::{LegendOptions, ShowValue, StatusHistory, TooltipOptions};

use super::metrics::{DEPENDENCY, dependency};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-status-history"), "Status history").panel(services())
}

fn services() -> Panel {
    let boxes = StatusHistory::default()
        .with(|options| {
            options
                .show_value(ShowValue::Never)
                .col_width(0.8)
                .row_height(0.7)
                .legend(LegendOptions::none())
                .tooltip(TooltipOptions::all())
        })
        .custom(|field| field.fill_opacity(100).line_width(0));
    Panel::new("services", "What the shop needs, every five minutes", boxes)
        .query(DEPENDENCY.value().min_by([dependency::Service]).legend(dependency::Service))
        .min_step(minutes(5))
        .mapping(Mapping::value("1", "up", Color::GREEN))
        .mapping(Mapping::value("0", "down", Color::RED))
}
