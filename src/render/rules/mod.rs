//! The rules: recording and alerting rules for Prometheus, their tests, and alert rules for Grafana.

mod check;
pub(super) mod grafana;
pub(super) mod prometheus;
pub(super) mod unit_test;

#[cfg(test)]
mod tests;

pub use check::RuleError;
pub(super) use check::check;

use std::collections::HashMap;

use crate::model::{PanelId, PanelRef, Uid, panel_ids};
use crate::rule::AlertRule;
use crate::suite::Suite;

/// Who evaluates the alerts of a suite.
///
/// The files for both can be written; loading both would bring each alert twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum AlertsBy {
    /// Grafana.
    Grafana,
    /// Prometheus.
    Prometheus,
    /// Either: the files for both are written, to choose from. Grafana reads its own with the rest of the
    /// provisioning; Prometheus reads none that its configuration does not name.
    #[default]
    Either,
    /// Nobody.
    Nobody,
}

impl AlertsBy {
    /// Returns whether Grafana may be the one.
    pub(super) fn may_be_grafana(self) -> bool {
        matches!(self, Self::Grafana | Self::Either)
    }

    /// Returns whether Prometheus may be the one.
    pub(super) fn may_be_prometheus(self) -> bool {
        matches!(self, Self::Prometheus | Self::Either)
    }
}

/// The numbers of the panels that alerts name.
pub(super) struct Panels(HashMap<(Uid, String), PanelId>);

impl Panels {
    /// Looks for the panels that alerts name.
    pub(super) fn find(suite: &Suite) -> Result<Self, RuleError> {
        let named = || suite.rules.alerts().filter_map(|alert| Some((alert, alert.panel.as_ref()?)));
        let mut panels = HashMap::new();
        if named().next().is_some() {
            for dashboard in suite.dashboards.iter() {
                if named().any(|(_, panel)| panel.dashboard.uid == dashboard.uid) {
                    let keys = dashboard.keys();
                    let (ids, _) = panel_ids(&keys);
                    panels
                        .extend(keys.iter().zip(ids).map(|(key, id)| ((dashboard.uid.clone(), (*key).to_owned()), id)));
                }
            }
        }
        let panels = Self(panels);
        match named().find(|(_, panel)| panels.id(panel).is_none()) {
            None => Ok(panels),
            Some((alert, panel)) => Err(RuleError::DanglingPanel {
                alert: alert.name.to_string(),
                origin: alert.origin,
                dashboard: panel.dashboard.uid.clone(),
                panel: panel.key.as_str().to_owned(),
            }),
        }
    }

    fn id(&self, panel: &PanelRef) -> Option<PanelId> {
        self.0.get(&(panel.dashboard.uid.clone(), panel.key.as_str().to_owned())).copied()
    }

    /// Returns the panel of an alert and its number.
    fn of<'a>(&self, alert: &'a AlertRule) -> Option<(&'a PanelRef, PanelId)> {
        let panel = alert.panel.as_ref()?;
        Some((panel, self.id(panel)?))
    }

    /// Returns the page of an alert's panel, below Grafana's address.
    fn page(&self, alert: &AlertRule) -> Option<String> {
        let (panel, id) = self.of(alert)?;
        Some(format!("{}?viewPanel={}", panel.dashboard.path(), id.0))
    }
}
