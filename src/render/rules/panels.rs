//! The panels that alerts name.

use std::collections::HashMap;

use super::check::RuleError;
use crate::model::{PanelId, PanelRef, Uid, panel_ids};
use crate::rule::AlertRule;
use crate::suite::Suite;

/// The numbers of the panels that alerts name.
pub(in crate::render) struct Panels(HashMap<(Uid, String), PanelId>);

impl Panels {
    /// Looks for the panels that alerts name.
    pub(in crate::render) fn find(suite: &Suite) -> Result<Self, RuleError> {
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
    pub(super) fn of<'a>(&self, alert: &'a AlertRule) -> Option<(&'a PanelRef, PanelId)> {
        let panel = alert.panel.as_ref()?;
        Some((panel, self.id(panel)?))
    }

    /// Returns the page of an alert's panel, below Grafana's address.
    pub(super) fn page(&self, alert: &AlertRule) -> Option<String> {
        let (panel, id) = self.of(alert)?;
        Some(format!("{}?viewPanel={}", panel.dashboard.path(), id.0))
    }
}
