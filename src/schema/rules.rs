//! Rule files: those of Prometheus, the tests of promtool, and Grafana's alert rules.
//!
//! Grafana expands `$NAME` in titles, labels, folders and groups of its files ([`Expanded`]), but neither in
//! queries nor, but for `${NAME}`, in annotations (Grafana: `pkg/services/provisioning/alerting`). grafana-operator
//! expands nothing, so what it reads has plain texts there.

use serde::Serialize;

use super::provisioning::{Expanded, Named};

/// A group of a rule file of Prometheus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group<R> {
    /// The name, unique in the file.
    pub name: String,
    /// How often it is evaluated.
    pub interval: String,
    /// The rules.
    pub rules: Vec<R>,
}

/// A recording rule of Prometheus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recording {
    /// The series.
    pub record: &'static str,
    /// The query.
    pub expr: String,
}

/// An alerting rule of Prometheus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// The name.
    pub alert: String,
    /// The condition.
    pub expr: String,
    /// How long it must hold.
    pub r#for: Option<String>,
    /// How long it fires on.
    pub keep_firing_for: Option<String>,
    /// The labels; their values are templates.
    pub labels: Vec<Named>,
    /// The annotations; their values are templates.
    pub annotations: Vec<Named>,
}

/// A file of promtool's tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tests<'a> {
    /// The suite.
    pub suite: &'a str,
    /// The rule files, beside the tests.
    pub rule_files: Vec<&'static str>,
    /// How often the rules are evaluated.
    pub evaluation_interval: String,
    /// The tests.
    pub tests: Vec<Test>,
}

/// A test of promtool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Test {
    /// What it shows.
    pub name: String,
    /// The series, a sample a minute.
    pub series: Vec<InputSeries>,
    /// What is expected, and when.
    pub checks: Vec<AlertCheck>,
}

/// A series of a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputSeries {
    /// Its name and labels.
    pub series: String,
    /// Its values.
    pub values: String,
}

/// The alerts of a name that must fire at a time, and no others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertCheck {
    /// The time.
    pub eval_time: String,
    /// The name.
    pub alert: String,
    /// The alerts.
    pub alerts: Vec<ExpectedAlert>,
}

/// An alert that must fire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpectedAlert {
    /// All its labels but the name.
    pub labels: Vec<Named>,
    /// Its annotations, filled in.
    pub annotations: Vec<Named>,
}

/// A group of Grafana's alert rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GrafanaGroup {
    /// The organisation, from 1.
    pub org_id: u32,
    /// The name, unique in its folder.
    pub name: Expanded,
    /// The folder's title.
    pub folder: Expanded,
    /// How often it is evaluated: a multiple of ten seconds.
    pub interval: String,
    /// The rules.
    pub rules: Vec<GrafanaRule>,
}

/// A group of Grafana's alert rules, as grafana-operator reads it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertRuleGroup<'a> {
    /// The suite.
    pub suite: &'a str,
    /// The name of the object: a DNS label.
    pub object: String,
    /// The name of the group in Grafana.
    pub name: &'a str,
    /// The object of its folder.
    pub folder: String,
    /// How often it is evaluated: a multiple of ten seconds, as Go writes durations.
    pub interval: String,
    /// The rules, at least one.
    pub rules: Vec<GrafanaRule<String>>,
}

/// An alert rule of Grafana: the query `A`, its last value `B`, and the comparison `C`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GrafanaRule<T = Expanded> {
    /// What Grafana keeps it by.
    pub uid: String,
    /// The title, unique in the folder, of at most 190 characters.
    pub title: T,
    /// How long the condition must hold.
    pub r#for: String,
    /// How long it fires on; newer releases only.
    pub keep_firing_for: Option<String>,
    /// What happens without series: `NoData`, `Alerting`, `OK` or `KeepLast`.
    pub no_data_state: &'static str,
    /// What happens when the query fails: the same words, and `Error`.
    pub exec_err_state: &'static str,
    /// Whether it is switched off.
    pub is_paused: bool,
    /// The panel that shows it.
    pub panel: Option<Panel>,
    /// The labels; their values are templates.
    pub labels: Vec<Named<T>>,
    /// The annotations; their values are templates.
    pub annotations: Vec<Named>,
    /// How far back the query may look, in seconds.
    pub from: u64,
    /// The datasource.
    pub datasource_uid: T,
    /// The query.
    pub expr: String,
    /// The comparison: `gt` or `lt`.
    pub evaluator: &'static str,
    /// What it is compared with.
    pub limit: f64,
}

/// A panel, as an alert rule names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Panel {
    /// The dashboard.
    pub dashboard_uid: String,
    /// The panel's number in it.
    pub panel_id: u32,
}

impl Panel {
    /// Returns the annotations that tie a rule to its panel: the state on the panel, its history, the links of messages.
    /// The fields of the same names are stored, and read by nobody (Grafana 12.4).
    pub fn annotations(&self) -> [Named; 2] {
        let named = |name: &str, value| Named { name: name.to_owned(), value };
        [named("__dashboardUid__", self.dashboard_uid.clone()), named("__panelId__", self.panel_id.to_string())]
    }
}
