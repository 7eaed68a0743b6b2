//! The rule files: recording and alerting rules for Prometheus, their tests, and alert rules for Grafana.

mod check;
pub(super) mod grafana;
mod prometheus;
mod unit_test;

#[cfg(test)]
mod tests;

pub use check::RuleError;

use std::collections::HashMap;

use serde::Serialize;

use super::target::{self, Target};
use super::yaml::template;
use crate::model::{PanelId, PanelRef, Uid, panel_ids};
use crate::rule::AlertRule;
use crate::suite::Suite;

/// Who evaluates the alerts of a suite.
///
/// The files for both can be written; loading both would bring each alert twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    fn may_be_grafana(self) -> bool {
        matches!(self, Self::Grafana | Self::Either)
    }
}

/// Which rule files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RuleOptions {
    /// Who evaluates the alerts.
    pub alerts: AlertsBy,
}

/// Renders the rule files of a suite.
///
/// Returns the path of each file in the output and its text.
///
/// # Errors
/// [`RuleError`], when Grafana or Prometheus would refuse a file, or an alert names a panel that is not there.
pub fn rules(suite: &Suite, options: RuleOptions) -> Result<Vec<(String, String)>, RuleError> {
    rules_in(grafana::folder(suite), suite, options)
}

fn rules_in(folder: &str, suite: &Suite, options: RuleOptions) -> Result<Vec<(String, String)>, RuleError> {
    check::check(suite)?;
    let panels = Panels::find(suite)?;
    let mut files = Vec::new();
    let mut add = |path: &str, text: String| files.push((format!("provisioning/{path}"), text));
    if suite.rules.alerts().next().is_some() && options.alerts.may_be_grafana() {
        add("alerting/rules.yml", grafana::rules(suite, &panels, folder)?);
    }
    if let Some(contact) = &suite.contact {
        add("alerting/notifications.yml", grafana::notifications(&suite.name, contact));
    }
    of_prometheus(suite, options, &panels, &mut add);
    Ok(files)
}

/// Does what [`rules`] does, in the form of a target: for grafana-operator, Grafana's alerts, its contact point and its
/// policy are objects; for `ConfigMap`s, the alerts are in the folder that the sidecar makes for the dashboards. The rest
/// is made from the files, by [`supporting`](super::supporting).
///
/// # Errors
/// As [`rules`].
pub fn rules_for(target: Target, suite: &Suite, options: RuleOptions) -> Result<Vec<(String, String)>, RuleError> {
    match target {
        Target::Operator => {}
        Target::ConfigMap => return rules_in(&target::folder_of_sidecar(suite), &suite.with_defaults(), options),
        Target::Files | Target::GitSync => return rules(suite, options),
    }
    check::check(suite)?;
    let panels = Panels::find(suite)?;
    let mut files = Vec::new();
    if suite.rules.alerts().next().is_some() && options.alerts.may_be_grafana() {
        files = grafana::rule_groups(suite, &panels)?;
        files.extend(target::folder_of_rules(suite));
    }
    if let Some(contact) = &suite.contact {
        files.extend(grafana::notification_objects(&suite.name, contact));
    }
    let mut add = |path: &str, text: String| files.push((format!("provisioning/{path}"), text));
    of_prometheus(suite, options, &panels, &mut add);
    Ok(files)
}

fn of_prometheus(suite: &Suite, options: RuleOptions, panels: &Panels, add: &mut impl FnMut(&str, String)) {
    let has_recordings = suite.rules.recordings().next().is_some();
    if has_recordings {
        add("prometheus/recording.rules.yml", print("recording.rules.yml", suite, &prometheus::recording(suite)));
    }
    let has_alerts = suite.rules.alerts().next().is_some();
    if has_alerts && matches!(options.alerts, AlertsBy::Prometheus | AlertsBy::Either) {
        add("prometheus/alerting.rules.yml", print("alerting.rules.yml", suite, &prometheus::alerting(suite, panels)));
        add(
            "prometheus/tests.yml",
            template::render("rule-tests.yml", &unit_test::tests(suite, panels, has_recordings)),
        );
    }
}

fn print(template: &str, suite: &Suite, groups: &[impl Serialize]) -> String {
    #[derive(Serialize)]
    struct Data<'a, G> {
        suite: &'a str,
        groups: &'a [G],
    }
    template::render(template, &Data { suite: &suite.name, groups })
}

/// The numbers of the panels that alerts name.
struct Panels(HashMap<(Uid, String), PanelId>);

impl Panels {
    fn find(suite: &Suite) -> Result<Self, RuleError> {
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
