//! `News`: headlines of a feed. It asks no queries.

use dashgen::model::{Dashboard, News, Panel, Uid};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-news"), "News").panel(releases())
}

fn releases() -> Panel {
    let feed = News::of("https://github.com/prometheus/prometheus/releases.atom");
    Panel::new("releases", "Releases of Prometheus", feed.with(|options| options.show_image(false)))
}
