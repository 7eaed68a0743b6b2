//! `Plugin`: a panel that has no type here. Its options are given as Grafana takes them.

use dashgen::model::{Dashboard, Panel, Plugin, Uid};
use dashgen::promql::hours;
use serde_json::{Map, json};

use super::metrics::{ORDERS, orders};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-plugin"), "A plugin").panel(treemap())
}

fn treemap() -> Panel {
    let options = Map::from_iter([("tiling".to_owned(), json!("treemapSquarify"))]);
    Panel::new("treemap", "Orders of the last day", Plugin::new("marcusolsson-treemap-panel", options))
        .query(ORDERS.increase(hours(24)).sum_by([orders::Country]).table())
}
