//! `Gauge`: numbers on a scale between the field's min and max.

use dashgen::model::{Dashboard, Gauge, Panel, Size, Thresholds, Uid};
use dashgen::vocabulary::panel::{GaugeEffects, GaugeShape, Orientation, ReduceOptions, Sizing};

use super::metrics::{self, DISK, disk};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-gauge"), "Gauge").panel(failed()).panel(disks())
}

fn failed() -> Panel {
    Panel::new("failed", "Failed requests", Gauge::default())
        .query(metrics::failed().legend("Failed"))
        .range(0.0, 0.1)
        .thresholds(Thresholds::from_ok().warning(0.01).critical(0.05))
}

fn disks() -> Panel {
    let rings = Gauge::default().with(|options| {
        options
            .shape(GaugeShape::Circle)
            .effects(GaugeEffects::new().gradient(true).center_glow(true))
            .segment_count(20)
            .sparkline(false)
            .show_threshold_labels(true)
            .orientation(Orientation::Vertical)
            .reduce_options(ReduceOptions::by("max"))
            .sizing(Sizing::Manual)
            .min_viz_width(120)
    });
    Panel::new("disks", "Fullest disks of the time range", rings)
        .query(DISK.value().max_by([disk::Mount]).legend(disk::Mount))
        .range(0.0, 1.0)
        .thresholds(Thresholds::from_ok().warning(0.8).critical(0.95))
        .size(Size::HALF)
}
