//! `HistogramPanel`: how often values of series occur. For the buckets of a Prometheus histogram, see `Heatmap`.

use dashgen::model::{Dashboard, HistogramPanel, Panel, Uid};
use dashgen::promql::RATE_INTERVAL;
use dashgen::vocabulary::panel::{GradientMode, Stacking};

use super::metrics::{DURATION, JOBS, duration, jobs};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-histogram"), "Histogram").panel(answer_times()).panel(queues())
}

fn answer_times() -> Panel {
    let bars = HistogramPanel::default().bucket_size(0.05).combined();
    Panel::new("answer-times", "How often the slowest requests took how long", bars)
        .query(DURATION.rate(RATE_INTERVAL).sum_by([duration::Path]).quantile(0.99).legend(duration::Path))
}

fn queues() -> Panel {
    let bars = HistogramPanel::default()
        .with(|options| options.bucket_count(50).bucket_offset(0.0))
        .custom(|field| field.stacking(Stacking::normal()).gradient_mode(GradientMode::Hue).fill_opacity(50));
    Panel::new("queues", "How many jobs wait", bars).query(JOBS.value().sum_by([jobs::Queue]).legend(jobs::Queue))
}
