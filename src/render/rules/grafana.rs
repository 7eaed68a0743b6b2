//! Grafana's own alert rules.

use std::time::Duration;

use super::check::RuleError;
use super::panels::Panels;
use super::prometheus;
use crate::promql::duration;
use crate::render::template;
use crate::rule::{AlertRule, ExecError, NoData, RuleGroup};
use crate::schema::provisioning::{Expanded, Named};
use crate::schema::rules::{GrafanaGroup, GrafanaRule, Panel};
use crate::suite::{Datasource, Suite};

/// The alerts of a suite, and what they refer to.
pub(in crate::render) struct Alerts<'a> {
    suite: &'a Suite,
    datasource: &'a str,
    panels: Panels,
}

impl<'a> Alerts<'a> {
    /// Returns the alerts of a suite, which has some.
    pub(in crate::render) fn of(suite: &'a Suite, panels: Panels) -> Result<Self, RuleError> {
        let is_asked = |datasource: &&Datasource| datasource.is_default && datasource.interval().is_some();
        let default = || suite.datasources.iter().find(is_asked);
        let uid = suite.rules.datasource.as_ref().or_else(|| default().map(|datasource| &datasource.uid));
        Ok(Self { suite, datasource: uid.ok_or(RuleError::NoDatasource)?.as_str(), panels })
    }

    /// Returns the groups that have rules, since Grafana keeps no others, and their rules in a reader's words.
    pub(in crate::render) fn groups<T>(
        &self,
        words: Words<T>,
    ) -> impl Iterator<Item = (&'a RuleGroup<AlertRule>, Vec<GrafanaRule<T>>)> {
        let filled = self.suite.rules.alerting.iter().filter(|group| !group.rules.is_empty());
        filled.map(move |group| (group, group.rules.iter().map(|alert| words.rule(alert, self)).collect()))
    }

    /// Prints the file of the alerts, in the folder with this title.
    pub(in crate::render) fn file(&self, folder: &str) -> String {
        #[derive(serde::Serialize)]
        struct Data<'a> {
            suite: &'a str,
            groups: Vec<GrafanaGroup>,
        }
        let groups = self.groups(Words { text: Expanded::literal, duration }).map(|(group, rules)| GrafanaGroup {
            org_id: 1,
            name: Expanded::literal(&group.name),
            // `a/b` would be a folder in another.
            folder: Expanded::literal(&folder.replace('/', "\\/")),
            interval: duration(group.interval),
            rules,
        });
        template::render("grafana-rules.yml", &Data { suite: &self.suite.name, groups: groups.collect() })
    }
}

/// Returns the title of the folder that the alerts are in.
pub(in crate::render) fn folder(suite: &Suite) -> &str {
    if suite.rules.folder.is_empty() { &suite.name } else { &suite.rules.folder }
}

/// The node that has the value.
const VALUE: &str = "B";

/// How a reader of rules takes texts and times.
pub(in crate::render) struct Words<T> {
    /// Texts.
    pub text: fn(&str) -> T,
    /// Times.
    pub duration: fn(Duration) -> String,
}

impl<T> Words<T> {
    fn rule(&self, alert: &AlertRule, of: &Alerts<'_>) -> GrafanaRule<T> {
        let labels = prometheus::labels(alert);
        let template = |text: crate::rule::AlertText| text.grafana(&alert.unit, VALUE);
        let panel = of.panels.of(alert);
        let panel =
            panel.map(|(panel, id)| Panel { dashboard_uid: panel.dashboard.uid.as_str().to_owned(), panel_id: id.0 });
        GrafanaRule {
            uid: alert.uid().as_str().to_owned(),
            title: (self.text)(&alert.title()),
            r#for: (self.duration)(alert.pending_period),
            keep_firing_for: Some(alert.keep_firing_for).filter(|time| !time.is_zero()).map(self.duration),
            no_data_state: match alert.no_data {
                Some(NoData::Ok) => "OK",
                Some(NoData::Alerting) => "Alerting",
                Some(NoData::KeepLast) => "KeepLast",
                None => "NoData",
            },
            exec_err_state: match alert.exec_error {
                ExecError::Error => "Error",
                ExecError::KeepLast => "KeepLast",
                ExecError::Alerting => "Alerting",
                ExecError::Ok => "OK",
            },
            is_paused: false,
            labels: labels.map(|(name, text)| Named { name, value: (self.text)(&template(text)) }).collect(),
            annotations: prometheus::texts(alert)
                .map(|(name, text)| Named { name, value: template(text) })
                .chain(panel.iter().flat_map(Panel::annotations))
                .collect(),
            panel,
            // An instant query looks at the end of the range only.
            from: 600,
            datasource_uid: (self.text)(of.datasource),
            expr: alert.query.to_string(),
            evaluator: alert.comparison.evaluator(),
            limit: alert.limit,
        }
    }
}
