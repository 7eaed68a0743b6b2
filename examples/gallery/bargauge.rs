//! `BarGauge`: numbers as bars between the field's min and max.

use dashgen::model::{Dashboard, Panel, Thresholds, Uid};
use dashgen::promql::RATE_INTERVAL;
use dashgen::vocabulary::panel::{BarGauge, BarGaugeMode, BarGaugeName, BarGaugeValue, ReduceOptions, Sizing};

use super::metrics::{self, DISK, DURATION, disk, requests};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-bar-gauge"), "Bar gauge").panel(ranking()).panel(disks()).panel(buckets())
}

fn ranking() -> Panel {
    let bars = BarGauge::horizontal().with(|options| {
        options.name_placement(BarGaugeName::Left).show_unfilled(false).reduce_options(ReduceOptions::by("mean"))
    });
    Panel::new("ranking", "Busiest paths", bars)
        .query(metrics::requests_by_path().topk(5).legend(requests::Path))
        .min(0.0)
}

fn disks() -> Panel {
    let bars = BarGauge::default().mode(BarGaugeMode::Lcd).with(|options| {
        options.value_mode(BarGaugeValue::Text).sizing(Sizing::Manual).min_viz_width(40).max_viz_height(60)
    });
    Panel::new("disks", "Disks", bars)
        .query(DISK.value().max_by([disk::Mount]).legend(disk::Mount).instant())
        .range(0.0, 1.0)
        .thresholds(Thresholds::from_ok().warning(0.8).critical(0.95))
}

fn buckets() -> Panel {
    Panel::new("buckets", "Requests by how long they took", BarGauge::default().mode(BarGaugeMode::Basic))
        .query(DURATION.rate(RATE_INTERVAL).sum().buckets())
}
