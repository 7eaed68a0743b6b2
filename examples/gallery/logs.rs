//! `Logs`: lines of logs. What it shows comes from a datasource of logs.

use dashgen::model::{Dashboard, DatasourceRef, Logs, Panel, Uid, Var};
use dashgen::vocabulary::panel::{LogsDedup, LogsDetails, LogsOrder};

pub(crate) fn page() -> Dashboard {
    let (choice, chosen) = super::choice("loki", Var::literal("logs"));
    super::page(Uid::literal("gallery-logs"), "Logs").variable(choice).panel(failures(chosen))
}

fn failures(datasource: DatasourceRef) -> Panel {
    let lines = Logs::default().with(|options| {
        options
            .show_time(true)
            .show_common_labels(true)
            .wrap_log_message(true)
            .prettify_log_message(true)
            .dedup_strategy(LogsDedup::Signature)
            .sort_order(LogsOrder::OldestFirst)
            .details_mode(LogsDetails::Sidebar)
            .enable_infinite_scrolling(true)
    });
    Panel::new("failures", "Failures", lines).datasource(datasource)
}
