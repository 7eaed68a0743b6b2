//! Grafana's own alert rules, and who hears of them: in the files that it reads, and as objects for grafana-operator.

use std::time::Duration;

use super::super::target::name;
use super::template;
use super::{Panels, RuleError, prometheus};
use crate::rule::{Absence, AlertRule, Failure, RuleGroup, duration};
use crate::schema::provisioning::Expanded;
use crate::schema::rules::{AlertRuleGroup, GrafanaGroup, GrafanaRule, Named, Notifications, Panel};
use crate::suite::{Contact, Setting, Suite};

/// Returns the file of the alerts, in the folder with this title.
pub(super) fn rules(suite: &Suite, panels: &Panels, folder: &str) -> Result<String, RuleError> {
    let words = Words { text: Expanded::literal, duration };
    let datasource = datasource(suite)?;
    let groups = filled_groups(suite).map(|group| GrafanaGroup {
        org_id: 1,
        name: Expanded::literal(&group.name),
        folder: Expanded::literal(&folder_path(folder)),
        interval: duration(group.interval),
        rules: group.rules.iter().map(|alert| words.rule(alert, datasource, panels)).collect(),
    });
    Ok(super::print("grafana-rules.yml", suite, &groups.collect::<Vec<_>>()))
}

/// Returns an object for each group: its path and its text.
pub(super) fn rule_groups(suite: &Suite, panels: &Panels) -> Result<Vec<(String, String)>, RuleError> {
    let words = Words { text: str::to_owned, duration: go_duration };
    let datasource = datasource(suite)?;
    let objects = filled_groups(suite).map(|group| {
        let object = AlertRuleGroup {
            suite: &suite.name,
            object: name::of("alerts", &format!("{}-{}", suite.name, group.name)),
            name: &group.name,
            folder: name::of_alert_folder(suite, folder(suite)).0,
            interval: go_duration(group.interval),
            rules: group.rules.iter().map(|alert| words.rule(alert, datasource, panels)).collect(),
        };
        (name::object(&object.object), template::render("grafana-alert-rule-group.yml", &object))
    });
    Ok(objects.collect())
}

/// Returns the groups that have rules: Grafana keeps no others.
fn filled_groups(suite: &Suite) -> impl Iterator<Item = &RuleGroup<AlertRule>> {
    suite.rules.alerting.iter().filter(|group| !group.rules.is_empty())
}

/// Returns the title of the folder that the alerts are in.
pub(in crate::render) fn folder(suite: &Suite) -> &str {
    if suite.rules.folder.is_empty() { &suite.name } else { &suite.rules.folder }
}

/// Returns the path of a folder as Grafana reads it in a file of rules: `a/b` would be a folder in another.
fn folder_path(title: &str) -> String {
    title.replace('/', "\\/")
}

fn datasource(suite: &Suite) -> Result<&str, RuleError> {
    let default = || suite.datasources.iter().find(|datasource| datasource.is_default);
    let uid = suite.rules.datasource.as_ref().or_else(|| default().map(|datasource| &datasource.uid));
    Ok(uid.ok_or(RuleError::NoDatasource)?.as_str())
}

/// The node that has the value.
const VALUE: &str = "B";

/// How a reader of rules takes texts and times.
struct Words<T> {
    text: fn(&str) -> T,
    duration: fn(Duration) -> String,
}

impl<T> Words<T> {
    fn rule(&self, alert: &AlertRule, datasource: &str, panels: &Panels) -> GrafanaRule<T> {
        let labels = prometheus::labels(alert);
        let template = |text: crate::rule::AlertText| text.grafana(&alert.unit, VALUE);
        let panel = panels.of(alert);
        let panel =
            panel.map(|(panel, id)| Panel { dashboard_uid: panel.dashboard.uid.as_str().to_owned(), panel_id: id.0 });
        GrafanaRule {
            uid: alert.uid().as_str().to_owned(),
            title: (self.text)(&alert.title()),
            r#for: (self.duration)(alert.hold),
            keep_firing_for: Some(alert.keep_firing_for).filter(|time| !time.is_zero()).map(self.duration),
            no_data_state: match alert.absence {
                Some(Absence::Quiet) => "OK",
                Some(Absence::Fires) => "Alerting",
                Some(Absence::Keeps) => "KeepLast",
                None => "NoData",
            },
            exec_err_state: match alert.failure {
                Failure::Tells => "Error",
                Failure::Keeps => "KeepLast",
                Failure::Fires => "Alerting",
                Failure::Quiet => "OK",
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
            datasource_uid: (self.text)(datasource),
            expr: alert.query.to_string(),
            evaluator: alert.comparison.evaluator(),
            limit: alert.limit,
        }
    }
}

/// Returns a duration as Go reads it, in units that grafana-operator takes for all of its fields: `48h`, `1.5s`.
fn go_duration(time: Duration) -> String {
    match time.as_millis() {
        whole if whole.is_multiple_of(86_400_000) && whole > 0 => format!("{}h", whole / 3_600_000),
        whole if whole.is_multiple_of(1000) => duration(time),
        _ => format!("{}s", time.as_secs_f64()),
    }
}

pub(super) fn notifications(suite: &str, contact: &Contact) -> String {
    template::render("notifications.yml", &told(suite, contact, Expanded::literal, |setting| setting.into()))
}

/// Returns the contact point and the policy as objects: their paths and texts. What files read from the environment
/// has its default there.
pub(super) fn notification_objects(suite: &str, contact: &Contact) -> [(String, String); 2] {
    #[derive(serde::Serialize)]
    struct Data<'a> {
        object: &'a str,
        #[serde(flatten)]
        notifications: &'a Notifications<'a, String>,
    }
    let notifications = told(suite, contact, str::to_owned, |setting| setting.value().to_owned());
    let print = |template: &str, object: String| {
        let text = template::render(template, &Data { object: &object, notifications: &notifications });
        (name::object(&object), text)
    };
    [
        print("grafana-contact-point.yml", name::of("contact-point", contact.uid.as_str())),
        print("grafana-notification-policy.yml", name::of("notification-policy", suite)),
    ]
}

fn told<'a, T>(
    suite: &'a str,
    contact: &Contact,
    text: impl Fn(&str) -> T,
    value: impl Fn(&Setting) -> T,
) -> Notifications<'a, T> {
    let (kind, setting, address) = contact.channel.parts();
    Notifications {
        suite,
        org_id: 1,
        name: text(&contact.name),
        uid: text(contact.uid.as_str()),
        r#type: kind,
        setting,
        value: value(address),
        group_by: ["grafana_folder", "alertname"],
        group_wait: "30s",
        group_interval: "5m",
        repeat_interval: "4h",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_go_reads_them() {
        let written = [0, 1, 1_500, 90_000, 300_000, 36_000_000, 172_800_000, 90_000_000];
        insta::assert_snapshot!(
            written.map(|milliseconds| go_duration(Duration::from_millis(milliseconds))).join(" "),
            @"0s 0.001s 1.5s 90s 5m 10h 48h 25h"
        );
    }
}
