//! `AnnotationList`: events that Grafana keeps. It asks no queries.

use dashgen::model::{AnnotationList, Dashboard, Panel, Uid};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-annotation-list"), "Annotations list").panel(deployments())
}

fn deployments() -> Panel {
    let list = AnnotationList::tagged(["deployment", "shop"]).with(|options| {
        options
            .limit(20)
            .only_in_time_range(true)
            .show_user(false)
            .navigate_to_panel(false)
            .navigate_before("30m")
            .navigate_after("1h")
    });
    Panel::new("deployments", "Deployments", list)
}
