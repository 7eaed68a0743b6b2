//! `DashboardList`: links to dashboards. It asks no queries.

use dashgen::model::{Dashboard, DashboardList, Panel, Uid};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-dashboard-list"), "Dashboard list").panel(gallery()).panel(starred())
}

fn gallery() -> Panel {
    let list = DashboardList::tagged(["gallery"])
        .with(|options| options.keep_time(true).include_variables(true).show_folder_names(false).max_items(30));
    Panel::new("gallery", "The gallery", list)
}

fn starred() -> Panel {
    let list = DashboardList::default().with(|options| options.show_recently_viewed(true).folder_uid("shop"));
    Panel::new("starred", "Starred, and viewed lately", list)
}
