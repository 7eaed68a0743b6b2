//! Grafana's own alert rules, and who hears of them.

use super::template;
use super::{Panels, RuleError, prometheus};
use crate::rule::{Absence, AlertRule, duration};
use crate::schema::provisioning::Expanded;
use crate::schema::rules::{GrafanaGroup, GrafanaRule, Named, Notifications, Panel};
use crate::suite::{Contact, Suite};

pub(super) fn rules(suite: &Suite, panels: &Panels) -> Result<String, RuleError> {
    let default = || suite.datasources.iter().find(|datasource| datasource.is_default);
    let uid = suite.rules.datasource.as_ref().or_else(|| default().map(|datasource| &datasource.uid));
    let datasource = Expanded::literal(uid.ok_or(RuleError::NoDatasource)?.as_str());
    let folder = if suite.rules.folder.is_empty() { &suite.name } else { &suite.rules.folder };
    let groups = suite.rules.alerting.iter().map(|group| GrafanaGroup {
        org_id: 1,
        name: Expanded::literal(&group.name),
        folder: Expanded::literal(folder),
        interval: duration(group.interval),
        rules: group.rules.iter().map(|alert| rule(alert, &datasource, panels)).collect(),
    });
    Ok(super::print("grafana-rules.yml", suite, &groups.collect::<Vec<_>>()))
}

/// The node that has the value.
const VALUE: &str = "B";

fn rule(alert: &AlertRule, datasource: &Expanded, panels: &Panels) -> GrafanaRule {
    let labels = prometheus::labels(alert);
    let template = |text: crate::rule::AlertText| text.grafana(&alert.unit, VALUE);
    GrafanaRule {
        uid: alert.uid().as_str().to_owned(),
        title: Expanded::literal(&alert.title()),
        r#for: duration(alert.hold),
        keep_firing_for: Some(alert.keep_firing_for).filter(|time| !time.is_zero()).map(duration),
        no_data_state: match alert.absence {
            Some(Absence::Quiet) => "OK",
            Some(Absence::Fires) => "Alerting",
            None => "NoData",
        },
        exec_err_state: "Error",
        is_paused: false,
        panel: panels
            .of(alert)
            .map(|(panel, id)| Panel { dashboard_uid: panel.dashboard.uid.as_str().to_owned(), panel_id: id.0 }),
        labels: labels.map(|(name, text)| Named { name, value: Expanded::literal(&template(text)) }).collect(),
        annotations: prometheus::texts(alert).map(|(name, text)| Named { name, value: template(text) }).collect(),
        // An instant query looks at the end of the range only.
        from: 600,
        datasource_uid: datasource.clone(),
        expr: alert.query.to_string(),
        evaluator: alert.comparison.evaluator(),
        limit: alert.limit,
    }
}

pub(super) fn notifications(suite: &str, contact: &Contact) -> String {
    let (kind, setting, value) = contact.channel.parts();
    let notifications = Notifications {
        suite,
        org_id: 1,
        name: Expanded::literal(&contact.name),
        uid: Expanded::literal(contact.uid.as_str()),
        r#type: kind,
        setting,
        value: value.into(),
        group_by: ["grafana_folder", "alertname"],
        group_wait: "30s",
        group_interval: "5m",
        repeat_interval: "4h",
    };
    template::render("notifications.yml", &notifications)
}
