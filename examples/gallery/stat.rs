//! `Stat`: single numbers, large.

use dashgen::model::{Color, Dashboard, Mapping, Panel, Stat, Thresholds, Uid};
use dashgen::vocabulary::panel::{
    Orientation, PercentChangeColor, ReduceOptions, StatColorMode, StatTextMode, TextSize,
};

use super::metrics::{self, DEPENDENCY, MEMORY, dependency};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-stat"), "Stat").panel(failed()).panel(services()).panel(memory())
}

/// A number with the graph of its values behind it.
fn failed() -> Panel {
    let number = Stat::default()
        .with(|options| options.show_percent_change(true).percent_change_color_mode(PercentChangeColor::Inverted));
    Panel::new("failed", "Failed requests", number)
        .query(metrics::failed().legend("Failed"))
        .thresholds(Thresholds::from_ok().warning(0.01).critical(0.05))
        .decimals(2)
}

/// A state: words on a colour.
fn services() -> Panel {
    let states = Stat::state().with(|options| {
        options.text_mode(StatTextMode::ValueAndName).orientation(Orientation::Vertical).wide_layout(false)
    });
    Panel::new("services", "What the shop needs", states)
        .query(DEPENDENCY.value().min_by([dependency::Service]).legend(dependency::Service).instant())
        .mapping(Mapping::value("1", "up", Color::GREEN))
        .mapping(Mapping::value("0", "down", Color::RED))
        .no_value("unknown")
}

/// The number of the whole time range rather than the last one.
fn memory() -> Panel {
    let number = Stat::plain().with(|options| {
        options
            .reduce_options(ReduceOptions::by("max"))
            .color_mode(StatColorMode::None)
            .text(TextSize::new().value_size(48))
    });
    Panel::new("memory", "Most memory", number).query(MEMORY.value().sum().legend("Memory"))
}
