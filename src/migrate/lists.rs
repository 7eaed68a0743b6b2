//! `dashlist` and `alertlist` of before Grafana 8: what they list stood beside the options, not among them.

use super::loss::Losses;
use super::options_of;
use super::value::number;
use crate::json::Json;
use crate::schema::v1::Panel;
use crate::vocabulary::panel::{AlertListOptions, AlertStates, DashboardListOptions, PanelOptions};

pub(super) fn dashboards(panel: &mut Panel, losses: &mut Losses) {
    let Some(mut old) = panel.legacy.as_mut().and_then(|it| it.dashboard_list.take()) else { return };
    let mut options = options_of!(panel, DashboardList, DashboardListOptions);
    // What the options say counts: somebody may have chosen it since.
    options.folder_id = options.folder_id.or(old.folder_id.take());
    options.max_items = options.max_items.or(number(old.limit.take()));
    options.query = options.query.or(old.query.take());
    options.show_headings = options.show_headings.or(old.headings.take());
    options.show_recently_viewed = options.show_recently_viewed.or(old.recent.take());
    options.show_search = options.show_search.or(old.search.take());
    options.show_starred = options.show_starred.or(old.starred.take());
    options.tags = options.tags.or(old.tags.take());
    panel.options = Some(PanelOptions::DashboardList(Box::new(options)));
    losses.note_rest(&*old);
}

pub(super) fn alerts(panel: &mut Panel, losses: &mut Losses) {
    let Some(mut old) = panel.legacy.as_mut().and_then(|it| it.alert_list.take()) else { return };
    let mut options = options_of!(panel, AlertList, AlertListOptions);
    options.alert_name = options.alert_name.or(old.alert_name.take()).or(old.name_filter.take());
    options.dashboard_alerts = options.dashboard_alerts.or(old.only_alerts_on_dashboard.take());
    options.dashboard_title = options.dashboard_title.or(old.dashboard_filter.take());
    options.folder_id = options.folder_id.or(old.folder_id.take());
    options.max_items = options.max_items.or(number(old.limit.take()));
    options.show_options = options.show_options.or(old.show.take());
    options.sort_order = options.sort_order.or(old.sort_order.take());
    if let Some(states) = old.state_filter.take() {
        let is_shown = |state: &str| states.iter().any(|it| it == state);
        options.state_filter = options.state_filter.or(Some(AlertStates {
            alerting: Some(is_shown("alerting")),
            execution_error: Some(is_shown("execution_error")),
            no_data_of_old: Some(is_shown("no_data")),
            ok: Some(is_shown("ok")),
            paused: Some(is_shown("paused")),
            pending: Some(is_shown("pending")),
            ..AlertStates::empty()
        }));
    }
    let tags = old.dashboard_tags.take().map(|tags| tags.into_iter().map(|tag| Json(tag.into())).collect());
    options.tags = options.tags.or(tags);
    panel.options = Some(PanelOptions::AlertList(Box::new(options)));
    losses.note_rest(&*old);
}
