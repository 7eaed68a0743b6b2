//! Grafana's alerting files, read back with every field that Grafana knows and we write, and no others; then what their
//! parts say of each other.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use dashgen::promql;
use serde::Deserialize;
use serde_json::Value;

use super::cli_build::folder;
use super::{dashgen, files};

type Texts = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RuleFile {
    api_version: u32,
    groups: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Group {
    org_id: u32,
    name: String,
    folder: String,
    interval: String,
    rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Rule {
    uid: String,
    title: String,
    condition: String,
    r#for: String,
    keep_firing_for: Option<String>,
    no_data_state: Absent,
    exec_err_state: Failed,
    is_paused: bool,
    dashboard_uid: Option<String>,
    panel_id: Option<u32>,
    labels: Texts,
    annotations: Texts,
    data: Vec<Node>,
}

#[derive(Debug, Deserialize)]
enum Absent {
    NoData,
    Alerting,
    #[serde(rename = "OK")]
    Ok,
    KeepLast,
}

#[derive(Debug, Deserialize)]
enum Failed {
    Error,
    Alerting,
    #[serde(rename = "OK")]
    Ok,
    KeepLast,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Node {
    ref_id: String,
    relative_time_range: Option<Range>,
    datasource_uid: String,
    model: Model,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    from: u64,
    to: u64,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Model {
    Query(Query),
    Expression(Step),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Query {
    ref_id: String,
    datasource: Source,
    expr: String,
    instant: bool,
    range: bool,
    interval_ms: u32,
    max_data_points: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Step {
    ref_id: String,
    datasource: Source,
    r#type: Kind,
    expression: String,
    reducer: Option<String>,
    conditions: Option<[Condition; 1]>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Reduce,
    Threshold,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    r#type: String,
    uid: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Condition {
    evaluator: Evaluator,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Evaluator {
    r#type: String,
    params: [f64; 1],
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NotificationFile {
    api_version: u32,
    contact_points: Vec<ContactPoint>,
    policies: Vec<Policy>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ContactPoint {
    org_id: u32,
    name: String,
    receivers: Vec<Receiver>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Receiver {
    uid: String,
    r#type: String,
    settings: Texts,
    disable_resolve_message: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    #[serde(rename = "orgId")]
    org_id: u32,
    receiver: String,
    group_by: Vec<String>,
    group_wait: String,
    group_interval: String,
    repeat_interval: String,
}

/// What one build of the trading suite wrote.
struct Built(BTreeMap<String, Vec<u8>>);

impl Built {
    fn new() -> Self {
        let folder = folder();
        dashgen(&["build", "--quiet", "--contact-point", "--out", folder.path().to_str().unwrap()]);
        Self(files(folder.path()))
    }

    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.0[path]).unwrap()
    }

    /// Returns the dashboards' uids, each with the ids of its panels.
    fn panels(&self) -> BTreeSet<(String, u32)> {
        let dashboards = self.0.iter().filter(|(path, _)| path.starts_with("dashboards/"));
        let panels = dashboards.flat_map(|(_, bytes)| {
            let dashboard: Value = serde_json::from_slice(bytes).unwrap();
            let uid = dashboard["uid"].as_str().unwrap().to_owned();
            let ids = dashboard["panels"].as_array().unwrap().iter().map(|panel| panel["id"].as_u64().unwrap());
            ids.map(move |id| (uid.clone(), u32::try_from(id).unwrap())).collect::<Vec<_>>()
        });
        panels.collect()
    }

    fn datasources(&self) -> BTreeSet<String> {
        let file: Value = serde_saphyr::from_str(self.text("provisioning/datasources/prometheus.yml")).unwrap();
        file["datasources"].as_array().unwrap().iter().map(|it| it["uid"].as_str().unwrap().to_owned()).collect()
    }
}

/// Returns what is wrong with a file of rules: what Grafana would refuse, or what leads nowhere.
fn faults(text: &str, built: &Built) -> Vec<String> {
    let file: RuleFile = match serde_saphyr::from_str(text) {
        Ok(file) => file,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults = Faults::default();
    faults.unless(file.api_version == 1, "the version of the file");
    let (panels, datasources) = (built.panels(), built.datasources());
    let (mut groups, mut uids, mut titles) = (HashSet::new(), HashSet::new(), HashSet::new());
    for group in &file.groups {
        faults.unless(group.org_id == 1, "the organisation");
        faults.unless(groups.insert((&group.folder, &group.name)), "two groups of a name");
        faults.unless(!group.name.is_empty() && !group.folder.is_empty(), "a group without name or folder");
        let is_whole = seconds(&group.interval).is_some_and(|time| time > 0 && time % 10 == 0);
        faults.unless(is_whole, "the interval of the group");
        for rule in &group.rules {
            faults.unless(uids.insert(&rule.uid), "two rules of a uid");
            faults.unless(titles.insert((&group.folder, &rule.title)), "two rules of a title");
            let page = rule.dashboard_uid.clone().zip(rule.panel_id);
            faults.unless(page.as_ref().is_some_and(|page| panels.contains(page)), "the panel");
            let of = |name: &str| rule.annotations.get(name).cloned();
            let tied = of("__dashboardUid__").zip(of("__panelId__").and_then(|id| id.parse().ok()));
            faults.unless(tied == page, "the annotations of the panel");
            faults.of_rule(rule);
            faults.of_nodes(rule, &datasources);
        }
    }
    faults.0
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn unless(&mut self, is_fine: bool, what: &str) {
        if !is_fine {
            self.0.push(what.to_owned());
        }
    }

    fn of_rule(&mut self, rule: &Rule) {
        let is_uid = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        self.unless((1..=40).contains(&rule.uid.len()) && rule.uid.bytes().all(is_uid), "the uid");
        self.unless((1..=190).contains(&rule.title.chars().count()), "the title");
        self.unless(seconds(&rule.r#for).is_some(), "how long it waits");
        self.unless(rule.keep_firing_for.as_deref().is_none_or(|time| seconds(time).is_some()), "how long it fires on");
        self.unless(!rule.is_paused, "a rule that is switched off");
        self.unless(!matches!(rule.no_data_state, Absent::NoData), "what happens without data");
        let is_told = matches!(rule.exec_err_state, Failed::Error | Failed::KeepLast);
        self.unless(is_told, "what happens when the query fails");
        let refs: HashSet<&str> = rule.data.iter().map(|node| node.ref_id.as_str()).collect();
        for text in rule.annotations.values() {
            self.unless(template_is_sound(text, &refs), "the dollars of an annotation");
        }
        for text in rule.labels.values() {
            let expanded = expanded(text);
            self.unless(expanded.is_some_and(|text| template_is_sound(&text, &refs)), "the dollars of a label");
        }
    }

    fn of_nodes(&mut self, rule: &Rule, datasources: &BTreeSet<String>) {
        // A node may ask only those before it; what it makes is a number for each series, or the series themselves.
        let mut numbers = BTreeMap::<&str, bool>::new();
        for node in &rule.data {
            let (id, source) = match &node.model {
                Model::Query(query) => (&query.ref_id, &query.datasource),
                Model::Expression(expression) => (&expression.ref_id, &expression.datasource),
            };
            self.unless(*id == node.ref_id && source.uid == node.datasource_uid, "a node and its model differ");
            let is_number = match &node.model {
                Model::Query(query) => {
                    self.unless(source.r#type == "prometheus" && datasources.contains(&source.uid), "the datasource");
                    self.unless(query.instant != query.range, "an instant query or one over a range");
                    self.unless(promql::parse(&query.expr).is_ok(), "the query");
                    self.unless(query.interval_ms > 0 && query.max_data_points > 0, "the points of the query");
                    let range = node.relative_time_range.as_ref();
                    self.unless(range.is_some_and(|range| range.from > range.to), "the range of time");
                    false
                }
                Model::Expression(expression) => {
                    self.unless(source.r#type == "__expr__" && source.uid == "__expr__", "the datasource");
                    self.unless(node.relative_time_range.is_none(), "the range of time");
                    self.of_expression(expression, numbers.get(expression.expression.as_str()).copied())
                }
            };
            self.unless(numbers.insert(&node.ref_id, is_number).is_none(), "two nodes of a letter");
        }
        self.unless(numbers.get(rule.condition.as_str()) == Some(&true), "the condition");
    }

    /// Looks at an expression over a node, known to be a number or not; returns whether it makes a number.
    fn of_expression(&mut self, expression: &Step, over: Option<bool>) -> bool {
        match expression.r#type {
            Kind::Reduce => {
                self.unless(over == Some(false), "what is reduced");
                let is_known = expression.reducer.as_deref().is_some_and(|it| ["last", "mean", "max"].contains(&it));
                self.unless(is_known && expression.conditions.is_none(), "the reducer");
            }
            Kind::Threshold => {
                self.unless(over == Some(true), "what is compared");
                let evaluator = expression.conditions.as_ref().map(|[condition]| &condition.evaluator);
                let is_sound = |it: &Evaluator| ["gt", "lt"].contains(&&*it.r#type) && it.params[0].is_finite();
                self.unless(evaluator.is_some_and(is_sound) && expression.reducer.is_none(), "the comparison");
            }
        }
        true
    }
}

/// Reads a duration of one number and one unit.
fn seconds(text: &str) -> Option<u64> {
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..unit].parse().ok()?;
    [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
        .into_iter()
        .find_map(|(name, length)| (name == &text[unit..]).then_some(number * length))
}

/// Does what Grafana does to values, where no variable may be asked for.
pub(super) fn expanded(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split("$$").collect();
    parts.iter().all(|part| !part.contains('$')).then(|| parts.join("$"))
}

/// Returns whether dollars stand in actions of the template only, and labels and values of nodes in guards: Grafana
/// fills the template in when they are missing, too.
fn template_is_sound(text: &str, refs: &HashSet<&str>) -> bool {
    let mut rest = text;
    let mut guards: u32 = 0;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((action, after)) = after.split_once("}}") else { return false };
        let is_sound = match action.split_whitespace().collect::<Vec<_>>()[..] {
            ["with", of] => {
                guards += 1;
                of.starts_with("$labels.") || of.strip_prefix("$values.").is_some_and(|node| refs.contains(node))
            }
            ["." | "else"] | ["humanize" | "humanizeDuration" | "humanizePercentage", ".Value"] => guards > 0,
            ["end"] => {
                guards = guards.wrapping_sub(1);
                guards < u32::MAX
            }
            [text] => text.starts_with('"') && text.ends_with('"'),
            _ => false,
        };
        if before.contains('$') || !is_sound {
            return false;
        }
        rest = after;
    }
    guards == 0 && !rest.contains('$')
}

const RULES: &str = "provisioning/alerting/rules.yml";
const NOTIFICATIONS: &str = "provisioning/alerting/notifications.yml";

#[test]
fn every_rule_is_sound() {
    let built = Built::new();
    assert_eq!(faults(built.text(RULES), &built), [""; 0]);
    let file: RuleFile = serde_saphyr::from_str(built.text(RULES)).unwrap();
    assert_eq!(file.groups.iter().map(|group| group.rules.len()).sum::<usize>(), 7);
}

#[test]
fn dashboards_and_alerts_are_in_one_folder() {
    let built = Built::new();
    let file: RuleFile = serde_saphyr::from_str(built.text(RULES)).unwrap();
    let providers: Value = serde_saphyr::from_str(built.text("provisioning/dashboards/default.yml")).unwrap();
    let provider = &providers["providers"][0];
    assert!(file.groups.iter().all(|group| provider["folder"] == group.folder.as_str()));
    assert_eq!(provider.get("folderUid"), None, "with it, Grafana makes a second folder of the title");
}

/// What people are told while Prometheus is away: sentences, and by one alert only that it is.
#[test]
fn summaries_without_a_value() {
    let built = Built::new();
    let file: RuleFile = serde_saphyr::from_str(built.text(RULES)).unwrap();
    let told = |rule: &Rule| {
        let summary = &rule.annotations["summary"];
        let Some((before, rest)) = summary.split_once("{{ with") else { return summary.clone() };
        let (missing, after) = rest.split_once("{{ else }}").unwrap().1.split_once("{{ end }}").unwrap();
        format!("{before}{missing}{after}")
    };
    let lines = file.groups.iter().flat_map(|group| &group.rules);
    let lines = lines.map(|rule| format!("{:?} {:?}: {}", rule.no_data_state, rule.exec_err_state, told(rule)));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r"
    Alerting Error: Prometheus reaches no instance of the API
    Ok KeepLast: The API answers an unknown share of the requests with a 5xx status
    Ok KeepLast: The slowest Redis operations take an unknown time (p95)
    Ok KeepLast: The API has lost an unknown share of its WebSocket connections
    Ok KeepLast: The bots ended an unknown share of the last hour's trades with a profit
    KeepLast KeepLast: The portfolio is an unknown share below its highest value of the last 24 hours
    KeepLast KeepLast: The portfolio is an unknown share below its highest value of the last 24 hours
    ");
}

#[test]
fn each_fault_of_a_rule_is_seen() {
    let built = Built::new();
    let text = built.text(RULES);
    for (old, new, fault) in [
        ("apiVersion: 1", "apiVersion: 2", "the version of the file"),
        ("condition: \"C\"", "condition: \"D\"", "the condition"),
        ("condition: \"C\"", "condition: \"A\"", "the condition"),
        ("expression: \"A\"", "expression: \"X\"", "what is reduced"),
        ("expression: \"A\"", "expression: \"C\"", "what is reduced"),
        ("expression: \"B\"", "expression: \"A\"", "what is compared"),
        ("expression: \"B\"", "expression: \"C\"", "what is compared"),
        ("- refId: \"B\"", "- refId: \"A\"", "a node and its model differ"),
        ("from: 600", "from: 0", "the range of time"),
        ("to: 0", "to: 600", "the range of time"),
        ("instant: true", "instant: false", "an instant query or one over a range"),
        ("datasourceUid: \"prometheus\"", "datasourceUid: \"other\"", "a node and its model differ"),
        ("datasourceUid: \"__expr__\"", "datasourceUid: \"prometheus\"", "a node and its model differ"),
        ("expr: \"", "expr: \")", "the query"),
        ("reducer: \"last\"", "reducer: \"least\"", "the reducer"),
        ("type: \"gt\"", "type: \"above\"", "the comparison"),
        ("maxDataPoints: ", "maxDatapoints: ", "did not match"),
        ("type: \"reduce\"", "type: \"math\"", "did not match"),
        ("interval: \"1m\"", "interval: \"15s\"", "the interval of the group"),
        ("folder: \"Trading\"", "folder: \"\"", "a group without name or folder"),
        ("for: \"5m\"", "for: \"5 min\"", "how long it waits"),
        ("noDataState: \"OK\"", "noDataState: \"Ok\"", "unknown variant"),
        ("noDataState:", "nodataState:", "unknown field"),
        ("panelId: 1822287771", "panelId: 7", "the panel"),
        ("\"__panelId__\": \"1822287771\"", "\"__panelId__\": \"7\"", "the annotations of the panel"),
        ("\"__dashboardUid__\"", "\"dashboard\"", "the annotations of the panel"),
        ("dashboardUid: \"", "dashboardUid: \"x", "the panel"),
        ("uid: \"high-redis-latency-warning\"", "uid: \"high-api-error-rate-critical\"", "two rules of a uid"),
        ("title: \"HighRedisLatency (warning)\"", "title: \"HighApiErrorRate (critical)\"", "two rules of a title"),
        ("\"severity\": \"critical\"", "\"severity\": \"$critical\"", "the dollars of a label"),
        ("\"severity\": \"critical\"", "\"severity\": \"$$critical\"", "the dollars of a label"),
        ("$values.B", "$values.D", "the dollars of an annotation"),
        ("{{ with $values.B }}", "", "the dollars of an annotation"),
        ("{{ with $values.B }}{{ humanizePercentage .Value }}", "{{ humanizePercentage $values.B.Value }}", "dollars"),
        ("{{ end }}", "", "the dollars of an annotation"),
        ("\"summary\": \"", "\"summary\": \"$5 ", "the dollars of an annotation"),
    ] {
        let changed = text.replacen(old, new, 1);
        assert_ne!(changed, text, "{old} is not there");
        let found = faults(&changed, &built);
        assert!(found.iter().any(|it| it.contains(fault)), "{old} -> {new}: {found:?}");
    }
    let doubled = text.replacen("\"severity\": \"critical\"", "\"severity\": \"{{ \\\"$$\\\" }}\"", 1);
    assert_eq!(faults(&doubled, &built), [""; 0]);
}

/// Returns what is wrong with a file of contact points and policies, or what it reads that has no default.
fn notification_faults(text: &str, environment: &str) -> Vec<String> {
    let file: NotificationFile = match serde_saphyr::from_str(text) {
        Ok(file) => file,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults = Faults::default();
    faults.unless(file.api_version == 1, "the version of the file");
    let names: HashSet<&str> = file.contact_points.iter().map(|point| point.name.as_str()).collect();
    let mut uids = HashSet::new();
    for point in &file.contact_points {
        faults.unless(point.org_id == 1 && !point.receivers.is_empty(), "the contact point");
        for receiver in &point.receivers {
            faults.unless(uids.insert(&receiver.uid) && !receiver.uid.is_empty(), "the uid");
            faults.unless(!receiver.disable_resolve_message, "silence when it is over");
            let setting = match receiver.r#type.as_str() {
                "email" => "addresses",
                "slack" | "webhook" => "url",
                _ => "",
            };
            let value = receiver.settings.get(setting);
            let is_set = value.is_some_and(|value| match value.strip_prefix('$') {
                Some(name) => environment.lines().any(|line| line.starts_with(&format!("{name}="))),
                None => expanded(value).is_some_and(|value| !value.is_empty()),
            });
            faults.unless(is_set && receiver.settings.len() == 1, "the settings");
        }
    }
    faults.unless(file.policies.len() == 1, "one tree of policies");
    for policy in &file.policies {
        faults.unless(policy.org_id == 1 && names.contains(policy.receiver.as_str()), "the receiver");
        let distinct: HashSet<&String> = policy.group_by.iter().collect();
        faults.unless(distinct.len() == policy.group_by.len(), "what alerts are put together by");
        let times = [&policy.group_wait, &policy.group_interval, &policy.repeat_interval].map(|time| seconds(time));
        faults.unless(times.iter().all(Option::is_some) && times.is_sorted(), "the times of the policy");
    }
    faults.0
}

#[test]
fn the_contact_point_and_its_policy_are_sound() {
    let built = Built::new();
    let (text, environment) = (built.text(NOTIFICATIONS), built.text("provisioning/grafana.env"));
    assert_eq!(notification_faults(text, environment), [""; 0]);
    for (old, new, fault) in [
        ("contactPoints:", "contactpoints:", "unknown field"),
        ("type: \"email\"", "type: \"slack\"", "the settings"),
        ("addresses:", "address:", "the settings"),
        ("$ALERT_EMAIL", "$MISSPELT_EMAIL", "the settings"),
        ("$ALERT_EMAIL", "$$ALERT_EMAIL", "the settings"),
        ("receiver: \"trading", "receiver: \"other", "the receiver"),
        ("receiver:", "recipient:", "unknown field"),
        ("\"alertname\"", "\"grafana_folder\"", "what alerts are put together by"),
        ("group_wait: \"30s\"", "group_wait: \"30\"", "the times of the policy"),
        ("    group_wait", "    routes: []\n    group_wait", "unknown field"),
        ("uid: \"trading-operators\"", "uid: \"\"", "the uid"),
    ] {
        let changed = text.replacen(old, new, 1);
        assert_ne!(changed, text, "{old} is not there");
        let found = notification_faults(&changed, environment);
        assert!(found.iter().any(|it| it.contains(fault)), "{old} -> {new}: {found:?}");
    }
}
