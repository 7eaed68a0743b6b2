//! `AlertList`: alerts that fire. It asks no queries.

use dashgen::model::{AlertList, Dashboard, Panel, Uid};
use dashgen::vocabulary::panel::{AlertGrouping, AlertStates, AlertView};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-alert-list"), "Alert list").panel(here()).panel(teams()).panel(count())
}

fn here() -> Panel {
    Panel::new("here", "Alerts of this dashboard", AlertList::of_this_dashboard())
}

fn teams() -> Panel {
    let list = AlertList::default().with(|options| {
        options
            .group_mode(AlertGrouping::Custom)
            .group_by(["team".into(), "severity".into()])
            .alert_instance_label_filter("{environment=\"production\"}")
            .state_filter(AlertStates::new().pending(false).no_data(true))
            .sort_order(3)
            .max_items(50)
    });
    Panel::new("teams", "Alerts by team, the worst first", list)
}

fn count() -> Panel {
    let list = AlertList::default().with(|options| options.view_mode(AlertView::Stat).alert_name("Shop"));
    Panel::new("count", "How many alerts of the shop fire", list)
}
