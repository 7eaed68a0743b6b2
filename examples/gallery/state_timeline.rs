//! `StateTimeline`: states, and how long each lasted. Mappings give states their names and colours.

use dashgen::json::Either;
use dashgen::model::{Color, Dashboard, Mapping, Panel, Thresholds, Uid};
use dashgen::vocabulary::panel::{LegendOptions, ShowValue, StateTimeline, ValueAlignment};

use super::metrics::{DEPENDENCY, JOBS, dependency, jobs};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-state-timeline"), "State timeline").panel(services()).panel(queues())
}

fn services() -> Panel {
    let rows = StateTimeline::default()
        .with(|options| {
            options.align_value(ValueAlignment::Center).legend(LegendOptions::none()).row_height(0.8).per_page(10)
        })
        .custom(|field| field.span_nulls(Either::Right(300_000.0)).fill_opacity(90));
    Panel::new("services", "What the shop needs", rows)
        .query(DEPENDENCY.value().min_by([dependency::Service]).legend(dependency::Service))
        .mapping(Mapping::value("1", "up", Color::GREEN))
        .mapping(Mapping::value("0", "down", Color::RED))
}

fn queues() -> Panel {
    let rows = StateTimeline::default().with(|options| options.show_value(ShowValue::Never).merge_values(false));
    Panel::new("queues", "How full the queues are", rows)
        .query(JOBS.value().sum_by([jobs::Queue]).legend(jobs::Queue))
        .thresholds(Thresholds::from_ok().warning(100.0).critical(1_000.0))
}
